"""What a file does not tell any more of a record that it brings again is listed, and stays."""

from pathlib import Path

import pytest

from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.people.models import Event, EventCitation, FamilyChild, PersonName
from tests.importing.test_coming_again import FILE

pytestmark = pytest.mark.usefixtures("empty_archive")


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def imported(tmp_path: Path, text: str) -> ImportReport:
    path = tmp_path / "file.ged"
    path.write_text(text, encoding="utf-8")
    return import_gedcom(path, "published", quiet)


@pytest.mark.parametrize(
    ("lines", "field", "words"),
    [
        (
            "1 BIRT\n2 DATE 7 MAY 1899\n2 PLAC Buczacz, buczacki, tarnopolskie, Polska\n2 SOUR @S1@\n3 PAGE 12\n",
            "birth",
            "7 MAY 1899",
        ),
        ("2 SOUR @S1@\n3 PAGE 12\n", "citation", "Register of births, 12"),
        ("2 TRAN Ян /Тестовый/\n3 LANG ru-Cyrl\n", "name", "Тестовый, Ян"),
        ("1 MARR\n2 DATE 1925\n", "marriage", "1925"),
    ],
)
def test_what_the_file_does_not_tell_any_more_is_listed_and_stays(
    lines: str, field: str, words: str, tmp_path: Path
) -> None:
    imported(tmp_path, FILE)
    before = [model.objects.count() for model in (Event, EventCitation, PersonName)]
    report = imported(tmp_path, FILE.replace(lines, "", 1))
    assert [(found["field"], words in found["ours"]) for found in report.untold] == [(field, True)]
    assert report.untold_total == 1
    assert [model.objects.count() for model in (Event, EventCitation, PersonName)] == before


def test_a_child_who_is_not_named_any_more_is_listed_and_stays(tmp_path: Path) -> None:
    imported(tmp_path, FILE)
    report = imported(tmp_path, FILE.replace("1 CHIL @I2@\n", "").replace("1 FAMC @F1@\n", ""))
    assert [(found["field"], found["kind"]) for found in report.untold] == [("child", "family")]
    assert FamilyChild.objects.count() == 1


def test_the_same_file_again_leaves_nothing_untold(tmp_path: Path) -> None:
    imported(tmp_path, FILE)
    assert imported(tmp_path, FILE.replace("0 TRLR", "1 NOTE x\n0 TRLR")).untold == []


def test_what_was_entered_here_is_not_missed_in_a_file(tmp_path: Path) -> None:
    imported(tmp_path, FILE)
    person = Event.objects.get(kind="birth").person
    Event(person=person, kind="occupation", value="joiner").save()
    assert imported(tmp_path, f"{FILE}\n").untold == []
