"""Writing the values that every record shares: dates, places, citations, notes, ids."""

import re
from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from records.dates.value import parse_value
from records.edition.connection import EditionConnection
from records.edition.queries import get_pages
from records.gedcom.dates import write_gedcom_date
from records.gedcom.structure import Structure

Row = dict[str, Any]
_PLACES_REMEMBERED = 20_000
_AGE = re.compile(r"[<>]? ?(?:\d+y(?: \d+m)?(?: \d+w)?(?: \d+d)?|\d+m(?: \d+w)?(?: \d+d)?|\d+w(?: \d+d)?|\d+d)")


def xref(letter: str, record_id: str) -> str:
    """Return the pointer of a record: never shown, never relied on, but the same in every export."""
    return f"@{letter}{record_id.upper()}@"


class Values:
    """What an export knows while it runs: the version it writes, and the places it has looked up."""

    def __init__(self, connection: EditionConnection, version: str) -> None:
        self.connection = connection
        self.version = version
        self.seven = version == "7.0"
        self.not_carried: Counter[str] = Counter()
        self._places: OrderedDict[str, Row] = OrderedDict()

    def look_up_places(self, ids: Iterable[str | None]) -> None:
        """Read these places, so that writing them asks nothing more."""
        wanted = sorted({place for place in ids if place and place not in self._places})
        for start in range(0, len(wanted), 500):
            for place_id, page in get_pages(self.connection, "place", wanted[start : start + 500]).items():
                self._places[place_id] = page.body
        while len(self._places) > _PLACES_REMEMBERED:
            self._places.popitem(last=False)

    def add_date(self, structure: Structure, date: Row | None) -> None:
        """Write a date with the words of its source."""
        if not date:
            return
        payload, phrase = write_gedcom_date(parse_value(date["value"], date["text"]), self.version)
        if self.seven:
            written = structure.add("DATE", payload)
            if phrase:
                written.add("PHRASE", phrase)
        elif payload:
            structure.add("DATE", payload)
            if phrase and not payload.startswith("("):
                structure.add("NOTE", f"Date as written: {phrase}")
        elif phrase:
            structure.add("NOTE", f"Date as written: {phrase}")

    def place_text(self, place_id: str | None) -> str:
        """Return a place that was looked up as its four parts, or nothing."""
        place = self._places.get(place_id or "")
        return (place["imported_text"] or place_line(place)) if place else ""

    def add_place(self, structure: Structure, place_id: str | None, as_written: str) -> None:
        """Write a place with its coordinates; the words of the source go beside it where they differ."""
        place = self._places.get(place_id or "")
        if place is None:
            if as_written:
                structure.add("PLAC", " ".join(as_written.split()))
            return
        text = self.place_text(place_id)
        written = structure.add("PLAC", text)
        if place["latitude"] is not None:
            coordinates = written.add("MAP")
            coordinates.add("LATI", _degrees(place["latitude"], "N", "S"))
            coordinates.add("LONG", _degrees(place["longitude"], "E", "W"))
        if as_written and as_written not in (text, place["name"]):
            written.add("NOTE", f"As written: {as_written}")

    def add_citations(self, structure: Structure, citations: list[Row]) -> None:
        """Write where a statement is found; a source that is not in the edition cannot be pointed to."""
        for citation in citations:
            if not citation["source"]:
                continue
            written = structure.add("SOUR", xref("S", citation["source"]))
            if citation["page"]:
                written.add("PAGE", citation["page"])
            if citation.get("text"):
                written.add("DATA").add("TEXT", citation["text"])
            if citation["quality"] is not None:
                written.add("QUAY", str(citation["quality"]))
            self.add_note(written, citation.get("note", ""))

    def add_note(self, structure: Structure, text: str) -> None:
        """Write a note, when there is one."""
        if text:
            note = structure.add("NOTE", text)
            # Words that look like a pointer are still words.
            note.is_text = True

    def add_age(self, structure: Structure, age: str) -> None:
        """Write an age: by the grammar where it fits, else as words."""
        if not age:
            return
        if _AGE.fullmatch(age):
            structure.add("AGE", age)
        elif self.seven:
            structure.add("AGE").add("PHRASE", age)
        else:
            structure.add("NOTE", f"Age as written: {age}")

    def add_uid(self, structure: Structure, uid: str) -> None:
        """Write the UUID that stays the same in every export."""
        structure.add("UID" if self.seven else "_UID", uid)

    def add_restriction(self, structure: Structure, confidential: bool) -> None:
        """Mark what is confidential."""
        if confidential:
            structure.add("RESN", "CONFIDENTIAL" if self.seven else "confidential")


# Only in these does a payload in the form of a pointer mean a record.
_POINTING = frozenset({"FAMC", "FAMS", "HUSB", "WIFE", "CHIL", "SOUR", "REPO", "SUBM", "OBJE", "SNOTE", "ASSO", "ALIA"})


def keep_words(record: Structure) -> Structure:
    """Mark every text of a record that only looks like a pointer, so that it stays the text it is."""
    for child in record.children:
        if child.tag not in _POINTING and child.value != "@VOID@" and child.is_pointer:
            child.is_text = True
        keep_words(child)
    return record


_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


def language_tag(language: str) -> str:
    """Return a language when it is a proper tag, else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


def add_fields(structure: Structure, fields: Iterable[tuple[str, Any]]) -> None:
    """Write (name, value) pairs for which GEDCOM has no word, leaving out empty ones."""
    for name, value in fields:
        text = _plain(value)
        if text:
            structure.add("_FIELD", f"{name}: {text}")


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        return ", ".join(str(entry) for entry in value.values() if entry not in ("", None))
    return "" if value is None else str(value)


def place_line(place: Row) -> str:
    """Return the four parts of a place, smallest first: place, county, voivodeship, country."""
    parents = place["parent_1939"]
    county = re.search(r"pow\. ([^,/]+)", parents)
    voivodeship = re.search(r"woj\. ([^,/]+)", parents)
    if voivodeship:
        rest = [county.group(1).strip() if county else "", voivodeship.group(1).strip(), "Polska"]
    else:
        country = place["country_modern"].split(";")[0]
        rest = ["", parents.replace(",", " "), country]
    return ", ".join([place["name"].replace(",", " "), *rest])


def _degrees(value: float, positive: str, negative: str) -> str:
    return f"{positive if value >= 0 else negative}{abs(value):.5f}".rstrip("0").rstrip(".")
