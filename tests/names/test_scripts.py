"""The orthography of a name is told by its letters, and words typed on two keyboards are repaired."""

import pytest
from hypothesis import given, strategies

from records.names.scripts import language_of_script, mixed_letters

ORTHOGRAPHIES = [
    ("Szymański", "latin-polish"),
    ("Szymanski", "latin"),
    ("Müller", "german"),
    ("Шиманский", "russian"),
    ("Шиманский Ян Антонович", "russian"),
    ("Шиманський", "ukrainian"),
    ("Київ", "ukrainian"),
    ("Іванівна", "ukrainian"),
    ("Ґонта", "ukrainian"),
    ("Міцкевіч Яўген", "belarusian"),
    ("Шыманскі", "belarusian"),
    ("Адамавіч", "belarusian"),
    ("Шиманскій", "russian-pre-1918"),
    ("Новакъ", "russian-pre-1918"),
    ("Сѣмашко", "russian-pre-1918"),
    ("Ѳедоръ", "russian-pre-1918"),
    ("כהן", "hebrew"),
    ("גאָלדבערג", "hebrew"),
    ("Шимaнский", "mixed"),
    ("Jan Ян", "mixed"),
    ("1941", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "orthography"), ORTHOGRAPHIES)
def test_letters_tell_the_orthography(text: str, orthography: str) -> None:
    assert language_of_script(text) == orthography


# Written with escapes, for to the eye they are alike.
MIXED = [
    ("Шим\u0061нский", "Шиманский"),
    ("\u0043авицкий", "Савицкий"),
    ("К\u006fв\u0061ль", "Коваль"),
    ("N\u043ew\u0430k", "Nowak"),
    ("Новак", "Новак"),
    ("Nowak", "Nowak"),
    ("Nowakий", "Nowakий"),
]


@pytest.mark.parametrize(("typed", "meant"), MIXED)
def test_letters_of_the_wrong_keyboard_are_repaired(typed: str, meant: str) -> None:
    assert mixed_letters(typed) == meant


@given(strategies.text())
def test_any_text_has_an_orthography_and_keeps_its_length(text: str) -> None:
    language_of_script(text)
    assert len(mixed_letters(text)) == len(text)
