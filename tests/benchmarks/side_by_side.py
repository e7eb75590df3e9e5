"""The usual ways of searching names beside ours, on the same people: python -m tests.benchmarks.side_by_side

SQLite FTS5 over romanised names (what the peers index), pg_trgm on persons, Daitch-Mokotoff keys, and this project's
search with and without the learned matcher. Prints a table; nothing is asserted. PostgreSQL's processor time is its
own, so the time told for it is by the clock.
"""

import argparse
import os
import sqlite3
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import psycopg
from anyascii import anyascii

from records.edition.connection import reading
from records.names.daitch_mokotoff import daitch_mokotoff
from records.names.given_sets import given_set_numbers
from tests.benchmarks import search_at_scale
from tests.benchmarks.invented_archive import Archive, Invented, Search

Ask = Callable[[Search], list[int]]
_FIRST = 10


def romanised(text: str) -> str:
    """Return a text as the peers index it: in bare Latin letters."""
    return anyascii(text).lower().replace("'", "")


def full_text(people: list[Invented], folder: Path) -> tuple[Ask, int]:
    """FTS5 over the romanised name, any word, ranked by bm25; the year narrows."""
    path = folder / "full_text.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE VIRTUAL TABLE person USING fts5(name, year UNINDEXED)")
    rows = ((romanised(f"{one.given} {one.surname}"), one.year) for one in people)
    connection.executemany("INSERT INTO person (name, year) VALUES (?, ?)", rows)
    connection.commit()

    def ask(search: Search) -> list[int]:
        words = romanised(f"{search.given} {search.surname}").split()
        asked = " OR ".join(f'"{word}"' for word in words)
        found = connection.execute(
            "SELECT rowid FROM person WHERE person MATCH ? AND year BETWEEN ? AND ? ORDER BY bm25(person) LIMIT ?",
            (asked, search.year - 3, search.year + 3, _FIRST),
        )
        return [row[0] for row in found]

    return ask, path.stat().st_size


def daitch_mokotoff_keys(people: list[Invented], folder: Path) -> tuple[Ask, int]:
    """Daitch-Mokotoff codes of the surname; year and given name narrow and rank."""
    path = folder / "daitch_mokotoff.sqlite3"
    connection = sqlite3.connect(path)
    connection.execute("CREATE TABLE code (code, year, given, person, PRIMARY KEY (code, year, person)) WITHOUT ROWID")
    rows = (
        (code, one.year, given_set_numbers(one.given)[0], number)
        for number, one in enumerate(people, 1)
        for code in set(daitch_mokotoff(one.surname))
    )
    connection.executemany("INSERT OR IGNORE INTO code VALUES (?, ?, ?, ?)", rows)
    connection.commit()

    def ask(search: Search) -> list[int]:
        codes = sorted(set(daitch_mokotoff(search.surname)))
        given = given_set_numbers(search.given)
        marks, sets = ", ".join("?" * len(codes)), ", ".join("?" * len(given))
        found = connection.execute(
            f"SELECT DISTINCT person, given IN ({sets}) AS same FROM code WHERE code IN ({marks}) "
            "AND year BETWEEN ? AND ? ORDER BY same DESC, person LIMIT ?",
            (*given, *codes, search.year - 3, search.year + 3, _FIRST),
        )
        return [row[0] for row in found]

    return ask, path.stat().st_size


def trigrams(people: list[Invented], server: str) -> tuple[Ask, int]:
    """pg_trgm on the romanised names of persons, ranked by similarity; the year narrows."""
    connection = psycopg.connect(server, autocommit=True)
    connection.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    connection.execute("DROP TABLE IF EXISTS person")
    connection.execute("CREATE TABLE person (id int PRIMARY KEY, name text, year int)")
    with connection.cursor().copy("COPY person FROM STDIN") as copy:
        for number, one in enumerate(people, 1):
            copy.write_row((number, romanised(f"{one.given} {one.surname}"), one.year))
    connection.execute("CREATE INDEX person_name ON person USING gin (name gin_trgm_ops)")
    connection.execute("ANALYZE person")

    def ask(search: Search) -> list[int]:
        asked = romanised(f"{search.given} {search.surname}")
        found = connection.execute(
            "SELECT id FROM person WHERE name %% %s AND year BETWEEN %s AND %s "
            "ORDER BY similarity(name, %s) DESC LIMIT %s",
            (asked, search.year - 3, search.year + 3, asked, _FIRST),
        )
        return [row[0] for row in found]

    size = connection.execute("SELECT pg_total_relation_size('person')").fetchone()
    return ask, size[0] if size else 0


def main() -> None:
    """Print the table."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("--people", type=int, default=100_000)
    words.add_argument("--searches", type=int, default=1_100)
    words.add_argument("--server", default="", help="a PostgreSQL database for pg_trgm; left out without")
    asked = words.parse_args()
    os.environ.update(search_at_scale.ENVIRONMENT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        memory, file = folder / "searches", folder / "ours.sqlite3"
        url = f"sqlite:///{file}"
        search_at_scale.build(url, asked.people, 1, memory)
        people = list(Archive(1).people(asked.people))
        searches = search_at_scale.read_searches(memory)[: asked.searches]
        print("search | person@10 | right name@10 | ms p50 | ms p95 | MB")
        with reading(url) as connection:
            engines: list[tuple[str, tuple[Ask, int], Callable[[], float]]] = [
                ("SQLite FTS5, romanised", full_text(people, folder), time.process_time),
                ("Daitch-Mokotoff keys", daitch_mokotoff_keys(people, folder), time.process_time),
            ]
            if asked.server:
                engines.append(("pg_trgm on persons (by the clock)", trigrams(people, asked.server), time.perf_counter))
            for title, learned in (("ours without a model", False), ("ours", True)):
                engines.append(
                    (title, (search_at_scale.asking(connection, learned), file.stat().st_size), time.process_time)
                )
            for title, (ask, size), clock in engines:
                _tell(title, ask, size, clock, people, searches)


def _tell(
    title: str, ask: Ask, size: int, clock: Callable[[], float], people: list[Invented], searches: list[Search]
) -> None:
    times, persons, names = [], 0, 0
    for search in searches[:20]:
        ask(search)
    for search in searches:
        started = clock()
        found = ask(search)[:_FIRST]
        times.append(1000 * (clock() - started))
        meant = people[search.meant - 1]
        persons += search.meant in found
        names += any(
            (people[one - 1].lemma, people[one - 1].given_set) == (meant.lemma, meant.given_set) for one in found
        )
    times.sort()
    number = len(searches)
    print(
        f"{title} | {persons / number:.3f} | {names / number:.3f} | {times[number // 2]:.1f} | "
        f"{times[int(number * 0.95)]:.1f} | {size / 1e6:.0f}",
        flush=True,
    )


if __name__ == "__main__":
    main()
