"""Collecting the lines of a page's records: what every kind of record shares, and what the profile cannot carry."""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from records.dates.value import parse_value
from records.gedcom.dates import write_gedcom_date
from records.gedcom_pages.payloads import is_plain, text_lines
from records.gedcom_pages.place_lines import PlaceLines
from records.gedcom_pages.profiles import Profile

Row = dict[str, Any]
# Archives repeat their dates: the same days and years stand on every other page.
_DATES_REMEMBERED = 50_000
# What 5.5.1 spells otherwise than the machine form does.
_OTHER_IN_FIVE = re.compile("GREGORIAN|JULIAN|HEBREW|FRENCH|BCE")
_AGE = re.compile(r"[<>]? ?(?:\d+y(?: \d+m)?(?: \d+w)?(?: \d+d)?|\d+m(?: \d+w)?(?: \d+d)?|\d+w(?: \d+d)?|\d+d)")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")


class Fragment(NamedTuple):
    """The text of a page's records, each line with its line feed, and what the profile could not carry of the page.

    ``repeatable`` says that a profile for other programs would say some of it a second time.
    """

    text: str
    losses: dict[str, int]
    repeatable: bool = False


def language_tag(language: str) -> str:
    """Return a language when it is a proper tag, else nothing."""
    return language if _LANGUAGE.fullmatch(language) else ""


