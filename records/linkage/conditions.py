"""Conditions on two records, each said once and read in two ways: as SQL for the engines, and in Python for one pair.

Only equality, whole numbers and Levenshtein are used, for on these all engines agree to the last digit. What a record
does not tell is null, and a condition on it does not hold; so no condition is ever denied.

While somebody types, a hundred records are compared by all of these: hence getters made once, and plain loops.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
from operator import attrgetter
from typing import Any

from rapidfuzz.distance import Levenshtein

Record = Any
Test = Callable[[Record, Record], bool]


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition: the SQL over columns that end in _l and _r, and the same in Python."""

    sql: str
    holds: Test


def equal(column: str, other: str = "") -> Condition:
    """The left record's column is the right one's (or the right one's other column)."""
    second = other or column
    of_left, of_right = attrgetter(column), attrgetter(second)

    def holds(left: Record, right: Record) -> bool:
        value = of_left(left)
        return bool(value is not None and value == of_right(right))

    return Condition(f"{column}_l = {second}_r", holds)


def shared(*columns: str) -> Condition:
    """Any of these columns of the one is any of these of the other."""
    of = _values(columns)
    pairs = product(columns, columns)
    return Condition(
        _any(equal(one, other).sql for one, other in pairs), lambda left, right: _meet(of(left), of(right))
    )


def met(ones: Sequence[str], others: Sequence[str]) -> Condition:
    """Any of the first columns of one record, whichever it is, is any of the second columns of the other."""
    first, second = _values(ones), _values(others)
    pairs = list(product(ones, others))
    sql = _any(equal(*pair).sql for pair in (*pairs, *((other, one) for one, other in pairs)))
    return Condition(sql, lambda left, right: _meet(first(left), second(right)) or _meet(second(left), first(right)))


def _values(columns: Sequence[str]) -> Callable[[Record], tuple[Any, ...]]:
    get = attrgetter(*columns)
    return get if len(columns) > 1 else lambda record: (get(record),)


def _meet(mine: tuple[Any, ...], theirs: tuple[Any, ...]) -> bool:
    # A plain loop, here and below: this is asked of every pair, and any() makes a generator each time.
    for value in mine:  # noqa: SIM110
        if value is not None and value in theirs:
            return True
    return False


def _any(each: Iterable[str]) -> str:
    return " OR ".join(f"({sql})" for sql in each)


def missing(column: str) -> Condition:
    """One of the two does not tell this."""
    of = attrgetter(column)
    return Condition(
        f"{column}_l IS NULL OR {column}_r IS NULL", lambda left, right: of(left) is None or of(right) is None
    )


def told(column: str) -> Condition:
    """Both tell this."""
    of = attrgetter(column)
    return Condition(
        f"{column}_l IS NOT NULL AND {column}_r IS NOT NULL",
        lambda left, right: of(left) is not None and of(right) is not None,
    )


def either_is(column: str, value: str) -> Condition:
    """One of the two has this very value."""
    of = attrgetter(column)
    return Condition(
        f"{column}_l = '{value}' OR {column}_r = '{value}'",
        lambda left, right: value in (of(left), of(right)),
    )


def unlike(column: str) -> Condition:
    """Both tell this, and not the same."""
    of = attrgetter(column)

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = of(left), of(right)
        return mine is not None and theirs is not None and mine != theirs

    return Condition(f"{column}_l <> {column}_r", holds)


def letters_apart(column: str, most: int, shortest: int) -> Condition:
    """At most so many letters differ, in words of at least this length."""
    of = attrgetter(column)

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = of(left), of(right)
        if mine is None or theirs is None or len(mine) < shortest or len(theirs) < shortest:
            return False
        return Levenshtein.distance(mine, theirs, score_cutoff=most) <= most

    long = f"length({column}_l) >= {shortest} AND length({column}_r) >= {shortest}"
    return Condition(f"{long} AND levenshtein({column}_l, {column}_r) <= {most}", holds)


def spans_apart(first: str, last: str, most: int) -> Condition:
    """The spans from first to last lie at most so far from one another; 0 means that they meet."""
    span = _values((first, last))

    def holds(left: Record, right: Record) -> bool:
        (start, end), (other_start, other_end) = span(left), span(right)
        if start is None or end is None or other_start is None or other_end is None:
            return False
        return bool(start - other_end <= most and other_start - end <= most)

    return Condition(f"{first}_l - {last}_r <= {most} AND {first}_r - {last}_l <= {most}", holds)


def differ_by(column: str, numbers: Sequence[int]) -> Condition:
    """The two numbers differ by one of these."""
    of = attrgetter(column)

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = of(left), of(right)
        return mine is not None and theirs is not None and abs(mine - theirs) in numbers

    return Condition(f"abs({column}_l - {column}_r) IN ({', '.join(map(str, numbers))})", holds)


def after(column: str, other: str) -> Condition:
    """The column of one record, whichever it is, is more than the other column of the other."""
    both = _values((column, other))

    def holds(left: Record, right: Record) -> bool:
        (mine, other_mine), (theirs, other_theirs) = both(left), both(right)
        if mine is not None and other_theirs is not None and mine > other_theirs:
            return True
        return bool(theirs is not None and other_mine is not None and theirs > other_mine)

    return Condition(f"{column}_l > {other}_r OR {column}_r > {other}_l", holds)


def elsewhere_meanwhile(stays: Iterable[str]) -> Condition:
    """On one sure day the one was in one region and the other in another; a stay has _region, _from and _to."""
    stays = list(stays)
    sql = _any(
        f"{one}_region_l <> {other}_region_r AND {one}_from_l <= {other}_to_r AND {other}_from_r <= {one}_to_l"
        for one, other in product(stays, repeat=2)
    )
    each = [_values([f"{stay}_{part}" for part in ("region", "from", "to")]) for stay in stays]

    def holds(left: Record, right: Record) -> bool:
        mine = [stay for of in each if None not in (stay := of(left))]
        if not mine:
            return False
        theirs = [stay for of in each if None not in (stay := of(right))]
        return any(
            region != other and start <= other_end and other_start <= end
            for region, start, end in mine
            for other, other_start, other_end in theirs
        )

    return Condition(sql, holds)


def any_of(*conditions: Condition) -> Condition:
    """At least one of these holds."""
    tests = [condition.holds for condition in conditions]

    def holds(left: Record, right: Record) -> bool:
        for test in tests:  # noqa: SIM110
            if test(left, right):
                return True
        return False

    return Condition(_any(condition.sql for condition in conditions), holds)


def all_of(*conditions: Condition) -> Condition:
    """All of these hold."""
    tests = [condition.holds for condition in conditions]

    def holds(left: Record, right: Record) -> bool:
        for test in tests:  # noqa: SIM110
            if not test(left, right):
                return False
        return True

    return Condition(" AND ".join(f"({condition.sql})" for condition in conditions), holds)
