"""An archive with many rows of every kind that grows with the work, written by the database itself in a second or two.

Nobody in it ever lived. Names come round in turn: one in four hundred is a Kowalski, which is as frequent
as the commonest surname is, and one in eleven of those is Jan.
"""

from typing import Any

from django.db import connection, models

from records.change_sets import ChangeSet, TouchedRow
from records.contributions.models import Contribution
from records.documents.models import Archive, Document, Mention, Source
from records.importing.models import ImportBatch, ImportedRecord, Residue
from records.journeys.models import JourneyStage, Traveller
from records.linkage.merges import Merge
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, Family, FamilyChild, FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceKind, PlaceName
from records.review_queue import InReview

_SURNAME = "CASE n % 400 WHEN 0 THEN 'kowalski' WHEN 1 THEN 'nowak' WHEN 2 THEN 'janowski' ELSE {other} END"
# Twenty beginnings of two letters, so that none of them is a large part of all.
_OTHER = "substr('babecodudefogahajekilemonapirosatuwyzeso', 1 + 2 * (n % 20), 2) || (100000 + n % 977)"
SURNAME = _SURNAME.format(other=_OTHER)
GIVEN = "CASE n % 11 WHEN 0 THEN 'jan' WHEN 1 THEN 'anna' ELSE 'piotr' END"
NAME = f"({SURNAME}) || ' ' || ({GIVEN})"
_DEFAULTS: dict[type[models.Field], str] = {
    models.CharField: "''",
    models.TextField: "''",
    models.BooleanField: "{false}",
    models.DateTimeField: "'2026-11-22 12:00:00'",
    models.DateField: "NULL",
    models.JSONField: "'{{}}'",
    models.UUIDField: "{uuid}",
}


