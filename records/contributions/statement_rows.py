"""The rows that a statement becomes. Whatever is added to a record before the public is confidential or a draft."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Model

from records.contributions.models import Contribution
from records.contributions.reading_words import NameFound
from records.contributions.sender import source_of, without_sender
from records.contributions.statement_kinds import StatementKind
from records.dates.value import parse_value
from records.documents.models import Document, Source, Transcription
from records.journeys.models import JourneyStage, Presence, StageCitation, Traveller
from records.names.folding import script_of
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonName,
)
from records.record_model import Status

OPEN = (Status.DRAFT, Status.REVIEW)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is to be written: the message, the words chosen, how they are read, and about whom."""

    kind: StatementKind
    message: Contribution
    words: str
    reading: Mapping[str, Any]
    person: Person | None

    @property
    def of_person(self) -> Person:
        if self.person is None:
            raise ValueError("This kind of statement needs a person.")
        return self.person


def write_rows(statement: Wanted) -> list[Model]:
    """Write the rows of a statement, each cited to the message; return them in the order of writing."""
    source = source_of(statement.message)
    kind = statement.kind
    if kind.event:
        return _event(statement, source)
    if kind.relation:
        return _relative(statement, source)
    if kind.key == "name":
        return _name(statement.of_person, statement, source, position=9)
    return _stage(statement, source) if kind.key == "stage" else _letter(statement, source)


def _saved(*rows: Model) -> list[Model]:
    for row in rows:
        row.save()
    return list(rows)


def _cited(statement: Wanted, source: Source) -> dict[str, Any]:
    return {"source": source, "text": without_sender(statement.words, statement.message)}


def _place_and_date(reading: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "place_id": reading.get("place"),
        "place_as_written": str(reading.get("place_text", ""))[:300],
        "date_text": str(reading.get("date_text", ""))[:200],
        "date_value": parse_value(str(reading.get("date_value", ""))).value,
    }


def _event(statement: Wanted, source: Source) -> list[Model]:
    person = statement.of_person
    event = Event(
        person=person,
        kind=statement.kind.event,
        confidential=person.status not in OPEN,
        **_place_and_date(statement.reading),
    )
    if event.kind == "other":
        event.value = without_sender(statement.words, statement.message)[:500]
    return _saved(event, EventCitation(event=event, **_cited(statement, source)))


def _name(person: Person, statement: Wanted, source: Source, position: int, preferred: bool = False) -> list[Model]:
    found = NameFound(**statement.reading["name"])
    script = script_of(found.text)
    name = PersonName(
        person=person,
        kind="birth" if preferred else "aka",
        position=position,
        prefix=found.prefix[:60],
        given=found.given[:150],
        patronymic=found.patronymic[:100],
        surname=found.surname[:150],
        as_written=found.text[:300] if script != "Latn" else "",
        preferred=preferred,
    )
    return _saved(name, NameCitation(name=name, **_cited(statement, source)))


def _relative(statement: Wanted, source: Source) -> list[Model]:
    person, relation = statement.of_person, statement.kind.relation
    relative = Person(sex=str(statement.reading["name"].get("sex", "U")))
    rows = _saved(relative) + _name(relative, statement, source, position=1, preferred=True)
    if relation == "parent":
        family, new = _family(Family.objects.filter(children__person=person))
        rows += new + _saved(FamilyPartner(family=family, person=relative))
        if new:
            rows += _child(family, person, statement, source)
        return rows
    family, new = _family(Family.objects.filter(partners__person=person))
    rows += new + (_saved(FamilyPartner(family=family, person=person)) if new else [])
    if relation == "spouse":
        return rows + _saved(FamilyPartner(family=family, person=relative, position=2))
    return rows + _child(family, relative, statement, source)


def _family(known: Any) -> tuple[Family, list[Model]]:
    """Return the one family that is still a draft, else a new one: what is before the public is not changed."""
    drafts = list(known.filter(status__in=OPEN).distinct()[:2])
    if len(drafts) == 1:
        return drafts[0], []
    family = Family()
    return family, _saved(family)


def _child(family: Family, child: Person, statement: Wanted, source: Source) -> list[Model]:
    row = FamilyChild(family=family, person=child)
    return _saved(row, ChildCitation(child=row, **_cited(statement, source)))


def _stage(statement: Wanted, source: Source) -> list[Model]:
    stage = JourneyStage(code=str(statement.reading["stage"]), **_place_and_date(statement.reading))
    traveller = Traveller(stage=stage, person=statement.of_person, presence=Presence.DOCUMENTED)
    return _saved(stage, traveller, StageCitation(stage=stage, **_cited(statement, source)))


def _letter(statement: Wanted, source: Source) -> list[Model]:
    message = statement.message
    text = without_sender(message.text, message)
    letter = Document(
        source=source, kind="letter", title=source.title, language=message.language, date_text=_day(message)
    )
    return _saved(letter, Transcription(document=letter, language=message.language, script=script_of(text), text=text))


def _day(message: Contribution) -> str:
    return message.received_at.date().isoformat()


def append_note(person: Person, which: str, text: str) -> dict[str, Any]:
    """Add words to a note of the person as a paragraph of their own; return what taking it back needs."""
    before = str(getattr(person, which))
    setattr(person, which, f"{before}\n\n{text}" if before else text)
    person.save(update_fields=[which, "changed_at"])
    return {"model": "person", "pk": person.pk, "note": which, "text": text}
