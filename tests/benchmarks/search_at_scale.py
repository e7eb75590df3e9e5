"""Searching invented archives of any size: python -m tests.benchmarks.search_at_scale 100000 1000000 5000000

Prints, for each size, the recall of person and of right name, the CPU time of a search (one thread), the size and the
building speed of the search part, and the resident memory. Each size is built in a process of its own, kept in the
folder of --keep, and asked in another, so that the memory of building is not counted. Nothing here is asserted.
"""

import argparse
import json
import os
import pickle
import random
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import sqlalchemy as sa

from records.edition.connection import reading, sqlite_path, writing
from records.edition.known_names import known_names
from records.edition.name_writing import NameWriter, create_bearer_indexes, drop_bearer_indexes
from records.edition.person_ranking import Limits, Ranked, Sought, rank_people
from records.edition.schema import upgrade
from records.importing.rare_collection import collecting_rarely
from tests.benchmarks.invented_archive import KINDS, Archive, Invented, Search, bearer_of

_AT_ONCE = 20_000
_MOST_SEARCHES = 3_000
# The edition's modules read Django's settings; one thread is measured.
ENVIRONMENT = {
    "DJANGO_SETTINGS_MODULE": "kresy_families.settings",
    "OMP_NUM_THREADS": "1",
    "OPENBLAS_NUM_THREADS": "1",
}


def build(url: str, people: int, seed: int, memory: Path) -> dict[str, float]:
    """Build the search part of an edition of invented people; return what it cost, without drawing them."""
    archive = Archive(seed)
    wanted = set(random.Random(seed + 8).sample(range(1, people + 1), min(_MOST_SEARCHES, people)))
    meant: dict[int, Invented] = {}
    lemmas, given = np.zeros(people + 1, np.int32), np.zeros(people + 1, np.int16)
    lemma_numbers = {lemma: number for number, lemma in enumerate(archive.lemmas)}
    given_numbers: dict[str, int] = {}
    cpu = 0.0
    with writing(url, fresh=True) as engine, collecting_rarely():
        upgrade(engine)
        with engine.begin() as connection:
            drop_bearer_indexes(connection)
            writer = NameWriter(connection, all_new=True)
            part: list[tuple[int, Invented]] = []
            for number, person in enumerate(archive.people(people), 1):
                lemmas[number] = lemma_numbers[person.lemma]
                given[number] = given_numbers.setdefault(person.given_set, len(given_numbers))
                if number in wanted:
                    meant[number] = person
                part.append((number, person))
                if len(part) == _AT_ONCE or number == people:
                    cpu += _write(writer, part)
                    part = []
            started = time.process_time()
            writer.finish()
            create_bearer_indexes(connection)
            cpu += time.process_time() - started
        with engine.begin() as connection:
            connection.execute(sa.text("ANALYZE"))
    searches = [
        archive.search(meant[number], number, KINDS[place % len(KINDS)])
        for place, number in enumerate(random.Random(seed).sample(sorted(meant), len(meant)))
    ]
    memory.write_bytes(pickle.dumps((searches, lemmas, given)))
    return {"people": people, "build_cpu": cpu, "people_per_cpu_second": people / cpu}


def _write(writer: NameWriter, part: list[tuple[int, Invented]]) -> float:
    started = time.process_time()
    for number, person in part:
        writer.add(number, [bearer_of(person)])
    writer.flush()
    return time.process_time() - started


def ask(connection: sa.Connection, search: Search, *, learned: bool = True) -> list[Ranked]:
    """Return the fifty people that fit a search best."""
    sought = Sought(
        search.surname,
        (search.given,),
        search.father,
        year=search.year,
        homes={search.home: 1.0} if search.home else {},
    )
    return rank_people(connection, known_names(connection, learned=learned), sought, Limits(50))


def asking(connection: sa.Connection, learned: bool) -> Callable[[Search], list[int]]:
    """Return a function that gives the numbers of the people found."""
    return lambda search: [one.person for one in ask(connection, search, learned=learned)]


def read_searches(memory: Path) -> list[Search]:
    """Return the searches that were kept when the archive was built."""
    searches, _lemmas, _given = pickle.loads(memory.read_bytes())
    return list(searches)


