"""What two records of a family in the lists say about being one person."""

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from records.dates.day_numbers import day_number
from records.linkage.compared import Stay, Told, compared
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scored, Scorer

_COMMON = {
    "surname_skeleton": {"kafalq": 0.004}, "given1": {}, "father1": {}, "mother1": {}, "spouse1": {},
    "place": {"zlobin": 0.0005}, "district": {"luniniec": 0.004},
}  # fmt: skip
SCORER = Scorer(learned_parameters(), _COMMON, 41_000)
HOME = ("zlobin", "luniniec", "polesie")


def day(year: int, month: int, number: int) -> tuple[int, int]:
    return (day_number(year, month, number),) * 2


def year(number: int) -> tuple[int, int]:
    return day_number(number, 1, 1), day_number(number, 12, 31)


def score(one: Told, other: Told) -> Scored:
    return SCORER.score(compared(one), compared(other))


def step(one: Told, other: Told, comparison: str) -> str:
    return next(part.step for part in score(one, other).parts if part.comparison == comparison)


IN_THE_FILE = Told(
    "1", "mention", "Ковальская", "Янина", "deported", "f", father="Антоновна", born=year(1925), places=HOME,
    transport="DEPORT_1",
)  # fmt: skip
IN_TEHRAN = Told("2", "row", "KOWALSKA", "Janina", "tehran", "f", father="Antoni", born=day(1925, 3, 4), places=HOME)
IN_BRADFORD = Told("3", "row", "Kowalski", "Jean", "cemetery", "", born=day(1925, 3, 4))


def test_one_woman_in_three_lists_and_three_spellings() -> None:
    parameters = learned_parameters()
    assert score(IN_THE_FILE, IN_TEHRAN).probability > 0.99
    assert score(IN_TEHRAN, IN_BRADFORD).probability > parameters.likely


def test_a_namesake_of_one_year_whose_father_bore_a_common_name_is_never_certain() -> None:
    assert not score(IN_THE_FILE, IN_TEHRAN).is_certain(learned_parameters())
    mother = {"mother": "Maria"}
    assert score(replace(IN_THE_FILE, **mother), replace(IN_TEHRAN, **mother)).is_certain(learned_parameters())


FATHER = Told(
    "f", "row", "Szymański", "Jan", "army", "m", father="Piotr", born=day(1892, 5, 1), places=HOME, generation="senior"
)
SON = Told(
    "s", "row", "Шиманский", "Ян", "deported", "m", father="Янович", born=year(1921), places=HOME, generation="jun."
)


@pytest.mark.parametrize(
    ("father", "son", "comparison", "expected"),
    [
        (FATHER, SON, "birth", "a_generation"),
        (replace(FATHER, born=(None, None)), SON, "father", "father_and_son"),
        (replace(FATHER, born=(None, None), father=""), SON, "generation", "otherwise"),
        (replace(FATHER, father="", generation=""), SON, "birth", "a_generation"),
    ],
)
def test_father_and_son_of_one_name_are_never_likely(father: Told, son: Told, comparison: str, expected: str) -> None:
    assert step(father, son, comparison) == expected
    pair = score(father, son)
    assert pair.has_hard_evidence()
    assert pair.probability < 1e-3


def test_father_and_son_are_never_certain_when_the_lists_tell_nothing_of_either() -> None:
    bare = Told("b", "row", "Szymański", "Jan", "army", "m", places=HOME)
    assert not score(bare, replace(bare, key="c", source="deported")).is_certain(learned_parameters())


def test_twins_are_two() -> None:
    adam = Told("a", "row", "Nowak", "Adam", "parish", "m", "", "Jan", "Anna", born=day(1930, 7, 7), places=HOME)
    ewa = replace(adam, key="e", given="Paweł", source="deported")
    assert step(adam, ewa, "given") == "twins"
    assert score(adam, ewa).probability < 1e-3


def test_an_initial_makes_nothing_certain() -> None:
    adam = Told("a", "row", "Nowak", "Adam", "parish", "m", "", "Jan", "Anna", born=day(1930, 7, 7), places=HOME)
    initial = replace(adam, key="b", given="A.", source="army")
    assert step(adam, initial, "given") == "initial"
    assert not score(adam, initial).is_certain(learned_parameters())


