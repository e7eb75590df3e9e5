"""Ancestors, descendants and partners: however many generations, each is one query."""

import json
from collections.abc import Collection
from functools import cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from records.edition.tables import CHILD, PARTNER, page, presence, tie
from records.kinship.chains import InFamily
from records.kinship.pedigree import Birth, pedigree_of

# Twelve generations of a whole tree are 8,000 rows; faulty circles of parents must not go on for ever.
_MOST_ROWS = 9000
_AT_ONCE = 500
# From each of two people: a way of twice so many steps is found, if not too many people live along it.
_STEPS_AROUND, _MOST_AROUND = 5, 3000


class ChildOf(NamedTuple):
    """A child in a family, and how the parentage came about; the nearest generation is 1."""

    family: str
    child: str
    pedigree: str
    generation: int


class Partnership(NamedTuple):
    """Somebody in a family as a partner, and the other partner, where one is shown."""

    person: str
    family: str
    partner: str | None


def births_above(
    connection: sa.Connection, people: Collection[str], generations: int, *, with_partners: bool = False
) -> dict[str, list[Birth]]:
    """Return the births of these people and of their ancestors, so many generations up, by child.

    ``with_partners``: those of their partners and the partners' ancestors too.
    """
    child, parent = tie.alias("child"), tie.alias("parent")
    begin: sa.Select[Any] | sa.CompoundSelect[Any] = sa.select(tie.c.person_id).where(
        tie.c.person_id.in_(list(people)[:_AT_ONCE])
    )
    if with_partners:
        own, other = tie.alias("own"), tie.alias("other")
        begin = sa.union(
            begin,
            sa.select(other.c.person_id)
            .select_from(own.join(other, (other.c.family_id == own.c.family_id) & (other.c.part == PARTNER)))
            .where(own.c.person_id.in_(list(people)[:_AT_ONCE]), own.c.part == PARTNER),
        )
    columns = (
        child.c.person_id,
        child.c.family_id,
        child.c.pedigree,
        parent.c.person_id.label("parent_id"),
        parent.c.position,
    )
    above = (
        sa.select(*columns, sa.literal(1).label("generation"))
        .select_from(child.outerjoin(parent, _other_part(child, parent, PARTNER)))
        .where(child.c.part == CHILD, child.c.person_id.in_(begin))
        .cte("above", recursive=True)
    )
    step = above.join(child, (child.c.person_id == above.c.parent_id) & (child.c.part == CHILD))
    above = above.union(
        sa.select(*columns, above.c.generation + 1)
        .select_from(step.outerjoin(parent, _other_part(child, parent, PARTNER)))
        .where(above.c.generation < generations)
    )
    rows = connection.execute(sa.select(above).limit(_MOST_ROWS)).all()
    rows = sorted(rows, key=lambda row: (row.generation, row.person_id, row.family_id, row.position or 0))
    return pedigree_of((row.person_id, row.family_id, row.pedigree, row.parent_id) for row in rows)


def _other_part(one: sa.FromClause, other: sa.FromClause, part: str) -> sa.ColumnElement[bool]:
    """Say that the other stands in the same family in this part, and is somebody else."""
    return (other.c.family_id == one.c.family_id) & (other.c.part == part) & (other.c.person_id != one.c.person_id)


def children_below(
    connection: sa.Connection, people: Collection[str], generations: int, families: Collection[str] = ()
) -> list[ChildOf]:
    """Return the children of these people and of these families, and theirs, so many generations down.

    They come nearest generation first, and within a family in its own order.
    """
    own, child = tie.alias("own"), tie.alias("child")
    begun = (
        sa.select(own.c.family_id)
        .where(own.c.person_id.in_(list(people)[:_AT_ONCE]), own.c.part == PARTNER)
        .union(sa.select(own.c.family_id).where(own.c.family_id.in_(list(families)[:_AT_ONCE])))
    )
    columns = (child.c.family_id, child.c.person_id, child.c.pedigree, child.c.position)
    below = (
        sa.select(*columns, sa.literal(1).label("generation"))
        .where(child.c.part == CHILD, child.c.family_id.in_(begun))
        .cte("below", recursive=True)
    )
    step = below.join(own, (own.c.person_id == below.c.person_id) & (own.c.part == PARTNER))
    below = below.union(
        sa.select(*columns, below.c.generation + 1)
        .select_from(step.join(child, _other_part(own, child, CHILD)))
        .where(below.c.generation < generations)
    )
    rows = connection.execute(sa.select(below).limit(_MOST_ROWS)).all()
    rows = sorted(rows, key=lambda row: (row.generation, row.family_id, row.position, row.person_id))
    return [ChildOf(row.family_id, row.person_id, row.pedigree, row.generation) for row in rows]


def died_on_the_way(connection: sa.Connection, people: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return the card of the place where each of these people died on the journey, at most 500 people.

    ``on_the_way`` in it: not there, but in the train or on the ship that was bound for it.
    """
    stage = page.alias("stage")
    joined = presence.join(page, (page.c.kind == "place") & (page.c.id == presence.c.place_id)).join(
        stage, (stage.c.kind == "stage") & (stage.c.id == presence.c.stage_id)
    )
    rows = connection.execute(
        sa.select(presence.c.person_id, page.c.card, stage.c.card.label("stage_card"))
        .select_from(joined)
        .where(presence.c.person_id.in_(list(people)[:_AT_ONCE]), presence.c.outcome == "died")
        .order_by(presence.c.person_id, page.c.id)
    )
    return {
        row.person_id: {**json.loads(row.card), "on_the_way": bool(json.loads(row.stage_card).get("origin"))}
        for row in rows
    }


@cache
def _around(steps: int, most: int) -> sa.Select[Any]:
    own, other = tie.alias("own"), tie.alias("other")
    start = sa.select(tie.c.person_id, sa.literal(0).label("steps"))
    reach = start.where(tie.c.person_id.in_(sa.bindparam("people", expanding=True))).cte("reach", recursive=True)
    joined = reach.join(own, own.c.person_id == reach.c.person_id).join(other, other.c.family_id == own.c.family_id)
    reach = reach.union(
        sa.select(other.c.person_id, reach.c.steps + 1).select_from(joined).where(reach.c.steps < steps)
    )
    nearest = sa.select(reach.c.person_id).limit(most).subquery("nearest")
    families = sa.select(tie.c.family_id).where(tie.c.person_id.in_(sa.select(nearest.c.person_id)))
    return sa.select(tie.c.family_id, tie.c.person_id, tie.c.part).where(tie.c.family_id.in_(families))


def families_around(connection: sa.Connection, people: Collection[str]) -> list[InFamily]:
    """Return who is in the families around these people, a few steps from each, the nearest when there are many."""
    rows = connection.execute(_around(_STEPS_AROUND, _MOST_AROUND), {"people": list(people)[:_AT_ONCE]})
    return [InFamily(row.family_id, row.person_id, row.part == PARTNER) for row in rows.all()]


def partnerships(connection: sa.Connection, people: Collection[str]) -> list[Partnership]:
    """Return the families in which these people are partners, at most 500 people; a family of three comes twice."""
    own, other = tie.alias("own"), tie.alias("other")
    rows = connection.execute(
        sa.select(own.c.person_id, own.c.family_id, other.c.person_id.label("partner_id"))
        .select_from(own.outerjoin(other, _other_part(own, other, PARTNER)))
        .where(own.c.person_id.in_(list(people)[:_AT_ONCE]), own.c.part == PARTNER)
        .order_by(own.c.person_id, own.c.family_id, other.c.position)
    )
    return [Partnership(row.person_id, row.family_id, row.partner_id) for row in rows]