class RecordText:
    """Writes the records of one page after another in one profile."""

    def __init__(self, profile: Profile, places: PlaceLines) -> None:
        self.profile = profile
        self.seven = profile.seven
        self.extensions = profile.extensions
        self.uid_tag = "UID" if self.seven else "_UID"
        self.lines: list[str] = []
        self.losses: Counter[str] = Counter()
        self.repeatable = False
        self._places = places
        self._named_places: set[str] = set()
        # Places of attributes whose names wait for another PLAC of theirs: after which lines they stand, and how deep.
        self._waiting_places: dict[str, tuple[int, int]] = {}
        self._dates: dict[tuple[int, str, str], tuple[str, str]] = {}
        # What records are called where they stand in the file they came with, by letter and id.
        self.xrefs_in_file: Mapping[tuple[str, str], str] = {}

    def finish(self) -> Fragment:
        """Return what was written since the last page."""
        self._name_waiting_places()
        self.lines.append("")
        fragment = Fragment("\n".join(self.lines), dict(+self.losses) if self.losses else {}, self.repeatable)
        self.lines, self._named_places, self.repeatable = [], set(), False
        if self.losses:
            self.losses = Counter()
        return fragment

    def begin(self, pointer: str, tag: str) -> None:
        """Begin a record."""
        self.lines.append(f"0 {pointer} {tag}")

    def xref(self, letter: str, record_id: str) -> str:
        """Return the pointer of a record in this file."""
        return self.xrefs_in_file.get((letter, record_id)) or f"@{letter}{record_id.upper()}@"

    def taken(self, write: Callable[[], None]) -> list[str]:
        """Return the lines that a piece of writing makes, instead of keeping them."""
        before, self.lines = self.lines, []
        write()
        self._name_waiting_places()
        made, self.lines = "\n".join(self.lines).split("\n") if self.lines else [], before
        return made

    def text(self, level: int, tag: str, value: str) -> None:
        """Write a structure whose payload is words; nothing when there are none."""
        if value:
            if is_plain(value, self.seven):
                self.lines.append(f"{level} {tag} {value}")
            else:
                self.lines.append(text_lines(level, tag, value, self.seven))

    def private_note(self, words: str) -> None:
        """Write what is for volunteers only: in a complete copy, and marked, so that it comes back as what it is."""
        if not words:
            return
        # The profiles for others leave it out: they must not share the text of the complete copy.
        self.repeatable = True
        if self.extensions and not self.profile.repeats_for_others:
            self.text(1, "NOTE", words)
            self.lines.append("2 _PRIVATE Y")
        else:
            self.losses["private_notes"] += 1

    def pointer(self, level: int, tag: str, to: str) -> None:
        """Write a pointer."""
        self.lines.append(f"{level} {tag} {to}")

    def extension(self, level: int, tag: str, value: str) -> None:
        """Write one of our own tags where the profile has them."""
        if value and self.extensions:
            self.text(level, tag, value)

    def repeat(self, level: int, tag: str, value: str) -> None:
        """Write in words of the standard what only an extension says otherwise."""
        if value:
            self.text(level, tag, value)
            self.mark_repeated(level)

    def repeat_for_others(self, level: int, tag: str, value: str) -> None:
        """Write again, where the profile is for other programs, what some of them drop elsewhere."""
        if value:
            self.repeatable = True
            if self.profile.repeats_for_others:
                self.repeat(level, tag, value)

    def mark_repeated(self, level: int) -> None:
        """Say, for programs that know us, that what was just begun stands elsewhere in the record, too."""
        if self.extensions:
            self.lines.append(f"{level + 1} _REPEATS Y")

    def fields(self, level: int, fields: Iterable[tuple[str, Any]]) -> None:
        """Write (name, value) pairs for which GEDCOM has no word, and the same as one note."""
        words = [f"{name}: {text}" for name, text in ((name, _plain(value)) for name, value in fields) if text]
        for word in words:
            self.extension(level, "_FIELD", word)
        self.repeat(level, "NOTE", "\n".join(words))

    def date(self, level: int, date: Mapping[str, Any] | None) -> str:
        """Write a date; return the words of its source that the version has room for only in a note (date_note)."""
        if not date:
            return ""
        value, words = date["value"], date["text"]
        if value and (not words or words == value) and (self.seven or not _OTHER_IN_FIVE.search(value)):
            # The machine form of a plain date is the payload of both versions.
            self.lines.append(f"{level} DATE {value}")
            return ""
        key = (level, value, words)
        found = self._dates.get(key)
        if found is None:
            if len(self._dates) > _DATES_REMEMBERED:
                self._dates.clear()
            found = self._dates[key] = self._date_lines(*key)
        text, for_note = found
        if text:
            self.lines.append(text)
        if for_note:
            self.losses["date_words"] += 1
        return for_note

    def _date_lines(self, level: int, value: str, words: str) -> tuple[str, str]:
        """Return the lines of a date and the words that belong into a note."""
        date = parse_value(value, words)
        # What is written anew in a copy of a 5.5.1 file must come back with its words: of these profiles, it has tags.
        payload, phrase = write_gedcom_date(date, self.profile.version, interpreted=self.extensions)
        if self.seven:
            line = f"{level} DATE {payload}" if payload else f"{level} DATE"
            return (f"{line}\n{text_lines(level + 1, 'PHRASE', phrase, True)}" if phrase else line), ""
        # Words may be long or bear an @; a plain date bears the @ of its calendar.
        line = text_lines(level, "DATE", payload, False) if "(" in payload else f"{level} DATE {payload}"
        return (line if payload else ""), phrase

    def date_note(self, level: int, words: str) -> None:
        """Write the words of a date that did not go with it."""
        self.text(level, "NOTE", f"Date as written: {words}" if words else "")

    def place(self, level: int, place_id: str | None, as_written: str, *, of_attribute: bool = False) -> None:
        """Write a place with its coordinates; the words of the source go beside it where they differ.

        Some programs drop the place of an attribute: where the profile is for them, what is told of it once in a
        record stands at another PLAC, or beside this one.
        """
        found = self._places.get(level, place_id) if place_id else None
        if found is None:
            if as_written:
                self.text(level, "PLAC", " ".join(as_written.split()))
            return
        beside = of_attribute and self.profile.repeats_for_others
        self.lines.append(found.lines)
        untold = bool(found.told) and place_id not in self._named_places
        if untold and not beside:
            # What else a place was called stands once in a record.
            self._named_places.add(str(place_id))
            self._waiting_places.pop(str(place_id), None)
            self.lines.append(found.told)
        if found.loses:
            self.losses["place_names"] += 1
        if as_written and as_written not in found.forms and (self.extensions or not beside):
            self.text(level + 1, "NOTE", f"As written: {as_written}")
        if untold and beside:
            self._waiting_places.setdefault(str(place_id), (len(self.lines), level))

    def _name_waiting_places(self) -> None:
        """Write beside attributes what their places were called that stand nowhere else in the record."""
        for place_id, (after, level) in reversed(self._waiting_places.items()):
            found = self._places.get(level - 1, place_id)
            if found is not None:
                self.lines.insert(after, found.told)
        self._waiting_places = {}

    def place_text(self, place_id: str | None) -> str:
        """Return a place as its four parts, or nothing."""
        return self._places.text(place_id) if place_id else ""

    def citations(self, level: int, citations: Iterable[Mapping[str, Any]]) -> None:
        """Write where a statement is found; a source that is not in the edition cannot be pointed to."""
        for citation in citations:
            if not citation["source"]:
                self.losses["unpublished_sources"] += 1
                continue
            self.lines.append(f"{level} SOUR {self.xref('S', citation['source'])}")
            self.text(level + 1, "PAGE", citation["page"])
            if citation.get("text"):
                self.lines.append(f"{level + 1} DATA")
                self.text(level + 2, "TEXT", citation["text"])
            if citation["quality"] is not None:
                self.lines.append(f"{level + 1} QUAY {citation['quality']}")
            self.text(level + 1, "NOTE", citation.get("note", ""))

    def age(self, level: int, age: str) -> None:
        """Write an age: by the grammar where it fits, else as words."""
        if not age:
            return
        if _AGE.fullmatch(age) and (self.seven or "w" not in age):
            self.lines.append(f"{level} AGE {age}")
        elif self.seven:
            self.lines.append(f"{level} AGE")
            self.text(level + 1, "PHRASE", age)
        else:
            self.text(level, "NOTE", f"Age as written: {age}")

    def restriction(self, level: int, confidential: bool) -> None:
        """Mark what is confidential."""
        if confidential:
            self.lines.append(f"{level} RESN {'CONFIDENTIAL' if self.seven else 'confidential'}")

    def identifiers(self, body: Mapping[str, Any]) -> None:
        """Write the UUID that stays the same in every export, what others call the record, and when it changed."""
        for known in body.get("known_as", ()):
            self._known_as(known["scheme"], known["value"])
        self.lines.append(f"1 {self.uid_tag} {body['uid']}")
        if body.get("changed"):
            self.lines.append(f"1 CHAN\n2 DATE {gedcom_day(body['changed'])}")
        if body.get("created") and self.seven:
            self.lines.append(f"1 CREA\n2 DATE {gedcom_day(body['created'])}")

    def _known_as(self, scheme: str, value: str) -> None:
        kind, _, more = scheme.partition(" ")
        if kind == "REFN":
            self.text(1, "REFN", value)
            self.text(2, "TYPE", more)
        elif kind == "UID":
            self.text(1, self.uid_tag, value)
        elif self.seven:
            self.text(1, "EXID", value)
            self.text(2, "TYPE", scheme)
        else:
            self.text(1, "NOTE", f"{scheme} {value}")


_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@lru_cache(maxsize=1000)
def gedcom_day(iso: str) -> str:
    """Return a day of the Gregorian calendar, "2026-11-22", as GEDCOM writes it."""
    year, month, day = iso.split("-")
    return f"{int(day)} {_MONTHS[int(month) - 1]} {year}"


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(filter(None, map(_plain, value)))
    if isinstance(value, dict):
        return ", ".join(str(entry) for entry in value.values() if entry not in ("", None))
    return "" if value is None else str(value)
