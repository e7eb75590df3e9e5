"""Who was with somebody: on their stages, and at the places of these, surely or possibly at the same time.

Somebody's stages are asked about at once. What is asked depends on what is known of the days of each stay; of each
such row of stays it is put into words once, since that takes longer than the answer.
"""

from collections.abc import Callable, Collection, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa

from records.edition.queries import Listed
from records.edition.tables import presence
from records.edition.who_was_there import Others, PersonsStay, listed_stay, meets, with_cards

_MOST_STAGES = 60
_DAYS = ("earliest", "latest", "sure_from", "sure_until")


class _Known(NamedTuple):
    """What is known of the days of a stay: a first day, a last day, and days on which somebody was surely there."""

    first: bool
    last: bool
    sure: bool


# The condition of those who were with somebody on the stay of this number, of which so much is known.
_Condition = Callable[[int, _Known], sa.ColumnElement[bool]]


def on_the_same_stage(connection: sa.Connection, own: Sequence[PersonsStay], limit: int) -> dict[str, Others]:
    """Return the others on each of these stages, by the stage."""
    return _groups(connection, _on_stage, own[:_MOST_STAGES], limit)


def surely_there(connection: sa.Connection, own: Sequence[PersonsStay], limit: int) -> dict[str, Others]:
    """Return who was on other stages surely at the same place on a same day, by the stage of their own."""
    sure = [one for one in own[:_MOST_STAGES] if one.place and one.stay.sure_from is not None]
    return _groups(connection, _surely, sure, limit)


def possibly_there(connection: sa.Connection, own: Sequence[PersonsStay], limit: int) -> dict[str, Others]:
    """Return who was on other stages at the same place and may have been on a same day, by the stage of their own."""
    dated = [
        one
        for one in own[:_MOST_STAGES]
        if one.place and (one.stay.earliest is not None or one.stay.latest is not None)
    ]
    return _groups(connection, _possibly, dated, limit)


def _on_stage(number: int, _known: _Known) -> sa.ColumnElement[bool]:
    return (presence.c.stage_id == _asked("stage", number)) & (presence.c.person_id != _asked("person", number))


def _surely(number: int, known: _Known) -> sa.ColumnElement[bool]:
    return _elsewhere(number) & _both_sure(number, known)


def _possibly(number: int, known: _Known) -> sa.ColumnElement[bool]:
    first, last = _asked("earliest", number), _asked("latest", number)
    at_the_time = meets(first if known.first else None, last if known.last else None)
    return _elsewhere(number) & at_the_time & ~_both_sure(number, known)


def _elsewhere(number: int) -> sa.ColumnElement[bool]:
    """Hold for the stays at the same place of those who are not told of on the very stage: the family that stayed on
    there is together anyway."""
    company = presence.alias("company")
    on_stage = sa.select(company.c.person_id).where(company.c.stage_id == _asked("stage", number))
    return (presence.c.place_id == _asked("place", number)) & presence.c.person_id.not_in(on_stage)


def _both_sure(number: int, known: _Known) -> sa.ColumnElement[bool]:
    if not known.sure:
        return sa.false()
    return (
        presence.c.sure_from.is_not(None)
        & (presence.c.sure_from <= _asked("sure_until", number))
        & (presence.c.sure_until >= _asked("sure_from", number))
    )


def _asked(name: str, number: int) -> sa.BindParameter[Any]:
    return sa.bindparam(f"{name}_{number}", type_=sa.String if name in ("stage", "place", "person") else sa.Integer)


def _groups(
    connection: sa.Connection, condition: _Condition, own: Sequence[PersonsStay], limit: int
) -> dict[str, Others]:
    """Return for each stay how many meet its condition and the first by name, with two queries for all of them."""
    own = list({one.stage: one for one in own}.values())
    counted = {own[row.own]: row.n for row in _answer(connection, _counting, condition, own) if row.n}
    company = [one for one in own if one in counted]
    first: dict[str, list[Listed]] = {}
    for row in _answer(connection, _first_by_name, condition, company, limit):
        first.setdefault(company[row.own].stage, []).append(listed_stay(row))
    return {one.stage: Others(counted[one], first.get(one.stage, [])) for one in company}


def _answer(
    connection: sa.Connection, query: Callable[..., Any], condition: _Condition, own: Sequence[PersonsStay], *more: int
) -> Sequence[Any]:
    if not own:
        return ()
    stays = [one.stay for one in own]
    known = tuple(
        _Known(stay.earliest is not None, stay.latest is not None, None not in (stay.sure_from, stay.sure_until))
        for stay in stays
    )
    asked: dict[str, Any] = {}
    for number, one in enumerate(own):
        asked |= {f"stage_{number}": one.stage, f"place_{number}": one.place, f"person_{number}": one.person}
        asked |= {
            f"{name}_{number}": getattr(one.stay, name) for name in ("earliest", "latest", "sure_from", "sure_until")
        }
    return connection.execute(query(condition, known, *more), asked).all()


@lru_cache(maxsize=300)
def _counting(condition: _Condition, stays: Collection[_Known]) -> sa.CompoundSelect[Any]:
    return sa.union_all(
        *(
            sa.select(sa.literal(number).label("own"), sa.func.count().label("n"))
            .select_from(presence)
            .where(condition(number, known))
            for number, known in enumerate(stays)
        )
    )


@lru_cache(maxsize=300)
def _first_by_name(condition: _Condition, stays: Collection[_Known], limit: int) -> sa.Select[Any]:
    order = (presence.c.sort_key, presence.c.person_id, presence.c.stage_id)
    firsts = [
        sa.select(sa.literal(number).label("own"), *order)
        .where(condition(number, known))
        .order_by(*order)
        .limit(limit)
        .subquery()
        for number, known in enumerate(stays)
    ]
    found = sa.union_all(*(sa.select(first) for first in firsts)).subquery()
    query = with_cards(found).add_columns(found.c.own)
    return query.order_by(found.c.sort_key, found.c.person_id, found.c.stage_id)
