"""What of a 5.5.1 file is in the file that Gramps writes of it, and in its own tree.

Gramps keeps our names of records, so each is compared with itself: every structure of a person, family, source or
archive with all that stands below it, as one. Only white space is set aside, and the notes at a place, which Gramps
gathers from all who name it: these are compared by themselves. A date must come back letter by letter: what Gramps
cannot understand as a date, it keeps as mere words, which no one can sort or compare.
"""

import gzip
import re
import xml.etree.ElementTree as xml
from collections import Counter, defaultdict
from dataclasses import dataclass
from pathlib import Path

from tests.judges.tagged_lines import Tagged, records_by_xref

# A structure: its tag and words, and those of all below it in a fixed order.
Whole = tuple[str, str, tuple[tuple[str, str], ...]]
COMPARED = ("INDI", "FAM", "SOUR", "REPO")
# What Gramps says itself: when a record was changed, how a child came to its family, in what form a source is.
OF_GRAMPS = ("CHAN", "FAMC.PEDI", "REPO.CALN.MEDI")
# What Gramps never writes back: the word of a RESN, the kind of a REFN (a note in its tree), identifiers of sources.
WITHOUT_A_HOME = {
    "INDI": ("RESN", "REFN.TYPE"),
    "FAM": ("REFN.TYPE",),
    "SOUR": ("_UID", "REFN.TYPE"),
    "REPO": ("_UID",),
}
# What Gramps has no field for, or keeps in another form; tests see that its words are there.
IN_WORDS = ("IDNO.TYPE", "IDNO.DATE", "IDNO.PLAC", "IDNO.AGNC", "TEXT", "ADDR")
ITS_REPORT = "Records not imported into"
MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


@dataclass(frozen=True)
class GedcomText:
    """A 5.5.1 file: its records by name, and the words of its notes."""

    records: dict[str, Tagged]
    notes: dict[str, str]


def read_text(path: Path) -> GedcomText:
    """Return a file to be compared."""
    records = records_by_xref(path)
    notes = {xref: _plain(record.value) for xref, record in records.items() if record.tag == "NOTE"}
    return GedcomText({xref: record for xref, record in records.items() if record.tag in COMPARED}, notes)


def rival_claims(record: Tagged) -> list[Tagged]:
    """Return the births and deaths after the first, which Gramps keeps in its tree but does not write as GEDCOM."""
    of_tag = [[structure for structure in record.below if structure.tag == tag] for tag in ("BIRT", "DEAT")]
    return [claim for claims in of_tag for claim in claims[1:]]


def wholes(text: GedcomText, record: Tagged) -> Counter[Whole]:
    """Return the structures of a record that Gramps can write back, each with what is below it."""
    skipped = (*OF_GRAMPS, *WITHOUT_A_HOME[record.tag], *IN_WORDS)
    return Counter(_whole(text, part, skipped) for part in _written_back(record) if part.tag not in skipped)


def claimed(text: GedcomText, claim: Tagged) -> Whole:
    """Return a structure with what is below it."""
    return _whole(text, claim, OF_GRAMPS)


def words_without_a_field(record: Tagged) -> list[tuple[str, str]]:
    """Return what Gramps has no field for or keeps in another form: its tags, and its words."""
    found = []
    for path, structure in record.walk():
        where = ".".join(path[1:])
        if where in IN_WORDS:
            found.append((where, _plain(structure.value)))
    return found


def all_words(text: GedcomText, record: Tagged) -> str:
    """Return all that a record says, its notes included, without what Gramps reports that it left out."""
    said = (_value(text, structure) for _, structure in record.walk())
    return "\n".join(words for words in said if not words.startswith(ITS_REPORT)).casefold()


def place_notes(text: GedcomText, record: Tagged) -> set[str]:
    """Return the notes at the places of a record."""
    walked = (pair for part in _written_back(record) for pair in part.walk())
    return {_value(text, below) for path, below in walked if path[-2:] == ("PLAC", "NOTE")}


@dataclass(frozen=True)
class HeldEvent:
    """An event as it lies in the tree of Gramps: its kind, its date as ISO 8601, and its words."""

    kind: str
    date: str
    words: frozenset[str]


def held_events(tree: Path) -> dict[str, list[HeldEvent]]:
    """Return the events of each person in a Gramps XML file, by the name of the record."""
    with gzip.open(tree) as stream:
        root = xml.parse(stream).getroot()
    by_handle = {element.get("handle"): element for element in root.iter() if element.get("handle")}
    held: dict[str, list[HeldEvent]] = defaultdict(list)
    for person in (element for element in by_handle.values() if _tag(element) == "person"):
        for link in (below for below in person if _tag(below) == "eventref"):
            held[f"@{person.get('id')}@"].append(_event(by_handle[link.get("hlink")], by_handle))
    return held


def iso(date: str) -> str:
    """Return a plain GEDCOM date as ISO 8601: "INT 2 AUG 1874 (in August)" and "2 AUG 1874" are 1874-08-02."""
    found = re.fullmatch(r"(?:(?:(\d+) )?([A-Z]{3}) )?(\d{4})", re.sub(r"^INT | \(.*\)$", "", date))
    assert found, f"the tests cannot compare {date!r}"
    day, month, year = found.groups()
    numbers = (year, month and f"{MONTHS.index(month) + 1:02d}", day and f"{int(day):02d}")
    return "-".join(number for number in numbers if number)


def _event(event: xml.Element, by_handle: dict[str | None, xml.Element]) -> HeldEvent:
    linked = [by_handle[below.get("hlink")] for below in event if below.get("hlink")]
    texts = [below.text or "" for element in (event, *linked) for below in element.iter()]
    dates = [below.get("val") or "" for below in event if _tag(below).startswith("date")]
    kinds = [below.text or "" for below in event if _tag(below) == "type"]
    return HeldEvent("".join(kinds), "".join(dates), frozenset(_plain(text) for text in texts if text.strip()))


def _tag(element: xml.Element) -> str:
    return element.tag.rpartition("}")[2]


def _whole(text: GedcomText, structure: Tagged, skipped: tuple[str, ...]) -> Whole:
    below = sorted(
        (".".join(path[1:]), _value(text, part))
        for path, part in structure.walk()
        if path[1:] and ".".join(path) not in skipped and not _at_skipped_place(path, skipped)
    )
    return structure.tag, _value(text, structure), tuple(below)


def _written_back(record: Tagged) -> list[Tagged]:
    rivals = rival_claims(record)
    return [part for part in record.below if not any(part is rival for rival in rivals)]


def _at_skipped_place(path: tuple[str, ...], skipped: tuple[str, ...]) -> bool:
    return path[-2:] == ("PLAC", "NOTE") or ".".join(path[:2]) in skipped


def _value(text: GedcomText, structure: Tagged) -> str:
    words = _plain(structure.value)
    if structure.tag == "NOTE":
        return text.notes.get(words, words)
    return words.removesuffix("//").strip() if structure.tag == "NAME" else words


def _plain(words: str) -> str:
    return " ".join(words.split())
