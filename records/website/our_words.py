"""What this project wrote itself, in the reader's language: kinds and titles of sources, what is counted, common words.

The table is fixtures/reference/words.csv. What does not stand there is left as it was written, with its own language.
"""

import json
from functools import cache

from django.utils.text import capfirst

from records.fixture_files import fixture_path, fixture_rows
from records.website.language_words import Spoken, in_reader_language, sentence

LANGUAGES = ("en", "pl", "de")


def our_words(text: str) -> Spoken:
    """Return a text of ours in the reader's language; any other as it stands, with the language it is in."""
    known = _table().get(_key(text))
    if known is None:
        return sentence(text)
    said = in_reader_language(known)
    return Spoken(str(capfirst(said.text)), said.language) if text[:1].isupper() else said


def _key(text: str) -> str:
    return text.strip().removesuffix(".").casefold()


@cache
def _table() -> dict[str, dict[str, str]]:
    rows = [{language: row[language] for language in LANGUAGES} for row in fixture_rows("reference", "words.csv")]
    topics = json.loads(fixture_path("chronicle", "claims.json").read_text(encoding="utf-8"))
    # The edition holds our conclusions in English only; the fixture has them in three languages.
    rows += [topic["conclusion"]["reason"] for topic in topics if topic["conclusion"]]
    return {_key(row["en"]): row for row in rows}
