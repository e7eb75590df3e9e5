"""Reading an edition as GEDCOM: rows of text in the order of the file, as fast as the database gives them.

The driver's own cursor reads plain rows: an export of everything does no work for each record but to pass it on.
"""

from collections.abc import Collection, Iterator, Sequence
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from records.edition.tables import facet, fragment, image, link, loss, page

_ROWS_AT_ONCE = 2000
_AT_ONCE = 400


Range = tuple[int, int]
# The two ends of a link: the columns of kind and id.
End = tuple[sa.Column[Any], sa.Column[Any]]
_FROM: End = (link.c.from_kind, link.c.from_id)
_TO: End = (link.c.to_kind, link.c.to_id)


def all_fragments(connection: sa.Connection, ranges: Sequence[Range]) -> Iterator[list[bytes]]:
    """Yield the UTF-8 texts of every record in these ranges of places, in the order of the file, many at a time."""
    driver: Any = connection.connection.driver_connection
    for first, after in ranges:
        if connection.dialect.name == "sqlite":
            yield from _from_sqlite(driver, first, after)
        else:
            yield from _from_server(driver, first, after)


def _from_sqlite(driver: Any, first: int, after: int) -> Iterator[list[bytes]]:
    # As bytes: a text made of them would only be turned into the same bytes again.
    query = "SELECT CAST(text AS BLOB) FROM fragment WHERE place >= ? AND place < ? ORDER BY place"
    with closing(driver.execute(query, (first, after))) as cursor:
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield [row[0] for row in rows]


def _from_server(driver: Any, first: int, after: int) -> Iterator[list[bytes]]:
    query = "SELECT convert_to(text, 'UTF8') FROM fragment WHERE place >= %s AND place < %s ORDER BY place"
    with driver.cursor(name="fragments", binary=True) as cursor:
        cursor.itersize = _ROWS_AT_ONCE
        cursor.execute(query, (first, after))
        while rows := cursor.fetchmany(_ROWS_AT_ONCE):
            yield [row[0] for row in rows]


def places_of(connection: sa.Connection, ranges: Sequence[Range], numbers: Collection[int]) -> list[int]:
    """Return the places, within these ranges, of the fragments of these pages, in the order of the file."""
    places: list[int] = []
    for part in _parts(sorted(numbers)):
        rows = connection.execute(sa.select(fragment.c.place).where(fragment.c.number.in_(part)))
        places += [row.place for row in rows if any(first <= row.place < after for first, after in ranges)]
    return sorted(places)


def fragments_at(connection: sa.Connection, places: Sequence[int]) -> Iterator[list[bytes]]:
    """Yield the UTF-8 texts at these places, in their order, many at a time."""
    for part in _parts(list(places)):
        texts = connection.execute(
            sa.select(fragment.c.text).where(fragment.c.place.in_(part)).order_by(fragment.c.place)
        )
        yield [row.text.encode() for row in texts]


def records_without_page(connection: sa.Connection, within: Range) -> Iterator[tuple[int, bytes]]:
    """Yield (place, UTF-8 text) of the records of a file that no page stands for."""
    rows = connection.execute(
        sa.select(fragment.c.place, fragment.c.text)
        .where(fragment.c.place >= within[0], fragment.c.place < within[1], fragment.c.number < 0)
        .order_by(fragment.c.place)
    )
    for row in rows:
        yield row.place, row.text.encode()


def numbers_of(connection: sa.Connection, kind: str, ids: Collection[str]) -> dict[str, int]:
    """Return the numbers of these pages by id, as far as the edition holds them."""
    found: dict[str, int] = {}
    for part in _parts(sorted(ids)):
        rows = connection.execute(sa.select(page.c.id, page.c.number).where(page.c.kind == kind, page.c.id.in_(part)))
        found |= {row.id: row.number for row in rows}
    return found


def linked_ids(connection: sa.Connection, from_kind: str, ids: Collection[str], to_kind: str) -> set[str]:
    """Return the ids of the records of one kind of which these pages speak."""
    return _across(connection, _FROM, from_kind, ids, _TO, to_kind)


def linking_ids(connection: sa.Connection, to_kind: str, ids: Collection[str], from_kind: str) -> set[str]:
    """Return the ids of the pages of one kind that speak of these records."""
    return _across(connection, _TO, to_kind, ids, _FROM, from_kind)


def _across(connection: sa.Connection, near: End, kind: str, ids: Collection[str], far: End, far_kind: str) -> set[str]:
    """Return the ids at the far ends, of one kind, of the links that have these at their near end."""
    found: set[str] = set()
    for part in _parts(sorted(ids)):
        wanted = (near[0] == kind, near[1].in_(part), far[0] == far_kind)
        found.update(connection.execute(sa.select(far[1]).distinct().where(*wanted)).scalars())
    return found


def ids_with_facet(connection: sa.Connection, name: str, value: str, kind: str) -> set[str]:
    """Return the ids of the records of a kind that have this value of a facet."""
    rows = connection.execute(
        sa.select(facet.c.id).where(facet.c.facet == name, facet.c.value == value, facet.c.kind == kind)
    )
    return {row.id for row in rows}


def losses(connection: sa.Connection, profile: int, numbers: Collection[int] | None = None) -> dict[str, int]:
    """Return what a profile cannot carry of the edition, or of these pages: codes and how often."""
    total = sa.func.sum(loss.c.count).label("total")
    query = sa.select(loss.c.what, total).where(loss.c.profile == profile).group_by(loss.c.what)
    if numbers is None:
        return {row.what: int(row.total) for row in connection.execute(query)}
    found: dict[str, int] = {}
    for part in _parts(sorted(numbers)):
        for row in connection.execute(query.where(loss.c.number.in_(part))):
            found[row.what] = found.get(row.what, 0) + int(row.total)
    return found


def pages_losing(
    connection: sa.Connection, profile: int, what: str, limit: int, numbers: Collection[int] | None = None
) -> list[tuple[str, str, str]]:
    """Return (kind, id, card) of the first pages of which a profile cannot carry this."""
    query = (
        sa.select(page.c.kind, page.c.id, page.c.card)
        .select_from(loss.join(page, page.c.number == loss.c.number))
        .where(loss.c.profile == profile, loss.c.what == what)
        .order_by(page.c.number)
        .limit(limit)
    )
    if numbers is None:
        return [(row.kind, row.id, row.card) for row in connection.execute(query)]
    found: list[tuple[str, str, str]] = []
    for part in _parts(sorted(numbers)):
        found += [(row.kind, row.id, row.card) for row in connection.execute(query.where(loss.c.number.in_(part)))]
        if len(found) >= limit:
            break
    return found[:limit]


def pictures(connection: sa.Connection, documents: Collection[str] | None = None) -> list[tuple[str, str]]:
    """Return (checksum, stored path) of every picture, or of those of these documents, in the order of checksums."""
    query = sa.select(image.c.sha256, image.c.path).distinct().order_by(image.c.sha256, image.c.path)
    if documents is None:
        return [(row.sha256, row.path) for row in connection.execute(query)]
    found: set[tuple[str, str]] = set()
    for part in _parts(sorted(documents)):
        rows = connection.execute(query.where(image.c.document_id.in_(part)))
        found |= {(row.sha256, row.path) for row in rows}
    return sorted(found)


def _parts(values: list[Any]) -> Iterator[list[Any]]:
    return (values[start : start + _AT_ONCE] for start in range(0, len(values), _AT_ONCE))
