"""What may be asked of an edition. Every answer takes a fixed number of queries; long lists are read by keyset.

How many there are of anything: counting.py.
"""

import json
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

import sqlalchemy as sa

from records.edition.tables import (
    STATE,
    edition_info,
    facet,
    former_id,
    image,
    link,
    name_form,
    namesake,
    page,
    presence,
)

Card = dict[str, Any]
Key = tuple[str, str]
PAGE_SIZE = 50
_AT_ONCE = 500

# What every page asks is put into words once: to build such a statement anew takes longer than to answer it.
_KIND, _IDS = page.c.kind == sa.bindparam("kind"), page.c.id.in_(sa.bindparam("ids", expanding=True))
_PAGE = sa.select(page.c.card, page.c.body).where(_KIND, page.c.id == sa.bindparam("id"))
_PAGES = sa.select(page.c.id, page.c.card, page.c.body).where(_KIND, _IDS)
_CARDS = sa.select(page.c.kind, page.c.id, page.c.card).where(_IDS)
_LINKED = (
    sa.select(page.c.kind, page.c.id, page.c.card)
    .select_from(link.join(page, (page.c.kind == link.c.to_kind) & (page.c.id == link.c.to_id)))
    .where(link.c.from_kind == sa.bindparam("kind"), link.c.from_id == sa.bindparam("id"))
)
_STATE = sa.select(edition_info.c.value).where(edition_info.c.name == STATE)


@dataclass(frozen=True, slots=True)
class Page:
    """One record: its kind, id, card (what a list shows) and body (the complete page)."""

    kind: str
    id: str
    card: Card
    body: dict[str, Any]


@dataclass(frozen=True, slots=True)
class Listed:
    """One row of a list; ``more`` holds what the list adds to the card, such as a traveller's role."""

    kind: str
    id: str
    card: Card
    more: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Slice:
    """A part of a long list, and where the next part begins (empty at the end)."""

    rows: list[Listed]
    next: str = ""


def get_page(connection: sa.Connection, kind: str, record_id: str) -> Page | None:
    """Return one record, or None when this edition does not hold it."""
    row = connection.execute(_PAGE, {"kind": kind, "id": record_id}).one_or_none()
    return Page(kind, record_id, json.loads(row.card), json.loads(row.body)) if row else None


def now_called(connection: sa.Connection, person_id: str) -> str | None:
    """Return the id of the person whom somebody of this id became, or None where the edition tells of none."""
    held = former_id.c
    return connection.execute(sa.select(held.person_id).where(held.id == person_id).order_by(held.person_id)).scalar()


def get_pages(connection: sa.Connection, kind: str, ids: Collection[str]) -> dict[str, Page]:
    """Return these records by id, as far as the edition holds them; at most 500 ids."""
    rows = connection.execute(_PAGES, {"kind": kind, "ids": list(ids)[:_AT_ONCE]})
    return {row.id: Page(kind, row.id, json.loads(row.card), json.loads(row.body)) for row in rows}


def cards(connection: sa.Connection, keys: Iterable[Key]) -> dict[Key, Card]:
    """Return the cards of these records, as far as the edition holds them; at most 500 keys."""
    wanted = {key for key in keys if key[1]}
    if not wanted:
        return {}
    ids = sorted(record_id for _kind, record_id in wanted)[:_AT_ONCE]
    rows = connection.execute(_CARDS, {"ids": ids})
    return {(row.kind, row.id): json.loads(row.card) for row in rows if (row.kind, row.id) in wanted}


def linked_cards(connection: sa.Connection, kind: str, record_id: str) -> dict[Key, Card]:
    """Return the cards of every record that this page speaks of."""
    rows = connection.execute(_LINKED, {"kind": kind, "id": record_id})
    return {(row.kind, row.id): json.loads(row.card) for row in rows}


def linking(connection: sa.Connection, to: Key, from_kind: str, after: str = "", limit: int = PAGE_SIZE) -> Slice:
    """Return the records of one kind that speak of a record, by their sort key.

    ``more["certainty"]`` tells how sure it is that a document means this person.
    """
    sort_key, _, last = after.rpartition("~")
    found = _to_place(bool(after)) if to[0] == "place" else _to_record(bool(after))
    asked = {"to_kind": to[0], "to_id": to[1], "from_kind": from_kind, "limit": limit + 1}
    return _part(
        connection.execute(found, asked | ({"sort_key": sort_key, "last": last} if after else {})).all(), limit
    )


