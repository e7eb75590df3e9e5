"""What the archives tell of invented people: a labelled set of records with the errors of real ones.

Each kind of list writes in its own way: the deportation file in Russian with patronymics, the army in Polish with
dates, the registers of Iran in typewriter letters with guessed ages, the cemetery in English spelling.
"""

import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from functools import cache

from records.dates.day_numbers import day_number
from records.fixture_files import fixture_rows
from records.linkage.compared import Stay, Told
from records.names.learning.variants import misspell, one_letter_wrong
from tests.benchmarks.labelled_people import Being, Households

# Raised whenever the same seed gives other records.
VERSION = 2
_RECORDS_OF_ONE = (1, 1, 1, 1, 2, 2, 2, 3, 3, 4)
# The day on which those in a list were alive.
_SEEN_ON = {
    "army": day_number(1942, 3, 1), "tehran": day_number(1942, 4, 1), "passengers": day_number(1947, 1, 1),
}  # fmt: skip
Born = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Labelled:
    """A record, and the person it is of; ``traps`` are the persons it may be taken for.

    ``place``: parent or child of the household; a namesake has none in it.
    """

    told: Told
    person: int
    household: int
    traps: frozenset[int]
    place: str


@cache
def _given_rows() -> dict[str, dict[str, str]]:
    return {row["polish"]: dict(row) for row in fixture_rows("reference", "given_names.csv")}


def _forms(polish: str, column: str) -> list[str]:
    found = [form.split("(")[0].strip() for form in _given_rows()[polish].get(column, "").split(";")]
    return [form for form in found if form] or [polish]


def labelled_records(number: int, seed: int) -> list[Labelled]:
    """Return so many records, of whole households, in an order that tells nothing."""
    chance = random.Random(seed + 1)
    found: list[Labelled] = []
    for being in Households(seed).beings():
        if len(found) >= number:
            break
        found += _records_of(being, chance)
    found = found[:number]
    chance.shuffle(found)
    return [replace(one, told=replace(one.told, key=f"{place:08d}")) for place, one in enumerate(found)]


def _records_of(being: Being, chance: random.Random) -> Iterator[Labelled]:
    kinds = [kind for kind in _LISTS if _stands_in(being, kind, chance)]
    chosen = chance.sample(kinds, min(chance.choice(_RECORDS_OF_ONE), len(kinds)))
    # Now and then one list has somebody twice.
    if chosen and chance.random() < 0.02:
        chosen.append(chosen[0])
    traps = frozenset(one for one in (being.twin, being.father_person, being.namesake) if one is not None)
    place = "" if being.namesake else "parent" if being.is_parent else "child"
    for kind in chosen:
        yield Labelled(_LISTS[kind](being, chance), being.person, being.household, traps, place)


def _stands_in(being: Being, kind: str, chance: random.Random) -> bool:
    year = being.born[0]
    if being.murdered is not None:
        return kind in ("parish", "katyn", "person")
    if kind == "katyn":
        return False
    if being.died is not None and being.died < _SEEN_ON.get(kind, 0):
        return False
    if kind == "army":
        return 1890 <= year <= 1925 and (not being.feminine or chance.random() < 0.15)
    if kind == "cemetery":
        return being.died is not None
    return not (kind in ("deported", "settlement") and not being.transport)


def _polish_surname(lemma: str, being: Being) -> str:
    if being.feminine and lemma.endswith(("ski", "cki", "dzki")):
        return lemma[:-1] + "a"
    return lemma


def _erring(name: str, chance: random.Random, share: float) -> str:
    return one_letter_wrong(name.lower(), chance) if name and chance.random() < share else name


def _surname(being: Being, kind: str, chance: random.Random) -> str:
    """Return the surname in this kind of writing; a wife's is now and then her maiden name."""
    lemma = being.maiden if being.maiden and chance.random() < 0.06 else being.lemma
    if kind in ("polish", "diacritics_lost"):
        written = _polish_surname(lemma, being)
        if being.feminine and not lemma.endswith("ki") and chance.random() < 0.12:
            written = misspell(lemma, "gender", chance)
        return misspell(written, kind, chance) if kind == "diacritics_lost" else written
    if kind == "russian":
        kind = "russian_feminine" if being.feminine else chance.choice(("russian", "russian", "russian_by_ear"))
        return misspell(lemma, kind, chance)
    return misspell(_polish_surname(lemma, being), kind, chance)


