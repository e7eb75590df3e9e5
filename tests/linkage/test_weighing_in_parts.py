"""Weighed in parts that cut through families, pairs come to what they come to all at once; killed, it goes on."""

import os
import signal
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from multiprocessing import get_context
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from records.linkage.compared import Compared, compared
from records.linkage.estimating import HARDLY
from records.linkage.large_run import files_of_run, pairs_of_run, run_in_parts, write_records
from records.linkage.pair_files import PairFiles, read_pairs
from records.linkage.parameters import learned_parameters
from records.linkage.proposing import propose
from records.linkage.scoring import Scored
from records.linkage.splink_model import DuckDBEngine, duckdb_connection
from records.linkage.weighing_in_parts import WeighingInParts
from tests.benchmarks.labelled_families import told_relatives
from tests.benchmarks.labelled_records import labelled_records

_RECORDS, _PART = 900, 41
PARAMETERS = learned_parameters()


def no_progress(what: str, done: int, total: int) -> None:
    """Tell nobody."""


class Archive:
    """Records with families and lists, as files, and their pairs."""

    def __init__(self, folder: Path, seed: int, *, in_lists: bool) -> None:
        drawn = labelled_records(_RECORDS, seed)
        self.records = {one.told.key: compared(one.told) for one in drawn}
        self.relatives = told_relatives(drawn)
        if not in_lists:
            self.records = {key: _of_no_list(record) for key, record in self.records.items()}
        self.source, self.kin, self.run = folder / "records.parquet", folder / "relatives.parquet", folder / "pairs"
        write_records(self.records.values(), self.source)
        write_relatives(self.relatives, self.kin)
        with duckdb_connection(1, "1GB") as connection:
            engine = DuckDBEngine(connection, self.source, PARAMETERS)
            run_in_parts(engine, self.source, self.run, PARAMETERS, parts=2, least=PARAMETERS.kept,
                         progress=no_progress)  # fmt: skip

    @contextmanager
    def weighing(self, folder: Path, at_once: int = _PART) -> Iterator[tuple[PairFiles, WeighingInParts]]:
        """Give what weighs in this folder."""
        with duckdb_connection(1, "1GB") as connection:
            files = PairFiles(connection, self.source, self.kin, folder)
            yield files, WeighingInParts(files, PARAMETERS, at_once=at_once)

    def in_parts(self, folder: Path) -> dict[tuple[str, str], Scored]:
        """Return the pairs that are weighed in parts."""
        with self.weighing(folder) as (_files, weighing):
            made = weighing.weigh(files_of_run(self.run), no_progress, least=HARDLY)
            assert len(made) > 5
            return {
                pair[:2]: weighing.with_parts(pair, self.records)
                for file in made for part in read_pairs(file) for pair in part
            }  # fmt: skip

    def at_once(self) -> dict[tuple[str, str], Scored]:
        """Return the pairs that are weighed in memory."""
        alone = pairs_of_run(self.run, PARAMETERS, len(self.records))
        found = propose(self.records.values(), PARAMETERS, alone=alone, relatives=self.relatives, least=HARDLY)
        return {(one.pair.left, one.pair.right): one.pair for one in found}


def _of_no_list(record: Compared) -> Compared:
    return Compared(*(None if name == "source" else getattr(record, name) for name in Compared.__dataclass_fields__))


def write_relatives(relatives: Mapping[str, Mapping[str, str]], path: Path) -> None:
    rows = [(one, other, tie) for one, ties in relatives.items() for other, tie in ties.items()]
    columns = {name: [row[place] for row in rows] for place, name in enumerate(("one", "other", "tie"))}
    pq.write_table(pa.table(columns, schema=pa.schema([(name, pa.string()) for name in columns])), path)


@pytest.mark.parametrize(("seed", "in_lists"), [(5, True), (23, True), (77, False)])
def test_in_parts_they_weigh_what_they_weigh_all_at_once(tmp_path: Path, seed: int, in_lists: bool) -> None:
    archive = Archive(tmp_path, seed, in_lists=in_lists)
    in_parts, at_once = archive.in_parts(tmp_path / "work"), archive.at_once()
    assert in_parts.keys() == at_once.keys()
    assert len(at_once) > 400
    said = set()
    for two, pair in in_parts.items():
        other = at_once[two]
        assert (pair.probability, pair.weight, pair.start) == pytest.approx(
            (other.probability, other.weight, other.start), abs=1e-9
        )
        steps = [(part.comparison, part.step) for part in pair.parts]
        assert steps == [(part.comparison, part.step) for part in other.parts]
        assert pair.is_certain(PARAMETERS) == other.is_certain(PARAMETERS)
        said |= {part.comparison for part in pair.parts[-5:] if part.step}
    # What others say was heard at all.
    assert said >= {"found", "others", "likely_others", "family"} | ({"rivals"} if in_lists else set())


def weigh_and_die(source: Path, kin: Path, run: Path, work: Path, at: str) -> None:
    """Weigh, and kill this process at a step, a file of the next one begun."""

    def die(what: str, done: int, total: int) -> None:
        if what == at and (done == 3 or total == 1):
            (work / "others").mkdir(exist_ok=True)
            (work / "others" / "rivals-00009.unfinished").write_bytes(b"half of it")
            os.kill(os.getpid(), signal.SIGKILL)

    with duckdb_connection(1, "1GB") as connection:
        WeighingInParts(PairFiles(connection, source, kin, work), PARAMETERS, at_once=_PART).weigh(
            files_of_run(run), die, least=HARDLY
        )


@pytest.mark.parametrize("at", ["weighing: rivals", "weighing: others", "weighing: families"])
def test_killed_anywhere_it_goes_on_where_it_was(tmp_path: Path, at: str) -> None:
    archive = Archive(tmp_path, 5, in_lists=True)
    whole, work = archive.in_parts(tmp_path / "whole"), tmp_path / "work"
    killed = get_context("spawn").Process(
        target=weigh_and_die, args=(archive.source, archive.kin, archive.run, work, at)
    )
    killed.start()
    killed.join()
    assert killed.exitcode == -signal.SIGKILL
    made = {file: file.stat().st_mtime_ns for file in work.rglob("*.parquet")}
    assert made
    assert archive.in_parts(work) == whole
    assert made.items() <= {file: file.stat().st_mtime_ns for file in work.rglob("*.parquet")}.items()