_BEHIND = sa.tuple_(sa.bindparam("sort_key", type_=sa.String), sa.bindparam("last", type_=sa.String))


@cache
def _to_record(goes_on: bool) -> sa.Select[Any]:
    joined = link.join(page, (page.c.kind == link.c.from_kind) & (page.c.id == link.c.from_id))
    query = (
        sa.select(page.c.kind, page.c.id, page.c.card, page.c.sort_key, link.c.certainty)
        .select_from(joined)
        .where(link.c.to_kind == sa.bindparam("to_kind"), link.c.to_id == sa.bindparam("to_id"))
        .where(link.c.from_kind == sa.bindparam("from_kind"))
    )
    if goes_on:
        query = query.where(sa.tuple_(page.c.sort_key, page.c.id) > _BEHIND)
    return query.order_by(page.c.sort_key, page.c.id).limit(sa.bindparam("limit"))


@cache
def _to_place(goes_on: bool) -> sa.Select[Any]:
    """Read the order from an index, and only then the cards of those who are shown."""
    order = (link.c.sort_key, link.c.from_id)
    # A literal word: neither engine would take the index of places for a value it learns later.
    narrow = sa.select(*order).where(
        link.c.to_kind == sa.literal_column("'place'"),
        link.c.to_id == sa.bindparam("to_id"),
        link.c.from_kind == sa.bindparam("from_kind"),
    )
    if goes_on:
        narrow = narrow.where(sa.tuple_(*order) > _BEHIND)
    found = narrow.order_by(*order).limit(sa.bindparam("limit")).subquery()
    joined = found.join(page, (page.c.kind == sa.bindparam("from_kind")) & (page.c.id == found.c.from_id))
    query = sa.select(page.c.kind, page.c.id, page.c.card, found.c.sort_key).select_from(joined)
    return query.order_by(found.c.sort_key, found.c.from_id)


def listed(
    connection: sa.Connection,
    kind: str,
    *,
    facets: Mapping[str, str] | None = None,
    prefix: str = "",
    after: str = "",
    limit: int = PAGE_SIZE,
) -> Slice:
    """Return the records of a kind by sort key, narrowed by facets and by the beginning of the sort key."""
    query = sa.select(page.c.kind, page.c.id, page.c.card, page.c.sort_key).where(page.c.kind == kind)
    for name, value in (facets or {}).items():
        query = query.where(
            page.c.id.in_(
                sa.select(facet.c.id).where(facet.c.facet == name, facet.c.value == value, facet.c.kind == kind)
            )
        )
    if prefix:
        query = query.where(page.c.sort_key >= prefix, page.c.sort_key < prefix + "\U0010ffff")
    return _slice(connection, query, after, limit)


def _slice(connection: sa.Connection, query: sa.Select[Any], after: str, limit: int) -> Slice:
    """Read one part of a list in the order (sort_key, id); ``after`` is what the part before gave as next."""
    query = _behind(query, page.c.sort_key, page.c.id, after)
    return _part(connection.execute(query.order_by(page.c.sort_key, page.c.id).limit(limit + 1)).all(), limit)


def _behind(query: sa.Select[Any], key: sa.Column[str], own_id: sa.Column[str], after: str) -> sa.Select[Any]:
    if not after:
        return query
    sort_key, _, record_id = after.rpartition("~")
    return query.where(sa.tuple_(key, own_id) > sa.tuple_(sa.literal(sort_key), sa.literal(record_id)))


def _part(rows: Sequence[Any], limit: int) -> Slice:
    """Return the rows to show, and where the next part begins if one more was found than is shown."""
    shown = rows[:limit]
    following = f"{shown[-1].sort_key}~{shown[-1].id}" if len(rows) > limit else ""
    beside = _beside if shown and "certainty" in shown[0]._fields else _nothing
    return Slice([Listed(row.kind, row.id, json.loads(row.card), beside(row)) for row in shown], following)


def _beside(row: Any) -> dict[str, Any]:
    return {"certainty": row.certainty} if row.certainty else {}


def _nothing(_row: Any) -> dict[str, Any]:
    return {}


