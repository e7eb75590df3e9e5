"""Looking up what pages speak of, a batch at a time: places, stages, the papers that name a person, pictures."""

import json
from collections.abc import Collection, Iterable, Iterator
from typing import Any, NamedTuple

import sqlalchemy as sa

from records.edition.tables import image, link, page
from records.gedcom_pages.page_records import Surroundings
from records.gedcom_pages.papers import Paper, papers_of

_AT_ONCE = 400
# Pages kept from batch to batch; an archive has far fewer places than people.
_MOST_KEPT = 50_000


class PageRow(NamedTuple):
    """A page as it stands in the edition, its body read."""

    number: int
    kind: str
    id: str
    position: int
    body: dict[str, Any]


class Around:
    """What the pages of one batch after another speak of."""

    def __init__(self) -> None:
        self.found = Surroundings()
        self._papers_by_document: dict[str, list[tuple[str, Paper]]] = {}

    def look_up(self, connection: sa.Connection, pages: Collection[PageRow]) -> None:
        """Read what these pages speak of, so that writing them asks nothing more."""
        found = self.found
        self._keep_bounded()
        _read(connection, "stage", _stages(pages), found.stages)
        self._look_up_papers(connection, [one.id for one in pages if one.kind == "person"])
        papers = [paper for group in found.papers.values() for paper in group]
        _read(connection, "place", [*_places(pages, found), *(paper.place for paper in papers)], found.places)
        found.media = dict(_pictures(connection, [one.id for one in pages if one.kind == "document"]))

    def _keep_bounded(self) -> None:
        for kept in (self.found.places, self.found.stages, self._papers_by_document):
            if len(kept) > _MOST_KEPT:
                kept.clear()

    def _look_up_papers(self, connection: sa.Connection, people: list[str]) -> None:
        found = self.found.papers = {}
        for part in _parts(people):
            rows = connection.execute(
                sa.select(link.c.to_id, link.c.from_id)
                .where(link.c.to_kind == "person", link.c.to_id.in_(part), link.c.from_kind == "document")
                .order_by(link.c.from_id)
            ).all()
            self._read_papers(connection, {row.from_id for row in rows})
            for row in rows:
                mine = [paper for person, paper in self._papers_by_document.get(row.from_id, ()) if person == row.to_id]
                found.setdefault(row.to_id, []).extend(mine)

    def _read_papers(self, connection: sa.Connection, documents: Collection[str]) -> None:
        bodies: dict[str, Any] = {}
        _read(connection, "document", [one for one in documents if one not in self._papers_by_document], bodies)
        for document_id, body in bodies.items():
            self._papers_by_document[document_id] = papers_of(document_id, body)


def _stages(pages: Iterable[PageRow]) -> Iterator[str]:
    for one in pages:
        if one.kind == "person":
            for travel in one.body["journey"]:
                yield travel["stage"]


def _places(pages: Iterable[PageRow], found: Surroundings) -> Iterator[str | None]:
    for one in pages:
        if one.kind in ("person", "family"):
            for event in one.body["events"]:
                yield event["place"]
        elif one.kind == "document":
            yield one.body["place"]
            for mention in one.body["mentions"]:
                yield from (value.get("place") for value in mention["values"].values())
        if one.kind == "person":
            for travel in one.body["journey"]:
                stage = found.stages.get(travel["stage"])
                if stage is not None:
                    yield stage["place"]
                    yield stage["origin"]


def _read(connection: sa.Connection, kind: str, ids: Iterable[str | None], into: dict[str, Any]) -> None:
    """Read the pages that are not known yet into a dictionary by id."""
    wanted = sorted({one for one in ids if one and one not in into})
    for part in _parts(wanted):
        rows = connection.execute(sa.select(page.c.id, page.c.body).where(page.c.kind == kind, page.c.id.in_(part)))
        for row in rows:
            into[row.id] = json.loads(row.body)


def _pictures(connection: sa.Connection, documents: list[str]) -> Iterator[tuple[str, str]]:
    """Yield (checksum, name in an export) of the pictures of these documents: the name tells nothing."""
    for part in _parts(documents):
        rows = connection.execute(sa.select(image.c.sha256, image.c.path).where(image.c.document_id.in_(part)))
        for row in rows:
            yield row.sha256, media_name(row.sha256, row.path)


def media_name(sha256: str, path: str) -> str:
    """Return the name of a picture in an export."""
    return f"media/{sha256[:32]}.{path.rpartition('.')[2].lower()}"


def _parts(ids: list[str]) -> Iterator[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
