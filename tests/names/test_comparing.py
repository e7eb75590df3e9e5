"""Comparing two names says how alike they are, whether they are one, and why; another letter is never the same name."""

import random

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_path, fixture_rows
from records.names.comparing import compare_given_names, compare_surnames
from records.names.surnames import family_keys

REASONS = [
    ("Szymański", "szymański", "same_spelling", "", True),
    ("Szymański", "Szymanski", "without_diacritics", "", True),
    ("Szymańska", "Szymański", "other_gender", "", True),
    ("Zarębina", "Zaręba", "other_gender", "", True),
    ("Шиманский", "Szymański", "other_script", "russian", True),
    ("Шиманський", "Szymański", "other_script", "ukrainian", True),
    ("Шыманскі", "Szymanski", "other_script", "belarusian", True),
    ("Шиманскій", "Szymański", "other_script", "russian-pre-1918", True),
    ("Шиманський", "Шиманский", "other_script", "ukrainian", True),
    ("Шиманский", "Shimansky", "other_script", "russian", True),
    ("גולדברג", "Goldberg", "other_script", "hebrew", True),
    ("Szymański", "Schimansky", "german_spelling", "", True),
    ("Raczyński", "Ratschynsky", "german_spelling", "", True),
    ("Szymański", "Shimansky", "english_spelling", "", True),
    ("Abramczyk", "Abramchik", "english_spelling", "", True),
    ("Dąbrowski", "Dabrovscius", "latin_spelling", "", True),
    ("Chojnacki", "Hojnacki", "sounds_alike", "", False),
    ("Szymański", "Symański", "letters_differ", "sz/s", False),
    ("Kowalski", "Kowaski", "letters_differ", "l/–", False),
    ("Kowalski", "Kowalewski", "letters_differ", "–/e, –/w", False),
    ("Лис", "Las", "letters_differ", "i/a", False),
    ("Печка", "Pećka", "other_script", "russian", True),
    ("Печка", "Pecka", "letters_differ", "cz/c", False),
    ("Чвиклинская", "Ćwikliński", "other_script", "russian", True),
    ("Вишневский", "Wisniewski", "other_script", "russian", True),
    ("лошик", "łosyk", "letters_differ", "sz/s", False),
    ("челень", "cełeń", "letters_differ", "cz/c", False),
    ("топчи", "тупчи", "letters_differ", "o/u", False),
    ("Рибак", "Рыбак", "other_gender", "", True),
    ("Nowak", "Kowalski", "different", "", False),
    ("", "Nowak", "different", "", False),
]


@pytest.mark.parametrize(("recorded", "sought", "code", "detail", "same"), REASONS)
def test_a_comparison_names_its_first_reason(recorded: str, sought: str, code: str, detail: str, same: bool) -> None:
    found = compare_surnames(recorded, sought)
    assert (found.reason, found.reasons[0].detail, found.same_name) == (code, detail, same)


def test_reasons_are_said_in_plain_words() -> None:
    assert compare_surnames("Шиманская", "Szymański").sentence == (
        "Шиманская is Szymański in Russian spelling. "
        "Шиманская and Szymański are forms of one family's name, with another ending."
    )
    assert "l missing" not in compare_surnames("Kowalski", "Kowaski").sentence
    assert "l added" in compare_surnames("Kowalski", "Kowaski").sentence


def test_the_closer_the_spelling_the_higher_the_score() -> None:
    spellings = ["Szymański", "Szymanski", "Szymańska", "Schimansky", "Szymbański", "Nowak"]
    scores = [compare_surnames(spelling, "Szymański").score for spelling in spellings]
    assert scores == sorted(scores, reverse=True)
    assert scores[0] == 1.0


# How many of each hundred real variants are known to be one name.
FLOORS = {
    "ru_real": 0.84,
    "uk_real": 0.89,
    "be_real": 0.85,
    "gender_rule": 0.99,
    "diacritics_lost_rule": 0.99,
    "german_rule": 0.84,
    "latin_parish_rule": 0.80,
    "anglicised_rule": 0.66,
    "ru_nkvd_rule": 0.98,
    "ru_nkvd_fem_rule": 0.98,
}


def test_real_variants_are_mostly_one_name() -> None:
    pairs = [row for row in fixture_rows("names", "pairs_dev.csv") if row["kind"] in FLOORS]
    for kind, floor in FLOORS.items():
        of_kind = [row for row in pairs if row["kind"] == kind]
        same = sum(compare_surnames(row["recorded"], row["typed"]).same_name for row in of_kind)
        assert same / len(of_kind) >= floor, kind


def test_misspellings_are_seldom_taken_for_the_name() -> None:
    pairs = [row for row in fixture_rows("names", "pairs_dev.csv") if row["kind"] in ("typo1_rule", "typo2_rule")]
    assert sum(compare_surnames(row["recorded"], row["typed"]).same_name for row in pairs) / len(pairs) < 0.03


def test_surnames_of_different_families_are_never_one_name() -> None:
    names = fixture_path("names", "surnames.txt").read_text(encoding="utf-8").split()
    chance = random.Random(7)
    sought = chance.sample(names, 200)
    wrong = []
    for name in sought:
        for other in chance.sample(names, 200):
            if not set(family_keys(name)) & set(family_keys(other)) and compare_surnames(other, name).same_name:
                wrong.append((other, name))
    assert wrong == []


GIVEN = [
    ("Jan", "Jan", "same_spelling", True),
    ("Stanisław", "Stanislaw", "without_diacritics", True),
    ("Иван", "Jan", "same_name_elsewhere", True),
    ("Ян", "Jan", "other_script", True),
    ("Ян", "Hans", "same_name_elsewhere", True),
    ("John", "Jan", "same_name_elsewhere", True),
    ("Jaś", "Jan", "diminutive", True),
    ("Tolek", "Antoni", "diminutive_of_several", False),
    ("J.", "Jan", "initial", False),
    ("Антонович", "Antoni", "patronymic_of", False),
    ("Stanisła", "Stanisław", "letters_differ", False),
    ("Jan", "Piotr", "different", False),
    ("", "Jan", "different", False),
]


@pytest.mark.parametrize(("recorded", "sought", "code", "same"), GIVEN)
def test_given_names_are_compared_by_their_sets(recorded: str, sought: str, code: str, same: bool) -> None:
    found = compare_given_names(recorded, sought)
    assert (found.reason, found.same_name) == (code, same)


def test_every_given_name_sought_must_fit() -> None:
    assert compare_given_names("Jan Maria", "Maria Jan").same_name
    assert compare_given_names("Jan Maria", "Jan").same_name
    assert not compare_given_names("Jan", "Jan Piotr").same_name


@given(strategies.text(max_size=40), strategies.text(max_size=40))
def test_no_two_texts_are_refused(one: str, other: str) -> None:
    for compare in (compare_surnames, compare_given_names):
        found = compare(one, other)
        assert 0 <= found.score <= 1
        assert found.sentence
        assert found.reason == found.reasons[0].code


@given(strategies.sampled_from(["Szymański", "Шиманский", "Nowakowa", "Goldberg", "כהן"]), strategies.text(max_size=30))
def test_the_score_is_the_same_both_ways(name: str, text: str) -> None:
    assert compare_surnames(name, text).score == pytest.approx(compare_surnames(text, name).score)