@dataclass(frozen=True, slots=True)
class SurnameFamily:
    """One surname with all its recorded forms, and how many people bear it."""

    key: str
    forms: list[str]
    people: int


_surname = name_form.c.kind == "surname"


def surname_initials(connection: sa.Connection) -> list[str]:
    """Return the first letters for which there are surnames."""
    initial = sa.func.substr(name_form.c.family, 1, 1)
    rows = connection.execute(sa.select(initial).distinct().where(_surname).order_by(initial))
    return [row[0] for row in rows if row[0].strip()]


def surnames(
    connection: sa.Connection, prefix: str = "", after: str = "", limit: int = 100
) -> tuple[list[SurnameFamily], str]:
    """Return surname families from a beginning on, and where the next part begins (empty at the end)."""
    query = sa.select(name_form.c.family).where(_surname, name_form.c.family != "").group_by(name_form.c.family)
    if prefix:
        query = query.where(name_form.c.family >= prefix, name_form.c.family < prefix + "\U0010ffff")
    if after:
        query = query.where(name_form.c.family > after)
    keys = [row.family for row in connection.execute(query.order_by(name_form.c.family).limit(limit + 1))]
    shown = keys[:limit]
    forms: dict[str, list[str]] = {}
    labels = sa.select(name_form.c.family, name_form.c.text).where(_surname, name_form.c.family.in_(shown))
    for row in connection.execute(labels.order_by(name_form.c.family, name_form.c.text)):
        forms.setdefault(row.family, []).append(row.text)
    people = _people_by_family(connection, shown)
    families = [SurnameFamily(key, forms.get(key, []), people.get(key, 0)) for key in shown]
    return families, shown[-1] if len(keys) > limit else ""


def _people_by_family(connection: sa.Connection, families: Sequence[str]) -> dict[str, int]:
    number = sa.func.count()
    rows = connection.execute(
        sa.select(namesake.c.family, number).where(namesake.c.family.in_(list(families))).group_by(namesake.c.family)
    )
    return {row[0]: row[1] for row in rows}


def people_of_surname(connection: sa.Connection, family_key: str, after: str = "", limit: int = PAGE_SIZE) -> Slice:
    """Return the people of a surname family, by name."""
    query = sa.select(page.c.kind, page.c.id, page.c.card, namesake.c.sort_key)
    query = query.join(namesake, namesake.c.number == page.c.number).where(namesake.c.family == family_key)
    query = _behind(query, namesake.c.sort_key, namesake.c.id, after)
    return _part(connection.execute(query.order_by(namesake.c.sort_key, namesake.c.id).limit(limit + 1)).all(), limit)


def facets_of(
    connection: sa.Connection, kind: str, ids: Sequence[str], names: Collection[str]
) -> list[tuple[str, str, str]]:
    """Return (facet, value, id) of these records, at most 500 of them, for counting among search results."""
    rows = connection.execute(
        sa.select(facet.c.facet, facet.c.value, facet.c.id).where(
            facet.c.kind == kind, facet.c.id.in_(list(ids)[:_AT_ONCE]), facet.c.facet.in_(list(names))
        )
    )
    return [(row.facet, row.value, row.id) for row in rows]


def image_path(connection: sa.Connection, sha256: str) -> str | None:
    """Return the stored file of a published image, or None when no published document shows it."""
    row = connection.execute(sa.select(image.c.path).where(image.c.sha256 == sha256).limit(1)).one_or_none()
    return row.path if row else None


def image_files(connection: sa.Connection, document_id: str) -> dict[str, str]:
    """Return the stored files of a document's pictures, by checksum."""
    rows = connection.execute(sa.select(image.c.sha256, image.c.path).where(image.c.document_id == document_id))
    return {row.sha256: row.path for row in rows}


def info(connection: sa.Connection) -> dict[str, str]:
    """Return what the edition says of itself."""
    return {row.name: row.value for row in connection.execute(sa.select(edition_info))}


def newest(connection: sa.Connection, kind: str, limit: int) -> list[Listed]:
    """Return the records of a kind that came last into the archive, the last first."""
    query = sa.select(page.c.id, page.c.card).where(page.c.kind == kind).order_by(page.c.position.desc()).limit(limit)
    return [Listed(kind, row.id, json.loads(row.card)) for row in connection.execute(query)]