def grow(people: int) -> None:
    """Write an archive of so many people, and of the rest about as much as an archive of so many has."""
    _people(people)
    _places_and_files(people)
    hang_papers_on(people, places=people // 20, sources=people // 50)
    see_how_much_there_is()


def _people(people: int) -> None:
    status = "CASE n % 100 WHEN 0 THEN 'draft' WHEN 1 THEN 'review' ELSE 'published' END"
    fill(Person, people, status=status, sort_name=NAME, folded=NAME, sex="'M'", vital="'unknown'")
    written = {"surname": SURNAME, "given": GIVEN, "folded": NAME, "family_key": f"substr({SURNAME}, 1, 8)"}
    fill(PersonName, people, person_id="n", kind="'birth'", preferred="{true}", **written)
    fill(Event, people, person_id="n", family_id="NULL", kind="'birth'", date_text="'1911'", place_id="NULL")
    couples = people // 4
    fill(Family, couples, status="'published'")
    # Partners and children lie scattered among the people, as they do.
    fill(FamilyPartner, couples, family_id="n", person_id=f"n * 1009 % {people} + 1", position="1")
    fill(FamilyChild, couples, family_id="n", person_id=f"n * 1013 % {people} + 1", pedigree="'birth'")


def _places_and_files(people: int) -> None:
    fill(Archive, 20, name="'Archive ' || n")
    held = {"archive_id": "n % 20 + 1", "status": "CASE n % 20 WHEN 0 THEN 'draft' ELSE 'published' END"}
    fill(Source, people // 50, title=f"'Register ' || n || ' of ' || {_OTHER}", folded="'register ' || n", **held)
    fill(Place, people // 20, name=_OTHER, folded=_OTHER, precision="'unknown'", status="'published'")
    fill(PlaceName, people // 20, place_id="n", name=SURNAME, folded=SURNAME)
    fill(PlaceKind, people // 20, place_id="n", kind="CASE n % 100 WHEN 0 THEN 'camp' ELSE 'village' END")
    fill(ImportBatch, 3, file_name="'tree ' || n", state="'applied'")
    read = {"batch_id": "n % 3 + 1", "kind": "'person'", "record_id": "'x' || n"}
    fill(ImportedRecord, people, xref="'@I' || n || '@'", tag="'INDI'", line="n", target="n", **read)
    fill(Residue, people // 3, path="'INDI.X'", line="n", lines="'1 X'", **read)


def hang_papers_on(people: int, places: int, sources: int) -> None:
    """Write documents, names on them, who they are, stages, changes and messages; the others are there, from key 1."""
    some = people // 3
    status = "CASE n % 50 WHEN 0 THEN 'draft' WHEN 1 THEN 'review' ELSE 'published' END"
    kind = "CASE n % 100 WHEN 0 THEN 'grave' WHEN 1 THEN 'letter' ELSE 'udostoverenie' END"
    place = f"CASE WHEN n % 50 = 0 THEN n % {places} + 1 END"
    source = f"CASE WHEN n % 50 = 1 THEN n % {sources} + 1 END"
    train = "CASE n % 100 WHEN 0 THEN 'Train ' || n ELSE '' END"
    title, begun = f"{NAME} || ' ' || n", "2430000 + n % 1000"
    fill(Document, some, title=title, folded=title, kind=kind, status=status, place_id=place, source_id=source)
    code = "CASE n % 100 WHEN 0 THEN 'arrest' ELSE 'release' END"
    fill(JourneyStage, some, code=code, title=train, status=status, place_id=place, date_earliest=begun)
    scattered = f"n * 1009 % {some} + 1"
    fill(Traveller, people, stage_id=scattered, person_id="n", outcome="'arrived'", presence="'inferred'")
    written = {"as_written": NAME, "folded": NAME, "birth_year": "NULL"}
    fill(Mention, people, document_id=scattered, position="n", **written)
    fill(Identification, people, mention_id="n", person_id=f"n * 1013 % {people} + 1", certainty="'sure'")
    fill(ChangeSet, people, act="'desk'", user_id="NULL", undone_in_id="NULL")
    fill(Merge, people // 20, kept="'y' || n", gone="'z' || n", change_set_id="n")
    which = {"record_kind": "'document'", "record_id": f"'x' || (n % {some} + 1)", "words": NAME}
    fill(TouchedRow, people, change_set_id="n", model="'document'", row="n", state="n", act="'~'", **which)
    fill(OutboxEntry, some, kind="CASE n % 7 WHEN 0 THEN 'document' ELSE 'person' END", record_id="'x' || n")
    fill(InReview, some // 50, kind="'document'", record_id="'x' || (50 * n + 1)", document_kind="'udostoverenie'")
    fill(Contribution, some, name=NAME, text="'I knew him.'", state="CASE n % 50 WHEN 0 THEN 'new' ELSE 'used' END")


def see_how_much_there_is() -> None:
    """Have PostgreSQL count its rows, as it does by itself before long; for SQLite nobody does."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")


def fill(model: type[models.Model], number: int, /, **expressions: str) -> None:
    """Write so many rows; a column's expression may use n, the number of the row; the rest are empty."""
    postgres = connection.vendor == "postgresql"
    words = {
        "false": "false" if postgres else "0",
        "true": "true" if postgres else "1",
        "uuid": "md5('{0}' || n)::uuid" if postgres else "lower(hex(randomblob(16)))",
    }
    words["uuid"] = words["uuid"].format(model.__name__)
    columns, values = [], []
    for field in model._meta.concrete_fields:
        columns.append(f'"{field.column}"')
        told = expressions.pop(str(field.attname), None)
        values.append(told.format(**words) if told and "{t" in told else told or _default(field, words))
    assert not expressions, expressions
    table = model._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(
            f'INSERT INTO "{table}" ({", ".join(columns)}) '
            f"WITH RECURSIVE series(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM series WHERE n < {number}) "
            f"SELECT {', '.join(values)} FROM series"
        )


def _default(field: Any, words: dict[str, str]) -> str:
    if field.primary_key:
        return "n"
    if field.name == "public_id":
        return "'x' || n"
    if field.null:
        return "NULL"
    found = next((text for kind, text in _DEFAULTS.items() if isinstance(field, kind)), "0")
    value = found.format(**words)
    return f"{value}::{field.db_type(connection)}" if connection.vendor == "postgresql" and "'" in value else value
