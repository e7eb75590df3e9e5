"""Killed at any moment, an export leaves the old file or the new one, and running it again completes it."""

import json
import os
import subprocess
import sys
import time
from pathlib import Path

from records.exporting.whole_file import complete_or_nothing
from tests.conftest import NewHome
from tests.importing.test_killed import big_family

ROOT = Path(__file__).resolve().parents[2]


def test_whatever_the_moment_the_file_is_whole(tmp_path: Path, new_home: NewHome) -> None:
    source, target = tmp_path / "big.ged", tmp_path / "out.ged"
    source.write_text(big_family(1500), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "tests.exporting.killed_exports", str(source), str(target), "50", "1"],
        env=os.environ | {"DATA_DIR": str(new_home(tmp_path / "data"))},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout)
    assert answers["killed"] > 0
    assert (answers["half"], answers["complete"]) == (0, True)


def test_what_a_killed_export_left_is_swept_away_after_a_day(tmp_path: Path) -> None:
    old, fresh, other = tmp_path / ".out.ged.aaa", tmp_path / ".out.ged.bbb", tmp_path / ".other.ged.aaa"
    for leftover in (old, fresh, other):
        leftover.touch()
    long_ago = time.time() - 100_000
    os.utime(old, (long_ago, long_ago))
    os.utime(other, (long_ago, long_ago))
    with complete_or_nothing(tmp_path / "out.ged"):
        assert not old.exists()
        assert fresh.exists() and other.exists()
