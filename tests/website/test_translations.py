"""Polish and German are complete: every word of the site and of the desk, the kinds and the stages."""

import ast
import re
import shutil
from pathlib import Path

import pytest
from babel.messages.catalog import Message
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management import call_command
from jinja2 import Environment, nodes

RECORDS = Path(settings.BASE_DIR) / "records"
PYTHON = [
    *sorted((RECORDS / "website").glob("*.py")),
    *(RECORDS / room / "kinds.py" for room in ("people", "places", "documents")),
    RECORDS / "journeys" / "stages.py",
]
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|%[sd]|\{\w*\}")
FORMS = [("pl", 3), ("de", 2)]
# What Django's makemessages calls.
GETTEXT = ("xgettext", "msguniq", "msgmerge", "msgattrib")


def _catalogue(language: str):
    with (RECORDS / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return read_po(stream, locale=language)


def _forms(words: str | tuple[str, ...] | list[str]) -> list[str]:
    """Return singular and plurals of a message's id or translation."""
    return [words] if isinstance(words, str) else list(words)


def _messages(language: str) -> list[Message]:
    return [message for message in _catalogue(language) if message.id]


def _words_of_python(file: Path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "gettext")]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def _words_of_templates() -> set[str]:
    return {
        call.args[0].value
        for file in (RECORDS / "jinja2").rglob("*.html")
        for call in _calls_of_words(file)
        if isinstance(call.args[0], nodes.Const)
    }


def _calls_of_words(file: Path) -> list[nodes.Call]:
    calls = Environment().parse(file.read_text()).find_all(nodes.Call)
    return [call for call in calls if isinstance(call.node, nodes.Name) and call.node.name in ("_", "ngettext")]


def _words_of_the_site() -> set[str]:
    return _words_of_templates().union(*(_words_of_python(file) for file in PYTHON))


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_no_word_of_the_site_is_untranslated(language: str, forms: int) -> None:
    catalogue = _catalogue(language)
    words = _words_of_the_site()
    assert len(words) > 500
    missing = []
    for word in sorted(words):
        message = catalogue.get(word)
        strings = [] if message is None else ([message.string] if isinstance(message.string, str) else message.string)
        if not strings or not all(strings) or message.fuzzy:
            missing.append(word)
        if message is not None and message.pluralizable:
            assert len(strings) == forms, word
    assert missing == []


@pytest.mark.parametrize("file", sorted((RECORDS / "jinja2").rglob("*.html")), ids=lambda file: file.stem)
def test_a_page_asks_for_plain_words_only(file: Path) -> None:
    # What _ returns is not escaped, as the catalogue is ours: so what it is asked for must be written in the template.
    for call in _calls_of_words(file):
        assert isinstance(call.args[0], nodes.Const), (file, call.lineno)


@pytest.mark.parametrize(("language", "forms"), FORMS)
def test_the_whole_catalogue_is_translated(language: str, forms: int) -> None:
    messages = _messages(language)
    assert len(messages) > 900
    unfinished = []
    for message in messages:
        strings = _forms(message.string)
        expected = forms if message.pluralizable else 1
        if message.fuzzy or len(strings) != expected or not all(word.strip() for word in strings):
            unfinished.append(message.id)
    assert unfinished == []


@pytest.mark.parametrize("language", ["pl", "de"])
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in _messages(language):
        # A singular may say "one" where the plural has its number, so the plural counts.
        wanted = set(PLACEHOLDER.findall(_forms(message.id)[-1]))
        for words in _forms(message.string):
            assert set(PLACEHOLDER.findall(words)) == wanted, message.id


def test_the_catalogues_hold_just_the_words_of_the_code(tmp_path: Path, monkeypatch, settings) -> None:
    if not all(map(shutil.which, GETTEXT)):
        # Nothing else needs gettext, so its absence is no failure, even in CI.
        pytest.skip("Collecting the words of the code anew needs GNU gettext; install it to check for new words.")
    copy = tmp_path / "records"
    shutil.copytree(RECORDS, copy, ignore=shutil.ignore_patterns("locale", "__pycache__", "static"))
    (copy / "locale").mkdir()
    settings.LOCALE_PATHS = []
    monkeypatch.chdir(copy)
    call_command("makemessages", locale=["pl"], verbosity=0)
    with (copy / "locale" / "pl" / "LC_MESSAGES" / "django.po").open("rb") as stream:
        collected = {str(message.id) for message in read_po(stream, locale="pl") if message.id}
    assert collected
    for language, _number in FORMS:
        kept = {str(message.id) for message in _messages(language)}
        assert (sorted(collected - kept), sorted(kept - collected)) == ([], []), language


def test_no_compiled_catalogue_is_kept_beside_its_source() -> None:
    assert list((RECORDS / "locale").rglob("*.mo")) == []
