"""A large run writes the pairs part by part; stopped in the middle, it goes on and comes to the same pairs."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from django.core.management import CommandError, call_command

from records.linkage.compared import compared
from records.linkage.large_run import CostReport, OtherRun, pairs_of_run, run_in_parts, write_records
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored
from records.linkage.splink_model import DuckDBEngine, duckdb_connection, scored_pairs
from tests.benchmarks.labelled_records import labelled_records

_LEAST, _PARTS = 0.05, 3


class Stopped(Exception):
    """As if the machine had lost its power."""


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("records") / "records.parquet"
    assert write_records((compared(one.told) for one in labelled_records(1_200, 5)), path) == 1_200
    return path


def run(
    source: Path, folder: Path, progress: Any = lambda what, done, total: None, least: float = _LEAST
) -> CostReport:
    with duckdb_connection(1, "1GB") as connection:
        engine = DuckDBEngine(connection, source, learned_parameters())
        return run_in_parts(engine, source, folder, learned_parameters(), parts=_PARTS, least=least, progress=progress)


def pairs(folder: Path) -> dict[tuple[str, str], Scored]:
    return {(pair.left, pair.right): pair for pair in pairs_of_run(folder, learned_parameters(), 1_200)}


def test_the_parts_together_are_the_pairs_of_one_go(source: Path, tmp_path: Path) -> None:
    report = run(source, tmp_path)
    with duckdb_connection(1, "1GB") as connection:
        at_once = list(scored_pairs(connection, pq.read_table(source), learned_parameters(), _LEAST))
    assert pairs(tmp_path) == {(pair.left, pair.right): pair for pair in at_once}
    assert report.pairs == len(at_once) > 500
    assert (report.records, report.made_before, len(report.costs)) == (1_200, 0, _PARTS)


def test_stopped_in_the_middle_it_goes_on_where_it_was(source: Path, tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if done == 2:
            (tmp_path / "pairs-00003.unfinished").write_bytes(b"half of it")
            raise Stopped

    with pytest.raises(Stopped):
        run(source, tmp_path, stop)
    first = (tmp_path / "pairs-00001.parquet").stat().st_mtime_ns
    report = run(source, tmp_path)
    assert (report.made_before, [cost.part for cost in report.costs]) == (2, [3])
    assert (tmp_path / "pairs-00001.parquet").stat().st_mtime_ns == first
    assert sorted(path.suffix for path in tmp_path.iterdir()) == [".json", ".json", *[".parquet"] * _PARTS]
    assert len(pairs(tmp_path)) == report.pairs


def test_a_folder_of_another_run_is_refused(source: Path, tmp_path: Path) -> None:
    run(source, tmp_path)
    with pytest.raises(OtherRun):
        run(source, tmp_path, least=0.5)


def test_the_operators_command(source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("compare_records", source, tmp_path / "run", "--parts=1", "--threads=1", "--memory=1GB", verbosity=0)
    assert capsys.readouterr().out.startswith("1200 records, ")
    assert (tmp_path / "run" / "report.json").exists()


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [("none.parquet", None, "no such file"), ("text.parquet", b"Jan Nowak\n", "no Parquet file")],
)
def test_what_holds_no_records_is_told_in_a_sentence(
    tmp_path: Path, name: str, content: bytes | None, sentence: str
) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(CommandError, match=sentence):
        call_command("compare_records", path, tmp_path / "run", verbosity=0)
    assert not (tmp_path / "run").exists()


def test_a_parquet_file_of_something_else_is_told_in_a_sentence(tmp_path: Path) -> None:
    path = tmp_path / "other.parquet"
    pq.write_table(pa.table({"unique_id": ["1"]}), path)
    with pytest.raises(CommandError, match="lacks the columns"):
        call_command("compare_records", path, tmp_path / "run", verbosity=0)
