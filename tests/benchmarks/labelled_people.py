"""Invented households of the Kresy, with the traps of linkage: twins, sons named after their fathers, namesakes.

Nobody in it ever lived. The same seed gives the same people; surnames and given names have the published frequencies.
"""

import random
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from records.dates.day_numbers import day_number
from records.linkage.compared import Stay
from tests.benchmarks.invented_archive import Archive, Invented

VILLAGES, DISTRICTS, REGIONS = 4_000, 240, 12
SETTLEMENTS, EXILE_REGIONS = 900, 18
_WAVES = (
    ("DEPORT_1", (1940, 2, 10)),
    ("DEPORT_2", (1940, 4, 13)),
    ("DEPORT_3", (1940, 6, 29)),
    ("DEPORT_4", (1941, 5, 22)),
)
# Of all people; how many years a namesake is older or younger at most.
_TWINS, _NAMED_AFTER_FATHER, _NAMESAKE = 0.03, 0.12, 0.03
_NAMESAKE_YEARS = 6


@dataclass(slots=True)
class Being:
    """One invented person; ``person`` is the truth that linkage must find. Days are day numbers.

    A namesake counts to the household of the one he is like, so that both are trained on, or both are tested on.
    """

    person: int
    household: int
    feminine: bool
    lemma: str
    given: str
    born: tuple[int, int, int]
    father: str
    mother: str
    home: tuple[str, str, str]
    maiden: str = ""
    spouse: str = ""
    children: list[str] = field(default_factory=list)
    transport: str = ""
    exile: Stay | None = None
    murdered: int | None = None
    died: int | None = None
    twin: int | None = None
    father_person: int | None = None
    namesake: int | None = None
    is_parent: bool = False


class Households:
    """Draws households one after the other."""

    def __init__(self, seed: int) -> None:
        self._number = 0
        self._chance = random.Random(seed)
        self._people: Iterator[Invented] = Archive(seed).people(10**9)
        self._homes = list(accumulate(1 / (place + 5) ** 0.7 for place in range(VILLAGES)))

    def beings(self) -> Iterator[Being]:
        """Yield people without end; those of one household follow one another."""
        household = 0
        while True:
            household += 1
            people = self._household(household)
            yield from people
            if self._chance.random() < _NAMESAKE * len(people):
                yield self._namesake_of(self._chance.choice(people))

    def _next_person(self) -> int:
        self._number += 1
        return self._number

    def _given(self, feminine: bool) -> str:
        while True:
            one = next(self._people)
            if one.feminine == feminine:
                return one.given_set

    def _home(self) -> tuple[str, str, str]:
        village = self._chance.choices(range(VILLAGES), cum_weights=self._homes)[0]
        district = village % DISTRICTS
        return f"v{village}", f"d{district}", f"r{district % REGIONS}"

    def _date(self, first: int, last: int) -> tuple[int, int, int]:
        chance = self._chance
        return chance.randint(first, last), chance.randint(1, 12), chance.randint(1, 28)

    def _household(self, household: int) -> list[Being]:
        chance = self._chance
        lemma, home = next(self._people).lemma, self._home()
        grandfathers, grandmothers = [self._given(False), self._given(False)], [self._given(True), self._given(True)]
        father = Being(self._next_person(), household, False, lemma, self._given(False), self._date(1875, 1914),
                       grandfathers[0], grandmothers[0], home)  # fmt: skip
        year = father.born[0]
        mother = Being(self._next_person(), household, True, lemma, self._given(True), self._date(year - 3, year + 9),
                       grandfathers[1], grandmothers[1], home if chance.random() < 0.5 else self._home(),
                       maiden=next(self._people).lemma)  # fmt: skip
        father.spouse, mother.spouse = mother.given, father.given
        father.is_parent = mother.is_parent = True
        people = [father, mother, *self._children(father, mother)]
        father.children = mother.children = [child.given for child in people[2:]]
        self._deport(people)
        return people

    def _children(self, father: Being, mother: Being) -> list[Being]:
        chance = self._chance
        children: list[Being] = []
        year = max(father.born[0], mother.born[0]) + chance.randint(19, 26)
        used: set[str] = set()
        for _child in range(chance.choice((0, 1, 2, 2, 3, 3, 4, 5, 6))):
            born = self._date(year, year)
            if year > 1941:
                break
            twins = chance.random() < _TWINS
            for _twin in range(2 if twins else 1):
                children.append(self._child(father, mother, born, used))
            if twins:
                children[-1].twin, children[-2].twin = children[-2].person, children[-1].person
            year += chance.randint(1, 4)
        return children

    def _child(self, father: Being, mother: Being, born: tuple[int, int, int], used: set[str]) -> Being:
        chance = self._chance
        feminine = chance.random() < 0.5
        after = not feminine and father.given not in used and chance.random() < _NAMED_AFTER_FATHER
        given = father.given if after else self._given(feminine)
        while given in used or (given == father.given and not after):
            given = self._given(feminine)
        used.add(given)
        child = Being(self._next_person(), father.household, feminine, father.lemma, given, born, father.given,
                      mother.given, father.home, father_person=father.person if after else None)  # fmt: skip
        if feminine and born[0] < 1922 and chance.random() < 0.5:
            child.maiden, child.lemma, child.spouse = child.lemma, next(self._people).lemma, self._given(False)
        return child

    def _deport(self, people: list[Being]) -> None:
        chance = self._chance
        wave, day = chance.choices(_WAVES, (45, 20, 25, 10))[0]
        settlement = chance.randrange(SETTLEMENTS)
        region = f"x{settlement % EXILE_REGIONS}"
        start = day_number(*day)
        stay = Stay(region, start + 30, day_number(1941, 7, 30), f"s{settlement}")
        for one in people:
            man = not one.feminine and one.born[0] < 1922
            if man and chance.random() < 0.08:
                one.murdered = day_number(1940, 4, 3) + chance.randrange(40)
            elif one.born[0] <= 1940:
                one.transport, one.exile = wave, stay
            if one.murdered is None and chance.random() < 0.5:
                one.died = day_number(*self._date(1942, 1990))

    def _namesake_of(self, one: Being) -> Being:
        """Return an unrelated person of the same name from the same village, of about the same age."""
        year = one.born[0] + self._chance.randint(-_NAMESAKE_YEARS, _NAMESAKE_YEARS)
        other = Being(self._next_person(), one.household, one.feminine, one.lemma, one.given, self._date(year, year),
                      self._given(False), self._given(True), one.home, namesake=one.person)  # fmt: skip
        if one.maiden:
            other.maiden, other.spouse = next(self._people).lemma, self._given(False)
        self._deport([other])
        return other
