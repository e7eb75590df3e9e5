"""Polish and German are complete: every word of the site, the kinds and the stages."""

import ast
import re
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.conf import settings

RECORDS = Path(settings.BASE_DIR) / "records"
PYTHON = [
    *sorted((RECORDS / "website").glob("*.py")),
    *(RECORDS / room / "kinds.py" for room in ("people", "places", "documents")),
    RECORDS / "journeys" / "stages.py",
]
PLACEHOLDER = re.compile(r"%\(\w+\)s")


def _catalogue(language: str):
    with (RECORDS / "locale" / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        return read_po(stream, locale=language)


def _words_of_python(file: Path) -> set[str]:
    calls = [node for node in ast.walk(ast.parse(file.read_text())) if isinstance(node, ast.Call)]
    named = [call for call in calls if isinstance(call.func, ast.Name) and call.func.id in ("_", "gettext")]
    return {call.args[0].value for call in named if isinstance(call.args[0], ast.Constant)}


def _words_of_templates() -> set[str]:
    found: set[str] = set()
    for file in (RECORDS / "templates" / "website").rglob("*.html"):
        text = file.read_text()
        found |= {match.group(1) for match in re.finditer(r'{% translate "(.*?)" %}', text)}
        for match in re.finditer(r"{% blocktranslate.*?%}(.*?){% (?:plural|endblocktranslate) %}", text, re.S):
            found.add(re.sub(r"{{ (\w+) }}", r"%(\1)s", match.group(1)))
    return found


def _words_of_the_site() -> set[str]:
    return _words_of_templates().union(*(_words_of_python(file) for file in PYTHON))


@pytest.mark.parametrize(("language", "forms"), [("pl", 3), ("de", 2)])
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


@pytest.mark.parametrize("language", ["pl", "de"])
def test_translations_keep_their_placeholders(language: str) -> None:
    for message in _catalogue(language):
        if message.id and isinstance(message.id, str) and message.string:
            assert set(PLACEHOLDER.findall(message.id)) == set(PLACEHOLDER.findall(message.string)), message.id


def test_no_compiled_catalogue_is_kept_beside_its_source() -> None:
    assert list((RECORDS / "locale").rglob("*.mo")) == []
