"""Whose journey it is: the people of a record, their stages in order, and the cards of all that these speak of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from records.edition.queries import Card, Key, Listed, Page, cards, get_pages, stages_of
from records.website.access import Edition, page_or_404
from records.website.person_family import family_members
from records.website.person_words import PersonWords, person_words
from records.website.stage_order import in_order

# A long list would be a thicket of lines; its people have pages of their own.
MOST_PEOPLE = 16


@dataclass(frozen=True, slots=True)
class Journey:
    """A journey of several people; ``others`` counts those who are left out because they are too many."""

    page: Page
    people: list[PersonWords]
    stages: Sequence[Listed]
    known: Mapping[Key, Card]
    others: int


def journey_of(edition: Edition, kind: str, record_id: str) -> Journey:
    """Return the journey of a person with the family, of a history or of those a document names; 404 without it."""
    page = page_or_404(edition, kind, record_id)
    ids = _TRAVELLERS[kind](edition, page)
    shown = ids[:MOST_PEOPLE]
    stages = in_order(stages_of(edition, shown))
    places = [("place", stage.card[key]) for stage in stages for key in ("place", "origin")]
    known = cards(edition, [*places, *(("person", one) for one in shown)])
    people = [person_words(one, known["person", one]) for one in shown if ("person", one) in known]
    return Journey(page, people, stages, known, max(0, len(ids) - MOST_PEOPLE))


def _with_the_family(edition: Edition, page: Page) -> list[str]:
    """Return a person and, after the person, the family: parents, brothers and sisters, partners, children."""
    families = [row["id"] for row in page.body["families_as_child"]] + page.body["families_as_partner"]
    members = [record_id for _kind, record_id in family_members(get_pages(edition, "family", families))]
    return list(dict.fromkeys([page.id, *members]))


def _of_the_history(edition: Edition, page: Page) -> list[str]:
    return list(page.body["people"])


def _on_the_document(edition: Edition, page: Page) -> list[str]:
    """Return those whom a document names, as far as the archive is sure or thinks it probable."""
    named = (one for mention in page.body["mentions"] for one in mention["people"] if one["certainty"] != "uncertain")
    return list(dict.fromkeys(one["person"] for one in named))


_TRAVELLERS: dict[str, Callable[[Edition, Page], list[str]]] = {
    "person": _with_the_family,
    "history": _of_the_history,
    "document": _on_the_document,
}
