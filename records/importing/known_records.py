"""What the archive says already of the people and families that a file brings again, a group at a time."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from records.importing.models import ExternalId, Residue
from records.importing.untold_rows import FromFiles, from_files
from records.journeys.models import Traveller
from records.names.folding import fold
from records.people.models import (
    Event,
    EventCitation,
    Family,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)

NAME_PARTS = ("given", "surname", "prefix", "nickname", "patronymic", "suffix", "script")
Cited = set[tuple[int, str]]


@dataclass(frozen=True, slots=True)
class KnownEvent:
    """One claim of the archive, as far as a file can tell it apart."""

    pk: int
    kind: str
    type_text: str
    value: str
    date_value: str
    date_text: str
    place: int | None
    place_words: frozenset[str]
    place_written: str = ""

    def is_told_by(self, other: "KnownEvent") -> bool:
        """Return whether the file tells the same claim."""
        same_date = (
            self.date_value.casefold() == other.date_value.casefold()
            if self.date_value and other.date_value
            else (self.date_text or self.date_value).casefold() == (other.date_text or other.date_value).casefold()
        )
        same_place = self.place == other.place or bool(self.place_words & other.place_words)
        no_place = not self.place_words and not other.place_words
        return (
            self.kind == other.kind
            and self.type_text.casefold() == other.type_text.casefold()
            and self.value == other.value
            and same_date
            and (same_place or no_place)
        )

    def words(self) -> str:
        """Return date, place and value for a list of differences."""
        when = self.date_text or self.date_value
        return ", ".join(filter(None, [self.type_text, self.value, when, self.place_written]))


def place_words(written: str, name: str = "") -> frozenset[str]:
    """Return the folded names by which a place of an event may be known again: its first part, and our own name."""
    first = next((part for part in written.split(",") if part.strip()), "")
    return frozenset(filter(None, (fold(first), fold(name))))


@dataclass(slots=True)
class KnownRecords:
    """The rows of some people or families by their primary key."""

    heads: dict[int, Any] = field(default_factory=dict)
    names: dict[int, dict[tuple[str, ...], int]] = field(default_factory=lambda: defaultdict(dict))
    events: dict[int, list[KnownEvent]] = field(default_factory=lambda: defaultdict(list))
    name_sources: dict[int, Cited] = field(default_factory=lambda: defaultdict(set))
    event_sources: dict[int, Cited] = field(default_factory=lambda: defaultdict(set))
    person_sources: dict[int, Cited] = field(default_factory=lambda: defaultdict(set))
    # The stages that a person travelled, and which of them is of this person, code and date.
    stages: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))
    stage_of: dict[tuple[int, str, str], int] = field(default_factory=dict)
    # By public id: the lines without a home that stand beside a record.
    leftovers: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    # (kind, key, scheme, value) of what others call them.
    externals: set[tuple[str, int, str, str]] = field(default_factory=set)
    came: FromFiles = field(default_factory=FromFiles)
    # By the key of a name: the keys of all names of its person in the same form.
    same_forms: dict[int, set[int]] = field(default_factory=lambda: defaultdict(set))

    def same_names(self, name: int) -> set[int]:
        """Return the keys of the names in the form of this one."""
        return self.same_forms[name] | {name}


def known_people(pks: Collection[int]) -> KnownRecords:
    """Return what the archive says of these people; a fixed number of queries."""
    known = KnownRecords(heads=Person.objects.in_bulk(list(pks)))
    firsts: dict[int, int] = {}
    for row in PersonName.objects.filter(person__in=pks).order_by("id").values_list("person_id", "id", *NAME_PARTS):
        # What is cited for the same form twice is cited for the form.
        firsts[row[1]] = known.names[row[0]].setdefault(row[2:], row[1])
        known.same_forms[firsts[row[1]]].add(row[1])
    cited: dict[int, Cited] = defaultdict(set)
    _cited(NameCitation.objects.all(), "name", firsts, cited)
    for pk, sources in cited.items():
        known.name_sources[firsts[pk]] |= sources
    _take_events(Event.objects.filter(person__in=pks), "person_id", known)
    _cited(PersonCitation.objects.all(), "person", pks, known.person_sources)
    travels = Traveller.objects.filter(person__in=pks).values_list(
        "person_id", "stage_id", "stage__code", "stage__date_value", "date_value"
    )
    for person, stage, code, shared, own in travels:
        known.stages[person].add(stage)
        for date in (shared, own or shared):
            known.stage_of[person, code, date] = stage
    known.came = from_files(pks, "person")
    _take_rest(known)
    return known


def known_families(pks: Collection[int]) -> KnownRecords:
    """Return what the archive says of these families."""
    known = KnownRecords(heads=Family.objects.in_bulk(list(pks)))
    _take_events(Event.objects.filter(family__in=pks), "family_id", known)
    known.came = from_files(pks, "family")
    _take_rest(known)
    return known


def _take_rest(known: KnownRecords) -> None:
    """Take what stands beside the records: lines without a home, and what others call them."""
    kinds = {record.KIND for record in known.heads.values()}
    ids = [record.public_id for record in known.heads.values()]
    for start in range(0, len(ids), 500):
        rows = Residue.objects.filter(kind__in=kinds, record_id__in=ids[start : start + 500])
        for record_id, lines in rows.values_list("record_id", "lines"):
            known.leftovers[record_id].add(lines)
    keys = list(known.heads)
    for start in range(0, len(keys), 500):
        named = ExternalId.objects.filter(kind__in=kinds, target__in=keys[start : start + 500])
        known.externals |= set(named.values_list("kind", "target", "scheme", "value"))


def _take_events(rows: "models.QuerySet[Event]", owner: str, known: KnownRecords) -> None:
    columns = ("id", "kind", "type_text", "value", "date_value", "date_text", "place_id")
    for row in rows.order_by("id").values_list(owner, *columns, "place_as_written", "place__name"):
        target, pk, kind, type_text, value, date_value, date_text, place, written, name = row
        words = place_words(written, name or "")
        event = KnownEvent(pk, kind, type_text, value, date_value, date_text, place, words, written or name or "")
        known.events[target].append(event)
    events = [event.pk for found in known.events.values() for event in found]
    _cited(EventCitation.objects.all(), "event", events, known.event_sources)


def _cited(rows: "models.QuerySet[Any]", owner: str, pks: Iterable[int], into: dict[int, Cited]) -> None:
    wanted = list(pks)
    for start in range(0, len(wanted), 500):
        part = rows.filter(**{f"{owner}__in": wanted[start : start + 500]})
        for pk, source, page in part.values_list(f"{owner}_id", "source_id", "page"):
            into[pk].add((source, page))


def same_form(told: tuple[str, ...], forms: dict[tuple[str, ...], int]) -> int | None:
    """Return the form of which the file tells less: programs drop patronymics, or set them after the given names."""
    given, surname, *others = told
    for form, pk in forms.items():
        ours = dict(zip(NAME_PARTS, form, strict=True))
        whole = " ".join(filter(None, (ours["given"], ours["patronymic"])))
        rest = zip(others, form[2:], strict=True)
        if surname == form[1] and given in (form[0], whole) and all(their in ("", our) for their, our in rest):
            return pk
    return None
