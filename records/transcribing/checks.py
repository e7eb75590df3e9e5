"""What an entry must fulfil before it is saved. Nothing of what the page says is judged here: see plausible.py."""

from collections import Counter
from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.documents.models import Document, Source
from records.gedcom.dates import read_gedcom_date
from records.people.models import Person
from records.places.models import Place
from records.record_model import Status
from records.transcribing.entry import Entry, EntryPerson, Written

_ACTS = ("create", "link", "leave")
_CERTAINTIES = ("sure", "probable", "uncertain")
_STATUSES = (Status.DRAFT, Status.REVIEW)
_LENGTHS = {"title": 300, "signature": 200, "language": 12, "holder_today": 300, "rights": 300}
_LONGEST_WORDS, _LONGEST_DATE, _LONGEST_NAME, _LONGEST_ROW = 300, 200, 300, 40
_ROWS_AT_ONCE = 2_000

Refusals = dict[str, str | Promise]


class EntryRefused(ValueError):
    """An entry that cannot be saved: ``refusals`` gives a sentence for each path, such as "people.2.name"."""

    def __init__(self, refusals: Refusals) -> None:
        super().__init__("; ".join(f"{path}: {sentence}" for path, sentence in refusals.items()))
        self.refusals = refusals


@dataclass(slots=True)
class KnownRecords:
    """The records that an entry names, read in a fixed number of queries."""

    source: Source | None = None
    people: dict[int, Person] = field(default_factory=dict)
    places: dict[int, Place] = field(default_factory=dict)


def check_entry(entry: Entry) -> KnownRecords:
    """Return the records that the entry names; raise EntryRefused with a sentence for every field at fault."""
    refusals: Refusals = {}
    kind = DOCUMENT_KINDS.get(entry.kind)
    if kind is None:
        raise EntryRefused({"kind": _("Choose what kind of document this is.")})
    known = _records(entry)
    _check_head(entry, known, refusals)
    dated = dates_of(entry, kind)
    for path, written in written_of(entry):
        _check_written(path, written, path in dated, known, refusals)
    _check_people(entry, kind, known, refusals)
    if refusals:
        raise EntryRefused(refusals)
    return known


def says_something(entry: Entry) -> bool:
    """Whether anything was entered; what a new form has chosen already says nothing."""
    texts = (entry.title, entry.signature, entry.holder_today, entry.provenance, entry.note)
    words = (*texts, entry.transcription, entry.translation)
    return any(words) or bool(entry.people) or any(written.text for _path, written in written_of(entry))


def _records(entry: Entry) -> KnownRecords:
    people = {person.decision.person for person in entry.people if person.decision.act == "link"}
    people |= {pk for person in entry.people for pk in person.decision.not_same}
    places = {written.place for _path, written in written_of(entry)}
    return KnownRecords(
        Source.objects.filter(pk=entry.source).first() if entry.source else None,
        Person.objects.in_bulk([pk for pk in people if pk][:_ROWS_AT_ONCE]),
        Place.objects.in_bulk([pk for pk in places if pk][:_ROWS_AT_ONCE]),
    )


def written_of(entry: Entry) -> list[tuple[str, Written]]:
    """Return every value of the entry with its path."""
    found = [("date", entry.date), ("place", entry.place)]
    found += [(f"fields.{key}", written) for key, written in entry.fields.items()]
    for number, person in enumerate(entry.people):
        found.append((f"people.{number}.name", person.name))
        found += [(f"people.{number}.values.{key}", written) for key, written in person.values.items()]
    return found


def _check_head(entry: Entry, known: KnownRecords, refusals: Refusals) -> None:
    kind = DOCUMENT_KINDS[entry.kind]
    if entry.status not in _STATUSES:
        refusals["status"] = _("A new document is a draft, or goes to review.")
    if entry.source and known.source is None:
        refusals["source"] = _("This source is no longer there.")
    if entry.collection and not _collection_is_there(entry.collection):
        refusals["collection"] = _("This collection is no longer there.")
    if entry.original not in ("original", "copy", "unknown"):
        refusals["original"] = _("Choose whether this is the original or a copy.")
    for key, most in _LENGTHS.items():
        if len(getattr(entry, key)) > most:
            refusals[key] = _too_long(most)
    misfits = [key for key in entry.fields if kind.field(key) is None]
    refusals.update({f"fields.{key}": _("This kind of document has no such field.") for key in misfits})
    for path in entry.unread:
        refusals[path] = _("This was not understood and would be lost.")