def _given(being: Being, column: str, chance: random.Random) -> str:
    drawn = chance.random()
    if column == "russian_cyrillic":
        return _forms(being.given, column)[0]
    if drawn < 0.06:
        return chance.choice(_forms(being.given, "diminutives"))
    if drawn < 0.08:
        return being.given[0] + "."
    if drawn < 0.12:
        return f"{being.given} {chance.choice(list(_given_rows()))}"
    return chance.choice(_forms(being.given, column))


def _year(being: Being, chance: random.Random, off: float, most: int = 2) -> Born:
    year = being.born[0]
    if chance.random() < off:
        year += chance.choice([step for step in range(-most, most + 1) if step])
    return day_number(year, 1, 1), day_number(year, 12, 31)


def _day(being: Being, chance: random.Random, off: float) -> Born:
    year, month, day = being.born
    drawn = chance.random()
    if drawn < off / 4:
        return (day_number(year, month, day) + chance.choice((-13, -12, 12, 13)),) * 2
    if drawn < off / 2 and day <= 12:
        month, day = day, month
    elif drawn < off * 3 / 4:
        year += chance.choice((-10, -2, -1, 1, 2, 10))
    elif drawn < off:
        day = chance.randint(1, 28)
    return (day_number(year, month, day),) * 2


def _places(being: Being, chance: random.Random, village: float, district: float) -> tuple[str, str, str]:
    place, area, region = being.home
    drawn = chance.random()
    if drawn < village:
        return (place if chance.random() > 0.05 else f"v{chance.randrange(4_000)}", area, region)
    return ("", area, region) if drawn < village + district else ("", "", "")


def _some(value: str, chance: random.Random, share: float) -> str:
    return value if value and chance.random() < share else ""


def _patronymic(being: Being, chance: random.Random) -> str:
    column = "patronymic_female_ru" if being.feminine else "patronymic_male_ru"
    listed = [form.strip() for form in _given_rows()[being.father].get(column, "").split(";") if form.strip()]
    return _erring(listed[0] if listed else _forms(being.father, "russian_cyrillic")[0], chance, 0.03)


def _relative(polish: str, chance: random.Random, share: float, column: str = "polish") -> str:
    return _some(_forms(polish, column)[0], chance, share) if polish else ""


def _deported(being: Being, chance: random.Random) -> Told:
    return Told(
        "", "row", _erring(_surname(being, "russian", chance), chance, 0.05),
        _given(being, "russian_cyrillic", chance), "deported", "f" if being.feminine else "m",
        father=_some(_patronymic(being, chance), chance, 0.88), born=_year(being, chance, 0.12)
        if chance.random() < 0.93 else (None, None), places=_places(being, chance, 0.55, 0.3),
        transport=being.transport, stays=_stays(being, chance, 0.7),
    )  # fmt: skip


def _stays(being: Being, chance: random.Random, share: float) -> tuple[Stay, ...]:
    if being.exile is None or chance.random() >= share:
        return ()
    return (being.exile if chance.random() < 0.8 else replace(being.exile, place=""),)


def _settlement(being: Being, chance: random.Random) -> Told:
    told = _deported(being, chance)
    return replace(told, source="settlement", stays=_stays(being, chance, 1.0), transport="")


def _army(being: Being, chance: random.Random) -> Told:
    kind = chance.choice(("polish", "polish", "diacritics_lost"))
    born = _day(being, chance, 0.08) if chance.random() < 0.85 else _year(being, chance, 0.05)
    return Told(
        "", "row", _erring(_surname(being, kind, chance), chance, 0.03), _given(being, "polish", chance), "army",
        father=_relative(being.father, chance, 0.4), born=born, places=_places(being, chance, 0.4, 0.2),
        alive_on=_SEEN_ON["army"],
    )  # fmt: skip


def _tehran(being: Being, chance: random.Random) -> Told:
    child = being.born[0] > 1926
    return Told(
        "", "row", _erring(_surname(being, "diacritics_lost", chance), chance, 0.06), _given(being, "polish", chance),
        "tehran", _some("f" if being.feminine else "m", chance, 0.8),
        mother=_relative(being.mother, chance, 0.4 * child),
        maiden=_some(_polish_maiden(being), chance, 0.12), father=_relative(being.father, chance, 0.25),
        born=_year(being, chance, 0.25) if chance.random() < 0.93 else (None, None), alive_on=_SEEN_ON["tehran"],
        places=_places(being, chance, 0.3, 0.2),
    )  # fmt: skip


