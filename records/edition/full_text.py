"""Searching the running text: histories and transcriptions that hold every word, with the place where they stand.

Words are found by search keys of the role "text" (folded; Cyrillic ones also in Latin letters), so that SQLite and
PostgreSQL answer alike; the snippet is cut from the page itself.
"""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

import sqlalchemy as sa

from records.edition.tables import page, search_key
from records.names.folding import fold, script_of
from records.names.transliteration import to_polish_letters

TEXT_ROLE = "text"
# A page with more distinct words is found by the first of them only.
MOST_WORDS_OF_A_PAGE = 5000
_SHORTEST, _MOST_WORDS, _MOST_PAGES = 3, 8, 60
_AROUND = 90
_WORD = re.compile(r"[^\W\d_][^\W_]*(?:['’\-][^\W_]+)*|\d{2,}")
# A picture, map or link in a narrative (Markdown): the words in brackets are read, not where they lead.
_LINK = re.compile(r"!?\[([^\]\[]*)\]\([^()\s]*\)")
# Its other marks: stress before or after a word, headings, quotations; a star that stands alone means "born".
_MARKS = re.compile(r"\*{1,3}(?=\S)|(?<=\S)\*{1,3}|\b_{1,2}|_{1,2}\b|`+|^ {0,3}(?:#{1,6} +|> ?|\|)|\|$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class TextFound:
    """One page whose text holds the words: ``before``, ``match`` and ``after`` are a stretch of it around the first."""

    kind: str
    id: str
    card: dict[str, Any]
    before: str
    match: str
    after: str


def text_keys(texts: Iterable[str]) -> list[str]:
    """Return the keys of the words of a page's texts, each once, in the order in which they come."""
    keys: dict[str, None] = {}
    for text in texts:
        for match in _WORD.finditer(text):
            for key in keys_of_word(match.group()):
                keys[key] = None
        if len(keys) >= MOST_WORDS_OF_A_PAGE:
            break
    return list(keys)[:MOST_WORDS_OF_A_PAGE]


@lru_cache(maxsize=50_000)
def keys_of_word(word: str) -> tuple[str, ...]:
    """Return a word folded, and in Latin letters if it is Cyrillic; words of less than three letters have none."""
    folded = fold(word).replace(" ", "")
    keys = [folded, fold(to_polish_letters(word)).replace(" ", "")] if script_of(word) == "Cyrl" else [folded]
    return tuple(key[:150] for key in dict.fromkeys(keys) if len(key) >= _SHORTEST)


def search_texts(connection: sa.Connection, text: str, limit: int = 10) -> list[TextFound]:
    """Return the pages whose text holds every word, with a snippet around the first place where one stands."""
    words = [keys for match in _WORD.finditer(text[:300]) if (keys := keys_of_word(match.group()))][:_MOST_WORDS]
    if not words:
        return []
    asked = {f"keys_{place}": keys for place, keys in enumerate(words)}
    rows = connection.execute(_question(len(words)), {**asked, "most": min(limit, _MOST_PAGES)})
    wanted = {key for keys in words for key in keys}
    return [
        TextFound(row.kind, row.id, json.loads(row.card), *_snippet(texts_of(row.kind, json.loads(row.body)), wanted))
        for row in rows
    ]


@cache
def _question(words: int) -> sa.Select[tuple[str, str, str, str]]:
    """Ask for the pages whose text holds so many words: put into words once for each number."""
    found = sa.select(search_key.c.kind, search_key.c.id).where(search_key.c.role == TEXT_ROLE)
    places = range(words)
    holding = [found.where(search_key.c.key.in_(sa.bindparam(f"keys_{place}", expanding=True))) for place in places]
    joined = sa.intersect(*holding).subquery() if words > 1 else holding[0].distinct().subquery()
    return (
        sa.select(page.c.kind, page.c.id, page.c.card, page.c.body)
        .select_from(joined.join(page, (page.c.kind == joined.c.kind) & (page.c.id == joined.c.id)))
        .order_by(page.c.kind.desc(), page.c.sort_key, page.c.id)
        .limit(sa.bindparam("most"))
    )


def texts_of(kind: str, body: dict[str, Any]) -> Iterator[str]:
    """Yield the running texts of a page."""
    for part in body.get("narratives", []) if kind == "history" else body.get("transcriptions", []):
        if part.get("title"):
            yield str(part["title"])
        yield _plain(str(part["text"])) if kind == "history" else str(part["text"])
    for part in body.get("translations", []):
        yield str(part["text"])


def _plain(markdown: str) -> str:
    return _MARKS.sub("", _LINK.sub(r"\1", markdown))


def _snippet(texts: Iterable[str], wanted: set[str]) -> tuple[str, str, str]:
    """Return the words around the place where most of the words sought stand together."""
    best: tuple[int, str, re.Match[str]] | None = None
    for text in texts:
        hits = [match for match in _WORD.finditer(text) if wanted.intersection(keys_of_word(match.group()))]
        for place, match in enumerate(hits):
            near = [other for other in hits[place:] if other.start() - match.start() <= _AROUND]
            different = len({fold(other.group()) for other in near})
            if best is None or different > best[0]:
                best = (different, text, match)
    if best is None:
        return "", "", ""
    _number, text, match = best
    return _before(text, match.start()), match.group(), _after(text, match.end())


def _before(text: str, end: int) -> str:
    start = max(end - _AROUND, 0)
    piece = text[start:end]
    return piece if start == 0 else "…" + piece.partition(" ")[2]


def _after(text: str, start: int) -> str:
    piece = text[start : start + _AROUND]
    return piece if start + _AROUND >= len(text) else piece.rpartition(" ")[0] + "…"
