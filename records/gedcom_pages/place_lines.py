"""The lines of a place: its four parts, coordinates, and the names it bore in other languages and times.

A place stands on many pages, so its lines are made once for each level.
"""

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from records.gedcom_pages.payloads import text_lines
from records.gedcom_pages.profiles import Profile

Row = Mapping[str, Any]
# The address under which the Genealogical Gazetteer (GOV) is registered as an authority.
GOV = "https://gedcom.io/terms/v7/exid-type/GOV-ID"
_COUNTY = re.compile(r"pow\. ([^,/]+)")
_VOIVODESHIP = re.compile(r"woj\. ([^,/]+)")
_MOST_REMEMBERED = 40_000


class LinesOfPlace(NamedTuple):
    """What stands under an event: the PLAC with what must be there each time, and what is told once in a record."""

    lines: str
    told: str
    forms: frozenset[str]
    loses: bool


class PlaceLines:
    """Makes and remembers the lines of places in one profile; ``bodies`` holds the pages of the places by id."""

    def __init__(self, profile: Profile, bodies: Mapping[str, Row]) -> None:
        self.profile = profile
        self._bodies = bodies
        self._made: dict[tuple[int, str], LinesOfPlace] = {}

    def get(self, level: int, place_id: str) -> LinesOfPlace | None:
        """Return the lines of a place at this level, or None when the edition does not hold it."""
        found = self._made.get((level, place_id))
        if found is None:
            body = self._bodies.get(place_id)
            if body is None:
                return None
            if len(self._made) > _MOST_REMEMBERED:
                self._made.clear()
            found = self._made[level, place_id] = _lines(level, place_id, body, self.profile)
        return found

    def text(self, place_id: str) -> str:
        """Return a place as its four parts, or nothing."""
        body = self._bodies.get(place_id)
        return place_text(body) if body else ""


def place_text(body: Row) -> str:
    """Return the four parts of a place, smallest first: place, county, voivodeship, country."""
    if body["imported_text"]:
        return str(body["imported_text"])
    parents = body["parent_1939"]
    voivodeship = _VOIVODESHIP.search(parents)
    if voivodeship:
        county = _COUNTY.search(parents)
        rest = [county[1].strip() if county else "", voivodeship[1].strip(), "Polska"]
    else:
        rest = ["", parents.replace(",", " "), body["country_modern"].split(";")[0].replace(",", " ")]
    return ", ".join([body["name"].replace(",", " "), *rest])


def degrees(value: float, positive: str, negative: str) -> str:
    """Return a coordinate as GEDCOM writes it: "N52.1"."""
    return f"{positive if value >= 0 else negative}{abs(value):.5f}".rstrip("0").rstrip(".")


def language_of(name: Row) -> str:
    """Return the language tag of a name with its script, "ru-Cyrl"; "" for a name in Latin letters of no language."""
    if not name["language"]:
        return "" if name["script"] == "Latn" else f"und-{name['script']}"
    return name["language"] if name["script"] == "Latn" else f"{name['language']}-{name['script']}"


def _lines(level: int, place_id: str, body: Row, profile: Profile) -> LinesOfPlace:
    text = place_text(body)
    lines = [text_lines(level, "PLAC", " ".join(text.split()), profile.seven)]
    if profile.seven:
        lines += _translations(level + 1, body)
    if body["latitude"] is not None:
        latitude, longitude = degrees(body["latitude"], "N", "S"), degrees(body["longitude"], "E", "W")
        lines.append(f"{level + 1} MAP\n{level + 2} LATI {latitude}\n{level + 2} LONG {longitude}")
    if profile.seven:
        lines += [
            f"{text_lines(level + 1, 'EXID', known['value'], True)}\n{level + 2} TYPE {known['scheme']}"
            for known in body.get("known_as", ())
        ]
    if profile.extensions and _has_page_of_its_own(body):
        lines.append(f"{level + 1} _LOC @L{place_id.upper()}@")
    told = _told(body)
    if told:
        told = text_lines(level + 1, "NOTE", told, profile.seven)
        told += f"\n{level + 2} _REPEATS Y" if profile.extensions else ""
    forms = frozenset({text, body["name"]})
    return LinesOfPlace("\n".join(lines), told, forms, bool(body["names"]) and not profile.extensions)


def _translations(level: int, body: Row) -> list[str]:
    """Return the names in other languages, each once, as the same four parts with only the first filled."""
    seen: set[tuple[str, str]] = set()
    lines = []
    for name in body["names"]:
        language = language_of(name)
        if language and (name["name"], language) not in seen and name["name"] != body["name"]:
            seen.add((name["name"], language))
            words = name["name"].replace(",", " ")
            lines.append(f"{text_lines(level, 'TRAN', f'{words}, , ,', True)}\n{level + 1} LANG {language}")
    return lines


def _has_page_of_its_own(body: Row) -> bool:
    return bool(body["names"] or body["parents"] or body["note"] or body["camp"] or body["kinds"])


def _told(body: Row) -> str:
    """Return what the place was called besides, and when, in plain words."""
    names = [
        f"{name['name']} ({', '.join(filter(None, [language_of(name), name['kind'], _years(name['date'])]))})"
        for name in body["names"]
        if name["name"] != body["name"]
    ]
    today = body["modern_name"]
    if today and today != body["name"] and not any(name["name"] == today for name in body["names"]):
        names.append(f"{today} (today)")
    return f"Names of the place: {'; '.join(names)}" if names else ""


def _years(date: Row | None) -> str:
    return (date["value"] or date["text"]) if date else ""


def place_record(place_id: str, body: Row) -> list[str]:
    """Return the lines of an _LOC record, which only a profile with extensions has; [] when nothing is told of it."""
    if not _has_page_of_its_own(body):
        return []
    lines = [f"0 @L{place_id.upper()}@ _LOC", text_lines(1, "_NAME", body["name"], True)]
    for name in body["names"]:
        lines.append(text_lines(1, "_NAME", name["name"], True))
        language = language_of(name)
        lines += [f"2 _LANG {language}"] if language else []
        lines += _date(2, name["date"])
        lines.append(f"2 _TYPE {name['kind']}")
    lines += [f"1 _TYPE {kind}" for kind in body["kinds"]]
    lines += _date(1, body["date"])
    if body["latitude"] is not None:
        lines.append(
            f"1 _MAP\n2 LATI {degrees(body['latitude'], 'N', 'S')}\n2 LONG {degrees(body['longitude'], 'E', 'W')}"
        )
    for parent in body["parents"]:
        lines.append(f"1 _LOC @L{parent['place'].upper()}@")
        lines += _date(2, parent["date"])
    told = [("parent in 1939", body["parent_1939"]), ("country today", body["country_modern"])]
    told += [("precision", body["precision"]), ("source", body["source_note"])]
    told += list((body["camp"] or {}).items())
    lines += [text_lines(1, "_FIELD", f"{name}: {value}", True) for name, value in told if value]
    lines += [text_lines(1, "_NOTE", body["note"], True)] if body["note"] else []
    return [*lines, f"1 _UID {body['uid']}"]


def _date(level: int, date: Row | None) -> list[str]:
    """Return a date in its machine form, which is a payload of GEDCOM 7, with the words beside it."""
    if not date:
        return []
    lines = [f"{level} _DATE {date['value']}" if date["value"] else f"{level} _DATE"]
    if date["text"] and date["text"] != date["value"]:
        lines.append(text_lines(level + 1, "PHRASE", date["text"], True))
    return lines
