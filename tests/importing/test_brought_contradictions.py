"""Claims of a file that cannot both be true stand in the list of open contradictions at once; undone, they do not."""

from pathlib import Path

import pytest
from django.utils import timezone

from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import ImportBatch
from records.importing.undoing import undo_import
from records.people.claims_that_differ import Contradiction, find_everywhere
from records.people.models import Event, Person
from tests.importing.test_coming_again import quiet

pytestmark = pytest.mark.usefixtures("empty_archive")
UID = "e8d70a1e-5b1f-4a6e-9c3b-0a4f3c6d2b11"


def imported(tmp_path: Path, name: str, *people: str) -> ImportReport:
    records = "".join(f"0 @I{number}@ INDI\n{lines}" for number, lines in enumerate(people, 1))
    path = tmp_path / name
    path.write_text(f"0 HEAD\n1 GEDC\n2 VERS 7.0\n{records}0 TRLR\n")
    return import_gedcom(path, "draft", quiet)


def born(*dates: str, uid: str = "") -> str:
    told = "".join(f"1 BIRT\n2 DATE {date}\n" for date in dates)
    return f"1 NAME Jan /Sowa/\n{told}" + (f"1 UID {uid}\n" if uid else "")


def found() -> list[tuple[str, str]]:
    keys = Contradiction.objects.order_by("key").values_list("key", "kind")
    return [(Person.objects.get(pk=key).names.get().given, kind) for key, kind in keys]


def test_what_one_file_tells_twice_is_found_with_the_import_and_gone_with_it(tmp_path: Path) -> None:
    report = imported(tmp_path, "one.ged", born("1898", "1903"), born("1898", "ABT 1898"), born("1899"))
    assert found() == [("Jan", "birth")]
    assert Contradiction.objects.get().key == Event.objects.get(date_value="1903").person_id
    undo_import(ImportBatch.objects.get(pk=report.batch), quiet, by="", now=timezone.now())
    assert not Contradiction.objects.exists()


def test_what_a_second_file_tells_otherwise_is_found_and_the_older_claim_stays(tmp_path: Path) -> None:
    imported(tmp_path, "one.ged", born("1898", uid=UID), born("1850"))
    assert found() == []
    report = imported(tmp_path, "two.ged", born("1903", uid=UID))
    assert found() == [("Jan", "birth")]
    undo_import(ImportBatch.objects.get(pk=report.batch), quiet, by="", now=timezone.now())
    assert found() == []
    assert Event.objects.filter(date_value="1898").exists()


def test_the_daily_walk_finds_nothing_that_the_import_missed(tmp_path: Path) -> None:
    imported(tmp_path, "one.ged", *(born("1898", "1903") if number % 7 else born("1898") for number in range(40)))
    told = list(Contradiction.objects.order_by("key").values_list("key", "kind"))
    assert find_everywhere() == len(told) == 34
    assert told == list(Contradiction.objects.order_by("key").values_list("key", "kind"))