def places_called(connection: sa.Connection, folded: Collection[str]) -> dict[str, Listed]:
    """Return the places of these folded names, by name; of several of one name the first in the archive."""
    query = sa.select(page.c.id, page.c.card, page.c.sort_key).where(
        page.c.kind == "place", page.c.sort_key.in_(sorted(folded)[:_AT_ONCE])
    )
    rows = connection.execute(query.order_by(page.c.position.desc()))
    return {row.sort_key: Listed("place", row.id, json.loads(row.card)) for row in rows}


def state(connection: sa.Connection) -> str:
    """Return a word that is another after every publishing."""
    return str(connection.execute(_STATE).scalar() or "")


def all_ids(connection: sa.Connection, kind: str, after: str = "", limit: int = 5000) -> list[str]:
    """Return the ids of a kind in the order of the ids, for sitemaps and exports."""
    query = sa.select(page.c.id).where(page.c.kind == kind, page.c.id > after).order_by(page.c.id).limit(limit)
    return [row.id for row in connection.execute(query)]


def pages_in_order(connection: sa.Connection, kind: str, after: str = "", limit: int = _AT_ONCE) -> list[Page]:
    """Return the next records of a kind in the order of their ids, for exports."""
    query = sa.select(page.c.id, page.c.card, page.c.body).where(page.c.kind == kind, page.c.id > after)
    rows = connection.execute(query.order_by(page.c.id).limit(limit))
    return [Page(kind, row.id, json.loads(row.card), json.loads(row.body)) for row in rows]


def part_starts(connection: sa.Connection, kinds: Collection[str], size: int) -> list[Key]:
    """Return where each part of ``size`` records begins: (kind, the last id before it, empty for the first)."""
    place = sa.func.row_number().over(partition_by=page.c.kind, order_by=page.c.id).label("place")
    numbered = sa.select(page.c.kind, page.c.id, place).where(page.c.kind.in_(list(kinds))).subquery()
    following = sa.select(numbered.c.kind, numbered.c.id).where(numbered.c.place % size == 0)
    rows = connection.execute(following.order_by(numbered.c.kind, numbered.c.id))
    return sorted([(kind, "") for kind in kinds] + [(row.kind, row.id) for row in rows])


def stages_of(connection: sa.Connection, person_ids: Collection[str]) -> list[Listed]:
    """Return the stages on which any of these people was, in the order of time; ``more["people"]`` says who (and the
    outcome), ``more["documented"]`` of whom a source says so."""
    joined = presence.join(page, (page.c.kind == "stage") & (page.c.id == presence.c.stage_id))
    rows = connection.execute(
        sa.select(page.c.id, page.c.card, presence.c.person_id, presence.c.outcome, presence.c.documented)
        .select_from(joined)
        .where(presence.c.person_id.in_(list(person_ids)[:_AT_ONCE]))
        .order_by(page.c.earliest.is_(None), page.c.earliest, page.c.sort_key, page.c.id, presence.c.person_id)
    )
    found: dict[str, Listed] = {}
    for row in rows:
        stage = found.setdefault(
            row.id, Listed("stage", row.id, json.loads(row.card), {"people": {}, "documented": set()})
        )
        stage.more["people"][row.person_id] = row.outcome
        if row.documented:
            stage.more["documented"].add(row.person_id)
    return list(found.values())


def chapter_pages(connection: sa.Connection) -> list[Page]:
    """Return the chapters of the chronicle as whole pages, in their order; there are a dozen, not thousands."""
    query = sa.select(page.c.id, page.c.card, page.c.body).where(page.c.kind == "chapter")
    rows = connection.execute(query.order_by(page.c.sort_key).limit(200))
    return [Page("chapter", row.id, json.loads(row.card), json.loads(row.body)) for row in rows]


def chapters_telling_of(connection: sa.Connection, stage_code: str) -> list[Listed]:
    """Return the chapters of the chronicle that tell of a kind of stage, in their order."""
    query = sa.select(page.c.id, page.c.card, page.c.body).where(
        page.c.kind == "chapter", page.c.body.contains(f'"{stage_code}"', autoescape=True)
    )
    rows = connection.execute(query.order_by(page.c.sort_key))
    return [
        Listed("chapter", row.id, json.loads(row.card)) for row in rows if stage_code in json.loads(row.body)["stages"]
    ]
