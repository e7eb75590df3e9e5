"""A date that is none is told by its line, and its words stay."""

from pathlib import Path

import pytest

from records.importing.gedcom_import import import_gedcom
from records.people.models import Event

FILE = """0 HEAD
1 GEDC
2 VERS {version}
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Rozalia /Jaźwińska/
1 BIRT
2 DATE {payload}
{below}1 SEX F
0 TRLR
"""
CASES = [
    ("31 FEB 1850", "", True),
    ("@#DJULIAN@ 31 FEB 1850", "", True),
    ("99 XXX 1850", "", True),
    ("koło żniw albo i później", "", True),
    ("31 FEB 1850", "3 PHRASE 4 marca 1850\n", True),
    ("4 MAR 1850", "", False),
    ("12.IV.1850", "", False),
    ("(około żniw)", "", False),
    ("INT 1850 (około żniw)", "", False),
]


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show nothing."""


@pytest.mark.parametrize("preview", [True, False])
@pytest.mark.parametrize(("payload", "below", "told"), CASES)
def test_a_date_that_is_none_is_a_problem_of_its_line(
    empty_archive: None, tmp_path: Path, payload: str, below: str, told: bool, preview: bool
) -> None:
    path = tmp_path / "date.ged"
    path.write_text(FILE.format(version="7.0" if below else "5.5.1", payload=payload, below=below), encoding="utf-8")
    report = import_gedcom(path, "draft", quiet, preview=preview)
    problems = [(problem["line"], problem["text"]) for problem in report.problems if problem["code"] == "date_as_words"]
    assert problems == ([(9, payload)] if told else [])
    if told and not preview and not below:
        assert Event.objects.get(kind="birth").date_text == payload
