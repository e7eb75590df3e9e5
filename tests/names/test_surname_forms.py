"""Wives, daughters, whole families and clerks of four languages: all forms of a surname lead to one family key."""

from collections.abc import Callable

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_rows
from records.names.folding import fold
from records.names.surnames import family_key, family_keys, masculine_ending

FORMS = list(fixture_rows("names", "surname_forms.csv"))


@pytest.mark.parametrize("case", FORMS, ids=lambda case: f"{case['form']}-{case['family']}")
def test_a_form_leads_to_its_family(case: dict[str, str]) -> None:
    keys, family = family_keys(case["form"]), family_key(case["family"])
    assert family == keys[0] if case["likeliest"] == "first" else family in keys


def test_there_are_forms_enough() -> None:
    assert len(FORMS) >= 150


# Endings that leave no doubt about the head of the family.
ADJECTIVAL = ["ski", "cki", "dzki", "ński"]
STEMS = ["Adam", "Bor", "Kalin", "Ostrow", "Zaw", "Lipi", "Wiś", "Jawor"]
DERIVED: list[Callable[[str], str]] = [
    lambda name: name[:-1] + "a",
    lambda name: fold(name[:-1] + "a"),
    lambda name: name[:-2] + {"sk": "sc", "ck": "cc", "zk": "zc"}[name[-3:-1]][1] + "y",
    lambda name: name[:-1] + "ich",
    lambda name: name[:-1] + "iej",
]


@pytest.mark.parametrize("ending", ADJECTIVAL)
@pytest.mark.parametrize("stem", STEMS)
def test_every_form_of_an_adjectival_surname_has_the_key_of_the_head(stem: str, ending: str) -> None:
    head = stem + ending
    assert {family_key(form(head)) for form in DERIVED} == {family_key(head)}


NOUNS = ["Nowak", "Mazur", "Borsuk", "Kowalczyk", "Adamiak", "Wójcik", "Baran", "Semeniuk", "Walczak", "Stasiuk"]


@pytest.mark.parametrize("ending", ["owa", "ówna", "owna", "owie"])
@pytest.mark.parametrize("head", NOUNS)
def test_every_form_of_a_noun_surname_has_the_key_of_the_head(head: str, ending: str) -> None:
    assert family_key(head + ending) == family_key(head)


@pytest.mark.parametrize("surname", ["Sowa", "Głowa", "Malina", "Sosna", "Polanka", "Wrona", "Nowak", "Kos"])
def test_a_noun_stays_what_it_is(surname: str) -> None:
    assert family_keys(surname)[0] == fold(surname)


def test_cyrillic_and_latin_forms_stand_together_in_the_lists() -> None:
    assert len({family_key(form) for form in ("Szymański", "Szymańska", "Шиманский", "Шиманская", "Шиманська")}) == 1


def test_of_a_double_surname_the_whole_comes_first_and_then_its_parts() -> None:
    assert family_keys("Bór-Komorowska") == ("bor komorowski", "komorowski", "bor")


@pytest.mark.parametrize("surname", ["von Plater", "de Plater", "Plater"])
def test_particles_are_no_part_of_the_family(surname: str) -> None:
    assert family_key(surname) == "plater"


def test_a_text_without_letters_has_no_family() -> None:
    assert (family_key(""), family_key("-- 1941"), family_keys("?")) == ("1941"[:0], "1941", ())


@given(strategies.text(max_size=60))
def test_no_text_is_refused(text: str) -> None:
    keys = family_keys(text)
    assert len(keys) == len(set(keys)) <= 12
    assert family_key(text) == (keys[0] if keys else "")
    masculine_ending(text)


@given(strategies.sampled_from([row["family"] for row in FORMS]))
def test_the_key_of_a_key_is_itself(family: str) -> None:
    assert family_key(family) in family_keys(family_key(family))
