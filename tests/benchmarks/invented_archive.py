"""An invented archive of any size with realistic name frequencies, and searches whose right answer is known.

Surnames follow the published frequencies of Polish surnames (a straight line between points of rank and bearers on
logarithmic scales); forms are written as the archives have them: half in Polish, a third in Cyrillic, some without
diacritics, in German or Latin, some with errors. Nobody in it ever lived.
"""

import random
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate

import numpy as np

from records.edition.composed import Bearer
from records.fixture_files import fixture_path, fixture_rows
from records.names.given_sets import UNKNOWN, borne_set_numbers
from records.names.learning.variants import misspell

# Rank and bearers of Polish surnames as published (PESEL); between them a straight line on logarithmic scales.
_POINTS = ((1, 203_000), (10, 68_000), (100, 22_000), (1_000, 4_600), (10_000, 520), (60_000, 25))
_WRITTEN = (("polish", 50), ("diacritics_lost", 10), ("russian", 25), ("ukrainian", 6), ("german", 3),
            ("parish_latin", 2), ("one_letter_wrong", 3), ("two_letters_wrong", 1))  # fmt: skip
_DROPPED_LETTER = 0.03
_FORMS_KEPT = 3
_PLACES = 3_000
KINDS = ("gender", "diacritics_lost", "russian", "russian_feminine", "russian_by_ear", "english_of_russian", "german",
         "parish_latin", "anglicised", "one_letter_wrong", "two_letters_wrong")  # fmt: skip


@dataclass(frozen=True, slots=True)
class Invented:
    """One invented person: the surname's lemma and what was written of it, and the facts beside."""

    lemma: str
    surname: str
    given_set: str
    given: str
    feminine: bool
    father: str
    year: int
    home: int


@dataclass(frozen=True, slots=True)
class Search:
    """A search as a descendant types it, and whom it means."""

    meant: int
    kind: str
    surname: str
    given: str
    father: str
    year: int
    home: int | None


class Archive:
    """Draws invented people; the same seed gives the same people in the same order."""

    def __init__(self, seed: int) -> None:
        self._chance = random.Random(seed)
        forms = fixture_path("names", "surnames.txt").read_text(encoding="utf-8").split()
        self.lemmas = [form for form in forms if not form.endswith(("ska", "cka", "dzka", "ską", "cką"))]
        places = np.log([[rank, bearers] for rank, bearers in _POINTS])
        ranks = np.log(np.arange(1, len(self.lemmas) + 1))
        self._surnames = list(accumulate(np.exp(np.interp(ranks, places[:, 0], places[:, 1]))))
        rows = list(fixture_rows("reference", "given_names.csv"))
        self._given = {sex: [row for row in rows if row["sex"] == sex] for sex in ("male", "female")}
        self._given_sums = {
            sex: list(accumulate(1 / (place + 2.7) ** 0.9 for place in range(len(rows))))
            for sex, rows in self._given.items()
        }
        self._homes = list(accumulate(1 / (place + 5) ** 0.7 for place in range(_PLACES)))
        self._writing = list(accumulate(weight for _kind, weight in _WRITTEN))
        self._written: dict[tuple[str, bool, str], list[str]] = {}

    def _draw(self, sums: list[float]) -> int:
        return min(bisect_left(sums, self._chance.random() * sums[-1]), len(sums) - 1)

    def people(self, number: int) -> Iterator[Invented]:
        """Yield the people of the archive."""
        chance = self._chance
        for _person in range(number):
            feminine = chance.random() < 0.5
            sex = "female" if feminine else "male"
            lemma = self.lemmas[self._draw(self._surnames)]
            row = self._given[sex][self._draw(self._given_sums[sex])]
            father = self._given["male"][self._draw(self._given_sums["male"])]
            kind = _WRITTEN[self._draw(self._writing)][0]
            cyrillic = kind in ("russian", "ukrainian")
            surname = self._as_written(lemma, feminine, kind)
            if chance.random() < _DROPPED_LETTER:
                place = chance.randrange(len(surname))
                surname = surname[:place] + surname[place + 1 :]
            given = row["russian_cyrillic"].split(";")[0] if cyrillic and row["russian_cyrillic"] else row["polish"]
            yield Invented(lemma, surname, row["polish"], given, feminine, father["polish"],
                           chance.randrange(1880, 1941), self._draw(self._homes) + 1)  # fmt: skip

    def _as_written(self, lemma: str, feminine: bool, kind: str) -> str:
        """Return one of the spellings in which the archive has this surname: clerks repeat themselves."""
        if kind.endswith("wrong"):
            return misspell(lemma, kind, self._chance)
        held = self._written.setdefault((lemma, feminine, kind), [])
        if len(held) < _FORMS_KEPT:
            held.append(self._spell(lemma, feminine, kind))
        return self._chance.choice(held)

    def _spell(self, lemma: str, feminine: bool, kind: str) -> str:
        name = lemma
        if feminine and lemma.endswith(("ski", "cki", "dzki")) and kind not in ("russian", "ukrainian"):
            name = lemma[:-1] + "a"
        if kind == "polish":
            return name
        if kind == "russian" and feminine:
            return misspell(lemma, "russian_feminine", self._chance)
        return misspell(name, kind, self._chance)

    def search(self, person: Invented, number: int, kind: str) -> Search:
        """Return a search of this kind that means this person: year off by up to three, father or place in 60 %."""
        chance = self._chance
        rows = self._given["female" if person.feminine else "male"]
        row = next(row for row in rows if row["polish"] == person.given_set)
        forms = [
            form for column in ("polish", "english", "russian_cyrillic", "latin") for form in row[column].split(";")
        ]
        given = chance.choice([form.split("(")[0].strip() for form in forms if form.strip()])
        beside = chance.random()
        return Search(
            number,
            kind,
            misspell(person.lemma, kind, chance) or person.lemma,
            given,
            person.father if beside < 0.3 else "",
            person.year + chance.randint(-3, 3),
            person.home if 0.3 <= beside < 0.6 else None,
        )


def bearer_of(person: Invented) -> Bearer:
    """Return the row by which an invented person is found."""
    sets = borne_set_numbers(person.given) or (UNKNOWN,)
    fathers = borne_set_numbers(person.father)
    return Bearer(
        person.surname, person.given, sets[0], person.year, 0, fathers[0] if fathers else None, home=person.home
    )