def _cemetery(being: Being, chance: random.Random) -> Told:
    kind = chance.choice(("polish", "anglicised", "english_of_russian", "diacritics_lost"))
    column = "english" if kind.startswith("an") else "polish"
    born = _day(being, chance, 0.05) if chance.random() < 0.45 else _year(being, chance, 0.1)
    return Told(
        "", "row", _erring(_surname(being, kind, chance), chance, 0.03), _given(being, column, chance), "cemetery",
        maiden=_some(_polish_maiden(being), chance, 0.25), spouse=_relative(being.spouse, chance, 0.15), born=born,
        places=_places(being, chance, 0.2, 0.1), dead_by=being.died, alive_on=being.died,
    )  # fmt: skip


def _polish_maiden(being: Being) -> str:
    return _polish_surname(being.maiden, being)


def _passengers(being: Being, chance: random.Random) -> Told:
    kind = chance.choice(("anglicised", "diacritics_lost", "polish", "german"))
    born = _day(being, chance, 0.06) if chance.random() < 0.6 else _year(being, chance, 0.15)
    return Told(
        "", "row", _erring(_surname(being, kind, chance), chance, 0.05), _given(being, "english", chance), "passengers",
        "f" if being.feminine else "m", maiden=_some(_polish_maiden(being), chance, 0.25),
        spouse=_relative(being.spouse, chance, 0.3, "english"), born=born, alive_on=_SEEN_ON["passengers"],
        places=_places(being, chance, 0.25, 0.1),
    )  # fmt: skip


def _parish(being: Being, chance: random.Random) -> Told:
    lemma = being.maiden or being.lemma
    surname = misspell(lemma, "parish_latin", chance) if chance.random() < 0.4 else _polish_surname(lemma, being)
    return Told(
        "", "row", surname, _given(being, "latin", chance), "parish", "f" if being.feminine else "m",
        maiden=_polish_maiden(being), father=_relative(being.father, chance, 0.97, "latin"),
        mother=_relative(being.mother, chance, 0.95, "latin"), born=_day(being, chance, 0.03),
        places=_places(being, chance, 0.95, 0.05),
    )  # fmt: skip


def _katyn(being: Being, chance: random.Random) -> Told:
    born = _day(being, chance, 0.06) if chance.random() < 0.6 else _year(being, chance, 0.06)
    return Told(
        "", "row", _erring(_surname(being, chance.choice(("russian", "polish")), chance), chance, 0.04),
        _forms(being.given, "polish")[0], "katyn", "m", father=_some(_patronymic(being, chance), chance, 0.85),
        born=born, places=_places(being, chance, 0.4, 0.2), dead_by=being.murdered, alive_on=day_number(1940, 4, 3),
    )  # fmt: skip


def _person(being: Being, chance: random.Random) -> Told:
    """What a volunteer has concluded: usually much."""
    born = _day(being, chance, 0.02) if chance.random() < 0.6 else _year(being, chance, 0.05)
    return Told(
        "", "person", _polish_surname(being.lemma, being), _forms(being.given, "polish")[0], "",
        "f" if being.feminine else "m", _some(_polish_maiden(being), chance, 0.6),
        _relative(being.father, chance, 0.6), _relative(being.mother, chance, 0.5),
        _relative(being.spouse, chance, 0.7),
        being.children if chance.random() < 0.6 else (), born, _places(being, chance, 0.7, 0.2),
        _some(being.transport, chance, 0.7), _stays(being, chance, 0.5), None, being.murdered or being.died,
        "junior" if being.father_person and chance.random() < 0.3 else "",
    )  # fmt: skip


_LISTS: dict[str, Callable[[Being, random.Random], Told]] = {
    "deported": _deported,
    "settlement": _settlement,
    "army": _army,
    "tehran": _tehran,
    "cemetery": _cemetery,
    "passengers": _passengers,
    "parish": _parish,
    "katyn": _katyn,
    "person": _person,
}
