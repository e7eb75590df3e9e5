"""The people of a page: mentions, new persons, their names and events; what a linked person is said to have, beside."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.documents.models import Document, Mention, Source
from records.linkage.deciding_names import knowing
from records.linkage.models import Identification, NotSame
from records.names.folding import fold, script_of
from records.people.models import Event, EventCitation, NameCitation, Person, PersonName
from records.record_model import Status
from records.transcribing.claims import EventClaim, NameClaim, events_of, names_of_person
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.page_words import citation_of
from records.transcribing.reading_values import (
    age_of,
    birth_year_of,
    name_of,
    part_of,
    relation_of,
    row_of,
    sex_of_person,
    unclear,
)
from records.transcribing.row_batch import RowBatch

_LONGEST_NOTE = 300
_NAME_PARTS = ("kind", "prefix", "given", "patronymic", "surname", "as_written", "script")


@dataclass(slots=True)
class PagePerson:
    """One person of an entry on the way into the archive."""

    entered: EntryPerson
    page: str
    mention: Mention
    person: Person | None = None
    created: bool = False
    # Whether what the page says may be added to the person.
    takes_claims: bool = False


@dataclass(slots=True)
class Recorded:
    """The names and events that linked persons have already; new ones join them as they are made."""

    names: dict[tuple[int, str], PersonName] = field(default_factory=dict)
    events: defaultdict[int, list[Event]] = field(default_factory=lambda: defaultdict(list))


def mentions_of(entry: Entry, document: Document, first: int = 1) -> list[PagePerson]:
    """Return the people of an entry with their mentions, which are not saved yet; the first stands at this position."""
    kind = DOCUMENT_KINDS[entry.kind]
    found = []
    for position, person in enumerate(entry.people, first):
        row = row_of(kind, person)
        found.append(PagePerson(person, citation_of(entry, row), _mention(kind, document, position, person, row)))
    return found


def _mention(kind: DocumentKind, document: Document, position: int, person: EntryPerson, row: str) -> Mention:
    text = person.name.text or name_of(person).whole
    script = script_of(text)
    mention = Mention(
        document=document,
        row=row[:40],
        position=position,
        as_written=text,
        script=script,
        romanised=name_of(person).whole if script != "Latn" or unclear(text) else "",
        role=person.role,
        relation=relation_of(kind, person)[:100],
        age_text=age_of(kind, person)[:60],
        birth_year=birth_year_of(kind, person),
        note=_note(kind, person),
        values={key: _plain(written) for key, written in person.values.items() if written},
    )
    mention.derive()
    return mention


def _note(kind: DocumentKind, person: EntryPerson) -> str:
    noted = [person.value(one.key).text for one in kind.fields_of(person.role) if one.part == "note"]
    return "; ".join(filter(None, (person.note, *noted)))[:_LONGEST_NOTE]


def _plain(written: Any) -> dict[str, Any]:
    plain = {"text": written.text, "understood": written.understood, "place": written.place}
    return {key: value for key, value in plain.items() if value not in ("", None)}


def write_people(
    entry: Entry, people: Sequence[PagePerson], source: Source, batch: RowBatch, by: str, now: datetime
) -> None:
    """Write new persons, the decisions who is who, and the names and events with their citations."""
    kind = DOCUMENT_KINDS[entry.kind]
    names = {id(one): names_of_person(kind, one.entered) for one in people if one.takes_claims or one.created}
    for one in people:
        if one.created:
            one.person = _new_person(kind, entry, one.entered, names[id(one)])
    batch.write([one.person for one in people if one.created and one.person is not None])
    batch.write(_identifications(people, by))
    batch.write(_refusals(people, by, now))
    recorded = _recorded([one.person.pk for one in people if one.person and one.takes_claims and not one.created])
    _write_names(entry, people, names, source, recorded, batch)
    _write_events(entry, kind, people, source, recorded, batch)


def _new_person(kind: DocumentKind, entry: Entry, entered: EntryPerson, names: Sequence[NameClaim]) -> Person:
    shown = str(PersonName(**{key: getattr(names[0], key) for key in _NAME_PARTS}))[:300]
    return Person(
        sex=sex_of_person(kind, entered), status=Status(entry.status), sort_name=shown, folded=fold(shown)[:300]
    )


def _identifications(people: Sequence[PagePerson], by: str) -> list[Identification]:
    found = []
    for one in people:
        if one.person is not None:
            decision = one.entered.decision
            # That a new person is the one on the page needs no guess.
            certainty = "sure" if one.created else decision.certainty
            found.append(
                Identification(
                    mention=one.mention, person=one.person, certainty=certainty, reason=decision.note, decided_by=by
                )
            )
    return found


def _refusals(people: Sequence[PagePerson], by: str, now: datetime) -> list[NotSame]:
    refused = [(one, pk) for one in people for pk in dict.fromkeys(one.entered.decision.not_same)]
    if not refused:
        return []
    public_ids = dict(Person.objects.filter(pk__in={pk for _one, pk in refused}).values_list("pk", "public_id"))
    known = knowing([(one.mention, public_ids[pk]) for one, pk in refused if pk in public_ids])
    return [
        NotSame(
            mention=one.mention,
            person_id=pk,
            note=one.entered.decision.note,
            decided_by=by,
            decided_at=now,
            fingerprint=known.get((one.mention.pk, public_ids.get(pk, "")), ""),
        )
        for one, pk in refused
    ]


def _recorded(pks: Sequence[int]) -> Recorded:
    recorded = Recorded()
    if pks:
        for name in PersonName.objects.filter(person__in=pks).select_related("person"):
            for key in _keys_of(name):
                recorded.names.setdefault((name.person_id, key), name)
        for event in Event.objects.filter(person__in=pks).select_related("person"):
            recorded.events[event.person_id or 0].append(event)
    return recorded


def _keys_of(name: PersonName) -> list[str]:
    whole = fold(" ".join(filter(None, (name.surname, name.given, name.patronymic))))
    return [whole] if whole else [fold(name.as_written)]


def _write_names(
    entry: Entry,
    people: Sequence[PagePerson],
    claims: dict[int, list[NameClaim]],
    source: Source,
    recorded: Recorded,
    batch: RowBatch,
) -> None:
    new: list[PersonName] = []
    citations = []
    for one in people:
        if one.person is None or id(one) not in claims:
            continue
        for claim in claims[id(one)]:
            known = recorded.names.get((one.person.pk, claim.key))
            if known is None:
                known = _new_name(entry, one, claim)
                recorded.names[one.person.pk, claim.key] = known
                new.append(known)
            elif known.pk:
                batch.touch_owners(known)
            citations.append(NameCitation(name=known, source=source, page=one.page, text=claim.as_written))
    batch.write(new)
    batch.write(citations)


def _new_name(entry: Entry, one: PagePerson, claim: NameClaim) -> PersonName:
    name = PersonName(
        person=one.person,
        position=1 if claim.preferred else 2,
        **{key: getattr(claim, key) for key in _NAME_PARTS},
        language=entry.language if claim.script != "Latn" or script_of(claim.as_written) == "Latn" else "",
        preferred=claim.preferred and one.created,
    )
    name.derive()
    if one.person is not None and not one.created:
        name.position = 9
    return name


def _write_events(
    entry: Entry,
    kind: DocumentKind,
    people: Sequence[PagePerson],
    source: Source,
    recorded: Recorded,
    batch: RowBatch,
) -> None:
    new: list[Event] = []
    citations = []
    for one in people:
        if one.person is None or not one.takes_claims:
            continue
        for claim in events_of(entry, kind, one.entered):
            event = same_event(claim, recorded.events[one.person.pk])
            if event is None:
                event = event_row(claim, person=one.person)
                recorded.events[one.person.pk].append(event)
                new.append(event)
            elif event.pk:
                batch.touch_owners(event)
            citations.append(EventCitation(event=event, source=source, page=one.page, text=claim.words))
    batch.write(new)
    batch.write(citations)
    batch.touch(one.person for one in people if one.person and not one.created)


def same_event(claim: EventClaim, events: Sequence[Event]) -> Event | None:
    """Return the recorded event that says just what the claim says."""
    return next(
        (
            event
            for event in events
            if claim.same_as(
                event.kind, event.date_value, event.date_text, event.place_id, event.place_as_written, event.value
            )
        ),
        None,
    )


def event_row(claim: EventClaim, **owner: Any) -> Event:
    """Return the row of a claim, not saved yet."""
    event = Event(
        kind=claim.kind,
        value=claim.value[:500],
        place_id=claim.place.place,
        place_as_written=claim.place.text[:300],
        cause=claim.cause[:200],
        age_text=claim.age[:60],
        **owner,
    )
    event.date = claim.date
    return event


def own_days(kind: DocumentKind, person: EntryPerson) -> tuple[Any, Any]:
    """Return when this traveller came and went, where the row says so."""
    return part_of(kind, person, "from"), part_of(kind, person, "until")
