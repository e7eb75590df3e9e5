"""Ranking people: probing who bears the names that may be meant, and weighing what fits.

Every kind of evidence is weighed as the logarithm of how much likelier it is for the right person than for anybody
else, so that the weights can be added. The weights were measured on invented archives (tests/benchmarks).
"""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from heapq import nlargest
from math import log10
from typing import Any, NamedTuple, cast

import sqlalchemy as sa

from records.edition.composed import WIDEST_SPREAD
from records.edition.known_names import FormFound, KnownNames
from records.edition.tables import bearer
from records.names.folding import fold
from records.names.given_sets import UNKNOWN, folded_with_sets, given_set_numbers, words_of

# How much a surname as near as possible weighs: the weights of likeness.py add up to this.
SURNAME = 22.0
# What a surname adds that one person only bears, falling to nothing for one that so many bear.
RARE, COMMON = 2.0, 1000
GIVEN_SAME, GIVEN_SAME_SET, GIVEN_INITIAL, GIVEN_OTHER = 4.4, 3.8, 1.5, -3.0
FATHER_SAME, FATHER_OTHER = 3.6, -2.0
MOTHER_SAME, MOTHER_OTHER = 2.6, -1.2
SPOUSE_SAME, SPOUSE_OTHER = 2.6, -0.6
YEAR_SAME, YEAR_STEP, YEAR_FAR, YEAR_UNKNOWN = 3.2, 0.65, -3.0, -0.4
HOME_SAME, HOME_OTHER = 5.0, -1.5

FORMS = 800
# A form that is less close is another name.
NEAR_ENOUGH = 0.33
# Who weighs less, all evidence taken together, is somebody else: half the letters and nothing beside.
ENOUGH = 11.0
_YEARS_AROUND = 3
# Of forms so near, those without given name or year of birth are looked at, too ...
_NEAR_FORMS = 48
# ... and of the very nearest all who bear them, if they are not too many.
_NEAREST_FORMS, _FEW_BEARERS = 24, 80
_MOST_ROWS, _AT_ONCE = 6000, 400
# Weights are compared to four digits.
_NOTHING = 0.0001
# With a surname alone, those whose name is the same but for its spelling come first; of a common one, so many.
_SAME, _MOST_OF_A_NAME = 0.93, 2000

