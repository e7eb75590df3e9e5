"""Writing pages and their rows: always a record as a whole, so that publishing twice changes nothing."""

from collections.abc import Collection, Iterable
from typing import Any

import sqlalchemy as sa

from records.edition import fragment_writing, tables
from records.edition.composed import Composed, as_json
from records.edition.name_writing import NameWriter
from records.edition.outlines import named_by, namesakes_of, outline_of, tell_papers
from records.outbox import RecordKey

# Table, the columns that name the owner, and the kind that is implied where there is no kind column.
_OWNED: tuple[tuple[sa.Table, str, str | None, str], ...] = (
    (tables.page, "id", "kind", ""),
    (tables.search_key, "id", "kind", ""),
    (tables.facet, "id", "kind", ""),
    (tables.link, "from_id", "from_kind", ""),
    (tables.presence, "person_id", None, "person"),
    (tables.tie, "family_id", None, "family"),
    (tables.list_row, "document_id", None, "document"),
    (tables.tally, "document_id", None, "document"),
    (tables.image, "document_id", None, "document"),
    (tables.former_id, "person_id", None, "person"),
)
_AT_ONCE = 400
# Records of these kinds may be shown only while another page speaks of them.
HANG_ON_LINKS = ("source", "archive", "place")


def existing(connection: sa.Connection, keys: Collection[RecordKey]) -> set[RecordKey]:
    """Return those of the records that the edition holds now."""
    found: set[RecordKey] = set()
    for kind, ids in _by_kind(keys).items():
        for part in _parts(ids):
            rows = connection.execute(
                sa.select(tables.page.c.id).where(tables.page.c.kind == kind, tables.page.c.id.in_(part))
            )
            found |= {RecordKey(kind, row.id) for row in rows}
    return found


def remove(connection: sa.Connection, keys: Collection[RecordKey]) -> None:
    """Remove these records with every row they own."""
    named = named_by(connection, _by_kind(keys).get("document", []))
    for kind, ids in _by_kind(keys).items():
        for part in _parts(ids):
            _forget_numbered(connection, kind, part)
        for table, owner, kind_column, implied in _OWNED:
            if kind_column is None and implied != kind:
                continue
            for part in _parts(ids):
                condition: sa.ColumnElement[bool] = table.c[owner].in_(part)
                if kind_column is not None:
                    condition = condition & (table.c[kind_column] == kind)
                connection.execute(sa.delete(table).where(condition))
    tell_papers(connection, named)


def _forget_numbered(connection: sa.Connection, kind: str, ids: list[str]) -> None:
    """Remove the rows that name a page by its number: who bears which name, and the page as GEDCOM."""
    rows = connection.execute(
        sa.select(tables.page.c.number).where(tables.page.c.kind == kind, tables.page.c.id.in_(ids))
    )
    numbers = [row.number for row in rows]
    fragment_writing.remove(connection, numbers)
    if kind == "person":
        NameWriter(connection).forget(numbers)
        for table in (tables.outline, tables.namesake):
            connection.execute(sa.delete(table).where(table.c.number.in_(numbers)))


def insert(connection: sa.Connection, records: Iterable[Composed], names: NameWriter | None = None) -> set[RecordKey]:
    """Write these records, of which the edition must hold none; return which were written.

    Those that are shown only while another page speaks of them come last, when the links of the others stand.
    ``names`` is the writer of a rebuild, which writes its dictionary at the end; otherwise the names are written here.
    """
    waiting: list[Composed] = []
    writer = names or NameWriter(connection)
    written = _insert(connection, (record for record in records if not _waits(record, waiting)), writer)
    wanted = linked(connection, {RecordKey(record.kind, record.id) for record in waiting})
    written |= _insert(connection, (record for record in waiting if (record.kind, record.id) in wanted), writer)
    ids = _by_kind(written)
    tell_papers(connection, named_by(connection, ids.get("document", [])), new=ids.get("person", []))
    if names is None:
        writer.finish()
    return written


def _waits(record: Composed, waiting: list[Composed]) -> bool:
    if record.only_if_linked:
        waiting.append(record)
    return record.only_if_linked


def _insert(connection: sa.Connection, records: Iterable[Composed], names: NameWriter) -> set[RecordKey]:
    rows: dict[sa.Table, list[dict[str, Any]]] = {table: [] for table, *_rest in _OWNED}
    rows |= {tables.outline: [], tables.namesake: []}
    written: set[RecordKey] = set()
    last = connection.execute(sa.select(sa.func.max(tables.page.c.number))).scalar() or 0
    for number, record in enumerate(records, last + 1):
        written.add(RecordKey(record.kind, record.id))
        _collect(rows, record, number)
        names.add(number, record.bearers)
    for table, values in rows.items():
        if values:
            connection.execute(sa.insert(table), values)
    return written


