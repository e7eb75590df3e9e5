"""A person in print: names in every form, the life with rival claims, the stages with their gaps, family and papers."""

from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise

from records.edition.queries import Card, Key, Page, cards, get_pages, linked_cards, linking
from records.website.access import Edition
from records.website.document_words import document_words
from records.website.footnotes import Footnotes
from records.website.life_events import event_groups
from records.website.person_family import family_members, family_places, own_families, parent_families
from records.website.person_journey import person_steps, places_of_stages
from records.website.person_page import name_form
from records.website.person_words import person_words
from records.website.request_facts import request_facts

Words = str | Promise


@dataclass(slots=True)
class Cited:
    """The numbered notes of the whole print, and the cards of all that is spoken of in it."""

    known: dict[Key, Card] = field(default_factory=dict)
    footnotes: Footnotes = field(init=False)

    def __post_init__(self) -> None:
        self.footnotes = Footnotes(self.known)


def person_sheet(edition: Edition, page: Page, cited: Cited) -> dict[str, Any]:
    """Return all that the print shows of one person."""
    families = get_pages(
        edition, "family", [row["id"] for row in page.body["families_as_child"]] + page.body["families_as_partner"]
    )
    known = linked_cards(edition, "person", page.id)
    known |= cards(edition, [*places_of_stages(known), *family_members(families), *family_places(families)])
    cited.known.update(known)
    notes = cited.footnotes
    steps = person_steps(page.body["journey"], known, {})
    documents = linking(edition, ("person", page.id), "document")
    return {
        "person": person_words(page.id, page.card),
        "note": page.body["note"],
        "names": [name_form(name, page.body["sex"], notes) for name in page.body["names"]],
        "events": event_groups(page.body["events"], known, notes),
        "steps": steps,
        "parent_families": parent_families(page, families, known, notes),
        "own_families": own_families(page, families, known, notes),
        "documents": [document_words(row.id, row.card) for row in documents.rows],
        "has_more_documents": bool(documents.next),
        "general_notes": notes.cite(page.body["citations"]),
        "request_facts": request_facts(page, known) if any(step.gaps for step in steps) else [],
    }
