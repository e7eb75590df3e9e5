"""The large run on a Spark cluster whose worker dies in the middle: the pairs and probabilities are those of DuckDB."""

import os
import subprocess
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from records.linkage.compared import compared
from records.linkage.estimating import HARDLY
from records.linkage.large_run import files_of_run, pairs_of_run, write_records
from records.linkage.pair_files import PairFiles, read_pairs
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored
from records.linkage.splink_model import duckdb_connection
from records.linkage.weighing_in_parts import WeighingInParts
from tests.benchmarks.labelled_records import labelled_records
from tests.conftest import missing_program
from tests.linkage.spark_cluster import QUICK_JAVA, cluster, wait_until, what_is_missing

_RECORDS, _LEAST = 5_000, 0.05
_CHECKOUT = Path(__file__).parents[2]
# Few records need few partitions, and a short run no Java that is compiled at length.
_SMALL = f"""
spark.sql.shuffle.partitions 2
spark.default.parallelism 2
spark.sql.codegen.wholeStage false
spark.driver.extraJavaOptions {QUICK_JAVA}
spark.executor.extraJavaOptions {QUICK_JAVA}
"""


def compare(source: Path, folder: Path, *words: str) -> subprocess.Popen[bytes]:
    """Start the operator's command, in a process of its own with whatever it starts itself."""
    said = ["--parts=1", f"--least={_LEAST}", "--verbosity=0", *words]
    command = [sys.executable, "manage.py", "compare_records", str(source), str(folder), *said]
    settings = folder.parent / "settings"
    settings.mkdir(exist_ok=True)
    (settings / "spark-defaults.conf").write_text(_SMALL, encoding="utf-8")
    own = {**os.environ, "SPARK_CONF_DIR": str(settings), "SPARK_LOCAL_IP": "127.0.0.1"}
    return subprocess.Popen(command, cwd=_CHECKOUT, env=own, stdout=subprocess.PIPE, stderr=subprocess.PIPE)


def pairs(folder: Path) -> dict[tuple[str, str], Scored]:
    return {(pair.left, pair.right): pair for pair in pairs_of_run(folder, learned_parameters(), _RECORDS)}


def weighed_in_parts(source: Path, run: Path) -> dict[tuple[str, str], float]:
    """Return how likely the pairs of a run are once others are heard: what the queue of an archive is made of."""
    kin = run.with_suffix(".relatives")
    pq.write_table(pa.table({name: pa.array([], pa.string()) for name in ("one", "other", "tie")}), kin)
    with duckdb_connection(1, "1GB") as connection:
        files = PairFiles(connection, source, kin, run.with_suffix(".work"))
        weighing = WeighingInParts(files, learned_parameters())
        made = weighing.weigh(files_of_run(run), lambda what, done, total: None, least=HARDLY)
        return {pair[:2]: pair.probability for file in made for part in read_pairs(file) for pair in part}


def test_a_worker_dies_and_the_pairs_are_those_of_duckdb(tmp_path: Path) -> None:
    if missing := what_is_missing():
        missing_program(missing)
    source = tmp_path / "records.parquet"
    write_records((compared(one.told) for one in labelled_records(_RECORDS, 5)), source)
    with cluster(tmp_path, 2, "1200m") as there:
        master = f"--master={there.master}"
        on_spark = compare(source, tmp_path / "spark", "--engine=spark", master, "--memory=600m")
        here = compare(source, tmp_path / "duckdb", "--threads=1", "--memory=1GB")
        try:
            wait_until(lambda: on_spark.poll() is not None or there.is_at_work(1), "both workers are at work")
            there.kill_worker(1)
            _out, said = on_spark.communicate(timeout=600)
            assert here.wait(timeout=60) == 0
        finally:
            on_spark.kill()
            here.kill()
    assert on_spark.returncode == 0, said.decode()
    assert there.tasks_of(0) > there.tasks_of(1) > 0
    by_duckdb, by_spark = pairs(tmp_path / "duckdb"), pairs(tmp_path / "spark")
    assert by_spark.keys() == by_duckdb.keys()
    assert len(by_spark) > 2_000
    for two, pair in by_spark.items():
        assert pair.probability == pytest.approx(by_duckdb[two].probability, abs=1e-12)
        steps = [(part.comparison, part.step) for part in by_duckdb[two].parts]
        assert [(part.comparison, part.step) for part in pair.parts] == steps
    here, there_too = (weighed_in_parts(source, tmp_path / engine) for engine in ("duckdb", "spark"))
    assert here.keys() == there_too.keys()
    assert here == pytest.approx(there_too, abs=1e-9)
