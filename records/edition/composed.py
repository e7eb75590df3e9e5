"""What composing hands to the writers: one record's page and its rows in the narrow tables."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from records.dates.historical_date import HistoricalDate


class SearchKey(NamedTuple):
    """A key a query can be matched with, and its role."""

    key: str
    role: str


class Presence(NamedTuple):
    """One person on one stage; days are Julian Day Numbers. On the days from ``sure_from`` to ``sure_until`` the person
    was surely at the place, not only at some time within the bounds (dates/overlaps.py)."""

    stage_id: str
    place_id: str | None
    code: str
    earliest: int | None
    latest: int | None
    role: str
    outcome: str
    documented: bool
    sure_from: int | None = None
    sure_until: int | None = None
    # Of several stays of a person at one place, one counts the person.
    counted: int = 1


def counting_once(stays: Iterable[Presence]) -> list[Presence]:
    """Return the stays of one person so that at each place only the first of them counts the person."""
    at: set[str | None] = set()
    found = []
    for stay in stays:
        found.append(stay._replace(counted=int(stay.place_id not in at)))
        at.add(stay.place_id)
    return found


class Tally(NamedTuple):
    """How many names on a document may be shown, and with how many of them nobody is identified."""

    kind: str
    place_id: str | None
    source_id: str | None
    names: int
    unidentified: int


class ListRow(NamedTuple):
    """Somebody named on a document: the place among its names, from 0, the row's own number, the picture it is on."""

    position: int
    person_id: str
    row: str
    image: int | None
    sure: bool


# A year of birth that may be off by more is no help in finding.
WIDEST_SPREAD = 2
# The role of the keys by which the children of a woman are found by the name she was born with.
MOTHER_BORN = "mother_born"


class Bearer(NamedTuple):
    """One form of a person's name and one given name in it, with what is known beside it.

    Given names of the person, father, mother and spouse are numbers of sets; year of birth 0 is unknown.
    """

    surname: str
    given: str
    given_set: int = 0
    year: int = 0
    spread: int = 0
    father: int | None = None
    mother: int | None = None
    spouse: int | None = None
    home: int | None = None


class Tie(NamedTuple):
    """One member of a family: partner or child, the place among these, and how the parentage came about."""

    part: str
    person_id: str
    position: int
    pedigree: str = ""


@dataclass(slots=True)
class Composed:
    """A whole record as its audience may see it."""

    kind: str
    id: str
    sort_key: str
    card: dict[str, Any]
    body: dict[str, Any]
    earliest: int | None = None
    latest: int | None = None
    search_keys: set[SearchKey] = field(default_factory=set)
    facets: set[tuple[str, str]] = field(default_factory=set)
    links: set[tuple[str, str]] = field(default_factory=set)
    # How sure each link with a person is, where somebody had to decide it.
    certainties: dict[str, str] = field(default_factory=dict)
    presences: list[Presence] = field(default_factory=list)
    ties: list[Tie] = field(default_factory=list)
    list_rows: list[ListRow] = field(default_factory=list)
    # Of a document: its names, counted.
    tally: Tally | None = None
    bearers: list[Bearer] = field(default_factory=list)
    images: dict[str, str] = field(default_factory=dict)
    # Of a person: the ids of those who were made one with this one.
    former_ids: list[str] = field(default_factory=list)
    # The place among the records of its kind, in the order they came into the archive.
    position: int = 0
    # Shown only while another page of the edition speaks of it.
    only_if_linked: bool = False

    def add_keys(self, role: str, keys: Iterable[str]) -> None:
        """Add search keys of one role, leaving out empty ones."""
        self.search_keys.update(SearchKey(key[:150], role) for key in keys if key)


def as_json(value: dict[str, Any]) -> str:
    """Write a page or card always in the same form, so that equal content gives equal rows."""
    return json.dumps(value, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def date_values(date: HistoricalDate) -> dict[str, Any] | None:
    """Return a date as language-neutral values for a page, or None when there is none."""
    if not date.text and not date.value:
        return None
    return {
        "text": date.text,
        "value": date.value,
        "calendar": str(date.calendar),
        "qualifier": str(date.qualifier),
        "certainty": str(date.certainty),
        "earliest": date.earliest,
        "latest": date.latest,
    }


def date_row(row: dict[str, Any], prefix: str = "date_") -> dict[str, Any] | None:
    """Return the date columns of a database row in the form of date_values."""
    if not row[f"{prefix}text"] and not row[f"{prefix}value"]:
        return None
    return {
        part: row[f"{prefix}{part}"]
        for part in ("text", "value", "calendar", "qualifier", "certainty", "earliest", "latest")
    }


DATE_COLUMNS = tuple(
    f"date_{part}" for part in ("text", "value", "calendar", "qualifier", "certainty", "earliest", "latest")
)
