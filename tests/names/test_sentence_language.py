"""The language of a sentence is told by its small words; names and single words tell nothing."""

import pytest

from records.names.sentence_language import sentence_language

CASES = [
    ("The February train from Sarny to Kotłas", "en"),
    ("Release certificate of Zarębski Władysław, son of Antoni", "en"),
    ("A tanker in March", "en"),
    ("Crushed by a felled tree.", "en"),
    ("Jedna kartka z łagru, wypisana na maszynie", "pl"),
    ("przy Janie Sowie", "pl"),
    ("Die Männer blieben bei der Armee", "de"),
    ("W. Kowalski", ""),
    ("Antoni i Maria", ""),
    ("Zarębski Władysław", ""),
    ("malaria", ""),
    ("in Teheran", ""),
    ("Шиманский Ян Антонович", ""),
    ("", ""),
]


@pytest.mark.parametrize(("text", "language"), CASES)
def test_small_words_tell_the_language(text: str, language: str) -> None:
    assert sentence_language(text) == language
