"""Conditions on two records, each said once and read in two ways: as SQL for the engines, and in Python for one pair.

Only equality, whole numbers and Levenshtein are used, for on these all engines agree to the last digit. What a record
does not tell is null, and a condition on it does not hold; so no condition is ever denied.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import product
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

    def holds(left: Record, right: Record) -> bool:
        value = getattr(left, column)
        return value is not None and value == getattr(right, second)

    return Condition(f"{column}_l = {second}_r", holds)


def shared(*columns: str) -> Condition:
    """Any of these columns of the one is any of these of the other."""
    return any_of(*(equal(one, other) for one, other in product(columns, columns)))


def met(ones: Sequence[str], others: Sequence[str]) -> Condition:
    """Any of the first columns of one record, whichever it is, is any of the second columns of the other."""
    pairs = list(product(ones, others))
    return any_of(*(equal(one, other) for one, other in pairs), *(equal(other, one) for one, other in pairs))


def missing(column: str) -> Condition:
    """One of the two does not tell this."""
    return Condition(
        f"{column}_l IS NULL OR {column}_r IS NULL",
        lambda left, right: getattr(left, column) is None or getattr(right, column) is None,
    )


def told(column: str) -> Condition:
    """Both tell this."""
    return Condition(
        f"{column}_l IS NOT NULL AND {column}_r IS NOT NULL",
        lambda left, right: getattr(left, column) is not None and getattr(right, column) is not None,
    )


def either_is(column: str, value: str) -> Condition:
    """One of the two has this very value."""
    return Condition(
        f"{column}_l = '{value}' OR {column}_r = '{value}'",
        lambda left, right: value in (getattr(left, column), getattr(right, column)),
    )


def unlike(column: str) -> Condition:
    """Both tell this, and not the same."""

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = getattr(left, column), getattr(right, column)
        return mine is not None and theirs is not None and mine != theirs

    return Condition(f"{column}_l <> {column}_r", holds)


def letters_apart(column: str, most: int, shortest: int) -> Condition:
    """At most so many letters differ, in words of at least this length."""

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = getattr(left, column), getattr(right, column)
        if mine is None or theirs is None or len(mine) < shortest or len(theirs) < shortest:
            return False
        return Levenshtein.distance(mine, theirs, score_cutoff=most) <= most

    long = f"length({column}_l) >= {shortest} AND length({column}_r) >= {shortest}"
    return Condition(f"{long} AND levenshtein({column}_l, {column}_r) <= {most}", holds)


def spans_apart(first: str, last: str, most: int) -> Condition:
    """The spans from first to last lie at most so far from one another; 0 means that they meet."""

    def holds(left: Record, right: Record) -> bool:
        values = (getattr(left, first), getattr(left, last), getattr(right, first), getattr(right, last))
        if any(value is None for value in values):
            return False
        return bool(values[0] - values[3] <= most and values[2] - values[1] <= most)

    return Condition(f"{first}_l - {last}_r <= {most} AND {first}_r - {last}_l <= {most}", holds)


def differ_by(column: str, numbers: Sequence[int]) -> Condition:
    """The two numbers differ by one of these."""

    def holds(left: Record, right: Record) -> bool:
        mine, theirs = getattr(left, column), getattr(right, column)
        return mine is not None and theirs is not None and abs(mine - theirs) in numbers

    return Condition(f"abs({column}_l - {column}_r) IN ({', '.join(map(str, numbers))})", holds)


def after(column: str, other: str) -> Condition:
    """The column of one record, whichever it is, is more than the other column of the other."""

    def holds(left: Record, right: Record) -> bool:
        return any(
            mine is not None and theirs is not None and mine > theirs
            for mine, theirs in (
                (getattr(left, column), getattr(right, other)),
                (getattr(right, column), getattr(left, other)),
            )
        )

    return Condition(f"{column}_l > {other}_r OR {column}_r > {other}_l", holds)


def elsewhere_meanwhile(stays: Iterable[str]) -> Condition:
    """On one sure day the one was in one region and the other in another; a stay has _region, _from and _to."""
    pairs = list(product(stays, repeat=2))
    sql = " OR ".join(
        f"({one}_region_l <> {other}_region_r AND {one}_from_l <= {other}_to_r AND {other}_from_r <= {one}_to_l)"
        for one, other in pairs
    )
    names = [tuple(f"{stay}_{part}" for stay in pair for part in ("region", "from", "to")) for pair in pairs]

    def holds(left: Record, right: Record) -> bool:
        for region, start, end, other_region, other_start, other_end in names:
            values = (
                getattr(left, region), getattr(left, start), getattr(left, end),
                getattr(right, other_region), getattr(right, other_start), getattr(right, other_end),
            )  # fmt: skip
            if None not in values and values[0] != values[3] and values[1] <= values[5] and values[4] <= values[2]:
                return True
        return False

    return Condition(sql, holds)


def any_of(*conditions: Condition) -> Condition:
    """At least one of these holds."""
    tests = [condition.holds for condition in conditions]
    return Condition(
        " OR ".join(f"({condition.sql})" for condition in conditions),
        lambda left, right: any(test(left, right) for test in tests),
    )


def all_of(*conditions: Condition) -> Condition:
    """All of these hold."""
    tests = [condition.holds for condition in conditions]
    return Condition(
        " AND ".join(f"({condition.sql})" for condition in conditions),
        lambda left, right: all(test(left, right) for test in tests),
    )
