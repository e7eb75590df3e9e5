"""Measure the public pages over HTTP: python -m tests.benchmarks.site_at_scale --site http://127.0.0.1:8000 [--at-once]

The server runs already, without a limit to reading (READINGS_PER_MINUTE=0), on the edition of DATA_DIR; with invented
journeys (journeys_at_scale.py) "who was there" is asked at its two places of ten thousand people. Each address is asked
for once: nothing of it is kept. ``--at-once`` lets 200 ask at once for a minute and tells what
came back. Nothing is asserted.
"""

import argparse
import asyncio
import http.client
import json
import os
import random
import statistics
import time
from collections import Counter
from collections.abc import Callable, Sequence
from typing import Any
from urllib.parse import quote, urlsplit

import sqlalchemy as sa

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
_FIRST, _AFTER = 100, 200
_CROWD, _SECONDS = 200, 60
_MONTHS = [f"1940-{month:02d}" for month in range(3, 13)] + [f"1941-{month:02d}" for month in range(1, 8)]


def addresses(connection: Any, chance: random.Random) -> dict[str, Callable[[], str]]:
    """Return, by what is measured, a function that gives a random address of its kind."""

    def some(query: str, most: int = 3_000, **values: Any) -> list[Any]:
        rows = connection.execute(sa.text(query), values).fetchall()
        return chance.sample(rows, min(most, len(rows)))

    ids = {
        kind: [row[0] for row in some("SELECT id FROM page WHERE kind = :kind AND id > :start ORDER BY id LIMIT 60000",
                                      kind=kind, start=start)]
        for kind, start in (("person", ""), ("document", ""), ("place", ""), ("stage", ""))
    }  # fmt: skip
    on_journeys = [row[0] for row in some("SELECT DISTINCT person_id FROM presence LIMIT 60000")]
    lists = [row[0] for row in some("SELECT DISTINCT document_id FROM list_row LIMIT 90000")]
    crowds = some(
        "SELECT place_id, count(*) FROM presence WHERE place_id IS NOT NULL GROUP BY 1 ORDER BY 2 DESC LIMIT 2"
    )
    names = [json.loads(row[0])["name"] for row in some("SELECT card FROM page WHERE kind = 'person' LIMIT 60000")]
    marks = {
        kind: some("SELECT sort_key, id FROM page WHERE kind = :kind ORDER BY id LIMIT 60000", kind=kind)
        for kind in ("document", "place")
    }
    families = [row[0] for row in some("SELECT DISTINCT family FROM name_form WHERE kind = 'surname' LIMIT 60000")]

    def listed(folder: str, kind: str) -> str:
        row = chance.choice(marks[kind])
        return f"{folder}/?after={quote(f'{row[0]}~{row[1]}')}"

    def months() -> str:
        first, last = sorted(chance.sample(_MONTHS, 2))
        return f"from={first}&to={last}"

    pick = chance.choice
    # What there is none of cannot be asked for.
    has = {"person on the journey": on_journeys, "companions": on_journeys, "journey of a family": on_journeys,
           "document, a list": lists, **ids}  # fmt: skip
    found = {
        "person": lambda: f"people/{pick(ids['person'])}/",
        "person on the journey": lambda: f"people/{pick(on_journeys)}/",
        "place": lambda: f"places/{pick(ids['place'])}/",
        "document": lambda: f"documents/{pick(ids['document'])}/",
        "document, a list": lambda: f"documents/{pick(lists)}/",
        "stage": lambda: f"stages/{pick(ids['stage'])}/",
        "list of documents": lambda: listed("documents", "document"),
        "list of places": lambda: listed("places", "place"),
        "one surname": lambda: f"surnames/{quote(pick(families))}/",
        "search": lambda: f"search/?q={quote(pick(names))}",
        "kinship of two": lambda: f"people/{pick(ids['person'])}/kinship/?to={pick(ids['person'])}",
        "companions": lambda: f"people/{pick(on_journeys)}/companions/",
        "journey of a family": lambda: f"people/{pick(on_journeys)}/journey/",
        "chart": lambda: f"people/{pick(ids['person'])}/chart/?kind=hourglass",
    }
    for place, number in crowds:
        found[f"place of {number:,}"] = lambda place=place: f"places/{place}/?n={chance.random()}"
        found[f"who was there, {number:,}"] = lambda place=place: f"places/{place}/people/?n={chance.random()}"
        found[f"who was there then, {number:,}"] = lambda place=place: f"places/{place}/people/?{months()}"
    return {name: address for name, address in found.items() if has.get(name, True)}


