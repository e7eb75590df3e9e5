"""Millions of records compared in parts: Parquet in, Parquet out, on DuckDB here or on Spark anywhere.

The run is a folder: run.json says of what it is, each finished part is a file (or, from Spark, a folder) of its own
that appears only when it is whole, report.json says at last what it cost. Begun again, it goes on where it stopped.
"""

import hashlib
import json
import resource
import shutil
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

import pyarrow as pa
import pyarrow.parquet as pq

from records.linkage.compared import COLUMNS, Compared
from records.linkage.parameters import Parameters
from records.linkage.scoring import Scored
from records.linkage.splink_model import PAIR_COLUMNS, SCHEMA, scored_row, table_of

Progress = Callable[[str, int, int], None]


_ROWS_AT_ONCE = 50_000


class OtherRun(ValueError):
    """The folder holds a run over other records, or with other parameters."""


class UnsuitableRecords(ValueError):
    """The file is no Parquet file of records to be compared."""


class Engine(Protocol):
    """What compares: ``DuckDBEngine`` or ``SparkEngine``."""

    records: int

    def write_part(self, part: int, parts: int, least: float, out: Path) -> None:
        """Write the pairs of one part."""


@dataclass(frozen=True, slots=True)
class PartCost:
    """What a part cost, by the clock."""

    part: int
    pairs: int
    seconds: float


@dataclass(frozen=True, slots=True)
class CostReport:
    """What a run cost: this process's largest memory, and the parts it made itself; others were there before."""

    records: int
    pairs: int
    parts: int
    made_before: int
    seconds: float
    peak_mb: int
    costs: tuple[PartCost, ...]


def suitable(source: Path) -> Path:
    """Return the path of a file of records; raise UnsuitableRecords where it is something else."""
    try:
        names = pq.read_schema(source).names
    except pa.ArrowInvalid as error:
        raise UnsuitableRecords(f"This is no Parquet file: {source}") from error
    missing = [name for name in COLUMNS if name not in names]
    if missing:
        raise UnsuitableRecords(f"{source} lacks the columns {', '.join(missing)}.")
    return source


def run_in_parts(
    engine: Engine, source: Path, folder: Path, parameters: Parameters, *, parts: int, least: float, progress: Progress
) -> CostReport:
    """Compare the records of ``source`` and write the pairs of at least this probability into ``folder``.

    Raises OtherRun where the folder holds another run.
    """
    started = time.perf_counter()
    folder.mkdir(parents=True, exist_ok=True)
    _claim(folder, source, parameters, parts, least)
    there = [part for part in range(1, parts + 1) if _part(folder, part).exists()]
    costs = []
    for part in range(1, parts + 1):
        if part not in there:
            began = time.perf_counter()
            _make(engine, folder, part, parts, least)
            costs.append(PartCost(part, _rows(_part(folder, part)), round(time.perf_counter() - began, 2)))
        progress("comparing", part, parts)
    report = CostReport(
        engine.records,
        sum(_rows(_part(folder, part)) for part in range(1, parts + 1)),
        parts,
        len(there),
        round(time.perf_counter() - started, 2),
        resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024,
        tuple(costs),
    )
    (folder / "report.json").write_text(json.dumps(asdict(report), indent=1) + "\n", encoding="utf-8")
    return report


def write_records(records: Iterable[Compared], path: Path) -> int:
    """Write records as the Parquet file that a run reads, however many; return their number."""
    number, rows = 0, iter(records)
    with pq.ParquetWriter(path, SCHEMA) as writer:
        while some := list(islice(rows, _ROWS_AT_ONCE)):
            writer.write_table(table_of(some))
            number += len(some)
    return number


def pairs_of_run(folder: Path, parameters: Parameters, records: int) -> Iterator[Scored]:
    """Yield the pairs of a finished run, with the weight of each comparison."""
    start = parameters.start(records)
    for file in files_of_run(folder):
        for batch in pq.ParquetFile(file).iter_batches(columns=list(PAIR_COLUMNS)):
            for row in batch.to_pylist():
                yield scored_row(row, start)


def files_of_run(folder: Path) -> list[Path]:
    """Return the Parquet files of the pairs of a finished run."""
    return sorted(file for part in _parts(folder) for file in _files(part))


def _claim(folder: Path, source: Path, parameters: Parameters, parts: int, least: float) -> None:
    """Say in the folder what the run is of; what an interrupted part left is taken away."""
    own = {"source": _digest(source), "model": _text_digest(parameters.written()), "parts": parts, "least": least}
    said = folder / "run.json"
    if said.exists() and json.loads(said.read_text(encoding="utf-8")) != own:
        raise OtherRun(f"{folder} holds a run over other records or with other settings: choose an empty folder.")
    said.write_text(json.dumps(own) + "\n", encoding="utf-8")
    for left in folder.glob("*.unfinished"):
        shutil.rmtree(left) if left.is_dir() else left.unlink()


def _make(engine: Engine, folder: Path, part: int, parts: int, least: float) -> None:
    finished = _part(folder, part)
    unfinished = finished.with_suffix(".unfinished")
    engine.write_part(part, parts, least, unfinished)
    unfinished.rename(finished)


def _part(folder: Path, part: int) -> Path:
    return folder / f"pairs-{part:05d}.parquet"


def _parts(folder: Path) -> list[Path]:
    return sorted(folder.glob("pairs-*.parquet"))


def _files(part: Path) -> list[Path]:
    return sorted(part.glob("part-*")) if part.is_dir() else [part]


def _rows(part: Path) -> int:
    return sum(int(pq.ParquetFile(file).metadata.num_rows) for file in _files(part))


def _digest(source: Path) -> str:
    with source.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def _text_digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()
