"""Killed at any moment, a list is not there at all, and taking it in again brings all of it, once."""

import json
import os
import subprocess
import sys
from pathlib import Path

PROGRAM = Path(__file__).with_name("killed_lists.py")
# The list of imports, of what waits for the edition, and of what imports met only grows.
GROWING = ("ImportBatch", "OutboxEntry", "ImportedRecord")


def test_whatever_the_moment_nothing_half_is_there(tmp_path: Path) -> None:
    path = tmp_path / "list.csv"
    rows = "".join(f"{row},Nikt{chr(97 + row % 26)}a Jan,{1880 + row % 60}\n" for row in range(1, 121))
    path.write_text(f"No,Name,Year of birth\n{rows}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(path), "6", "3"],
        env=os.environ | {"DATA_DIR": str(tmp_path / "data")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = json.loads(done.stdout.splitlines()[-1])
    assert (answers["neither"], answers["killed"] > 2) == ([], True)
    assert answers["after"]["Mention"] == answers["before"]["Mention"] + 120
    for name, number in answers["after"].items():
        if name not in GROWING:
            assert answers["end"][name] == number, name
            assert answers["undone"][name] == answers["before"][name], name
