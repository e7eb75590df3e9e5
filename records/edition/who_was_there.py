"""Who was at a place or on a stage: by name, by days, beside someone else. Every answer is read from an index.

The narrow rows are found and cut off first; only those that are shown are joined with the rest.
"""

import json
from bisect import bisect_right
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from functools import cache
from itertools import accumulate
from typing import Any

import sqlalchemy as sa

from records.dates.overlaps import Stay
from records.edition.connection import marks
from records.edition.queries import PAGE_SIZE, Key, Listed, Slice
from records.edition.tables import STATE, list_row, page, presence

_AT_ONCE = 500
# Nobody was on more stages; what is asked beyond them is left out.
_MOST_NEIGHBOURS = 240
_COLUMN = {"place": presence.c.place_id, "stage": presence.c.stage_id}
_DAYS = ("earliest", "latest", "sure_from", "sure_until")
# What many pages ask is put into words once.
_STAYS = sa.select(*(presence.c[name] for name in ("person_id", "stage_id", "place_id", "code", *_DAYS))).where(
    presence.c.person_id.in_(sa.bindparam("people", expanding=True))
)
_NUMBERS = (
    sa.select(presence.c.stage_id, sa.func.count())
    .where(presence.c.stage_id.in_(sa.bindparam("stages", expanding=True)))
    .group_by(presence.c.stage_id)
)
Days = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class UpTo:
    """Days in order, and how many fall on each of them or before it."""

    days: tuple[int, ...]
    numbers: tuple[int, ...]

    def count(self, day: int) -> int:
        """Return how many fall on this day or before it."""
        place = bisect_right(self.days, day)
        return self.numbers[place - 1] if place else 0

    @property
    def all(self) -> int:
        return self.numbers[-1] if self.numbers else 0


@dataclass(frozen=True, slots=True)
class DaysThere:
    """When so many stays began and ended, at the earliest and latest, and from and until when they were sure."""

    earliest: UpTo
    latest: UpTo
    sure_from: UpTo
    sure_until: UpTo
    dated: int
    undated: int
    # Who came twice is two stays and one person.
    people: int

    @property
    def stays(self) -> int:
        return self.dated + self.undated

    def possible(self, first: int, last: int) -> int:
        """Return how many stays may have lain on one of these days; an open end reaches for ever."""
        later = self.earliest.all - self.earliest.count(last)
        return self.dated - later - self.latest.count(first - 1)

    def sure(self, first: int, last: int) -> int:
        """Return how many stays surely covered one of these days."""
        return self.sure_from.count(last) - self.sure_until.count(first - 1)

    def span(self) -> tuple[int, int] | None:
        """Return the first and last day that any stay names; None when none does."""
        days = [day for ends in (self.earliest, self.latest) for day in (*ends.days[:1], *ends.days[-1:])]
        return (min(days), max(days)) if days else None


@dataclass(frozen=True, slots=True)
class PersonsStay:
    """One stage of one person, with the place it was at and when that was."""

    person: str
    stage: str
    place: str | None
    code: str
    stay: Stay


@dataclass(frozen=True, slots=True)
class Others:
    """Those who were with someone on a stage or at its place: how many, and the first of them by name."""

    number: int
    first: list[Listed]


@dataclass(frozen=True, slots=True)
class Neighbour:
    """Somebody who stands near someone else on a document; ``away``: so many rows below, above when negative."""

    document: str
    person: str
    away: int
    row: str
    sure: bool


def people_there(
    connection: sa.Connection, at: Key, days: Days = (None, None), after: str = "", limit: int = PAGE_SIZE
) -> Slice:
    """Return those at ("place", id) or on ("stage", id) by name, once for each stage; ``days`` keep those who may have
    been there on one of them, whatever is open, but not those of whom no date is known."""
    first, last = days
    continues = after.count("~") >= 2
    asked: dict[str, Any] = {"id": at[1], "limit": limit + 1}
    asked |= {name: day for name, day in (("first", first), ("last", last)) if day is not None}
    if continues:
        asked |= dict(zip(("after_key", "after_person", "after_stage"), after.rsplit("~", 2), strict=True))
    rows = connection.execute(_by_name(at[0], first is not None, last is not None, continues), asked).all()
    shown = rows[:limit]
    following = "~".join((shown[-1].sort_key, shown[-1].id, shown[-1].stage_id)) if len(rows) > limit else ""
    return Slice([listed_stay(row) for row in shown], following)