def linked(connection: sa.Connection, keys: Collection[RecordKey]) -> set[RecordKey]:
    """Return those of the records of which a page of the edition speaks."""
    link, found = tables.link, set()
    for kind, ids in _by_kind(keys).items():
        for part in _parts(ids):
            rows = connection.execute(
                sa.select(link.c.to_id).distinct().where(link.c.to_kind == kind, link.c.to_id.in_(part))
            )
            found |= {RecordKey(kind, row.to_id) for row in rows}
    return found


def links_from(connection: sa.Connection, keys: Collection[RecordKey]) -> set[tuple[str, str, str, str]]:
    """Return (from kind, from id, to kind, to id) for what these pages say of sources, archives and places."""
    link, found = tables.link, set()
    for kind, ids in _by_kind(keys).items():
        for part in _parts(ids):
            rows = connection.execute(
                sa.select(link.c.from_id, link.c.to_kind, link.c.to_id).where(
                    link.c.from_kind == kind, link.c.from_id.in_(part), link.c.to_kind.in_(HANG_ON_LINKS)
                )
            )
            found |= {(kind, row.from_id, row.to_kind, row.to_id) for row in rows}
    return found


def pictures_of(connection: sa.Connection, keys: Collection[RecordKey]) -> set[str]:
    """Return the checksums of the pictures that these pages show."""
    held, found = tables.image, set()
    for part in _parts(_by_kind(keys).get("document", [])):
        found |= set(connection.execute(sa.select(held.c.sha256).where(held.c.document_id.in_(part))).scalars())
    return found


def _collect(rows: dict[sa.Table, list[dict[str, Any]]], record: Composed, number: int) -> None:
    owner = {"kind": record.kind, "id": record.id}
    rows[tables.page].append(
        {
            **owner,
            "number": number,
            "sort_key": record.sort_key,
            "card": as_json(record.card),
            "body": as_json(record.body),
            "earliest": record.earliest,
            "latest": record.latest,
            "position": record.position,
        }
    )
    rows[tables.search_key] += [{**owner, "key": key.key, "role": key.role} for key in record.search_keys]
    rows[tables.facet] += [{**owner, "facet": facet, "value": value[:80]} for facet, value in record.facets]
    if record.kind == "person":
        rows[tables.outline].append(outline_of(record, number))
        rows[tables.namesake] += namesakes_of(record, number)
    rows[tables.link] += [
        {"from_kind": record.kind, "from_id": record.id, "to_kind": kind, "to_id": to_id}
        | {"sort_key": record.sort_key[: tables.SHORT_KEY] if kind == "place" else ""}
        | {"certainty": record.certainties.get(to_id) if kind == "person" else None}
        for kind, to_id in record.links
    ]
    rows[tables.presence] += [
        {"person_id": record.id, "sort_key": record.sort_key[: tables.SHORT_KEY], **presence._asdict()}
        for presence in record.presences
    ]
    rows[tables.list_row] += [{"document_id": record.id, **row._asdict()} for row in record.list_rows]
    if record.tally is not None:
        rows[tables.tally].append({"document_id": record.id, **record.tally._asdict()})
    rows[tables.tie] += [{"family_id": record.id, **tie._asdict()} for tie in record.ties]
    rows[tables.former_id] += [{"id": former, "person_id": record.id} for former in record.former_ids]
    rows[tables.image] += [
        {"sha256": sha256, "path": path, "document_id": record.id} for sha256, path in record.images.items()
    ]


def set_info(connection: sa.Connection, **values: str) -> None:
    """Write what the edition says of itself."""
    for name, value in values.items():
        connection.execute(sa.delete(tables.edition_info).where(tables.edition_info.c.name == name))
        connection.execute(sa.insert(tables.edition_info).values(name=name, value=value))


def info(connection: sa.Connection, name: str) -> str:
    """Return one thing that the edition says of itself; empty when it says nothing of it."""
    held = tables.edition_info
    return str(connection.execute(sa.select(held.c.value).where(held.c.name == name)).scalar() or "")


def _by_kind(keys: Iterable[RecordKey]) -> dict[str, list[str]]:
    by_kind: dict[str, list[str]] = {}
    for kind, record_id in keys:
        by_kind.setdefault(kind, []).append(record_id)
    return by_kind


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