def test_who_was_murdered_in_katyn_did_not_come_to_tehran() -> None:
    in_katyn = Told("k", "row", "Nowak", "Adam", "katyn", "m", father="Jan", born=day(1900, 7, 7), places=HOME,
                    dead_by=day_number(1940, 5, 1))  # fmt: skip
    in_tehran = replace(in_katyn, key="t", source="tehran", dead_by=None, alive_on=day_number(1942, 4, 1))
    assert step(in_katyn, in_tehran, "journey") == step(in_tehran, in_katyn, "journey") == "two_places_at_once"
    assert score(in_katyn, in_tehran).probability < 1e-3


@pytest.mark.parametrize(
    ("region", "first", "last", "place", "expected"),
    [
        ("komi", (1940, 6, 1), (1940, 9, 1), "", "two_places_at_once"),
        ("komi", (1941, 6, 1), (1941, 9, 1), "", "nothing_against"),
        ("arkhangelsk", (1940, 6, 1), (1940, 9, 1), "kholmogory", "same_stay"),
        ("arkhangelsk", (1940, 6, 1), (1940, 9, 1), "", "nothing_against"),
    ],
)
def test_stays(region: str, first: tuple[int, int, int], last: tuple[int, int, int], place: str, expected: str) -> None:
    stay = Stay("arkhangelsk", day_number(1940, 3, 1), day_number(1940, 12, 31), "kholmogory")
    one = Told("a", "row", "Nowak", "Adam", stays=[stay])
    other = Told("b", "row", "Nowak", "Adam", stays=[Stay(region, day_number(*first), day_number(*last), place)])
    assert step(one, other, "journey") == expected


@pytest.mark.parametrize(
    ("comparison", "one", "other", "expected"),
    [
        ("surname", {"surname": "Szymański"}, {"surname": "Шиманская"}, "same"),
        ("surname", {"surname": "Nowak"}, {"surname": "Nowakowa"}, "same"),
        ("surname", {"surname": "Szymańska"}, {"surname": "Shimansky"}, "sounds_same"),
        ("surname", {"surname": "Wójcik"}, {"surname": "Vuychik"}, "sounds_same"),
        ("surname", {"surname": "Dudziak"}, {"surname": "Dudniak"}, "one_letter"),
        ("surname", {"surname": "Kaczmarek"}, {"surname": "Kuczmerek"}, "two_letters"),
        ("surname", {"surname": "Kowalska", "maiden": "Bąk"}, {"surname": "Bąk"}, "by_maiden_name"),
        ("surname", {"surname": "Kowalska", "sex": "f"}, {"surname": "Dudek"}, "other_of_a_woman"),
        ("surname", {"surname": "Kowalski", "sex": "m"}, {"surname": "Dudek"}, "otherwise"),
        ("surname", {"surname": "Kowalski"}, {"surname": ""}, ""),
        ("given", {"given": "Jan"}, {"given": "Иван"}, "same"),
        ("given", {"given": "Tolek"}, {"given": "Antoni"}, "may_be_same"),
        ("given", {"given": "Janina"}, {"given": "Jennie"}, "same"),
        ("given", {"given": "Anna Maria"}, {"given": "Maria"}, "may_be_same"),
        ("given", {"given": "J."}, {"given": "Янина"}, "initial"),
        ("given", {"given": "Jan"}, {"given": "Piotr"}, "otherwise"),
        ("father", {"father": "Антонович"}, {"father": "s. Antoniego"}, "same"),
        ("father", {"father": "Антонович"}, {"father": "Józef"}, "otherwise"),
        ("spouse", {"spouse": "Maria"}, {"spouse": "Мария"}, "same"),
        ("children", {"children": ("Ewa", "Adam")}, {"children": ("Адам",)}, "some_same"),
        ("children", {"children": ("Ewa",)}, {"children": ("Адам",)}, "otherwise"),
        ("birth", {"born": day(1920, 4, 3)}, {"born": day(1920, 4, 3)}, "same_day"),
        ("birth", {"born": day(1899, 4, 3)}, {"born": day(1899, 4, 15)}, "other_calendar"),
        ("birth", {"born": day(1920, 4, 3)}, {"born": day(1920, 3, 4)}, "slip_in_date"),
        ("birth", {"born": day(1920, 4, 3)}, {"born": day(1910, 4, 3)}, "slip_in_date"),
        ("birth", {"born": day(1920, 4, 3)}, {"born": day(1920, 9, 30)}, "other_day"),
        ("birth", {"born": day(1920, 4, 3)}, {"born": year(1920)}, "same_year"),
        ("birth", {"born": year(1921)}, {"born": year(1920)}, "next_year"),
        ("birth", {"born": (day_number(1918, 1, 1), day_number(1922, 12, 31))}, {"born": year(1925)}, "three_years"),
        ("birth", {"born": year(1921)}, {"born": year(1914)}, "seven_years"),
        ("birth", {"born": year(1921)}, {"born": year(1907)}, "under_a_generation"),
        ("birth", {"born": year(1921)}, {"born": year(1906)}, "a_generation"),
        ("place", {"places": HOME}, {"places": HOME}, "same"),
        ("place", {"places": HOME}, {"places": ("", "luniniec", "polesie")}, "same_district"),
        ("place", {"places": HOME}, {"places": ("", "", "polesie")}, "same_region"),
        ("place", {"places": HOME}, {"places": ("", "", "wołyń")}, "otherwise"),
        ("generation", {"generation": "starszy"}, {"generation": "Sen."}, "same"),
        ("generation", {"generation": "starszy"}, {"generation": "młodszy"}, "otherwise"),
        ("sex", {"sex": "m"}, {"sex": "f"}, "otherwise"),
        ("list", {"source": "tehran"}, {"source": "tehran"}, "same"),
    ],
)
def test_steps(comparison: str, one: dict[str, object], other: dict[str, object], expected: str) -> None:
    bare = Told("a", "row", "", "")
    first, second = replace(bare, **one), replace(bare, key="b", **other)  # type: ignore[arg-type]
    assert step(first, second, comparison) == step(second, first, comparison) == expected


