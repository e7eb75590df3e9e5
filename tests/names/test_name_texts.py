"""A name as people write it is divided into its parts, and letters that nobody can read stay doubtful."""

from dataclasses import asdict

import pytest
from hypothesis import given, strategies

from records.fixture_files import fixture_rows
from records.names.illegible import could_be, read_illegible
from records.names.maiden_names import read_name_text

TEXTS = list(fixture_rows("names", "name_texts.csv"))
TRANSCRIBED = list(fixture_rows("names", "illegible.csv"))


@pytest.mark.parametrize("case", TEXTS, ids=lambda case: case["text"])
def test_a_written_name_is_divided_into_its_parts(case: dict[str, str]) -> None:
    read = {
        part: "; ".join(value) if isinstance(value, tuple) else value
        for part, value in asdict(read_name_text(case["text"])).items()
    }
    assert read == {part: case[part] for part in read}


def test_there_are_written_names_enough() -> None:
    assert len(TEXTS) >= 80


@given(strategies.text(max_size=80))
def test_no_text_is_refused(text: str) -> None:
    read_name_text(text)
    read_illegible(text)
    could_be(text, "Kowalski")
    could_be("K*", text)


NAMES = ["Jan", "Anna", "Kowalska", "Nowak", "Zygmuntowicz", "Антоновна"]
MARKERS = ["z d.", "vel", "1v.", "2do voto", "(", ")", ",", "s.", '"', "?", "zam.", "z domu", "ur. 1912", "dr", "wdowa"]


@given(strategies.lists(strategies.sampled_from(NAMES + MARKERS), max_size=9))
def test_no_name_is_lost_whatever_stands_between(words: list[str]) -> None:
    parts = asdict(read_name_text(" ".join(words))).values()
    kept = " ".join(" ".join(part) if isinstance(part, tuple) else part for part in parts)
    for name in NAMES:
        assert kept.count(name) == " ".join(words).count(name)


@pytest.mark.parametrize("case", TRANSCRIBED, ids=lambda case: f"{case['transcribed']}-{case['name']}")
def test_a_name_with_illegible_letters_could_be_some_names_and_not_others(case: dict[str, str]) -> None:
    assert could_be(case["transcribed"], case["name"]) is (case["could_be"] == "yes")


READ = [
    ("Szym[?]ński", "szym?nski", "szymnski", False, ()),
    ("Szym...ski", "szym*ski", "szymski", False, ()),
    ("[Ko]walski", "kowalski", "walski", False, ()),
    ("Kowalski(?)", "kowalski", "kowalski", False, ("Kowalski",)),
    ("Kowal[s/c]ki", "kowal[s/c]ki", "kowalki", False, ("Kowalski", "Kowalcki")),
    ("Kow... Jan", "kow* jan", "kow jan", False, ()),
    ("Kowalski", "kowalski", "kowalski", True, ()),
    ("", "", "", True, ()),
]


@pytest.mark.parametrize(("text", "pattern", "certain", "complete", "names"), READ)
def test_marks_of_transcribers_are_understood(
    text: str, pattern: str, certain: str, complete: bool, names: tuple[str, ...]
) -> None:
    read = read_illegible(text)
    assert (read.pattern, read.certain_letters, read.is_complete, read.alternatives) == (
        pattern,
        certain,
        complete,
        names,
    )


@given(strategies.from_regex(r"[A-Za-zĀ-ž]{1,20}", fullmatch=True))
def test_a_legible_name_could_be_itself(name: str) -> None:
    assert could_be(name, name)


def test_many_wildcards_take_no_longer_than_few() -> None:
    assert not could_be("*a" * 40 + "b", "a" * 400)