def measure(url: str, memory: Path, number: int, *, learned: bool = True, by_clock: bool = False) -> dict[str, Any]:
    """Ask the searches and return the recalls and costs; times are of this process unless ``by_clock``."""
    clock = time.perf_counter if by_clock else time.process_time
    searches, lemmas, given = pickle.loads(memory.read_bytes())
    searches = searches[:number]
    found: Counter[str] = Counter()
    asked = Counter(search.kind for search in searches)
    cpu, lists = [], []
    with reading(url) as connection:
        started = time.process_time()
        forms = known_names(connection, learned=learned).number_of_surnames()
        load = time.process_time() - started
        for search in searches[:30]:
            ask(connection, search, learned=learned)
        for search in searches:
            started = clock()
            ranked = ask(connection, search, learned=learned)
            cpu.append(clock() - started)
            people = [one.person for one in ranked]
            lists.append(people[:10])
            found["person@10"] += search.meant in people[:10]
            found["person@50"] += search.meant in people
            right = any(_same_name(one, search.meant, lemmas, given) for one in people[:10])
            found["name@10"] += right
            found[search.kind] += right
    cpu.sort()
    return {
        "searches": len(searches),
        "forms": forms,
        **{name: found[name] / len(searches) for name in ("person@10", "person@50", "name@10")},
        "cpu_p50_ms": 1000 * cpu[len(cpu) // 2],
        "cpu_p95_ms": 1000 * cpu[int(len(cpu) * 0.95)],
        "load_cpu": load,
        "memory_mb": _resident(),
        "name@10 by kind": {kind: round(found[kind] / asked[kind], 3) for kind in KINDS if asked[kind]},
        "lists": lists,
    }


def _same_name(one: int, other: int, lemmas: Any, given: Any) -> bool:
    return bool(lemmas[one] == lemmas[other] and given[one] == given[other])


def _resident() -> float:
    for line in Path("/proc/self/status").read_text(encoding="ascii").splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def main() -> None:
    """Build and ask archives of the sizes given."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("people", type=int, nargs="*", default=[10_000, 100_000, 1_000_000])
    words.add_argument("--searches", type=int, default=1_100)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--keep", type=Path, help="a folder in which built archives are kept and used again")
    words.add_argument("--url", default="", help="an empty PostgreSQL database instead of SQLite files")
    words.add_argument("--without-model", action="store_true")
    words.add_argument("--step", choices=("build", "ask"), help=argparse.SUPPRESS)
    asked = words.parse_args()
    if asked.step:
        _step(asked)
        return
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        folder.mkdir(parents=True, exist_ok=True)
        print("people | person@10 | @50 | name@10 | CPU p50 | p95 ms | bytes/person | built people/CPU s | memory MB")
        for people in asked.people:
            built, found = (_in_a_process(step, people, folder, asked) for step in ("build", "ask"))
            print(
                f"{people:,} | {found['person@10']:.4f} | {found['person@50']:.4f} | {found['name@10']:.4f} | "
                f"{found['cpu_p50_ms']:.1f} | {found['cpu_p95_ms']:.1f} | {built.get('bytes', 0):.1f} | "
                f"{built['people_per_cpu_second']:,.0f} | {found['memory_mb']:.0f}",
                flush=True,
            )
            print(f"  {found['forms']:,} forms, loaded in {found['load_cpu']:.1f} CPU s; {found['name@10 by kind']}")


def _in_a_process(step: str, people: int, folder: Path, asked: argparse.Namespace) -> dict[str, Any]:
    words = [sys.executable, "-m", "tests.benchmarks.search_at_scale", str(people), "--step", step]
    words += ["--keep", str(folder), "--seed", str(asked.seed), "--searches", str(asked.searches), "--url", asked.url]
    words += ["--without-model"] if asked.without_model else []
    done = subprocess.run(words, check=True, capture_output=True, text=True, env=os.environ | ENVIRONMENT)
    return dict(json.loads(done.stdout.splitlines()[-1]))


def _step(asked: argparse.Namespace) -> None:
    people = asked.people[0]
    file, told = asked.keep / f"people-{people}.sqlite3", asked.keep / f"people-{people}.json"
    memory = asked.keep / f"people-{people}.searches"
    url = asked.url or f"sqlite:///{file}"
    if asked.step == "ask":
        found = measure(url, memory, asked.searches, learned=not asked.without_model)
        print(json.dumps({name: value for name, value in found.items() if name != "lists"}))
        return
    if not told.exists() or asked.url:
        file.unlink(missing_ok=True)
        built = build(url, people, asked.seed, memory)
        if sqlite_path(url) is not None:
            built["bytes"] = file.stat().st_size / people
        told.write_text(json.dumps(built), encoding="utf-8")
    print(told.read_text(encoding="utf-8"))


if __name__ == "__main__":
    main()
