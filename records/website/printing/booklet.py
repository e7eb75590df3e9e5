"""The booklet of a family: of a history, or of a person with parents, brothers and sisters, partners and children."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from records.edition.family_ties import births_above, children_below
from records.edition.queries import Page, cards, get_pages, linking, stages_of
from records.website.access import Edition, page_or_404
from records.website.chart_page import chart_of
from records.website.history_story import Held, documents_in, named_in, narratives, stories
from records.website.history_words import history_words
from records.website.person_family import family_members
from records.website.person_words import person_words
from records.website.printing.asked import Asked
from records.website.printing.paper_sheet import paper_sheets
from records.website.printing.person_sheet import Cited, person_sheet
from records.website.reader_language import page_language
from records.website.stage_order import in_order
from records.website.whole_journey_page import told_journey

# What is more than these has pages on the site; the booklet says how many are left out.
MOST_PEOPLE, MOST_PAPERS = 100, 120
_GENERATIONS = {"descendants": 4, "hourglass": 3}


def booklet(edition: Edition, asked: Asked) -> dict[str, Any]:
    """Return all that stands in the booklet of this record."""
    page = page_or_404(edition, asked.kind, asked.id)
    ids = list(page.body["people"]) if asked.kind == "history" else _family_of(edition, page)
    people = get_pages(edition, "person", ids[:MOST_PEOPLE])
    shown = [people[one] for one in ids if one in people]
    cited = Cited()
    papers, more_papers = _papers(edition, [one.id for one in shown])
    context = {
        "sheets": [person_sheet(edition, one, cited) for one in shown],
        "more_people": max(0, len(ids) - MOST_PEOPLE),
        "charts": _charts(edition, shown, people),
        "papers": paper_sheets(edition, papers, people),
        "more_papers": more_papers,
        "journey": told_journey(edition, asked.kind, asked.id),
        "footnotes": cited.footnotes,
        "narratives": _stories(edition, page) if asked.kind == "history" else _story_of(edition, page),
    }
    if asked.kind == "history":
        words = history_words(page.id, page.card)
        return {**context, "title": words.title, "summary": words.summary, "invented": words.invented}
    person = person_words(page.id, page.card)
    return {**context, "title": person.name, "summary": None, "invented": person.invented, "of_family": True}


def _family_of(edition: Edition, page: Page) -> list[str]:
    families = [row["id"] for row in page.body["families_as_child"]] + page.body["families_as_partner"]
    members = [record_id for _kind, record_id in family_members(get_pages(edition, "family", families))]
    return list(dict.fromkeys([page.id, *members]))


def _story_of(edition: Edition, person: Page) -> list[Any]:
    """Return the story of the first history told here to which a person belongs, in one language alone."""
    rows = linking(edition, ("person", person.id), "history").rows
    told_here = [row.id for row in rows if not row.card["external"]][:1]
    for history in get_pages(edition, "history", told_here).values():
        first = _in_order(history)[:1]
        kept = [row for row in history.body["narratives"] if first and row["language"] == first[0]["language"]]
        return _stories(edition, replace(history, body={**history.body, "narratives": kept}))
    return []


def _in_order(history: Page) -> list[dict[str, Any]]:
    """Return the narratives, those in the reader's language first."""
    return sorted(history.body["narratives"], key=lambda row: row["language"] != page_language())


def _stories(edition: Edition, history: Page) -> list[Any]:
    rows = _in_order(history)
    read = stories(rows)
    stages = in_order(stages_of(edition, history.body["people"]))
    places = [("place", stage.card[key]) for stage in stages for key in ("place", "origin")]
    known = cards(edition, [*places, *named_in(read)])
    return narratives(rows, Held(known, get_pages(edition, "document", documents_in(read)), stages))


def _charts(edition: Edition, shown: Sequence[Page], people: dict[str, Page]) -> list[dict[str, Any]]:
    """Return the descendants of the oldest couple of the family, or what lies around the first of them."""
    if not shown:
        return []
    births = births_above(edition, list(people), 1)
    oldest = [one for one in shown if not any(birth.parents for birth in births.get(one.id, ()))]
    below = {one.id: len(children_below(edition, [one.id], _GENERATIONS["descendants"])) for one in oldest[:12]}
    root = max(oldest, key=lambda one: below.get(one.id, 0), default=shown[0])
    kinds = [("descendants", root)] if below.get(root.id) else []
    if not kinds or below[root.id] < len(shown) // 2:
        kinds.append(("hourglass", shown[0]))
    charts = [chart_of(edition, one, kind, _GENERATIONS[kind]) for kind, one in kinds]
    return [chart for chart in charts if not chart["is_empty"]]


def _papers(edition: Edition, people: Sequence[str]) -> tuple[list[Page], int]:
    """Return the documents that name these people, in the order of the people, and how many are left out."""
    found: dict[str, None] = {}
    for person in people:
        found |= dict.fromkeys(row.id for row in linking(edition, ("person", person), "document").rows)
    ids = list(found)
    pages = get_pages(edition, "document", ids[:MOST_PAPERS])
    return [pages[one] for one in ids if one in pages], max(0, len(ids) - MOST_PAPERS)
