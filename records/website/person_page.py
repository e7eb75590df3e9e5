"""A person: every form of the name, the events of the life, the journey, the family, the papers, the sources."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import capfirst

from records.drawing.route_maps import RouteMap
from records.edition.queries import Card, Key, Page, cards, get_pages, linked_cards, linking
from records.edition.who_was_there import numbers_on_stages
from records.names.folding import script_of
from records.names.patronymics import patronymic_in_heading
from records.people.father_words import child_of
from records.people.kinds import NAME_KINDS
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.document_words import DocumentWords, document_words
from records.website.footnotes import Footnotes
from records.website.history_words import history_words
from records.website.language_words import Spoken, guessed, language_name, script_name, spoken
from records.website.life_events import event_groups
from records.website.next_links import after, next_link
from records.website.person_family import family_members, family_places, own_families, parent_families
from records.website.person_journey import Step, person_steps, places_of_stages
from records.website.person_words import person_words, reading_of
from records.website.request_facts import request_facts
from records.website.route_words import person_route
from records.website.sharing import sharing


@dataclass(frozen=True, slots=True)
class NameForm:
    """One recorded form of a name."""

    name: Spoken
    child_of: str
    kind: str
    language: str
    script: str
    called: str
    reading: Spoken
    written: Spoken
    note: str
    notes: list[int]


@dataclass(frozen=True, slots=True)
class SurnameLink:
    """A surname of the person that leads to all who bear it: one form, how it is read, and the other forms."""

    key: str
    form: Spoken
    reading: Spoken
    others: list[Spoken]


@everyone_may_read
def person(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show one person."""
    page = page_or_404(edition, "person", record_id)
    families = get_pages(edition, "family", _family_ids(page))
    known = linked_cards(edition, "person", record_id)
    known |= cards(edition, [*places_of_stages(known), *family_members(families), *family_places(families)])
    documents = linking(edition, ("person", record_id), "document", after=after(request))
    histories = linking(edition, ("person", record_id), "history")
    footnotes = Footnotes(known)
    context = {
        "person": person_words(record_id, page.card),
        "note": page.body["note"],
        "reference": page.body["reference"],
        "names": [name_form(name, page.body["sex"], footnotes) for name in page.body["names"]],
        "surname_links": surname_links(page.body["names"]),
        "events": event_groups(page.body["events"], known, footnotes),
        "steps": (steps := _steps(edition, page, known)),
        "maps": _maps(page, known, steps),
        "parent_families": parent_families(page, families, known, footnotes),
        "own_families": own_families(page, families, known, footnotes),
        "documents": (papers := _documents(documents.rows)),
        "some_guessed": any(paper.only_guessed for paper in papers),
        "more_documents": next_link(request, documents.next),
        "histories": [history_words(row.id, row.card) for row in histories.rows],
        "general_notes": footnotes.cite(page.body["citations"]),
        "footnotes": footnotes,
        "request_facts": request_facts(page, known) if any(step.gaps for step in steps) else [],
    }
    title = str(person_words(record_id, page.card).name)
    context["sharing"] = sharing(request, edition, page, title, card=bool(context["maps"]))
    return render(request, "website/person.html", context)


def _family_ids(page: Page) -> list[str]:
    return [row["id"] for row in page.body["families_as_child"]] + page.body["families_as_partner"]


def _steps(edition: Edition, page: Page, known: Mapping[Key, Card]) -> list[Step]:
    journey = page.body["journey"]
    return person_steps(journey, known, numbers_on_stages(edition, [row["stage"] for row in journey]))


def _maps(page: Page, known: Mapping[Key, Card], steps: list[Step]) -> list[RouteMap]:
    gaps = [place for place, step in enumerate(steps) if step.gaps]
    return person_route(page.body["journey"], known, gaps)


def _documents(rows: list[Any]) -> list[DocumentWords]:
    return [document_words(row.id, row.card, row.more.get("certainty", "sure")) for row in rows]


def surname_links(names: Iterable[Mapping[str, Any]]) -> list[SurnameLink]:
    """Return each surname family of the person once, those with a form in Latin letters first."""
    forms: dict[str, dict[str, None]] = {}
    for name in names:
        if name["family_key"]:
            forms.setdefault(name["family_key"], {})[name["surname"]] = None
    links = []
    for key, recorded in forms.items():
        first, *others = sorted(recorded, key=_in_other_letters)
        links.append(SurnameLink(key, guessed(first), reading_of(first), [guessed(other) for other in others]))
    return sorted(links, key=lambda link: bool(link.reading))


def _in_other_letters(form: str) -> bool:
    """Tell whether a form is not in the letters of our three languages."""
    return script_of(form) != "Latn"


def name_form(name: dict[str, Any], sex: str, footnotes: Footnotes) -> NameForm:
    """Word one recorded form of a name of somebody of this sex."""
    parts = (name["prefix"], name["given"], patronymic_in_heading(name["patronymic"]), name["surname"], name["suffix"])
    shown = " ".join(part for part in parts if part) or name["as_written"] or name["nickname"]
    written = name["as_written"] if name["as_written"] != shown else ""
    return NameForm(
        spoken(shown, name["language"]),
        child_of(name["patronymic"], sex),
        str(capfirst(str(NAME_KINDS.get(name["kind"], name["kind"])))),
        language_name(name["language"]) if name["language"] else "",
        script_name(name["script"]),
        name["nickname"] if name["nickname"] != shown else "",
        spoken(name["reading"], "pl"),
        spoken(written, name["language"]),
        name["note"],
        footnotes.cite(name["citations"]),
    )
