"""Which pages of an edition a scope takes in, closed over what they need: no pointer may lead nowhere.

People come first; then the families among them, the documents that name them, what these cite, and the archives and
places of all that.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, field

from records.edition.connection import EditionConnection
from records.edition.fragments import ids_with_facet, linked_ids, linking_ids, numbers_of
from records.edition.queries import get_page, get_pages
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.exporting.requests import ALL_RELATIVES, ExportRefused, Scope

_AT_ONCE = 400


@dataclass(slots=True)
class Selection:
    """The ids of the pages of each kind that go out; ``is_file`` is the import whose records they are, and all."""

    ids: dict[str, set[str]] = field(default_factory=dict)
    is_file: str = ""

    def numbers(self, connection: EditionConnection) -> set[int]:
        """Return the numbers of the pages in this edition."""
        return {number for kind, ids in self.ids.items() for number in numbers_of(connection, kind, ids).values()}


def select(connection: EditionConnection, scope: Scope, generations: int) -> Selection | None:
    """Return the pages of a scope, or None for everything; raise ExportRefused when there is nothing of the kind."""
    if scope.kind == "everything":
        return None
    people, documents, more = _SELECTING[scope.kind](connection, scope.value, generations)
    if not people and not documents and not any(more.values()):
        raise ExportRefused(f"The edition holds nothing for {scope}.")
    closed = _closed(connection, people, documents, more)
    closed.is_file = scope.value if scope.kind == "file" else ""
    return closed


_Found = tuple[set[str], set[str], dict[str, set[str]]]


def _person(connection: EditionConnection, value: str, generations: int) -> _Found:
    _require(connection, "person", value)
    if generations == ALL_RELATIVES:
        return _all_relatives(connection, value), set(), {}
    up = _steps(connection, {value}, generations, _parents)
    down = _steps(connection, {value}, generations, _children)
    return up | down | _partners(connection, up | down), set(), {}


def _history(connection: EditionConnection, value: str, _generations: int) -> _Found:
    page = get_page(connection, "history", value)
    if page is None:
        raise ExportRefused(f"The edition holds no history {value}.")
    return set(page.body["people"]), set(), {}


def _place(connection: EditionConnection, value: str, _generations: int) -> _Found:
    _require(connection, "place", value)
    stages = linking_ids(connection, "place", {value}, "stage")
    there = linking_ids(connection, "place", {value}, "person") | linking_ids(connection, "stage", stages, "person")
    return there, linking_ids(connection, "place", {value}, "document"), {"place": {value}}


def _document(connection: EditionConnection, value: str, _generations: int) -> _Found:
    _require(connection, "document", value)
    return linked_ids(connection, "document", {value}, "person"), {value}, {}


def _search(connection: EditionConnection, value: str, _generations: int) -> _Found:
    return set(search_people(connection, read_query(value)).ids), set(), {}


def _file(connection: EditionConnection, value: str, _generations: int) -> _Found:
    found = {kind: ids_with_facet(connection, "file", value, kind) for kind in _KINDS_OF_FILES}
    return found.pop("person"), found.pop("document"), found


_KINDS_OF_FILES = ("person", "document", "family", "source", "archive")
_SELECTING: dict[str, Callable[[EditionConnection, str, int], _Found]] = {
    "person": _person,
    "history": _history,
    "place": _place,
    "document": _document,
    "search": _search,
    "file": _file,
}


def _require(connection: EditionConnection, kind: str, value: str) -> None:
    if not numbers_of(connection, kind, [value]):
        raise ExportRefused(f"The edition holds no {kind} {value}.")


def _families_of(connection: EditionConnection, people: Collection[str], key: str) -> set[str]:
    """Return the families in which these people are children, or partners."""
    families: set[str] = set()
    for part in _parts(people):
        for page in get_pages(connection, "person", part).values():
            rows = page.body[key]
            families |= {row["id"] if isinstance(row, dict) else row for row in rows}
    return families


def _members(connection: EditionConnection, families: Collection[str], key: str) -> set[str]:
    return {
        row["person"]
        for part in _parts(families)
        for page in get_pages(connection, "family", part).values()
        for row in page.body[key]
    }


def _parents(connection: EditionConnection, people: Collection[str]) -> set[str]:
    return _members(connection, _families_of(connection, people, "families_as_child"), "partners")


def _children(connection: EditionConnection, people: Collection[str]) -> set[str]:
    return _members(connection, _families_of(connection, people, "families_as_partner"), "children")


def _partners(connection: EditionConnection, people: Collection[str]) -> set[str]:
    return _members(connection, _families_of(connection, people, "families_as_partner"), "partners")


def _steps(
    connection: EditionConnection,
    start: set[str],
    generations: int,
    step: Callable[[EditionConnection, Collection[str]], set[str]],
) -> set[str]:
    found, newest = set(start), set(start)
    for _generation in range(generations):
        newest = step(connection, newest) - found
        found |= newest
    return found


def _all_relatives(connection: EditionConnection, person: str) -> set[str]:
    found, newest = {person}, {person}
    while newest:
        families = linked_ids(connection, "person", newest, "family")
        newest = linked_ids(connection, "family", families, "person") - found
        found |= newest
    return found


def _closed(
    connection: EditionConnection, people: set[str], documents: set[str], more: dict[str, set[str]]
) -> Selection:
    families = _families_among(connection, people) | more.get("family", set())
    documents = documents | linking_ids(connection, "person", people, "document")
    stages = linked_ids(connection, "person", people, "stage")
    speaking = (("person", people), ("family", families), ("stage", stages), ("document", documents))
    sources, places = more.get("source", set()), more.get("place", set())
    for kind, ids in speaking:
        sources = sources | linked_ids(connection, kind, ids, "source")
        places = places | linked_ids(connection, kind, ids, "place")
    archives = more.get("archive", set()) | linked_ids(connection, "source", sources, "archive")
    above = places
    while above:
        above = linked_ids(connection, "place", above, "place") - places
        places = places | above
    found = {"person": people, "family": families, "document": documents}
    return Selection({**found, "source": sources, "archive": archives, "place": places})


def _families_among(connection: EditionConnection, people: set[str]) -> set[str]:
    """Return the families of which at least two members go out."""
    near = linked_ids(connection, "person", people, "family")
    found: set[str] = set()
    for part in _parts(near):
        for family, page in get_pages(connection, "family", part).items():
            members = {row["person"] for key in ("partners", "children") for row in page.body[key]}
            if len(members & people) > 1:
                found.add(family)
    return found


def _parts(ids: Iterable[str]) -> Iterable[list[str]]:
    ordered = sorted(ids)
    return (ordered[start : start + _AT_ONCE] for start in range(0, len(ordered), _AT_ONCE))
