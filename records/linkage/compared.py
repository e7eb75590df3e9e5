"""The flat record that is compared: a name on a page, a person or a row of a list, each as the same few columns.

``compared`` makes the columns out of plain values, names as they are written; every distinct name is read once. What
is not known is None, which is no evidence either way.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields
from functools import lru_cache

from records.dates.day_numbers import from_day_number
from records.names.canonical import canonical_forms, skeleton
from records.names.folding import fold
from records.names.given_sets import borne_set_numbers, father_numbers, given_set_numbers, words_of
from records.names.likeness import spelled
from records.names.surnames import family_keys

STAYS = ("stay1", "stay2", "stay3")
_FORMS_KEPT = 400_000
_SENIOR = frozenset({"senior", "sen", "sr", "starszy", "starsza", "st", "старший", "старшая", "i"})
# Letters that stand for one another at the beginning of a name in other scripts and languages.
_INITIALS = str.maketrans({"i": "j", "y": "j", "v": "w", "h": "g", "k": "c", "q": "c", "x": "c", "e": "j"})
_JUNIOR = frozenset({"junior", "jun", "jr", "mlodszy", "mlodsza", "ml", "младший", "младшая", "ii"})

Born = tuple[int | None, int | None, int | None, int | None, int | None, int | None]


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which somebody was surely in a region (day numbers, both included), and the very place, if known."""

    region: str
    first_day: int
    last_day: int
    place: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a record tells, as plain values; empty or None is not told.

    ``born`` is the first and last day number on which the birth may have been. ``places`` are keys of the home or the
    birthplace: the place, its district, its region. ``alive_on`` is the last day on which the person surely lived,
    ``dead_by`` the day by which they surely did not.
    """

    key: str
    kind: str
    surname: str
    given: str
    source: str = ""
    sex: str = ""
    maiden: str = ""
    father: str = ""
    mother: str = ""
    spouse: str = ""
    children: Sequence[str] = ()
    born: tuple[int | None, int | None] = (None, None)
    places: tuple[str, str, str] = ("", "", "")
    transport: str = ""
    stays: Sequence[Stay] = ()
    alive_on: int | None = None
    dead_by: int | None = None
    generation: str = ""


@dataclass(frozen=True, slots=True)
class Compared:
    """The columns. Names are numbers of their sets; *_key, *_sound and *_skeleton are of any script and gender."""

    unique_id: str
    kind: str
    source: str | None
    sex: str | None
    surname: str | None
    surname_key: str | None
    surname_sound: str | None
    surname_skeleton: str | None
    surname_skeleton2: str | None
    maiden_key: str | None
    maiden_skeleton: str | None
    given: str | None
    given1: int | None
    given2: int | None
    given3: int | None
    initial: str | None
    father1: int | None
    father2: int | None
    mother1: int | None
    mother2: int | None
    spouse1: int | None
    spouse2: int | None
    child1: int | None
    child2: int | None
    child3: int | None
    child4: int | None
    birth_first: int | None
    birth_last: int | None
    birth_day: int | None
    birth_year: int | None
    birth_month: int | None
    birth_month_day: int | None
    place: str | None
    district: str | None
    region: str | None
    transport: str | None
    stay1_place: str | None
    stay1_region: str | None
    stay1_from: int | None
    stay1_to: int | None
    stay2_place: str | None
    stay2_region: str | None
    stay2_from: int | None
    stay2_to: int | None
    stay3_place: str | None
    stay3_region: str | None
    stay3_from: int | None
    stay3_to: int | None
    alive_on: int | None
    dead_by: int | None
    generation: str | None


COLUMNS = tuple(field.name for field in fields(Compared))
NUMBERS = frozenset(field.name for field in fields(Compared) if "int" in str(field.type))


def compared(one: Told) -> Compared:
    """Return the columns of a record; never fails, whatever the names look like."""
    key, sound, skeleton1, skeleton2 = _surname(one.surname)
    maiden_key, _sound, maiden_skeleton, _second = _surname(one.maiden)
    given, given1, given2, given3, initial = _given(one.given)
    father = _two(father_numbers(one.father) if one.father else ())
    mother, spouse = _two(_sets(one.mother)), _two(_sets(one.spouse))
    children = sorted({number for child in one.children for number in _sets(child)[:1]})
    place, district, region = one.places
    stays = (*one.stays[:3], None, None, None)
    place1, region1, from1, to1 = _stay(stays[0])
    place2, region2, from2, to2 = _stay(stays[1])
    place3, region3, from3, to3 = _stay(stays[2])
    return Compared(
        one.key, one.kind, one.source or None, one.sex or None,
        spelled(one.surname) or None, key, sound, skeleton1, skeleton2, maiden_key, maiden_skeleton,
        given, given1, given2, given3, initial, *father, *mother, *spouse, *_two(children), *_two(children[2:]),
        *_birth(one.born), place or None, district or None, region or None, one.transport or None,
        place1, region1, from1, to1, place2, region2, from2, to2, place3, region3, from3, to3,
        one.alive_on, one.dead_by, _generation(one.generation),
    )  # fmt: skip


def _stay(stay: Stay | None) -> tuple[str | None, str | None, int | None, int | None]:
    return (stay.place or None, stay.region, stay.first_day, stay.last_day) if stay else (None, None, None, None)


@lru_cache(maxsize=_FORMS_KEPT)
def _surname(surname: str) -> tuple[str | None, str | None, str | None, str | None]:
    """Return the family's key, its sounds, and two coarse pictures of the sounds."""
    keys = family_keys(surname)
    if not keys:
        return None, None, None, None
    sounds = canonical_forms(keys[0])
    heard = [*sounds[:1], *canonical_forms(surname)[:2], *sounds[1:2]]
    pictures = list(dict.fromkeys(map(skeleton, heard)))
    return keys[0], heard[0] if heard else None, *_first_two(pictures)


