"""Two readings side by side: what counts as the same, and the rate of agreement."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.reviewing.comparing import DATE, NAME, NUMBER, PLACE, TEXT, compare, same_reading
from records.transcribing.entry import Entry, EntryPerson, Written
from tests.transcribing.entries import CERTIFICATE, page, somebody

WORDS = st.text("абвГorszŁ 019./[]?", max_size=8)
PERSON_FIELDS = ("birth_year", "birth_place", "nationality")


def _person(role: str, row: str, name: str, values: list[str]) -> EntryPerson:
    said = {key: Written(text) for key, text in zip(PERSON_FIELDS, values, strict=True)}
    return EntryPerson(role=role, row=row, name=Written(name), values=said)


ROLES = st.sampled_from(["holder", "spouse", "child"])
PEOPLE = st.lists(
    st.builds(_person, ROLES, WORDS, WORDS, st.lists(WORDS, min_size=3, max_size=3)),
    max_size=5,
)  # fmt: skip
ENTRIES = st.builds(
    lambda number, date, people: page("udostoverenie", *people, date=date, fields={"number": number}),
    WORDS, WORDS, PEOPLE,
)  # fmt: skip


@pytest.mark.parametrize(
    ("form", "one", "other", "same"),
    [
        (NAME, Written("Ковальский"), Written("ковальский "), True),
        (NAME, Written("Ковальский"), Written("Ковалевский"), False),
        (DATE, Written("5 сентября 1941 г."), Written("5.9.1941"), True),
        (DATE, Written("5 сентября 1941 г."), Written("6.9.1941"), False),
        (NUMBER, Written("1897 г."), Written("1897"), True),
        (NUMBER, Written("1897"), Written("1891"), False),
        (PLACE, Written("Львов", place=3), Written("Lwów", place=3), True),
        (PLACE, Written("Львов"), Written("Ровно"), False),
        (TEXT, Written(), Written(), True),
        (TEXT, Written("поляк"), Written(), False),
    ],
)
def test_the_same_reading(form: str, one: Written, other: Written, same: bool) -> None:
    assert same_reading(form, one, other) is same
    assert same_reading(form, other, one) is same


def test_people_are_paired_by_part_and_order_and_a_missing_child_is_a_difference() -> None:
    second = page(
        "udostoverenie", *CERTIFICATE.people[:3], date="5.9.1941", place="Сольвычегодск", fields={"number": "4117"}
    )
    differing = {one.path for one in compare(CERTIFICATE, second).differences}
    assert "people.3.name" in differing
    assert not {path for path in differing if path.startswith(("people.0", "people.1", "people.2", "second", "date"))}


def test_someone_only_in_the_second_reading_is_told() -> None:
    more = page("udostoverenie", *CERTIFICATE.people, somebody("child", "Выдуманский Ян", birth_year="1938"))
    differing = {one.path for one in compare(CERTIFICATE, more).differences}
    assert {"second.4.name", "second.4.values.birth_year"} <= differing


@given(ENTRIES)
def test_a_reading_agrees_with_itself(entry: Entry) -> None:
    assert compare(entry, entry).rate in (1.0, None)


@given(ENTRIES, ENTRIES)
def test_the_rate_is_a_share_and_the_same_from_both_sides(one: Entry, other: Entry) -> None:
    there, back = compare(one, other), compare(other, one)
    assert there.rate == back.rate
    assert there.rate is None or 0 <= there.rate <= 1
    assert there.tally() == back.tally()
    assert sum(tally[1] for tally in there.tally().values()) == len(there.fields)


@given(ENTRIES, ENTRIES, WORDS.filter(str.strip))
def test_one_more_field_that_agrees_never_lowers_the_rate(one: Entry, other: Entry, text: str) -> None:
    before = compare(one, other).rate
    longer = [
        page("udostoverenie", *entry.people, date=entry.date.text, fields={"number": "7", "endorsements": text})
        for entry in (one, other)
    ]
    plain = [
        page("udostoverenie", *entry.people, date=entry.date.text, fields={"number": "7"}) for entry in (one, other)
    ]
    rates = compare(*plain).rate, compare(*longer).rate
    assert rates[0] is not None and rates[1] is not None
    assert rates[1] >= rates[0]
    assert before is None or before <= 1