@cache
def _by_name(at: str, has_first: bool, has_last: bool, continues: bool) -> sa.Select[Any]:
    """Put the question of people_there into words: once for each form of it."""
    condition = _COLUMN[at] == sa.bindparam("id")
    if has_first or has_last:
        day = sa.bindparam("first", type_=sa.Integer), sa.bindparam("last", type_=sa.Integer)
        condition &= meets(day[0] if has_first else None, day[1] if has_last else None)
    order = (presence.c.sort_key, presence.c.person_id, presence.c.stage_id)
    narrow = sa.select(*order).where(condition)
    if continues:
        behind = (sa.bindparam(name, type_=sa.String) for name in ("after_key", "after_person", "after_stage"))
        narrow = narrow.where(sa.tuple_(*order) > sa.tuple_(*behind))
    found = narrow.order_by(*order).limit(sa.bindparam("limit")).subquery()
    return with_cards(found).order_by(found.c.sort_key, found.c.person_id, found.c.stage_id)


def with_cards(found: sa.Subquery) -> sa.Select[Any]:
    """Select what a list shows of these (sort_key, person_id, stage_id)."""
    joined = found.join(
        presence, (presence.c.person_id == found.c.person_id) & (presence.c.stage_id == found.c.stage_id)
    ).join(page, (page.c.kind == "person") & (page.c.id == found.c.person_id))
    others = [presence.c[name] for name in ("code", "role", "outcome", "documented", *_DAYS)]
    return sa.select(page.c.id, page.c.card, found.c.sort_key, found.c.stage_id, *others).select_from(joined)


def listed_stay(row: Any) -> Listed:
    more = {name: getattr(row, name) for name in ("code", "role", "outcome", "documented")}
    return Listed("person", row.id, json.loads(row.card), {"stage": row.stage_id, **more, "stay": _stay(row)})


def _stay(row: Any) -> Stay:
    return Stay(row.earliest, row.latest, row.sure_from, row.sure_until)


Day = int | sa.BindParameter[int] | None


def meets(first: Day, last: Day) -> sa.ColumnElement[bool]:
    """Hold for the dated stays that may have lain on a day from the first to the last."""
    condition = presence.c.earliest.is_not(None) | presence.c.latest.is_not(None)
    if last is not None:
        condition &= presence.c.earliest.is_(None) | (presence.c.earliest <= last)
    if first is not None:
        condition &= presence.c.latest.is_(None) | (presence.c.latest >= first)
    return condition


# Ten thousand stays are counted once for each state of an edition: readers go through them month by month.
_MANY, _MOST_KEPT = 500, 200
_kept_days: dict[tuple[str, str, Key], DaysThere] = {}


def days_there(connection: sa.Connection, at: Key) -> DaysThere:
    """Return how many stays at ("place", id) or on ("stage", id) began and ended on which days."""
    state = marks(connection).get(STATE, "")
    key = str(connection.engine.url), state, at
    kept = _kept_days.get(key)
    if kept is None:
        kept = _count_days(connection, at)
        if state and kept.dated + kept.undated >= _MANY:
            if len(_kept_days) >= _MOST_KEPT:
                _kept_days.clear()
            _kept_days[key] = kept
    return kept


def _count_days(connection: sa.Connection, at: Key) -> DaysThere:
    found: list[dict[int | None, int]] = [{} for _number in range(7)]
    for which, day, stays in connection.execute(_by_days(at[0]), {"id": at[1]}).all():
        found[which][day] = int(stays or 0)
    earliest, latest, sure_from, sure_until = (_cumulated(one) for one in found[:4])
    undated_stays = found[5][None]
    dated_stays = found[4][None] - undated_stays
    return DaysThere(earliest, latest, sure_from, sure_until, dated_stays, undated_stays, found[6][None])


