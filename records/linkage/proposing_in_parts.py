"""Proposing for an archive of any size: compared by an engine, weighed in parts, the queue written batch by batch.

The answers are those of proposals_of_archive.py, and memory does not grow with the archive. The run lies in a folder:
begun again, it goes on where it stopped if the archive is as it was, and anew if not. A crash while the queue is
written leaves rows of before beside new ones, each right in itself; the next run completes them.
"""

import hashlib
import json
import resource
import shutil
import tempfile
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from datetime import datetime
from pathlib import Path

import pyarrow.parquet as pq
from filelock import FileLock, Timeout

from records.linkage.archive_files import write_archive
from records.linkage.estimating import HARDLY
from records.linkage.large_run import files_of_run, run_in_parts
from records.linkage.pair_files import PairFiles, Progress
from records.linkage.parameters import Parameters, learned_parameters
from records.linkage.people_estimate import keep_estimate
from records.linkage.proposals_of_archive import ProposalReport
from records.linkage.splink_model import WhereToCompare, duckdb_connection, opened_engine
from records.linkage.weighing_in_parts import WeighingInParts
from records.linkage.writing_proposals import WritingProposals


class AnotherRun(Exception):
    """Somebody is proposing in this folder already."""


@dataclass(frozen=True, slots=True)
class PartSizes:
    """How many records the engine compares at once; how many pairs are weighed at once."""

    compared: int = 100_000
    weighed: int = 50_000


@dataclass(slots=True)
class ProposingCost:
    """What it cost: seconds of each step by the clock, and the largest memory of this process."""

    records: int = 0
    pairs: int = 0
    rows: int = 0
    peak_mb: int = 0
    seconds: dict[str, float] = field(default_factory=dict)

    @contextmanager
    def step(self, name: str) -> Iterator[None]:
        """Count the seconds of what is done meanwhile."""
        began = time.perf_counter()
        yield
        self.seconds[name] = round(time.perf_counter() - began, 1)
        self.peak_mb = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def propose_in_parts(
    now: datetime,
    progress: Progress,
    counted: Iterable[str] | None = None,
    *,
    folder: Path,
    where: WhereToCompare | None = None,
    sizes: PartSizes | None = None,
) -> tuple[ProposalReport, ProposingCost]:
    """Compare all and keep what is proposed, in place of what was proposed before, as propose_for_archive does.

    ``counted`` is read once, if at all. What it cost stays in the folder as report.json. Raises AnotherRun, and
    ImportError where Spark is asked for and not there.
    """
    folder.mkdir(parents=True, exist_ok=True)
    try:
        with FileLock(folder / "lock", timeout=0):
            return _propose(now, progress, counted, folder, where or WhereToCompare(), sizes or PartSizes())
    except Timeout as error:
        raise AnotherRun(f"Another run is proposing in {folder} already.") from error


def _propose(
    now: datetime, progress: Progress, counted: Iterable[str] | None, folder: Path, where: WhereToCompare,
    sizes: PartSizes,
) -> tuple[ProposalReport, ProposingCost]:  # fmt: skip
    cost, parameters = ProposingCost(), learned_parameters()
    with cost.step("reading"):
        work = _folder_of_run(folder, where, sizes, parameters, progress)
    records, relatives, run = work / "records.parquet", work / "relatives.parquet", work / "pairs"
    cost.records = pq.ParquetFile(records).metadata.num_rows
    with cost.step("comparing"):
        cost.pairs = _compare(records, run, where, sizes, parameters, progress)
    with _connection(where, work) as connection:
        files = PairFiles(connection, records, relatives, work)
        weighing = WeighingInParts(files, parameters, at_once=sizes.weighed)
        with cost.step("weighing"):
            weighed = weighing.weigh(files_of_run(run), progress, least=HARDLY)
        writing = WritingProposals(files, weighing, parameters, now)
        with cost.step("proposing"):
            report = writing.write(weighed, progress)
        if counted is not None:
            with cost.step("estimating"):
                keep_estimate(*writing.estimate(counted), now)
    cost.rows = report.kept
    (folder / "report.json").write_text(json.dumps(asdict(cost), indent=1) + "\n", encoding="utf-8")
    shutil.rmtree(work)
    return report, cost


def _folder_of_run(
    folder: Path, where: WhereToCompare, sizes: PartSizes, parameters: Parameters, progress: Progress
) -> Path:
    """Return the folder of a run over the archive as it is now, which may have been begun; others are taken away."""
    new = folder / "new"
    shutil.rmtree(new, ignore_errors=True)
    new.mkdir()
    with _connection(where, new) as connection:
        digest = write_archive(connection, new / "records.parquet", new / "relatives.parquet", progress)
    told = "\n".join((digest, parameters.written(), where.engine, repr(sizes)))
    work = folder / f"run-{hashlib.sha256(told.encode()).hexdigest()[:16]}"
    for other in folder.glob("run-*"):
        if other != work:
            shutil.rmtree(other)
    if work.exists():
        shutil.rmtree(new)
    else:
        new.rename(work)
    return work


def _compare(
    records: Path, run: Path, where: WhereToCompare, sizes: PartSizes, parameters: Parameters, progress: Progress
) -> int:
    """Have an engine compare what is not compared yet; return the number of pairs."""
    report = run / "report.json"
    if not report.exists():
        parts = -(-pq.ParquetFile(records).metadata.num_rows // sizes.compared) or 1
        with opened_engine(where, records, run, parameters) as engine:
            run_in_parts(engine, records, run, parameters, parts=parts, least=parameters.kept, progress=progress)
    return int(json.loads(report.read_text(encoding="utf-8"))["pairs"])


@contextmanager
def _connection(where: WhereToCompare, folder: Path) -> Iterator[object]:
    """Give a DuckDB that spills into a passing folder beside the files."""
    memory = where.memory if where.memory.lower().endswith("b") else f"{where.memory}B"
    with (
        tempfile.TemporaryDirectory(dir=folder, prefix="spill-") as spill,
        duckdb_connection(where.threads, memory, Path(spill)) as connection,
    ):
        yield connection