def test_a_rare_surname_weighs_more_than_a_common_one() -> None:
    def weight(surname: str) -> float:
        return score(Told("a", "row", surname, "Jan"), Told("b", "row", surname, "Jan")).weight

    rare = Scorer(learned_parameters(), {**_COMMON, "surname_skeleton": {"kafalq": 0.00001}}, 41_000)
    one, other = compared(Told("a", "row", "Kowalski", "Jan")), compared(Told("b", "row", "Kowalski", "Jan"))
    assert rare.score(one, other).weight > weight("Kowalski") + 2


def test_what_is_not_told_says_nothing() -> None:
    pair = score(Told("a", "row", "", ""), Told("b", "row", "", ""))
    silent = {part.comparison for part in pair.parts if not part.step}
    assert {"surname", "given", "father", "birth", "place", "sex", "list", "generation"} <= silent
    assert all(part.weight == part.rarity == 0 for part in pair.parts if not part.step)


def test_the_best_candidates_come_first() -> None:
    one, *others = (compared(told) for told in (IN_TEHRAN, IN_BRADFORD, FATHER, IN_THE_FILE))
    found = SCORER.best(one, others, least=0.5, most=5)
    assert [pair.right for pair in found] == ["1", "3"]
    assert SCORER.best(one, others, least=0.5, most=1) == found[:1]


_TEXT = st.text(max_size=12)
_DAY = st.one_of(st.none(), st.integers(2_400_000, 2_440_000))


@settings(max_examples=25, deadline=None)
@given(st.tuples(*[st.builds(Told, st.just("a"), st.just("row"), _TEXT, _TEXT, maiden=_TEXT, father=_TEXT,
                             mother=_TEXT, children=st.lists(_TEXT, max_size=6), born=st.tuples(_DAY, _DAY),
                             generation=_TEXT)] * 2))  # fmt: skip
def test_any_names_and_dates_can_be_compared(pair: tuple[Told, Told]) -> None:
    one, other = pair
    assert 0 <= score(one, other).probability <= 1
    assert score(one, other).weight == score(other, one).weight
