"""Killed at any moment, a list is not there at all, and taking it in again brings all of it, once."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NewHome

PROGRAM = Path(__file__).with_name("killed_lists.py")
# The list of imports, of what waits for the edition, and of what imports met only grows.
GROWING = ("ImportBatch", "OutboxEntry", "ComparisonDue", "ImportedRecord")


def killed(folder: Path, home: Path, times: int, **environment: str) -> dict:
    path = folder / "list.csv"
    rows = "".join(f"{row},Nikt{chr(97 + row % 26)}a Jan,{1880 + row % 60}\n" for row in range(1, 121))
    path.write_text(f"No,Name,Year of birth\n{rows}", encoding="utf-8")
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(path), str(times), "3"],
        env=os.environ | {"DATA_DIR": str(home)} | environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


def is_whole(answers: dict) -> None:
    assert answers["neither"] == []
    assert answers["after"]["Mention"] == answers["before"]["Mention"] + 120
    # The last list was asked for twice at the same moment.
    assert answers["applied"] == 1
    for name, number in answers["after"].items():
        if name not in GROWING:
            assert answers["end"][name] == number, name
            assert answers["undone"][name] == answers["before"][name], name


def test_whatever_the_moment_nothing_half_is_there(tmp_path: Path, new_home: NewHome) -> None:
    answers = killed(tmp_path, new_home(tmp_path / "data"), 6)
    is_whole(answers)
    assert answers["killed"] > 2


@pytest.mark.postgres
def test_on_a_server_it_is_the_same(tmp_path: Path, postgres_url: str) -> None:
    socket = postgres_url.partition("host=")[2]
    database = postgres_url.partition("?")[0].rsplit("/", 1)[1]
    answers = killed(tmp_path, tmp_path / "data", 4, DATABASE_URL=f"postgres://postgres@/{database}?host={socket}")
    is_whole(answers)
    assert answers["killed"] > 0
