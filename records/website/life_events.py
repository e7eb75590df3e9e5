"""The events of a life for a page: rival claims are kept together, side by side, and none is chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from records.dates.iso import from_iso
from records.edition.queries import Card, Key
from records.people.kinds import EVENT_KINDS
from records.website.date_words import DateWords, date_words
from records.website.footnotes import Footnotes
from records.website.language_words import Spoken, sentence
from records.website.our_words import our_words
from records.website.place_words import PlaceWords, place_of
from records.website.reader_language import gettext as _


@dataclass(frozen=True, slots=True)
class Conclusion:
    """Which claim the archive holds to be true, and why."""

    reason: Spoken
    by: str
    on: DateWords | None


@dataclass(frozen=True, slots=True)
class LifeEvent:
    """One claim about one event."""

    date: DateWords | None
    place: PlaceWords | None
    value: Spoken
    details: list[tuple[str, str]]
    note: Spoken
    conclusion: Conclusion | None
    notes: list[int]


@dataclass(frozen=True, slots=True)
class EventGroup:
    """The claims about one event: more than one where the sources disagree."""

    label: str
    claims: list[LifeEvent]

    @property
    def is_disputed(self) -> bool:
        return len(self.claims) > 1


def event_groups(events: list[dict[str, Any]], cards: Mapping[Key, Card], footnotes: Footnotes) -> list[EventGroup]:
    """Return events in their order, rival claims gathered at the place of the first."""
    groups: list[EventGroup] = []
    disputed: dict[str, EventGroup] = {}
    for event in events:
        claim = _claim(event, cards, footnotes)
        if event["rival"] and event["kind"] in disputed:
            disputed[event["kind"]].claims.append(claim)
            continue
        group = EventGroup(_label(event), [claim])
        groups.append(group)
        if event["rival"]:
            disputed[event["kind"]] = group
    return groups


def _label(event: dict[str, Any]) -> str:
    kind = event["kind"]
    label = EVENT_KINDS[kind][0] if kind in EVENT_KINDS else kind
    if kind in ("other", "fact") and event["type"]:
        label = event["type"]
    return str(capfirst(str(label)))


def _claim(event: dict[str, Any], cards: Mapping[Key, Card], footnotes: Footnotes) -> LifeEvent:
    details = [(_("Cause"), event["cause"]), (_("By"), event["agency"]), (_("Age given"), event["age"])]
    found = event["conclusion"]
    conclusion = Conclusion(sentence(found["reason"]), found["by"], date_words(_day(found["on"]))) if found else None
    return LifeEvent(
        date_words(event["date"]),
        place_of(event, cards),
        our_words(event["value"]),
        [(label, value) for label, value in details if value],
        our_words(event["note"]),
        conclusion,
        footnotes.cite(event["citations"]),
    )


def _day(iso: str) -> dict[str, Any] | None:
    return {"value": from_iso(iso).value, "text": "", "certainty": "certain", "calendar": "gregorian"} if iso else None