def _collection_is_there(pk: int) -> bool:
    field = next((field for field in Document._meta.fields if field.name == "collection"), None)
    model = field.related_model if field is not None else None
    return isinstance(model, type) and model._default_manager.filter(pk=pk).exists()


def _check_written(path: str, written: Written, is_date: bool, known: KnownRecords, refusals: Refusals) -> None:
    if written.place and written.place not in known.places:
        refusals[path] = _("This place is no longer in the list of places.")
    elif is_date and written.understood and not read_gedcom_date(written.understood).is_dated():
        refusals[path] = _("This form of a date is not known. Write for example 10 FEB 1940, or leave it empty.")


def dates_of(entry: Entry, kind: DocumentKind) -> set[str]:
    """Return the paths of the values that are dates."""
    found = {"date", *(f"fields.{field.key}" for field in kind.fields if field.form == "date")}
    for number, person in enumerate(entry.people):
        asked = (one for one in kind.fields_of(person.role) if one.form == "date" or (one.event and one.part == "date"))
        found.update(f"people.{number}.values.{one.key}" for one in asked)
    return found


def _check_people(entry: Entry, kind: DocumentKind, known: KnownRecords, refusals: Refusals) -> None:
    taken = Counter(person.role for person in entry.people)
    for number, person in enumerate(entry.people):
        path = f"people.{number}"
        role = kind.role(person.role)
        if role is None:
            refusals[f"{path}.role"] = _("Choose the part this person has on the page.")
        elif role.most and taken[role.key] > role.most:
            refusals[f"{path}.role"] = _("Only %(most)s can be %(role)s on such a page.") % {
                "most": role.most,
                "role": role.label,
            }
        if not person.name.text and not person.read:
            refusals[f"{path}.name"] = _("Write the name as it stands; where none can be read, write [...]")
        _check_lengths(path, person, kind, refusals)
        _check_decision(path, person, known, refusals)


def _check_lengths(path: str, person: EntryPerson, kind: DocumentKind, refusals: Refusals) -> None:
    if len(person.name.text) > _LONGEST_NAME or len(person.read.whole) > 140:
        refusals[f"{path}.name"] = _too_long(_LONGEST_NAME)
    if len(person.row) > _LONGEST_ROW:
        refusals[f"{path}.row"] = _too_long(_LONGEST_ROW)
    for asked in kind.fields_of(person.role):
        written = person.value(asked.key)
        most = _LONGEST_DATE if asked.form in ("date", "number") else _LONGEST_WORDS
        if asked.form != "long" and len(written.text) > most:
            refusals[f"{path}.values.{asked.key}"] = _too_long(most)
    for key in person.values:
        if key not in {asked.key for asked in kind.fields_of(person.role)}:
            refusals[f"{path}.values.{key}"] = _("This is not asked of a person in this part.")


def _check_decision(path: str, person: EntryPerson, known: KnownRecords, refusals: Refusals) -> None:
    decision = person.decision
    if decision.act not in _ACTS or decision.certainty not in _CERTAINTIES:
        refusals[f"{path}.decision"] = _("Choose who this is: somebody known, somebody new, or only a name.")
    if decision.act == "link" and decision.person not in known.people:
        refusals[f"{path}.decision"] = _("Choose the person this is; the one chosen is no longer there.")
    if any(pk not in known.people for pk in decision.not_same):
        refusals[f"{path}.decision"] = _("Somebody said not to be the same is no longer there.")
    if decision.person in decision.not_same and decision.act == "link":
        refusals[f"{path}.decision"] = _("This person was said not to be the same.")


def _too_long(most: int) -> str:
    return _("This is longer than %d signs.") % most
