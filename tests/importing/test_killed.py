"""Killed at any moment, an import leaves everything or nothing, and running it again completes it."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.conftest import NewHome

PROGRAM = Path(__file__).with_name("killed_imports.py")
GROWING = ("ImportBatch", "OutboxEntry", "ComparisonDue", "ImportedRecord")


def big_family(people: int) -> str:
    """Return a file of that many invented people in families of three."""
    records = ["0 HEAD\n1 GEDC\n2 VERS 7.0"]
    for number in range(people):
        tie = f"1 FAMC @F{number // 3}@" if number % 3 else f"1 FAMS @F{number // 3}@"
        records.append(
            f"0 @I{number}@ INDI\n1 NAME Jan{number} /Testowy/\n1 BIRT\n2 DATE {1800 + number % 100}\n"
            f"2 PLAC Wieś {number % 50}, powiat\n2 SOUR @S1@\n3 PAGE {number}\n{tie}"
        )
    for number in range(people // 3):
        members = f"1 HUSB @I{number * 3}@\n1 CHIL @I{number * 3 + 1}@\n1 CHIL @I{number * 3 + 2}@"
        records.append(f"0 @F{number}@ FAM\n{members}\n1 MARR\n2 DATE 1850")
    records.append("0 @S1@ SOUR\n1 TITL Register\n0 TRLR\n")
    return "\n".join(records)


def killed(folder: Path, home: Path, act: str, times: int, database: str = "") -> dict[str, object]:
    path = folder / "big.ged"
    path.write_text(big_family(600), encoding="utf-8")
    environment = os.environ | {"DATA_DIR": str(home)}
    environment |= {"DATABASE_URL": database} if database else {}
    done = subprocess.run(
        [sys.executable, str(PROGRAM), str(path), act, str(times), "1"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def is_whole(answers: dict) -> None:
    assert answers["neither"] == []
    assert answers["killed"] > 0
    for name, number in answers["after"].items():
        if name not in GROWING:
            assert answers["end"][name] == number, name


@pytest.mark.parametrize("act", ["import", "undo"])
def test_whatever_the_moment_there_is_all_of_it_or_nothing(tmp_path: Path, new_home: NewHome, act: str) -> None:
    answers = killed(tmp_path, new_home(tmp_path / "data"), act, 50 if act == "import" else 10)
    is_whole(answers)
    assert answers["end"]["ImportBatch"] >= 1


@pytest.mark.postgres
def test_on_a_server_it_is_the_same(tmp_path: Path, postgres_url: str) -> None:
    socket = postgres_url.partition("host=")[2]
    database = postgres_url.partition("?")[0].rsplit("/", 1)[1]
    is_whole(killed(tmp_path, tmp_path / "data", "import", 12, f"postgres://postgres@/{database}?host={socket}"))
