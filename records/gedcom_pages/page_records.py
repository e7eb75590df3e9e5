"""Every kind of page as GEDCOM: which letter its pointers begin with, where it stands in the file, who writes it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from records.gedcom_pages.documents import write_document
from records.gedcom_pages.families import write_family
from records.gedcom_pages.papers import Paper
from records.gedcom_pages.people import write_person
from records.gedcom_pages.place_lines import PlaceLines, place_record
from records.gedcom_pages.profiles import Profile
from records.gedcom_pages.record_text import Fragment, RecordText
from records.gedcom_pages.sources import write_archive, write_source

Row = Mapping[str, Any]
# In the order of the file. Stages stand with their travellers.
KINDS_IN_FILE = ("person", "family", "document", "source", "archive", "place")
# A file cannot hold these: the report says how many there are.
KINDS_LEFT_OUT = ("history", "chapter")


@dataclass(slots=True)
class Surroundings:
    """What pages speak of: the pages of places and stages by id, the papers by person, the pictures by checksum."""

    places: dict[str, Row] = field(default_factory=dict)
    stages: dict[str, Row] = field(default_factory=dict)
    papers: dict[str, list[Paper]] = field(default_factory=dict)
    media: dict[str, str] = field(default_factory=dict)


class PageWriter:
    """Writes pages in one profile; remembers the lines of places and dates from page to page."""

    def __init__(self, profile: Profile, surroundings: Surroundings) -> None:
        self.profile = profile
        self._around = surroundings
        self._out = RecordText(profile, PlaceLines(profile, surroundings.places))

    def fragment(self, kind: str, page_id: str, body: Row) -> Fragment:
        """Return the records of a page; the text is empty where the profile has none for it."""
        out, around = self._out, self._around
        if kind == "person":
            papers: Sequence[Paper] = around.papers.get(page_id, ())
            write_person(out, page_id, body, around.stages, papers)
        elif kind == "family":
            write_family(out, page_id, body)
        elif kind == "document":
            write_document(out, page_id, body, around.media)
        elif kind == "source":
            write_source(out, page_id, body)
        elif kind == "archive":
            write_archive(out, page_id, body)
        elif kind == "place" and out.extensions:
            out.lines += place_record(page_id, body)
        return out.finish()
