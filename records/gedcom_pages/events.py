"""An event of a person or a family, with its claim to be the conclusion."""

from collections.abc import Iterable, Mapping
from typing import Any

from records.gedcom_pages.attributes import WITHOUT_DETAILS, details_in_words
from records.gedcom_pages.record_text import RecordText
from records.people.kinds import EVENT_KINDS, EVENT_TYPES

Row = Mapping[str, Any]
# Tags whose payload may only be empty or Y; whatever else is known goes into a note.
WITHOUT_WORDS = frozenset(
    {
        *("BIRT", "CHR", "BAPM", "DEAT", "BURI", "CREM", "CONF", "FCOM", "ORDN", "ADOP", "GRAD", "RETI", "CENS"),
        *("IMMI", "EMIG", "NATU", "WILL", "PROB", "MARR", "DIV", "ENGA", "MARB", "ANUL"),
    }
)
# Tags that need a TYPE, and the one for an event that has none.
TYPE_OF_TAG = {"EVEN": "Event", "FACT": "Fact", "IDNO": "Identity document"}
# Tags that 5.5.1 knows with words only, and not below a family.
_ONLY_WITH_WORDS = frozenset({"OCCU", "EDUC", "RELI", "NATI", "TITL", "DSCR", "PROP", "IDNO", "FACT"})
# The only events that 5.5.1 lets say no more than that they happened.
MAY_SAY_YES = frozenset({"BIRT", "CHR", "DEAT", "MARR"})
_TAGS = {kind: entry[1] for kind, entry in EVENT_KINDS.items()}


def in_order(events: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return the events with the conclusions first: what stands first is preferred."""
    if any(event["conclusion"] for event in events):
        return sorted(events, key=lambda event: event["conclusion"] is None)
    return events


def add_events(out: RecordText, events: Iterable[Row], *, of_family: bool = False) -> None:
    """Write events, rival claims side by side."""
    for event in events:
        add_event(out, event, of_family=of_family)


def add_event(out: RecordText, event: Row, *, of_family: bool = False) -> None:
    """Write one event."""
    tag, named = _TAGS.get(event["kind"], "EVEN"), ""
    if not out.seven and tag in _ONLY_WITH_WORDS and (of_family or not event["value"]):
        tag, named = "EVEN", _in_words(event["kind"])
    begun = len(out.lines)
    # A residence has words in 7.0 only.
    without_words = tag in WITHOUT_WORDS or (tag == "RESI" and not out.seven)
    _begin_event(out, tag, event, without_words)
    kind = event["type"] or EVENT_TYPES.get(event["kind"], "") or named or TYPE_OF_TAG.get(tag, "")
    if kind:
        out.text(2, "TYPE", kind)
    of_attribute = tag in WITHOUT_DETAILS and not of_family
    date_words = out.date(2, event["date"])
    if event["place"] or event["place_as_written"]:
        out.place(2, event["place"], event["place_as_written"], of_attribute=of_attribute)
    out.text(2, "AGNC", event["agency"])
    out.text(2, "CAUS", event["cause"])
    if event["value"] and without_words:
        out.text(2, "NOTE", event["value"])
    elif event["value"] and tag == "EVEN":
        # Some programs drop the payload of an EVEN: others look for it in the first note.
        out.repeat_for_others(2, "NOTE", event["value"])
    if of_attribute:
        _repeat_details(out, kind, event)
    if not of_attribute or not out.profile.repeats_for_others:
        out.date_note(2, date_words)
    if event["age"]:
        add_age(out, event["age"], of_family)
    if event["confidential"]:
        out.restriction(2, True)
    if event["conclusion"]:
        add_conclusion(out, event["conclusion"])
    out.text(2, "NOTE", event["note"])
    if event["citations"]:
        out.citations(2, event["citations"])
    if out.lines[begun:] == [f"1 {tag}"]:
        # A line by itself says nothing.
        out.lines.append(f"2 TYPE {_in_words(event['kind'])}")


def _begin_event(out: RecordText, tag: str, event: Row, without_words: bool) -> None:
    if without_words:
        # Without a day or a place, only Y says that it happened.
        told = event["date"] or event["place"] or event["place_as_written"]
        may_say_yes = tag in MAY_SAY_YES if not out.seven else tag != "RESI"
        out.lines.append(f"1 {tag}" if told or not may_say_yes else f"1 {tag} Y")
    elif event["value"]:
        out.text(1, tag, event["value"])
    else:
        out.lines.append(f"1 {tag}")


def _repeat_details(out: RecordText, kind: str, event: Row) -> None:
    where = (event["place"], event["place_as_written"])
    more = (("Cause", event["cause"]), ("Age", event["age"]))
    words = details_in_words(out, kind, event["date"], *where, event["agency"], more)
    out.repeat_for_others(2, "NOTE", words)


def _in_words(kind: str) -> str:
    return kind.replace("_", " ").capitalize()


def add_age(out: RecordText, age: str, of_family: bool) -> None:
    """Write an age; of a family it is nobody's, and so a note."""
    if of_family:
        out.text(2, "NOTE", f"Age as written: {age}")
    else:
        out.age(2, age)


def add_conclusion(out: RecordText, conclusion: Row) -> None:
    """Write why and by whom a claim was taken for the conclusion."""
    out.extension(2, "_CONCLUSION", conclusion["reason"])
    out.extension(2, "_CONCLUDED_BY", conclusion["by"])
    who = ", ".join(filter(None, [conclusion["by"], conclusion["on"]]))
    by = f" ({who})" if who else ""
    out.repeat(2, "NOTE", f"Taken as the conclusion{by}: {conclusion['reason']}")
