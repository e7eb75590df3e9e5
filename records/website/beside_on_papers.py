"""Who stands beside somebody on papers: as what each is named there, and who of them was on a stage as well."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from records.documents.page_words import relation_words
from records.edition.queries import Card, Key, Page
from records.edition.who_was_there import Neighbour, PersonsStay
from records.website.document_words import DocumentWords, document_words, role_words
from records.website.person_words import PersonWords, person_words

StaysOfPeople = Mapping[str, Sequence[PersonsStay]]


@dataclass(frozen=True, slots=True)
class Beside:
    """Somebody who stands near on a document: as what, so many rows away, and whether it is sure who both names are."""

    person: PersonWords
    named: str
    away: int
    row: str
    sure: bool

    @property
    def rows(self) -> int:
        return abs(self.away)


@dataclass(frozen=True, slots=True)
class OnPaper:
    """A document that names the person, as what, with those who stand near."""

    document: DocumentWords
    kind: str
    named: str
    people: list[Beside]

    def parts(self, people: Collection[str]) -> list["OnPaper"]:
        """Return the paper with these people alone, or nothing where none of them stands on it."""
        kept = [one for one in self.people if one.person.id in people]
        return [replace(self, people=kept)] if kept else []


def on_papers(
    person: str, neighbours: Iterable[Neighbour], documents: Mapping[str, Page], known: Mapping[Key, Card]
) -> list[OnPaper]:
    """Return the papers on which these stand near somebody, as far as documents and people are known."""
    papers: dict[str, OnPaper] = {}
    for one in neighbours:
        page, card = documents.get(one.document), known.get(("person", one.person))
        if page and card:
            paper = papers.setdefault(
                one.document,
                OnPaper(document_words(page.id, page.card), page.card["kind"], _named(page, person), []),
            )
            words = person_words(one.person, card)
            paper.people.append(Beside(words, _named(page, one.person, one.row), one.away, one.row, one.sure))
    return list(papers.values())


def was_on(own: PersonsStay, stays: Iterable[PersonsStay]) -> bool:
    """Tell whether one of these stays was on the same stage, or on one of its kind at its place."""
    return any(
        stay.stage == own.stage or (stay.code == own.code and own.place is not None and stay.place == own.place)
        for stay in stays
    )


def _named(page: Page, person: str, row: str = "") -> str:
    """Return as what a document names somebody, or nothing where it is a list of equals."""
    found = [one for one in page.body["mentions"] if any(named["person"] == person for named in one["people"])]
    mention = next((one for one in found if one["row"][:100] == row), found[0] if found else None)
    return _words_of(mention, page.card["kind"]) if mention else ""


def _words_of(mention: Mapping[str, Any], kind: str) -> str:
    """Return the relation to the holder, which says more than the role; "listed" says nothing."""
    if mention["relation"]:
        return relation_words(mention["relation"])
    return "" if mention["role"] == "listed" else role_words(mention["role"], kind)
