"""One record against a million while somebody waits: python -m tests.benchmarks.linkage_online RECORDS.parquet

Takes the records that tests.benchmarks.linkage --cost 1000000 --folder leaves, keeps their keys in a table of SQLite
and asks who some of them, drawn by chance, may be. Prints the time of each question (reading, weighing and all) and how
often those weighed hold everyone above the proposing threshold whom weighing all that share a key finds.
"""

import argparse
import json
import random
import sqlite3
import statistics
import time
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pyarrow.parquet as pq

from records.linkage.blocking import lookup_keys
from records.linkage.compared import COLUMNS, Compared
from records.linkage.comparisons import FREQUENCIES
from records.linkage.looking_up import WEIGHED, likely_matches
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Frequencies, Scorer

_ALL = 1_000_000
_QUESTION = """
    SELECT told FROM record JOIN (
        SELECT record, count(*) AS shared FROM lookup WHERE key IN ({keys}) GROUP BY record
        ORDER BY shared DESC, record LIMIT ?
    ) ON record.id = record
"""


def records_of(source: Path) -> Iterator[Compared]:
    """Yield the records of a Parquet file."""
    for batch in pq.ParquetFile(source).iter_batches(20_000, columns=list(COLUMNS)):
        columns = [batch.column(name).to_pylist() for name in COLUMNS]
        yield from (Compared(*row) for row in zip(*columns, strict=True))


def build_index(source: Path, path: Path) -> None:
    """Write the records and their keys into a database of SQLite."""
    with sqlite3.connect(path) as database:
        database.execute("PRAGMA journal_mode = OFF")
        database.execute("PRAGMA synchronous = OFF")
        database.execute("CREATE TABLE record (id INTEGER PRIMARY KEY, told TEXT NOT NULL)")
        database.execute("CREATE TABLE pair (key INTEGER NOT NULL, record INTEGER NOT NULL)")
        for number, record in enumerate(records_of(source)):
            told = json.dumps([getattr(record, name) for name in COLUMNS], ensure_ascii=False)
            database.execute("INSERT INTO record VALUES (?, ?)", (number, told))
            database.executemany("INSERT INTO pair VALUES (?, ?)", [(key, number) for key in lookup_keys(record)])
        columns = "key INTEGER NOT NULL, record INTEGER NOT NULL, PRIMARY KEY (key, record)"
        database.execute(f"CREATE TABLE lookup ({columns}) WITHOUT ROWID")
        database.execute("INSERT INTO lookup SELECT DISTINCT key, record FROM pair ORDER BY key, record")
        database.execute("DROP TABLE pair")


def frequencies_in(source: Path) -> tuple[int, Frequencies]:
    """Return how many records a file holds, and how common each value is among those that tell it."""
    found: dict[str, dict[str | int, float]] = {}
    for column in FREQUENCIES:
        values = pq.read_table(source, columns=[column]).column(column).drop_null()
        counted = values.value_counts().to_pylist()
        found[column] = {one["values"]: one["counts"] / len(values) for one in counted}
    return pq.ParquetFile(source).metadata.num_rows, found


def ask(database: sqlite3.Connection, scorer: Scorer, one: Compared, weighed: int) -> list[str]:
    """Return the keys of all who may be this person."""

    def fetch(keys: Sequence[int], most: int) -> Iterable[Compared]:
        asked = _QUESTION.format(keys=", ".join(map(str, keys)))
        return [Compared(*json.loads(told)) for (told,) in database.execute(asked, (most,))]

    likely = learned_parameters().likely
    return [pair.right for pair in likely_matches(one, fetch, scorer, least=likely, most=_ALL, weighed=weighed)]


def main() -> None:
    """Build the index where there is none, ask, print."""
    words = argparse.ArgumentParser(description=__doc__)
    words.add_argument("source", type=Path)
    words.add_argument("--questions", type=int, default=500)
    words.add_argument("--seed", type=int, default=1)
    asked = words.parse_args()
    path = asked.source.with_suffix(".sqlite3")
    if not path.exists():
        started = time.perf_counter()
        build_index(asked.source, path)
        print(f"Index: {time.perf_counter() - started:.0f} s, {path.stat().st_size / 1e6:.0f} MB")
    number, frequencies = frequencies_in(asked.source)
    scorer = Scorer(learned_parameters(), frequencies, number)
    drawn = set(random.Random(asked.seed).sample(range(number), asked.questions))
    some = [record for place, record in enumerate(records_of(asked.source)) if place in drawn]
    with sqlite3.connect(f"file:{path}?mode=ro", uri=True) as database:
        took, held, all_found = [], 0, 0
        for one in some:
            started = time.perf_counter()
            found = ask(database, scorer, one, WEIGHED)
            took.append((time.perf_counter() - started) * 1_000)
            everyone = ask(database, scorer, one, _ALL)
            held, all_found = held + len({*found} & {*everyone}), all_found + len(everyone)
    shares = statistics.quantiles(took, n=100)
    print(f"{number:,} records, {len(took)} questions: p50 {statistics.median(took):.1f} ms, p95 {shares[94]:.1f} ms, "
          f"longest {max(took):.1f} ms; {held:,} of {all_found:,} likely ones found")  # fmt: skip


if __name__ == "__main__":
    main()
