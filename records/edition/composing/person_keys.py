"""Indexing a person: a row for each form of the name and each given name in it, with what tells namesakes apart."""

from collections.abc import Iterable
from itertools import islice
from typing import Any

from records.dates.day_numbers import from_day_number
from records.edition.composed import MOTHER_BORN, WIDEST_SPREAD, Bearer, Composed
from records.edition.composing.relatives import Relatives
from records.edition.place_numbers import place_number
from records.names.folding import fold
from records.names.given_sets import UNKNOWN, borne_set_numbers, father_numbers, words_of
from records.names.surnames import family_key

_MOST_ROWS = 24
_MOST_SETS = 6


def add_bearers(composed: Composed, names: list[dict[str, Any]], relatives: Relatives, home: str | None) -> None:
    """Add the rows by which a person is found by name."""
    year, spread = birth_year(composed.earliest, composed.latest)
    mother, spouse = _first_set(relatives.mothers), _first_set(relatives.spouses)
    home_number = place_number(home) if home else None
    rows: dict[Bearer, None] = {}
    for name in names:
        surname, given = str(name["surname"]).strip(), f"{name['given']} {name['nickname']}".strip()
        if not surname and not given:
            given = str(name["as_written"]).strip()
        fathers = _fathers(name["patronymic"], relatives.fathers) or [None]
        for given_set in _sets(given) or [UNKNOWN]:
            for father in fathers:
                rows[Bearer(surname, given, given_set, year, spread, father, mother, spouse, home_number)] = None
    composed.bearers = list(islice(rows, _MOST_ROWS))
    composed.add_keys(MOTHER_BORN, filter(None, map(family_key, relatives.mothers_born)))


def birth_year(earliest: int | None, latest: int | None) -> tuple[int, int]:
    """Return the middle of the years between two day numbers and how far it may be off; 0 where that is too far."""
    if earliest is None or latest is None:
        return 0, 0
    first, last = from_day_number(earliest)[0], from_day_number(latest)[0]
    spread = (last - first + 1) // 2
    return ((first + last) // 2, spread) if spread <= WIDEST_SPREAD else (0, 0)


def _sets(given: str) -> list[int]:
    numbers = dict.fromkeys(number for word in words_of(given) for number in borne_set_numbers(word))
    return list(numbers)[:_MOST_SETS]


def _first_set(names: Iterable[str]) -> int | None:
    return next((number for name in names for number in _sets(name)[:1]), None)


def _fathers(patronymic: str, names: list[str]) -> list[int | None]:
    """Return the father's name by the family and by the patronymic; they may differ, and both are kept."""
    first = _first_set(names)
    numbers: dict[int | None, None] = {} if first is None else {first: None}
    numbers |= dict.fromkeys(father_numbers(patronymic)) if patronymic else {}
    return list(numbers)[:3]


def add_words(composed: Composed, values: Iterable[str]) -> None:
    """Index numbers by which a person stands in the papers: army numbers, references; also one among words."""
    for value in values:
        composed.add_keys("number", ("".join(fold(value).split()),))
        among = [word for word in value.replace(",", " ").split() if sum(map(str.isdigit, word)) > 2]
        composed.add_keys("number", ("".join(fold(word).split()) for word in among))
