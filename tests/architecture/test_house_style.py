"""What a reader of the code may rely on: sizes, room descriptions, the map in the README."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
SOURCES = sorted(
    path
    for folder in ("records", "kresy_families", "tests")
    for path in (ROOT / folder).rglob("*.py")
    if "migrations" not in path.parts
)
ROOMS = sorted(path.parent for path in (ROOT / "records").glob("*/__init__.py") if path.parent.name != "migrations")


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: str(path.relative_to(ROOT)))
def test_no_file_is_too_long(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= 400


@pytest.mark.parametrize("room", ROOMS, ids=lambda room: room.name)
def test_each_room_says_what_is_in_it(room: Path) -> None:
    assert (room / "__init__.py").read_text(encoding="utf-8").startswith('"""')


def test_the_map_in_the_readme_names_folders_that_exist() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    river = readme.split("## The river", 1)[1].split("```", 2)[1]
    named = re.findall(r"^  (\w+)/", river, flags=re.MULTILINE)
    assert len(named) > 15
    assert [name for name in named if not (ROOT / "records" / name).is_dir()] == []
    assert [room.name for room in ROOMS if room.name not in (*named, "templatetags", "management")] == []


def test_every_command_is_in_the_readme() -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    commands = [
        path.stem for path in (ROOT / "records/management/commands").glob("*.py") if not path.stem.startswith("_")
    ]
    assert [command for command in commands if f"manage.py {command}" not in readme] == []


def test_the_top_level_is_as_agreed() -> None:
    import subprocess

    tracked = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout.split(
        "\n"
    )
    top = {path.split("/")[0] for path in tracked if path}
    agreed = {
        "manage.py",
        "pyproject.toml",
        "README.md",
        "CONTRIBUTING.md",
        "kresy_families",
        "records",
        "fixtures",
        "tests",
        "LICENSE",
    }
    assert {name for name in top if not name.startswith(".")} <= agreed
