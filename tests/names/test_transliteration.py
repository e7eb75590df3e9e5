"""A Cyrillic or Hebrew name is read in Polish letters: the likeliest reading first, the right one among them."""

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_rows
from records.names.hebrew_letters import hebrew_candidates
from records.names.transliteration import Candidate, nasal_readings, polish_candidates, to_polish_letters

CASES = list(fixture_rows("names", "transliteration.csv"))
# Of every hundred names; the table is the one the rules were tuned on.
FIRST_RIGHT, AMONG = 0.87, 0.98


def readings(name: str) -> list[str]:
    return [candidate.reading for candidate in polish_candidates(name)]


def test_most_names_are_read_right_at_once_and_nearly_all_among_the_candidates(
    capsys: pytest.CaptureFixture[str],
) -> None:
    first = sum(to_polish_letters(case["cyrillic"]) == case["polish"] for case in CASES) / len(CASES)
    among = sum(case["polish"] in readings(case["cyrillic"]) for case in CASES) / len(CASES)
    with capsys.disabled():
        print(f"\n{len(CASES)} names: first reading right {first:.3f}, among the candidates {among:.3f}")
    assert first >= FIRST_RIGHT
    assert among >= AMONG


def test_real_names_of_three_languages_are_found_among_the_candidates() -> None:
    kinds = {"ru_real": 0.64, "uk_real": 0.70, "be_real": 0.72}
    for kind, floor in kinds.items():
        pairs = [row for row in fixture_rows("names", "pairs_dev.csv") if row["kind"] == kind]
        found = sum(pair["recorded"] in readings(pair["typed"]) for pair in pairs)
        assert found / len(pairs) >= floor, kind


def test_there_are_cases_enough_of_every_orthography() -> None:
    assert len(CASES) >= 120
    assert {case["language"] for case in CASES} == {"russian", "ukrainian", "belarusian", "russian-pre-1918"}


@pytest.mark.parametrize("name", ["Шиманский", "Жулкевский", "Гурский", "Міцкевіч"])
def test_candidates_come_best_first_and_no_more_than_asked_for(name: str) -> None:
    found = polish_candidates(name, 12)
    assert 1 < len(found) <= 12
    assert [candidate.weight for candidate in found] == sorted((each.weight for each in found), reverse=True)
    assert found[0].reading == to_polish_letters(name)


def test_latin_letters_are_their_own_reading() -> None:
    assert polish_candidates("Szymański") == (Candidate("Szymański", 1.0),)


def test_words_typed_with_latin_letters_are_read_all_the_same() -> None:
    assert readings("Шим\u0061нский")[0] == "Szymański"


def test_marks_standing_apart_from_their_letters_are_read_with_them() -> None:
    assert to_polish_letters("Шиманский".replace("й", "и\u0306")) == "Szymański"
    assert to_polish_letters("Кова\u0301ль") == "Kowal"


def test_capitals_stay_capitals() -> None:
    assert to_polish_letters("ШИМАНСКИЙ Ян") == "SZYMAŃSKI Jan"


def test_a_written_out_nasal_is_read_both_ways() -> None:
    assert {to_polish_letters("Домбровский"), *nasal_readings("Домбровский")} == {"Dąbrowski", "Dombrowski"}


@pytest.mark.parametrize("case", list(fixture_rows("names", "hebrew.csv")), ids=lambda case: case["polish"])
def test_hebrew_letters_are_read_in_polish_ones(case: dict[str, str]) -> None:
    found = hebrew_candidates(case["hebrew"])
    assert case["polish"] == found[0] if case["likeliest"] == "first" else case["polish"] in found


@given(strategies.text(alphabet=strategies.characters(min_codepoint=0x400, max_codepoint=0x5FF), max_size=40))
def test_the_likeliest_reading_is_always_among_the_candidates(text: str) -> None:
    assert to_polish_letters(text) in readings(text)
    nasal_readings(text)
    hebrew_candidates(text)


@given(strategies.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    assert polish_candidates(text)
    assert hebrew_candidates(text)
