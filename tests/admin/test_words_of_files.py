"""What other rooms say in English is known to the desk, sentence by sentence, and keeps what it quotes."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

import records
from records.admin.file_sentences import FINDINGS, PROBLEMS, SENTENCES
from records.admin.homeless_lines import _REMARKS
from records.admin.translating import _patterns, translated
from records.exporting.requests import ExportRefused, ExportRequest
from records.gedcom.problems import MESSAGES as PROBLEM_MESSAGES
from records.gedcom.validating.findings import MESSAGES as FINDING_MESSAGES
from records.gedcom.validating.findings import finding

ROOT = Path(records.__file__).parent
ROOMS = ("gedcom", "importing", "exporting")
REFUSALS = ("GedcomError", "ExportRefused")
# What only whoever types a command can do wrong.
OF_THE_COMMAND = re.compile(r"X is none of|The scope X must be|: there is no such format|let its name end|says GEDZIP")
SHAPE = re.compile(r"\{\w+\}")


def _spoken(node: ast.expr) -> str:
    """Return a string of the code, with an X for whatever is filled in."""
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(part.value if isinstance(part, ast.Constant) else "X" for part in node.values)
    return ""


def _refusals() -> Iterator[str]:
    for room in ROOMS:
        for file in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in REFUSALS:
                    yield _spoken(node.args[0]) if node.args else ""


def _known_shapes() -> set[str]:
    return {SHAPE.sub("X", sentence) for sentence in SENTENCES}


def test_what_is_asked_wrongly_of_an_export_is_known() -> None:
    with pytest.raises(ExportRefused) as refused, translation.override("en"):
        ExportRequest(generations=-5)
    assert any(pattern.fullmatch(str(refused.value)) for pattern, _known in _patterns())


def test_every_problem_and_finding_is_known() -> None:
    assert set(PROBLEM_MESSAGES.values()) <= set(PROBLEMS)
    assert set(FINDING_MESSAGES.values()) == set(FINDINGS)


def test_every_refusal_is_known() -> None:
    said = {
        sentence for sentence in _refusals() if sentence and sentence != "X" and not OF_THE_COMMAND.search(sentence)
    }
    assert len(said) > 20
    # What waits is a sentence of its own that may follow.
    assert {sentence.replace("Nothing was changed.X", "Nothing was changed.") for sentence in said} <= _known_shapes()


def test_every_remark_beside_a_path_is_known() -> None:
    remark = re.compile(r'\.keep\([^\n]*f?"[^"\n]*\{?\w*\}? \(([a-z][^"{}()]*)\)"')
    found = {
        match[1]
        for file in sorted((ROOT / "importing").glob("*.py"))
        for match in remark.finditer(file.read_text(encoding="utf-8"))
    }
    assert len(found) > 8
    assert found <= set(_REMARKS)


@given(code=st.sampled_from(sorted(FINDING_MESSAGES)), words=st.text(min_size=1, max_size=30))
def test_in_english_a_finding_stays_as_it_is(code: str, words: str) -> None:
    said = finding(1, code, tag=words, above=words, value=words).message
    with translation.override("en"):
        assert translated(said) == said


@given(st.text(max_size=60))
def test_any_other_sentence_stays_as_it_is(words: str) -> None:
    with translation.override("en"):
        assert translated(words) == words


@pytest.mark.parametrize("language", ["pl", "de"])
def test_what_a_sentence_quotes_is_kept(language: str) -> None:
    with translation.override(language):
        assert "FOO" in translated("FOO may not stand below MARR.")
        assert "MARR" in translated("FOO may not stand below MARR.")
        assert "ANSI" in translated("the header says ANSI; guessed by the letters")


def test_a_day_is_written_as_in_the_language_of_the_reader() -> None:
    sentence = "This very file was imported before, on 22 November 2026 (x.ged). Nothing was changed."
    with translation.override("pl"):
        assert "22 listopada 2026" in translated(sentence)