def measure(site: str, name: str, address: Callable[[], str]) -> None:
    """Ask one after the other; print median and ninety-fifth of the first, and of those after them.

    A server that has just begun answers the first of a kind more slowly: it has not yet seen the pages of the file
    that all of them need, and words its first dates. No page is asked for
    twice but by chance. In between, a fixed loop is timed.
    """
    line = http.client.HTTPConnection(str(urlsplit(site).netloc))
    taken, sizes, loops = list[float](), list[int](), list[float]()
    for _time in range(_FIRST + _AFTER):
        path = f"/en/{address()}"
        begun = time.perf_counter()
        line.request("GET", path, headers={"Accept-Encoding": "gzip"})
        answer = line.getresponse()
        sizes.append(len(answer.read()))
        taken.append(1000 * (time.perf_counter() - begun))
        if answer.status != 200:
            print(name, path, answer.status)
        loops += [_fixed_work()] if _time % 25 == 0 else []
    first, after = (_ranks(part) for part in (taken[5:_FIRST], taken[_FIRST:]))
    loop = f"loop {statistics.median(loops):5.1f} ms"
    print(f"{name:32} first {_FIRST}: {first}  then: {after}  {max(sizes) / 1024:3.0f} kB at most  {loop}", flush=True)


def _fixed_work() -> float:
    """Return the milliseconds of a fixed loop: a machine that others share is not always equally fast."""
    begun, words = time.perf_counter(), dict[str, int]()
    for number in range(40_000):
        words[str(number % 977)] = words.get(str(number % 1009), 0) + number
    return 1000 * (time.perf_counter() - begun)


def _ranks(taken: Sequence[float]) -> str:
    inorder = sorted(taken)
    return f"p50 {statistics.median(inorder):6.1f} ms  p95 {inorder[int(0.95 * len(inorder))]:6.1f} ms"


async def _keep_asking(host: str, port: int, kinds: list[Callable[[], str]], chance: random.Random, until: float,
                       taken: list[float], answers: Counter[str]) -> None:  # fmt: skip
    while time.perf_counter() < until:
        path, begun = f"/en/{chance.choice(kinds)()}", time.perf_counter()
        try:
            reader, writer = await asyncio.open_connection(host, port)
            writer.write(f"GET {path} HTTP/1.1\r\nHost: {host}:{port}\r\nConnection: close\r\n\r\n".encode())
            answer = await reader.read()
            writer.close()
            answers[answer[9:12].decode() or "no answer"] += 1
        except OSError as error:
            answers[type(error).__name__] += 1
        taken.append(1000 * (time.perf_counter() - begun))


async def ask_at_once(site: str, kinds: list[Callable[[], str]], chance: random.Random) -> None:
    """Let 200 ask for pages of all kinds, each the next as soon as the last has come, for a minute."""
    target, taken, answers = urlsplit(site), list[float](), Counter[str]()
    until = time.perf_counter() + _SECONDS
    crowd = (_keep_asking(str(target.hostname), target.port or 80, kinds, chance, until, taken, answers)
             for _one in range(_CROWD))  # fmt: skip
    await asyncio.gather(*crowd)
    taken.sort()
    ranks = {rank: taken[int(len(taken) * rank / 100)] for rank in (50, 95, 99)}
    print(f"{_CROWD} at once, {_SECONDS} s: {len(taken)} answers {dict(answers)}, "
          + ", ".join(f"p{rank} {value:.0f} ms" for rank, value in ranks.items()))  # fmt: skip


def main() -> None:
    """Print a line for each kind of page."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--site", default="http://127.0.0.1:8000")
    words.add_argument("--only", default="", help="what has these letters in its name")
    words.add_argument("--at-once", action="store_true")
    asked = words.parse_args()
    import django

    django.setup()
    from records.edition.connection import reading

    chance = random.Random(int(os.environ.get("SEED", "3")))
    with reading() as connection:
        found = addresses(connection, chance)
    if asked.at_once:
        usual = ("person", "person on the journey", "place", "document", "search", "list of documents", "one surname")
        asyncio.run(ask_at_once(asked.site, [found[name] for name in usual], chance))
        return
    for name, address in found.items():
        if asked.only in name:
            measure(asked.site, name, address)


if __name__ == "__main__":
    main()
