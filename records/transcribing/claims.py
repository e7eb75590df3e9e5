"""The claims of one page about one person or family: plain values, before anything is looked up or saved."""

from dataclasses import dataclass, field
from typing import Any

from records.dates.historical_date import EMPTY, HistoricalDate
from records.documents.kinds import DocumentKind, EventRule, FamilyRule
from records.names.folding import fold, script_of
from records.names.maiden_names import head_of
from records.people.kinds import DEATH_KINDS
from records.transcribing.entry import NOTHING, Entry, EntryPerson, Written
from records.transcribing.name_proposals import divided, propose_names
from records.transcribing.page_words import words_on_page
from records.transcribing.reading_values import date_of, in_latin_letters, name_of, part_of, unclear

_MOST_ALTERNATIVES = 3


@dataclass(slots=True)
class EventClaim:
    """What the page says of one event; ``words`` are its words."""

    kind: str
    date: HistoricalDate = EMPTY
    place: Written = NOTHING
    value: str = ""
    cause: str = ""
    age: str = ""
    said: list[Written] = field(default_factory=list)

    @property
    def says_something(self) -> bool:
        # That someone is buried is known even where no day stands on the stone.
        return bool(self.said) or self.kind in DEATH_KINDS

    @property
    def words(self) -> str:
        return words_on_page(self.said)

    def take(self, part: str, written: Written) -> None:
        """Take one value of the page into this part of the event."""
        self.said.append(written)
        if part == "date":
            self.date = date_of(written)
        elif part == "place":
            self.place = written
        elif part == "value":
            self.value = written.understood or written.text
        elif part == "cause":
            self.cause = written.understood or written.text
        elif part == "age":
            self.age = written.text

    def lacks(self, part: str) -> bool:
        held: dict[str, Any] = {"date": self.date != EMPTY, "place": self.place, "value": self.value}
        return not held[part]

    def same_as(self, kind: str, date_value: str, date_text: str, place: int | None, where: str, value: str) -> bool:
        """Tell whether a recorded claim says just this."""
        if kind != self.kind or fold(value) != fold(self.value) or place != self.place.place:
            return False
        if place is None and fold(where) != fold(self.place.text):
            return False
        if date_value or self.date.value:
            return date_value == self.date.value
        return fold(date_text) == fold(self.date.text)


@dataclass(frozen=True, slots=True)
class NameClaim:
    """One form of a name that the page gives, or that is read from it."""

    kind: str
    prefix: str
    given: str
    patronymic: str
    surname: str
    as_written: str
    script: str
    preferred: bool = False
    is_alternative: bool = False

    @property
    def key(self) -> str:
        """By which two forms of a name are known to be the same, accents and case aside."""
        parts = (self.surname, self.given, self.patronymic)
        return fold(" ".join(filter(None, parts))) or fold(self.as_written)


def events_of(entry: Entry, kind: DocumentKind, person: EntryPerson) -> list[EventClaim]:
    """Return what the page says of events in a person's life: in this person's row, and of the page as a whole."""
    claims: dict[str, EventClaim] = {}
    for asked in kind.fields_of(person.role):
        written = person.value(asked.key)
        if asked.event and written:
            claim = claims.setdefault(asked.event, EventClaim(asked.event))
            if asked.part == "date" and not claim.lacks("date") and not _says_more(written, claim.date):
                claim.said.append(written)
            else:
                claim.take(asked.part, written)
    for rule in kind.events:
        if person.role in rule.roles:
            _take_from_page(entry, rule, claims.setdefault(rule.kind, EventClaim(rule.kind)))
    return [claim for claim in claims.values() if claim.says_something]


def _says_more(written: Written, held: HistoricalDate) -> bool:
    """Tell whether a date says more than the one held: a day beats a year where the page has both."""
    return date_of(written).is_dated() >= held.is_dated() and len(written.text) > len(held.text)


def _take_from_page(entry: Entry, rule: EventRule, claim: EventClaim) -> None:
    for part, key in (("date", rule.date), ("place", rule.place), ("value", rule.value)):
        written = entry.value(key) if key else Written()
        if written and claim.lacks(part):
            claim.take(part, written)


def family_event(entry: Entry, rule: FamilyRule) -> EventClaim | None:
    """Return what happened to the family on the day of the page."""
    if not rule.event:
        return None
    claim = EventClaim(rule.event)
    for part, written in (("date", entry.date), ("place", entry.place)):
        if written:
            claim.take(part, written)
    return claim


def _maiden_within(text: str) -> str:
    """Return the maiden name that the name itself gives: "Annie z Kowalskich Nowakowej"."""
    found = propose_names(text) if head_of(text)[1] else []
    return found[0].maiden if found else ""


def names_of_person(kind: DocumentKind, person: EntryPerson) -> list[NameClaim]:
    """Return the forms of the name: the reading first, then the page's own letters, other readings, the maiden name."""
    read, text = name_of(person), person.name.text
    script = script_of(text)
    father = in_latin_letters(part_of(kind, person, "father"))
    found = [
        NameClaim("document", read.prefix, read.given, read.patronymic or father, read.surname, text, "Latn", True)
    ]
    if text and script != "Latn":
        own = divided(text)
        found.append(NameClaim("document", own.prefix, own.given, own.patronymic, own.surname, text, script))
    if unclear(text):
        for other in propose_names(text)[1 : _MOST_ALTERNATIVES + 1]:
            if other.why == "choice":
                parts = other.read
                found.append(
                    NameClaim(
                        *("document", parts.prefix, parts.given, parts.patronymic, parts.surname, text, "Latn"),
                        is_alternative=True,
                    )
                )
    maiden = part_of(kind, person, "maiden")
    if maiden:
        found.append(NameClaim("birth", "", read.given, "", in_latin_letters(maiden), maiden.text, "Latn"))
    elif told := _maiden_within(text):
        found.append(NameClaim("birth", "", read.given, "", told, text, "Latn"))
    return list({(name.kind, name.key): name for name in reversed(found)}.values())[::-1]
