"""Family histories in lists."""

from dataclasses import dataclass

from records.edition.queries import Card
from records.website.language_words import Spoken, in_reader_language, language_name


@dataclass(frozen=True, slots=True)
class HistoryWords:
    """A family history in a list; one told elsewhere has an address and a site, and no text here."""

    id: str
    title: Spoken
    summary: Spoken
    languages: list[str]
    people: int
    address: str
    site: str
    invented: bool


def history_words(history_id: str, card: Card) -> HistoryWords:
    """Word a history from its card."""
    external = card["external"] or {"url": "", "site": ""}
    return HistoryWords(
        history_id,
        in_reader_language(card["title"]),
        in_reader_language(card["summary"]),
        [language_name(code) for code in card["languages"]],
        card["people"],
        external["url"],
        external["site"],
        card["invented"],
    )