@lru_cache(maxsize=_FORMS_KEPT)
def _given(given: str) -> tuple[str | None, int | None, int | None, int | None, str | None]:
    """Return the sounds of the first given name, at most three sets of it or of a second name, its initial."""
    words = words_of(given)
    if not words:
        return None, None, None, None, None
    sets = [borne_set_numbers(word) for word in words[:3]]
    numbers = [*(one[0] for one in sets if one), *(number for one in sets for number in one[1:])]
    heard = canonical_forms(words[0])
    initial = spelled(words[0])[:1].translate(_INITIALS)
    three = [*dict.fromkeys(numbers)][:3]
    one, two, third = (*three, None, None, None)[:3]
    return heard[0] if heard and numbers else None, one, two, third, initial or None


@lru_cache(maxsize=_FORMS_KEPT)
def _sets(given: str) -> tuple[int, ...]:
    words = words_of(given)
    return given_set_numbers(words[0]) if words else ()


def _two(numbers: Sequence[int]) -> tuple[int | None, int | None]:
    return (numbers[0] if numbers else None, numbers[1] if len(numbers) > 1 else None)


def _first_two(pictures: Sequence[str]) -> tuple[str | None, str | None]:
    return (pictures[0] if pictures else None, pictures[1] if len(pictures) > 1 else None)


@lru_cache(maxsize=_FORMS_KEPT)
def _birth(born: tuple[int | None, int | None]) -> Born:
    """Return the years between which the birth was; then the day, its year, month and day, where they are known."""
    first, last = born
    if first is None or last is None:
        return None, None, None, None, None, None
    (year, month, day), end = from_day_number(first), from_day_number(last)[0]
    if first != last:
        return year, end, None, year if year == end else None, None, None
    return year, year, first, year, month, day


def _generation(mark: str) -> str | None:
    words = set(fold(mark).split())
    if words & _SENIOR:
        return "senior"
    return "junior" if words & _JUNIOR else None
