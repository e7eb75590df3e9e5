"""Quiet warnings before a page is saved: a table of pages, the rule that speaks, and the field it names."""

from dataclasses import replace

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from records.people.models import Event
from records.transcribing.entry import Entry, Written
from records.transcribing.plausible import warnings
from tests.edition.world import TODAY, person
from tests.transcribing.entries import CERTIFICATE, linked, page, somebody

pytestmark = pytest.mark.django_db
CHILD_OF_TWENTY = replace(
    CERTIFICATE, people=(*CERTIFICATE.people[:2], somebody("child", "Выдуманский Пётр", birth_year="1921"))
)
PAGES: list[tuple[str, Entry, set[tuple[str, str]]]] = [
    ("usual", CERTIFICATE, set()),
    ("grown child", CHILD_OF_TWENTY, {("P8", "people.2.values.birth_year")}),
    (
        "before the decree",
        replace(CERTIFICATE, date=Written("5 августа 1941")),
        {("P9", "date"), ("P2", "date")},
    ),
    (
        "much later",
        replace(CERTIFICATE, date=Written("5.V.1944"), people=CERTIFICATE.people[:2]),
        {("P9", "date"), ("P1", "date")},
    ),
    (
        "wrong day of the train",
        page("train_list", somebody("listed", "Jan"), date="1.V.1950", fields={"stage": "DEPORT_1"}),
        {("P1", "date")},
    ),
    (
        "child older than the mother",
        page(
            "parish_record",
            somebody("child", "Jan Wydumański", birth_date="1.V.1900"),
            somebody("mother", "Anna"),
            fields={"act": "baptism"},
        ),
        set(),
    ),
    (
        "buried before the death",
        page("parish_record", somebody("deceased", "Jan W.", death_date="5.V.1930", burial_date="1.V.1930")),
        {("P16", "people.0.values.death_date")},
    ),
    ("unknown kind", Entry(kind="unheard"), set()),
    (
        "a holder of another millennium, on a paper of the future",
        Entry(
            kind="letter",
            date=Written("3 мая 2095"),
            people=(somebody("author", "Jan Sowa"),),
        ),
        {("", "date")},
    ),
    (
        "a passenger who was not yet born",
        page(
            "train_list", somebody("listed", "Jan", birth_year="1960"), date="10.II.1940", fields={"stage": "DEPORT_1"}
        ),
        {("", "people.0")},
    ),
    (
        "a year that is no year",
        replace(CERTIFICATE, people=(somebody("holder", "Sowa Jan", birth_year="2895"), *CERTIFICATE.people[2:])),
        {("", "people.0.values.birth_year"), ("", "people.0")},
    ),
]


@pytest.mark.parametrize(("name", "entry", "expected"), PAGES)
def test_what_is_unlikely_is_said_at_its_field(name: str, entry: Entry, expected: set[tuple[str, str]]) -> None:
    found = warnings(entry, TODAY)
    assert {(one.rule, one.path) for one in found} == expected
    assert all(str(one.words) and (not one.rule or (one.detail and one.source)) for one in found)


@pytest.mark.usefixtures("empty_archive")
def test_what_is_recorded_of_a_linked_person_counts_too_in_a_fixed_number_of_queries() -> None:
    dead = person("Jan", "Wydumański", "1897", "M")
    Event(person=dead, kind="death", date_text="1.I.1940").save()
    holder, *others = CERTIFICATE.people
    entry = replace(CERTIFICATE, people=(linked(holder, dead.pk), *others))
    with CaptureQueriesContext(connection) as one:
        assert {warning.rule for warning in warnings(entry, TODAY)} >= {"P16"}
    many = replace(entry, people=(*entry.people, *(linked(other, dead.pk) for other in others)))
    with CaptureQueriesContext(connection) as more:
        warnings(many, TODAY)
    assert len(one) == len(more) <= 8
