"""What a file says otherwise is read record by record; lines without a home are read kind by kind."""

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.admin.homeless_lines import homeless_lines
from records.admin.rival_values import rival_values
from records.people.models import Person


def difference(record: str, field: str = "birth", kind: str = "person", line: int = 1) -> dict[str, Any]:
    return {"record": record, "kind": kind, "line": line, "field": field, "ours": "1901", "theirs": "1902"}


@pytest.mark.django_db
def test_differences_are_grouped_by_record_and_bear_its_name(empty_archive: None) -> None:
    aunt = Person.objects.create(sort_name="Jaźwińska, Rozalia")
    report = {"changed": [difference(aunt.public_id), difference("zzz"), difference(aunt.public_id, "name")]}
    first, second = rival_values(report).records
    assert (first.name, [rival.field for rival in first.rivals]) == (
        "Jaźwińska, Rozalia",
        ["birth", "name of the person"],
    )
    assert (second.name, second.public_id) == ("zzz", "zzz")


@pytest.mark.django_db
def test_at_first_only_some_records_are_shown_and_all_on_demand() -> None:
    report = {"changed": [difference(f"p{number}") for number in range(40)], "changed_total": 45}
    some, everything = rival_values(report), rival_values(report, show_all=True)
    assert (len(some.records), some.is_cut) == (10, True)
    assert (len(everything.records), everything.is_cut) == (40, False)
    assert (everything.total, everything.unlisted) == (45, 5)


@pytest.mark.django_db
def test_names_cost_one_query_a_kind() -> None:
    rows = [difference(f"{kind}{number}", kind=kind) for number in range(30) for kind in ("person", "source", "place")]
    with CaptureQueriesContext(connection) as queries:
        rival_values({"changed": rows}, show_all=True)
    assert len(queries) == 3


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("field", "ours", "theirs"), [("sex", "M", "F"), ("sex", "U", "F"), ("confidential", "False", "True")]
)
def test_codes_become_words(field: str, ours: str, theirs: str) -> None:
    row = {**difference("zzz", field), "ours": ours, "theirs": theirs}
    rival = rival_values({"changed": [row]}).records[0].rivals[0]
    assert rival.ours not in (ours, theirs) and rival.theirs in ("female", "yes")


def kept(path: str, count: int, line: int | None) -> dict[str, Any]:
    return {"path": path, "count": count, "first_line": line}


def test_alike_lines_stand_together_the_most_frequent_first() -> None:
    report = {
        "not_taken": [
            kept("INDI._HAIR", 30, 7),
            kept("INDI.EVEN.PLAC.NOTE", 78, 20),
            kept("INDI.BIRT.PLAC.NOTE", 3, 9),
            kept("INDI.NAME.SURN (differs)", 5, 11),
            kept("(other)", 1, None),
        ]
    }
    first, second, third, last = homeless_lines(report)
    assert (first.path, first.count, first.first_line) == ("PLAC.NOTE", 81, 9)
    assert first.places == (("INDI.EVEN", 78), ("INDI.BIRT", 3))
    assert (second.path, second.places) == ("INDI._HAIR", ())
    assert (third.path, third.remark) == ("INDI.NAME.SURN", "the parts of the name differ from it")
    assert (last.path, last.remark, last.first_line) == ("", "other", None)


def test_what_is_said_of_lines_keeps_them_apart() -> None:
    report = {"not_taken": [kept("INDI.SEX (repeated)", 2, 1), kept("INDI.SEX (not understood)", 2, 2)]}
    assert [(lines.path, lines.remark) for lines in homeless_lines(report)] == [
        ("INDI.SEX", "repeated"),
        ("INDI.SEX", "not understood"),
    ]


def test_many_places_are_counted() -> None:
    report = {"not_taken": [kept(f"INDI.E{number}.PLAC.NOTE", 1, number + 1) for number in range(7)]}
    (lines,) = homeless_lines(report)
    assert (len(lines.places), lines.places_more) == (4, 3)
