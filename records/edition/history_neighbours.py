"""What stands around a family history: the papers that name its people, the histories before and after it."""

import json
from collections.abc import Collection

import sqlalchemy as sa

from records.edition.queries import Listed
from records.edition.tables import facet, link, page

_MOST_PEOPLE = 500


def documents_naming(connection: sa.Connection, people: Collection[str], limit: int = 50) -> tuple[list[Listed], int]:
    """Return the first documents that name any of these people, by their sort key, and how many there are in all."""
    naming = (
        sa.select(link.c.from_id)
        .distinct()
        .where(
            link.c.to_kind == "person",
            link.c.to_id.in_(list(people)[:_MOST_PEOPLE]),
            link.c.from_kind == "document",
        )
    )
    rows = connection.execute(
        sa.select(page.c.id, page.c.card, sa.func.count().over().label("number"))
        .where(page.c.kind == "document", page.c.id.in_(naming))
        .order_by(page.c.sort_key, page.c.id)
        .limit(limit)
    ).all()
    return [Listed("document", row.id, json.loads(row.card)) for row in rows], rows[0].number if rows else 0


def beside(connection: sa.Connection, history_id: str) -> tuple[Listed | None, Listed | None]:
    """Return the histories before and after this one, of those that are told here."""
    here = sa.select(facet.c.id).where(facet.c.facet == "where", facet.c.value == "here", facet.c.kind == "history")
    own = sa.select(page.c.sort_key).where(page.c.kind == "history", page.c.id == history_id).scalar_subquery()
    order, at = sa.tuple_(page.c.sort_key, page.c.id), sa.tuple_(own, sa.literal(history_id))
    histories = sa.select(page.c.id, page.c.card).where(page.c.kind == "history", page.c.id.in_(here)).limit(1)
    before = histories.where(order < at).order_by(page.c.sort_key.desc(), page.c.id.desc())
    after = histories.where(order > at).order_by(page.c.sort_key, page.c.id)
    found = [connection.execute(query).one_or_none() for query in (before, after)]
    first, last = (Listed("history", row.id, json.loads(row.card)) if row else None for row in found)
    return first, last
