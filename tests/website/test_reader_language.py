"""The language of a page is settled once, and nothing changes it past the website's own words."""

import ast
from pathlib import Path

import pytest
from django.utils import translation

from records.website import reader_language
from records.website.reader_language import gettext, gettext_lazy, language_settled, page_language, speaking

_WEBSITE = Path(reader_language.__file__).parent
# The same in every language of a page, or asked for so seldom that Django's own look-up will do.
_ALLOWED = {"ngettext", "gettext_noop"}


@pytest.mark.parametrize(("language", "word"), [("en", "Places"), ("pl", "Miejsca"), ("de", "Orte")])
def test_words_are_those_of_the_language_asked_for(language: str, word: str) -> None:
    with translation.override(language):
        assert (gettext("Places"), page_language()) == (word, language)
        with language_settled():
            assert (gettext("Places"), gettext("Places"), page_language()) == (word, word, language)


def test_within_a_page_another_language_can_be_spoken_and_is_left_again() -> None:
    waiting = gettext_lazy("Places")
    with translation.override("pl"), language_settled():
        with speaking("de"):
            assert (gettext("Places"), str(waiting), page_language(), translation.get_language()) == (
                "Orte", "Orte", "de", "de",
            )  # fmt: skip
        assert (gettext("Places"), str(waiting), page_language()) == ("Miejsca", "Miejsca", "pl")


def test_a_page_that_fails_leaves_no_language_behind() -> None:
    with pytest.raises(ZeroDivisionError), translation.override("pl"), language_settled():
        raise ZeroDivisionError
    with translation.override("de"):
        assert (gettext("Places"), page_language()) == ("Orte", "de")


def test_a_word_first_asked_for_in_one_language_is_not_taken_for_that_of_another() -> None:
    with translation.override("pl"), language_settled(), translation.override("de"):
        # The catalogue of the page is asked, whatever Django's language is by now.
        assert gettext("Documents") == "Dokumenty"


def test_no_module_of_the_website_asks_django_for_words() -> None:
    past = [
        f"{path.name}: {name.name}"
        for path in _WEBSITE.rglob("*.py")
        if path.name != "reader_language.py"
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.ImportFrom) and node.module in ("django.utils.translation", "django.utils")
        for name in node.names
        if (node.module == "django.utils" and name.name == "translation")
        or (node.module == "django.utils.translation" and name.name not in _ALLOWED)
    ]
    assert past == []
