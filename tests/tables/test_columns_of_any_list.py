"""Whatever column a list has, what it says comes to the name on the page and to the person, with its citation."""

from pathlib import Path

import pytest

from records.admin.transcribing.screen import screen_of
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Mention
from records.people.models import Event, PersonName
from records.tables.columns import KEEP, proposed
from records.tables.plan import CREATE
from records.transcribing.entry import Entry
from records.transcribing.rows import from_table
from tests.tables.lists import planned, taken_in, written

HEADS = {
    "Lp.": "@row",
    "Nazwisko": "@surname",
    "Imię": "@given",
    "Płeć": "@sex",
    "Imię ojca": "father_name",
    "Data urodzenia": "birth_date",
    "Miejsce urodzenia": "birth_place",
    "Wiek": "age",
    "Nazwisko panieńskie": "maiden_name",
    "Narodowość": "nationality",
    "Wyznanie": "religion",
    "Zawód": "occupation",
    "Miejsce zamieszkania przed deportacją": "residence",
    "Data zgonu": "death_date",
    "Miejsce zgonu": "death_place",
    "Stopień pokrewieństwa": "relation",
}
LISTS = [kind.key for kind in DOCUMENT_KINDS.values() if kind.layout == "list"]
ROW = (
    "1;Nieznana;Anna;K;Jan;12.3.1905;Nigdziewo;35;Obca;polska;rz.-kat.;krawcowa;Gdzieś;4.5.1941;Tam;żona",
    "2;Nieznany;Piotr;M;Jan;;Nigdziewo;;;;;;;;;mąż",
)
EVENTS = {
    "birth": ("12 MAR 1905", "Nigdziewo", ""),
    "nationality": ("", "", "polska"),
    "religion": ("", "", "rz.-kat."),
    "occupation": ("", "", "krawcowa"),
    "residence": ("", "Gdzieś", ""),
    "death": ("4 MAY 1941", "Tam", ""),
}


@pytest.mark.parametrize("kind", LISTS)
def test_no_column_that_the_archive_has_a_place_for_ends_as_a_note(kind: str) -> None:
    columns = proposed(tuple(HEADS), [line.split(";") for line in ROW], DOCUMENT_KINDS[kind])
    assert dict(zip(HEADS, columns, strict=True)) == HEADS
    assert KEEP not in columns


@pytest.mark.django_db
def test_a_train_list_gives_births_deaths_and_homes_with_their_citations(tmp_path: Path) -> None:
    path = written(tmp_path, "\n".join((";".join(HEADS), *ROW)))
    taken_in(path, planned(path, Entry(kind="train_list", title="Invented"), CREATE))
    mention = Mention.objects.get(as_written="Nieznana Anna")
    assert (mention.age_text, mention.birth_year, mention.relation, mention.note) == ("35", 1905, "żona", "")
    person = mention.identifications.get().person
    assert person.sex == "F"
    events = {event.kind: event for event in Event.objects.filter(person=person)}
    assert {kind: (one.date_value, one.place_as_written, one.value) for kind, one in events.items()} == EVENTS
    assert all(event.citations.get().page == "row 1" for event in events.values())
    assert set(PersonName.objects.filter(person=person).values_list("kind", "surname")) == {
        ("document", "Nieznana"),
        ("birth", "Obca"),
    }


def test_pasted_rows_have_the_same_columns_and_none_more_by_their_order() -> None:
    read = from_table("Name\tBorn on\tReligion\nNikt Jan\t1.2.1903\tRC", "train_list")
    assert {key: one.text for key, one in read.people[0].values.items()} == {"birth_date": "1.2.1903", "religion": "RC"}
    by_order = from_table("1\tNikt Jan\t1903\tAdam\tsyn\tpolska\tGdzieś\tuwaga\tnadmiar", "train_list")
    assert [one.meaning for one in by_order.columns][-2:] == ["remark", ""]


@pytest.mark.parametrize(
    ("values", "shown", "more"),
    [
        ({}, False, True),
        ({"people.0.role": "listed", "people.0.values.birth_date.text": "1.2.1903"}, True, True),
        ({"columns": "all"}, True, False),
    ],
)
def test_the_screen_asks_for_a_further_column_where_a_list_has_it(
    values: dict[str, str], shown: bool, more: bool
) -> None:
    screen = screen_of(DOCUMENT_KINDS["train_list"], values)
    assert screen.table is not None
    rows = (*screen.table.people, screen.table.pattern)
    assert {any(box.column == "birth_date" for box in row.boxes) for row in rows} == {shown}
    assert screen.has_more_columns == more
