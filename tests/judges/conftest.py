"""The files to be judged, each made once: the demonstration, and archives of a thousand and of ten thousand people."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.conftest import MadeOnce, NewHome, missing_program
from tests.judges.exported_archive import DEMONSTRATION

ROOT = Path(__file__).resolve().parents[2]
GENERATOR = ROOT.parent / "shared/bench/gen_gedcom.py"
FORMS = [
    f"{profile}:{audience}" for audience in ("public", "archive") for profile in ("archive", "share-7.0", "share-5.5.1")
]
# All that the public may see of an import is in the complete file of it, too.
FORMS_OF_A_THOUSAND = [form for form in FORMS if form.endswith(":archive")]
# Ten thousand people take long: of 5.5.1 the complete file is enough, for the public one holds less of the same.
FORMS_OF_TEN_THOUSAND = [form for form in FORMS if form != "share-5.5.1:public"]

# The file of each form.
Exports = dict[str, Path]


@pytest.fixture(scope="session")
def demo_exports(made_once: MadeOnce, new_home: NewHome) -> Exports:
    """The demonstration archive in each form."""
    return _exports(made_once("judged-demo", lambda folder: _export_all(DEMONSTRATION, folder, FORMS, new_home)))


@pytest.fixture(scope="session")
def thousand_exports(made_once: MadeOnce, new_home: NewHome) -> Exports:
    """An invented archive of a thousand people, imported from 5.5.1, in its complete forms."""
    forms = FORMS_OF_A_THOUSAND
    return _exports(made_once("judged-thousand", lambda folder: _invented(1_000, "5.5.1", folder, forms, new_home)))


@pytest.fixture(scope="session")
def ten_thousand_exports(made_once: MadeOnce, new_home: NewHome) -> Exports:
    """An invented archive of ten thousand people, imported from 7.0, in the forms that are judged."""
    forms = FORMS_OF_TEN_THOUSAND
    return _exports(made_once("judged-ten-thousand", lambda folder: _invented(10_000, "7.0", folder, forms, new_home)))


@pytest.fixture(scope="session")
def exports_of(request: pytest.FixtureRequest) -> Callable[[str], Exports]:
    """A function that returns the exports of an archive by its name, so that only what is asked for is made."""
    return lambda archive: request.getfixturevalue(f"{archive}_exports")


def _exports(folder: Path) -> Exports:
    return {":".join(file.stem.rsplit("-", 1)): file for file in folder.glob("*.ged")}


def _invented(people: int, version: str, folder: Path, forms: list[str], new_home: NewHome) -> None:
    if not GENERATOR.is_file():
        missing_program("The generator of invented archives is not beside the checkout (../shared/bench).")
    source = folder / "invented.txt"
    invent = [sys.executable, str(GENERATOR), "--persons", str(people), "--version", version, "--out", str(source)]
    subprocess.run(invent, check=True, capture_output=True)
    _export_all(str(source), folder, forms, new_home)


def _export_all(source: str, folder: Path, forms: list[str], new_home: NewHome) -> None:
    program = [sys.executable, "-m", "tests.judges.exported_archive", source, str(folder), *forms]
    environment = {name: value for name, value in os.environ.items() if not name.endswith("_URL")}
    environment |= {"DATA_DIR": str(new_home(folder / "data")), "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
    done = subprocess.run(program, cwd=ROOT, env=environment, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr[-3000:]
