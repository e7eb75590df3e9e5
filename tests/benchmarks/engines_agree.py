"""The same searches on SQLite and on PostgreSQL: python -m tests.benchmarks.engines_agree SERVER --people 1000000

SERVER is the address of an empty PostgreSQL database. Prints how many result lists are the same, and the times.
"""

import argparse
import os
import tempfile
from pathlib import Path
from typing import Any

from tests.benchmarks import search_at_scale


def main() -> None:
    """Build the same people on both engines, ask both the same, and compare."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("server")
    words.add_argument("--people", type=int, default=1_000_000)
    words.add_argument("--searches", type=int, default=500)
    words.add_argument("--keep", type=Path, help="a folder in which the SQLite archive is kept")
    asked = words.parse_args()
    os.environ.update(search_at_scale.ENVIRONMENT)
    with tempfile.TemporaryDirectory() as temporary:
        folder = asked.keep or Path(temporary)
        url, memory = f"sqlite:///{folder}/people-{asked.people}.sqlite3", folder / f"people-{asked.people}.searches"
        if not memory.exists():
            search_at_scale.build(url, asked.people, 1, memory)
        built = search_at_scale.build(asked.server, asked.people, 1, Path(temporary) / "again")
        print(f"PostgreSQL filled at {built['people_per_cpu_second']:,.0f} people per CPU second of ours")
        here: dict[str, Any] = search_at_scale.measure(url, memory, asked.searches, by_clock=True)
        there: dict[str, Any] = search_at_scale.measure(asked.server, memory, asked.searches, by_clock=True)
    same = sum(one == other for one, other in zip(here["lists"], there["lists"], strict=True))
    print(f"the same first ten in {same} of {len(here['lists'])} searches")
    for title, found in (("SQLite", here), ("PostgreSQL", there)):
        print(f"{title}: p50 {found['cpu_p50_ms']:.1f} ms, p95 {found['cpu_p95_ms']:.1f} ms by the clock")


if __name__ == "__main__":
    main()