# Of those called so, the nearest surnames are read first, until so many bear them with whatever given name.
_BEARERS_AT_ONCE = 20_000
_COLUMNS = (
    bearer.c.person, bearer.c.surname, bearer.c.given, bearer.c.given_set, bearer.c.year, bearer.c.spread,
    bearer.c.father, bearer.c.mother, bearer.c.spouse, bearer.c.home,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Sought:
    """Who is sought, as one reading of a query: one surname in any spelling, given names, and what is known beside.

    ``homes`` are places by number, each with how near it is to the place named (1 is that place). Every year of
    ``years``, the first to the last, fits in full, and ``years_around`` more on either side less; else it is ``year``.
    """

    surname: str = ""
    given: tuple[str, ...] = ()
    father: str = ""
    mother: str = ""
    spouse: str = ""
    year: int | None = None
    years_around: int = _YEARS_AROUND
    homes: Mapping[int, float] = field(default_factory=dict)
    years: tuple[int, int] | None = None

    @property
    def born(self) -> tuple[int, int] | None:
        """The first and the last year of birth that fit in full."""
        return self.years or (None if self.year is None else (self.year, self.year))


class Limits(NamedTuple):
    """How many people are returned; who weighs less than ``least``, or less than ``enough`` others (0: so many as are
    returned), may be missing among them."""

    most: int
    enough: int = 0
    least: float = float("-inf")


_AS_A_RULE = Limits(400)


class Ranked(NamedTuple):
    """One person found: the number of the page, the weight, and the name forms by which."""

    person: int
    weight: float
    surname: int | None
    given: int | None


class _Rows(NamedTuple):
    """Rows of bearers: the values that some columns may have, the years between which they were born, and of relatives
    of whom one is called so, the sets of the name."""

    values: Mapping[str, Sequence[int]]
    years: tuple[int, int] | None = None
    related: Mapping[str, Sequence[int]] = {}

    def where(self, **values: Sequence[int]) -> "_Rows":
        """Return those of them with these values."""
        return self._replace(values={**self.values, **values})


@dataclass(frozen=True, slots=True)
class _Step:
    """Rows worth weighing, what the heaviest of them may weigh, and how many are read."""

    rows: _Rows
    at_most: float = float("inf")
    most: int = _MOST_ROWS


class _Weights:
    """The weights of one question, looked up by the numbers that stand in the rows."""

    def __init__(self, sought: Sought, forms: Sequence[FormFound], given: Mapping[int, str]) -> None:
        rarity = _rarity(forms)
        self.surnames: dict[int | None, float] = {
            one.number: SURNAME * one.closeness + (rarity if one.closeness >= _SAME else 0.0) for one in forms
        }
        self._sought, self._texts = sought, given
        self._has_years = sought.born is not None
        self._first, self._last = sought.born or (0, 0)
        self.sets = {number for word in sought.given for number in given_set_numbers(word)}
        self._words = {fold(word) for word in sought.given}
        self._given: dict[int | None, float] = {None: 0.0}
        self._fathers, self._mothers, self._spouses = (
            sets_of(names) for names in (sought.father, sought.mother, sought.spouse)
        )

    @property
    def of_given_at_most(self) -> float:
        """The most that given names can weigh."""
        return GIVEN_SAME * (len(self._words) + 1) / 2 if self._words else 0.0

    @property
    def of_others_at_most(self) -> float:
        """The most that everything but the names can weigh."""
        relatives = ((self._fathers, FATHER_SAME), (self._mothers, MOTHER_SAME), (self._spouses, SPOUSE_SAME))
        most = sum(weight for sought, weight in relatives if sought) + (YEAR_SAME if self._has_years else 0.0)
        return most + HOME_SAME * max(self._sought.homes.values(), default=0.0)

    def of(self, row: Sequence[int]) -> float:
        """Return the weight of one row."""
        _person, surname, given, given_set, year, spread, father, mother, spouse, home = row
        weight = self.surnames.get(surname, 0.0)
        if self._words:
            # Most rows are of those called so: of each form the weight is at hand.
            fits = self._given.get(given) if given_set in self.sets else None
            weight += self._of_given(given, given_set) if fits is None else fits
        if self._has_years:
            weight += self._of_year(year, spread)
        if self._fathers and father is not None:
            weight += FATHER_SAME if father in self._fathers else FATHER_OTHER
        if self._mothers and mother is not None:
            weight += MOTHER_SAME if mother in self._mothers else MOTHER_OTHER
        if self._spouses and spouse is not None:
            weight += SPOUSE_SAME if spouse in self._spouses else SPOUSE_OTHER
        if self._sought.homes and home is not None:
            near = self._sought.homes.get(home)
            weight += HOME_OTHER if near is None else HOME_SAME * near
        return weight

    def _of_year(self, year: int, spread: int) -> float:
        if not year:
            return YEAR_UNKNOWN
        apart = max(self._first - year - spread, year - spread - self._last, 0)
        return YEAR_SAME - YEAR_STEP * apart if apart <= self._sought.years_around else YEAR_FAR

    def _of_given(self, given: int | None, given_set: int) -> float:
        if given_set in self.sets:
            weight = self._given.get(given)
            if weight is None:
                weight = self._given[given] = self._of_words(self._texts.get(given or 0, ""))
            return weight
        if given is None:
            return 0.0
        return self._of_initial(given) if given_set == UNKNOWN else GIVEN_OTHER

    def _of_words(self, recorded: str) -> float:
        """Return the weight of the given names on record: the best in full, each further one that fits by half."""
        folded, sets = folded_with_sets(recorded)
        fitting = [GIVEN_SAME for word in self._words if word in folded]
        fitting += [GIVEN_SAME_SET for word in self._words - folded if sets.intersection(given_set_numbers(word))]
        fitting = sorted(fitting, reverse=True) or [GIVEN_SAME_SET]
        return fitting[0] + sum(fitting[1:]) / 2

    def _of_initial(self, given: int) -> float:
        recorded = [fold(word) for word in words_of(self._texts.get(given, ""))]
        starts = any(word.startswith(initial) for word in self._words for initial in recorded if initial)
        return GIVEN_INITIAL if starts else GIVEN_OTHER


def _rarity(forms: Sequence[FormFound]) -> float:
    """Return what it adds to bear the very name that is sought: the more, the fewer bear it in all its spellings.

    It is the same for all spellings, so that none of them comes first because clerks seldom wrote it so.
    """
    bearers = sum(one.bearers for one in forms if one.closeness >= _SAME)
    return RARE * max(0.0, 1 - log10(max(bearers, 1)) / log10(COMMON))


def sets_of(names: str) -> frozenset[int]:
    """Return the numbers of the sets to which these given names belong."""
    return frozenset(number for word in words_of(names) for number in given_set_numbers(word))


def rank_people(
    connection: sa.Connection,
    names: KnownNames,
    sought: Sought,
    limits: Limits = _AS_A_RULE,
) -> list[Ranked]:
    """Return the people that fit best, the best first; equal ones in the order of their pages."""
    forms = names.surnames_like(sought.surname, FORMS, NEAR_ENOUGH) if sought.surname else []
    if sought.surname and not forms:
        return []
    weights = _Weights(sought, forms, names.given)
    best: dict[int, Ranked] = {}
    for step in sorted(_steps(sought, forms, weights), key=lambda one: -one.at_most):
        if step.at_most + _NOTHING < max(
            limits.least, nth_weight([one.weight for one in best.values()], limits.enough or limits.most)
        ):
            break
        _weigh(_read(connection, step.rows, step.most), weights, best)
    too_little = ENOUGH if sought.surname else float("-inf")
    fitting = (one for one in best.values() if one.weight >= too_little)
    return nlargest(limits.most, fitting, key=lambda one: (one.weight, -one.person))


def nth_weight(weights: Collection[float], number: int) -> float:
    """Return the weight that this many of them reach; minus infinity when they are fewer."""
    return nlargest(number, weights)[-1] if len(weights) >= number else float("-inf")


def weigh_people(connection: sa.Connection, sought: Sought, people: Sequence[int]) -> list[Ranked]:
    """Weigh these people, by number, by everything but their names."""
    parts = (people[start : start + _AT_ONCE] for start in range(0, len(people), _AT_ONCE))
    rows = (row for part in parts for row in connection.execute(sa.select(*_COLUMNS).where(bearer.c.person.in_(part))))
    best: dict[int, Ranked] = {}
    _weigh(rows, _Weights(sought, [], {}), best)
    return list(best.values())


def _weigh(rows: Iterable[Sequence[int]], weights: _Weights, best: dict[int, Ranked]) -> None:
    """Keep, of each person, the row that weighs most."""
    for row in rows:
        weight = weights.of(row)
        held = best.get(row[0])
        if held is None or weight > held.weight:
            best[row[0]] = Ranked(row[0], weight, row[1], row[2])


def _steps(sought: Sought, forms: Sequence[FormFound], weights: _Weights) -> Iterator[_Step]:
    """Yield what is worth reading; a row may stand in two of them."""
    if not forms:
        yield from _without_surname(sought, weights)
    elif weights.sets:
        yield from _with_given(sought, forms, weights)
    else:
        yield from _surname_alone(sought, forms)


def _with_given(sought: Sought, forms: Sequence[FormFound], weights: _Weights) -> Iterator[_Step]:
    """Yield those called so, the nearest surnames first; then those of near surnames of whom less is known."""
    sets, others = sorted(weights.sets), weights.of_others_at_most
    for part in _few_at_a_time(forms):
        numbers = [one.number for one in part]
        named = _Rows({"surname": numbers, "given_set": sets})
        at_most = max(map(weights.surnames.__getitem__, numbers)) + weights.of_given_at_most + others
        yield _Step(_born_then(named, sought), at_most)
    best = max(weights.surnames.values())
    near = _Rows({"surname": [one.number for one in forms[:_NEAR_FORMS]]})
    yield _Step(_born_then(near.where(given_set=[UNKNOWN]), sought), best + GIVEN_INITIAL + others)
    if sought.born is not None:
        unborn = near.where(given_set=[UNKNOWN, *sets], year=[0])
        yield _Step(unborn, best + weights.of_given_at_most + others - YEAR_SAME + YEAR_UNKNOWN)
    nearest = [one.number for one in forms[:_NEAREST_FORMS] if one.bearers <= _FEW_BEARERS]
    if nearest:
        # Those called as is sought, or of unknown name, are read before: these bear no given name, or another.
        yield _Step(_Rows({"surname": nearest}), best + others)


def _few_at_a_time(forms: Sequence[FormFound]) -> Iterator[list[FormFound]]:
    """Yield the forms, the nearest first, in parts that not many bear: of a rare name all are read at once."""
    part, bearers = list[FormFound](), 0
    for one in forms:
        if part and bearers + one.bearers > _BEARERS_AT_ONCE:
            yield part
            part, bearers = [], 0
        part.append(one)
        bearers += one.bearers
    if part:
        yield part


def _surname_alone(sought: Sought, forms: Sequence[FormFound]) -> Iterator[_Step]:
    same = [one.number for one in forms if one.closeness >= _SAME]
    others = [one.number for one in forms[:_NEAREST_FORMS] if one.closeness < _SAME]
    related = _called(sought)
    if same and related:
        # Of a common surname the first may all be others than the wife of Jan.
        yield _Step(_Rows({"surname": same}, related=related))
    for some, most in ((same, _MOST_OF_A_NAME), (others, _MOST_OF_A_NAME // 2)):
        if some:
            yield _Step(_born_then(_Rows({"surname": some}), sought), most=most)
            if sought.born is not None:
                yield _Step(_Rows({"surname": some, "year": [0]}), most=most)


def called_so(sought: Sought) -> sa.ColumnElement[bool] | None:
    """Return the condition that a relative is called as is said; None where no relative is named."""
    called = [bearer.c[relative].in_(numbers) for relative, numbers in _called(sought).items()]
    return sa.or_(*called) if called else None


def _called(sought: Sought) -> dict[str, list[int]]:
    """Return, of each relative who is named, the sets to which the name belongs."""
    named = {"father": sought.father, "mother": sought.mother, "spouse": sought.spouse}
    return {relative: sorted(numbers) for relative, names in named.items() if (numbers := sets_of(names))}


def _read(connection: sa.Connection, rows: _Rows, most: int) -> Sequence[Sequence[int]]:
    """Return the rows; when there are more than can be weighed, the same ones on every engine."""
    asked: dict[str, Any] = {**rows.values, **rows.related, "most": most}
    if rows.years:
        asked |= {"born_from": rows.years[0], "born_to": rows.years[1]}
    form = tuple(rows.values), tuple(rows.related), bool(rows.years)
    found = cast("Sequence[Sequence[int]]", connection.execute(_question(*form, in_order=False), asked).all())
    if len(found) == most:
        # Ordering costs a quarter of a search, so it is done only where it matters.
        found = cast("Sequence[Sequence[int]]", connection.execute(_question(*form, in_order=True), asked).all())
    return found


@cache
def _question(
    columns: tuple[str, ...], relatives: tuple[str, ...], has_years: bool, *, in_order: bool
) -> sa.Select[tuple[int, ...]]:
    """Put a step into words: once for each form of it."""
    query = sa.select(*_COLUMNS).where(*map(_among, columns)).limit(sa.bindparam("most"))
    if relatives:
        query = query.where(sa.or_(*map(_among, relatives)))
    if has_years:
        query = query.where(bearer.c.year.between(sa.bindparam("born_from"), sa.bindparam("born_to")))
    if in_order:
        query = query.order_by(bearer.c.surname, bearer.c.given_set, bearer.c.year, bearer.c.person)
    return query


def _among(column: str) -> sa.ColumnElement[bool]:
    return bearer.c[column].in_(sa.bindparam(column, expanding=True))


def _born_then(rows: _Rows, sought: Sought) -> _Rows:
    """Return those of the rows whose year of birth is near those that are sought, if any are."""
    if sought.born is None:
        return rows
    first, last = sought.born
    around = sought.years_around + WIDEST_SPREAD
    return rows._replace(years=(first - around, last + around))


def _without_surname(sought: Sought, weights: _Weights) -> Iterator[_Step]:
    if not weights.sets:
        return
    named = _born_then(_Rows({"given_set": sorted(weights.sets)}), sought)
    if sought.father:
        named = named.where(father=sorted(sets_of(sought.father)))
    if sought.homes:
        named = named.where(home=sorted(sought.homes))
    yield _Step(named, weights.of_given_at_most + weights.of_others_at_most)