@cache
def _by_days(at: str) -> sa.CompoundSelect[Any]:
    """Put the question of days_there into words."""
    days = [presence.c[name] for name in _DAYS]
    # Those of one train have the same days: they are counted together first, in the order of the index.
    # On one stage nobody stands twice.
    people = sa.func.sum(presence.c.counted) if at == "place" else sa.func.count()
    there = sa.select(*days, sa.func.count().label("n"), people.label("people")).where(
        _COLUMN[at] == sa.bindparam("id")
    )
    alike = there.group_by(*days).cte("alike")
    number = sa.func.sum(alike.c.n).label("n")
    ends = [
        sa.select(sa.literal(which).label("which"), alike.c[name].label("day"), number)
        .where(alike.c[name].is_not(None))
        .group_by(alike.c[name])
        for which, name in enumerate(_DAYS)
    ]
    # Of the same kind as the days above, and no day.
    none = sa.cast(sa.null(), sa.Integer)
    undated = alike.c.earliest.is_(None) & alike.c.latest.is_(None)
    ends += [sa.select(sa.literal(4), none, number), sa.select(sa.literal(5), none, number).where(undated)]
    ends.append(sa.select(sa.literal(6), none, sa.func.sum(alike.c.people)))
    return sa.union_all(*ends)


def _cumulated(numbers: dict[int | None, int]) -> UpTo:
    days = sorted(day for day in numbers if day is not None)
    return UpTo(tuple(days), tuple(accumulate(numbers[day] for day in days)))


def stays_of(connection: sa.Connection, people: Collection[str]) -> dict[str, list[PersonsStay]]:
    """Return the stays of these people in the order of time, the undated last; at most 500 people."""
    found: dict[str, list[PersonsStay]] = {}
    for row in connection.execute(_STAYS, {"people": list(people)[:_AT_ONCE]}):
        stay = PersonsStay(row.person_id, row.stage_id, row.place_id, row.code, _stay(row))
        found.setdefault(row.person_id, []).append(stay)
    for stays in found.values():
        stays.sort(key=_in_time)
    return found


def _in_time(one: PersonsStay) -> tuple[bool, int, int, str]:
    first = one.stay.earliest if one.stay.earliest is not None else one.stay.latest
    return first is None, first or 0, one.stay.latest or first or 0, one.stage


def beside_on_documents(connection: sa.Connection, person: str, rows: int) -> list[Neighbour]:
    """Return who stands at most so many rows from someone on the documents that name them both, the nearest once."""
    other = list_row.alias("other")
    joined = list_row.join(
        other,
        (other.c.document_id == list_row.c.document_id)
        & other.c.position.between(list_row.c.position - rows, list_row.c.position + rows),
    )
    away = (other.c.position - list_row.c.position).label("away")
    sure = sa.and_(list_row.c.sure, other.c.sure).label("sure")
    query = (
        sa.select(other.c.document_id, other.c.person_id, away, other.c.row, sure)
        .select_from(joined)
        .where(list_row.c.person_id == person, other.c.person_id != person)
        .order_by(list_row.c.document_id, other.c.position)
        .limit(_MOST_NEIGHBOURS)
    )
    found: dict[tuple[str, str], Neighbour] = {}
    for row in connection.execute(query):
        neighbour = Neighbour(row.document_id, row.person_id, row.away, row.row, bool(row.sure))
        known = found.get((neighbour.document, neighbour.person))
        if known is None or abs(neighbour.away) < abs(known.away):
            found[neighbour.document, neighbour.person] = neighbour
    return sorted(found.values(), key=lambda one: (one.document, abs(one.away), one.away))


def numbers_on_stages(connection: sa.Connection, stages: Iterable[str]) -> dict[str, int]:
    """Return how many people are known on each of these stages."""
    rows = connection.execute(_NUMBERS, {"stages": list(stages)[:_AT_ONCE]})
    return {row[0]: row[1] for row in rows}
