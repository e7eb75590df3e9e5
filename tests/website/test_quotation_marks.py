"""Quoted words stand between the marks of the reader's language."""

import pytest
from django.utils import translation

from records.website.language_words import Spoken
from records.website.spoken_text import in_quotes, quoted, said


@pytest.mark.parametrize(("language", "marked"), [("en", "“osada”"), ("pl", "„osada”"), ("de", "„osada“")])
def test_the_marks_are_those_of_the_language(language: str, marked: str) -> None:
    with translation.override(language):
        assert in_quotes("osada") == quoted("osada") == marked


def test_what_is_quoted_is_escaped_once() -> None:
    with translation.override("de"):
        assert quoted(said(Spoken("<b>", "ru"))) == '„<span lang="ru">&lt;b&gt;</span>“'
        assert in_quotes("a & b {}") == "„a & b {}“"
