"""Sources at the foot of a page, numbered in the order in which the page cites them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from records.documents.cited_words import cited_place
from records.edition.queries import Card, Key
from records.website.language_words import Spoken, guessed
from records.website.our_words import our_words
from records.website.reader_language import gettext as _


@dataclass(frozen=True, slots=True)
class Footnote:
    """One cited place in a source."""

    number: int
    source: str
    title: Spoken
    page: str
    quality: str
    text: Spoken
    note: str
    unverified: bool


class Footnotes:
    """Collects the citations of a page; the same page of the same source gets the same number."""

    def __init__(self, cards: Mapping[Key, Card]) -> None:
        self._cards = cards
        self._found: dict[tuple[Any, ...], Footnote] = {}

    def cite(self, citations: list[dict[str, Any]]) -> list[int]:
        """Return the numbers of these citations, in order."""
        return sorted({self._note(citation).number for citation in citations})

    def _note(self, citation: dict[str, Any]) -> Footnote:
        text, note = citation.get("text", ""), citation.get("note", "")
        key = (citation["source"], citation["page"], citation["quality"], text, note)
        if key not in self._found:
            card = self._cards.get(("source", citation["source"] or ""))
            self._found[key] = Footnote(
                len(self._found) + 1,
                citation["source"] if card else "",
                our_words(card["title"]) if card else Spoken(_("a source that is not public")),
                cited_place(citation["page"]),
                quality_words(citation["quality"]),
                guessed(text),
                note,
                bool(card and card["unverified"]),
            )
        return self._found[key]

    def __iter__(self) -> Any:
        return iter(self._found.values())

    def __len__(self) -> int:
        return len(self._found)


def quality_words(quality: int | None) -> str:
    """Say how close a source stands to what it tells."""
    words = {
        0: _("unreliable"),
        1: _("to be read with care: from memory or hearsay"),
        2: _("second hand: written later or by someone who was not there"),
        3: _("first hand: made at the time by those concerned"),
    }
    return words.get(quality, "") if quality is not None else ""
