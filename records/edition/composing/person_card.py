"""What a list shows of a person: the name to show first, the years, and where the name stands in the alphabet."""

from typing import Any

from records.edition.composing.rows import Row
from records.names.folding import fold, script_of
from records.names.patronymics import patronymic_in_heading
from records.names.transliteration import to_polish_letters


def best_date(events: list[Row], kinds: tuple[str, ...]) -> str:
    """Return the date value for a list entry: the conclusion, or the only claim, or all claims joined by a slash."""
    for kind in kinds:
        claims = [event for event in events if event["kind"] == kind and event["date"]]
        concluded = [event for event in claims if event["conclusion"]]
        values = list(dict.fromkeys(event["date"]["value"] for event in concluded or claims if event["date"]["value"]))
        if values:
            return " / ".join(values)
    return ""


def bound_of(events: list[Row], which: str, pick: Any) -> int | None:
    """Return the first or last day of the dated ones among these events."""
    days = [event["date"][which] for event in events if event["date"] and event["date"][which] is not None]
    return int(pick(days)) if days else None


def home_of(events: list[Row]) -> str | None:
    """Return where somebody was from: the place of birth, or else the first place that is told."""
    placed = [event for event in events if event["place"]]
    born = [event["place"] for event in placed if event["kind"] in ("birth", "christening", "baptism")]
    return next(iter(born or [event["place"] for event in placed]), None)


def sort_key_of(names: list[Row]) -> str:
    """Return by what a person stands in lists: the first name, in Latin letters."""
    if not names:
        return "~"
    first = names[0]
    written = fold(f"{first['surname']} {first['given']}") or fold(first["as_written"])
    reading = fold(to_polish_letters(written)) if script_of(written) == "Cyrl" else written
    return (reading or "~")[:300]


def display_name(name: Row) -> str:
    """Return a name in reading order, without judging its parts."""
    parts = (name["prefix"], name["given"], patronymic_in_heading(name["patronymic"]), name["surname"], name["suffix"])
    return " ".join(part for part in parts if part) or name["as_written"]


def card_of(person: Row, names: list[Row], born: str, died: str) -> Row:
    """Return what a list shows of a person."""
    shown = [display_name(name) for name in names]
    return {
        "name": shown[0] if shown else "",
        "other_names": list(dict.fromkeys(name for name in shown[1:] if name != shown[0]))[:3],
        "reading": names[0]["reading"] if names else "",
        "sex": person["sex"],
        "born": born,
        "died": died,
        "invented": person["invented"],
    }
