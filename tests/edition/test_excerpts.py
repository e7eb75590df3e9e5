"""What is cut out of a history shows its words, and not the marks with which it is written."""

import pytest

from records.edition.full_text import texts_of


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("only: **Шиманский Ян Антонович**, born in 1911", "only: Шиманский Ян Антонович, born in 1911"),
        ("The *Kresy* and __two__ _more_", "The Kresy and two more"),
        ("# A head\n\n> quoted", "A head\n\nquoted"),
        ("See [the paper](document:abc) and ![it](picture:1)", "See the paper and it"),
        ("* 1911, † 1944", "* 1911, † 1944"),
        ("a_name_of_words and 3 * 4", "a_name_of_words and 3 * 4"),
    ],
)
def test_marks_of_a_history_are_not_read(written: str, read: str) -> None:
    assert list(texts_of("history", {"narratives": [{"title": "", "text": written}]})) == [read]


def test_the_words_of_a_paper_stay_as_they_stand() -> None:
    text = "nazwisko *** nieczytelne"
    assert list(texts_of("document", {"transcriptions": [{"text": text}]})) == [text]
