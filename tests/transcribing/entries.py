"""Invented pages for the tests: nobody on them ever lived."""

from collections.abc import Mapping
from datetime import UTC, datetime

from records.transcribing.entry import Decision, Entry, EntryPerson, NameRead, Written
from records.transcribing.saving import SavedEntry, save_entry

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BY = "Ada Volunteer"


def words(**values: str | Written) -> dict[str, Written]:
    return {key: value if isinstance(value, Written) else Written(value) for key, value in values.items()}


def somebody(role: str, name: str, **values: str | Written) -> EntryPerson:
    return EntryPerson(role=role, name=Written(name), values=words(**values))


def linked(person: EntryPerson, pk: int, certainty: str = "probable", note: str = "") -> EntryPerson:
    return decided(person, Decision("link", pk, certainty, note))


def decided(person: EntryPerson, decision: Decision) -> EntryPerson:
    return EntryPerson(
        person.role, person.name, person.read, person.sex, person.relation, person.row, person.values, person.note,
        decision,
    )  # fmt: skip


def page(kind: str, *people: EntryPerson, date: str = "", place: str | Written = "", **columns: object) -> Entry:
    fields = columns.pop("fields", {})
    assert isinstance(fields, Mapping)
    where = place if isinstance(place, Written) else Written(place)
    return Entry(kind=kind, date=Written(date), place=where, people=people, fields=words(**fields), **columns)


def save(entry: Entry, **rights: bool) -> SavedEntry:
    return save_entry(entry, [], BY, NOW, **rights)


CERTIFICATE = page(
    "udostoverenie",
    EntryPerson(
        role="holder",
        name=Written("Выдуманский Ян Антонович"),
        read=NameRead("Jan", "Antonowicz", "Wydumański"),
        sex="M",
        values=words(birth_year="1897", birth_place="г. Львов", nationality="поляк"),
    ),
    somebody("spouse", "Выдуманская Анна", birth_year="1901"),
    somebody("child", "Выдуманский Збигнев", birth_year="1926"),
    somebody("child", "Выдуманская Ирена", birth_year="1931"),
    date="5 сентября 1941 г.",
    place="Сольвычегодск",
    language="ru",
    fields={"number": "4117", "photo": "no", "endorsements": "хлеб\nбилет", "validity_months": "3"},
)
