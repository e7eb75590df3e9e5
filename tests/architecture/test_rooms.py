"""The river is guarded by a machine: the contracts hold, and each one bites when it is broken on purpose."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [
        sys.executable,
        "-c",
        "from importlinter.cli import lint_imports_command as run; run()",
        "--no-cache",
    ]
    return subprocess.run(
        command,
        cwd=folder,
        capture_output=True,
        text=True,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin"},
    )


@pytest.fixture
def copied_house(tmp_path: Path) -> Path:
    """A copy of the rooms in which contracts may be broken."""
    for package in ("records", "kresy_families"):
        shutil.copytree(
            ROOT / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "static", "locale"),
        )
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_hold() -> None:
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr


# Where a forbidden line is written, the line, and the contract that must be reported broken.
BREAKS = [
    pytest.param("places/models.py", "import records.people.models", "The river", id="a room below uses a room above"),
    pytest.param("documents/models.py", "import records.linkage.models", "The river", id="evidence knows conclusions"),
    pytest.param("dates/reading.py", "import django", "pure Python", id="dates use Django"),
    pytest.param("gedcom/reading.py", "import sqlalchemy", "pure Python", id="the file format uses SQLAlchemy"),
    pytest.param("fixture_files.py", "import django.conf", "pure Python", id="a pure room reaches Django indirectly"),
    pytest.param(
        "exporting/gedcom_export.py",
        "import records.people.models",
        "see only the edition",
        id="an export sees the archive",
    ),
    pytest.param(
        "edition/queries.py",
        "import records.edition.publishing",
        "see only the edition",
        id="the website reaches the archive indirectly",
    ),
    pytest.param("people/models.py", "import sqlalchemy", "SQLAlchemy and Alembic live", id="a model uses SQLAlchemy"),
    pytest.param(
        "gedcom_pages/people.py", "import sqlalchemy", "without any database", id="a page as GEDCOM asks the database"
    ),
    pytest.param("linkage/models.py", "import splink", "Splink lives", id="Splink outside its file"),
]


@pytest.mark.parametrize(("module", "line", "contract"), BREAKS)
def test_each_contract_bites_when_broken(copied_house: Path, module: str, line: str, contract: str) -> None:
    broken = copied_house / "records" / module
    broken.write_text(f"{line}\n{broken.read_text(encoding='utf-8')}", encoding="utf-8")
    result = lint(copied_house)
    assert result.returncode != 0
    assert any(contract in row and "BROKEN" in row for row in result.stdout.splitlines()), result.stdout


def test_a_new_room_must_be_given_its_place(copied_house: Path) -> None:
    (copied_house / "records" / "attic").mkdir()
    (copied_house / "records" / "attic" / "__init__.py").write_text('"""A room nobody ordered."""\n', encoding="utf-8")
    result = lint(copied_house)
    assert result.returncode != 0
    assert "attic" in result.stdout
