"""The charts of a person: ancestors, descendants, both around the person, and the relatives by what they are."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise

from records.edition.family_ties import births_above, children_below, died_on_the_way, partnerships
from records.edition.queries import Card, Page, cards
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.chart_people import (
    MOST_BOXES,
    Standing,
    ancestors,
    descendants,
    descent_of,
    people_of,
    without,
)
from records.website.chart_words import InChart, depth, drawn, goes_on, worded
from records.website.next_links import link_with
from records.website.pdf_links import pdf_links
from records.website.person_words import person_words
from records.website.reader_language import gettext_lazy as _
from records.website.relatives import relatives_of


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of chart: its label, the generations it shows unless asked otherwise, and the most it shows."""

    label: str | Promise
    usual: int = 0
    most: int = 0


KINDS = {
    "ancestors": Kind(_("Ancestors"), 4, 8),
    "descendants": Kind(_("Descendants"), 3, 6),
    "hourglass": Kind(_("Ancestors and descendants"), 2, 4),
    "relatives": Kind(_("Relatives")),
}
_FIRST = "ancestors"


@dataclass(frozen=True, slots=True)
class Choice:
    """A link to another kind of chart, or to more or fewer generations."""

    label: str
    address: str
    chosen: bool = False


@everyone_may_read
def chart(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show a chart of one person."""
    page = page_or_404(edition, "person", record_id)
    kind, generations = chosen(request)
    context = chart_of(edition, page, kind, generations)
    context["kinds"] = [
        Choice(str(one.label), f"{request.path}?kind={code}", code == kind) for code, one in KINDS.items()
    ]
    context["pdfs"] = pdf_links(("pdf_chart", record_id), kind=kind, generations=str(generations))
    if kind != "relatives":
        trees = [tree for tree in (context["above"], context["below"]) if tree]
        # No link that leads to the same chart.
        if generations > 1 and max(map(depth, trees)) == generations:
            context["fewer"] = link_with(request, kind=kind, generations=str(generations - 1))
        if generations < KINDS[kind].most and any(goes_on(tree, generations) for tree in trees):
            context["further"] = link_with(request, kind=kind, generations=str(generations + 1))
    return render(request, "website/chart.html", context)


def chart_of(edition: Edition, page: Page, kind: str, generations: int) -> dict[str, Any]:
    """Return a chart of this person, as its page and its PDF show it."""
    context = {
        "person": person_words(page.id, page.card),
        "kind": kind,
        "label": KINDS[kind].label,
        "generations": generations,
    }
    if kind == "relatives":
        return context | {"groups": relatives_of(edition, page.id, str(page.card["sex"]))}
    return context | _TREES[kind](edition, page, generations)


def chosen(request: HttpRequest) -> tuple[str, int]:
    """Return the kind of chart that is asked for and how many generations; of what there is not, the usual."""
    kind = request.GET.get("kind", "")
    kind = kind if kind in KINDS else _FIRST
    asked, of_kind = request.GET.get("generations", ""), KINDS[kind]
    # Two digits at most: what is longer is no number of generations.
    number = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 3 else of_kind.usual
    return kind, max(min(number, of_kind.most), min(1, of_kind.most))


def _ancestors(edition: Edition, page: Page, generations: int) -> dict[str, Any]:
    standing = _above(edition, page, generations)
    known, graves = _cards(edition, page, standing)
    root = worded(without(standing, known), "ancestors", known, graves)
    return _shown(root, above=root)


def _descendants(edition: Edition, page: Page, generations: int) -> dict[str, Any]:
    standing = _below(edition, page, generations)
    known, graves = _cards(edition, page, standing)
    root = worded(without(standing, known), "descendants", known, graves)
    return _shown(root, below=root)


def _hourglass(edition: Edition, page: Page, generations: int) -> dict[str, Any]:
    above = _above(edition, page, generations, MOST_BOXES // 2)
    below = _below(edition, page, generations, MOST_BOXES // 2)
    known, graves = _cards(edition, page, above, below)
    up = worded(without(above, known), "ancestors", known, graves)
    down = worded(without(below, known), "descendants", known, graves)
    return _shown(down, up, above=up, below=down)


def _shown(
    root: InChart, left: InChart | None = None, *, above: InChart | None = None, below: InChart | None = None
) -> dict[str, Any]:
    root.is_root = True
    picture = drawn(root, left)
    return {"chart": picture, "above": above, "below": below, "is_empty": len(picture.everyone) < 2}


_TREES: dict[str, Callable[[Edition, Page, int], dict[str, Any]]] = {
    "ancestors": _ancestors,
    "descendants": _descendants,
    "hourglass": _hourglass,
}


def _above(edition: Edition, page: Page, generations: int, room: int = MOST_BOXES) -> Standing:
    # One generation more than is shown, so that the chart can say where it goes on.
    return ancestors(page.id, births_above(edition, [page.id], generations + 1), generations, room)


def _below(edition: Edition, page: Page, generations: int, room: int = MOST_BOXES) -> Standing:
    children = children_below(edition, [page.id], generations + 1)
    people = dict.fromkeys([page.id, *(child.child for child in children)])
    return descendants(page.id, descent_of(children, partnerships(edition, list(people))), generations, room)


def _cards(edition: Edition, page: Page, *standing: Standing) -> tuple[dict[str, Card], dict[str, Card]]:
    """Return the cards of everyone in the trees, and of the places where some of them died on the journey."""
    people = people_of(*standing)
    known = {key[1]: card for key, card in cards(edition, [("person", one) for one in people]).items()}
    return known, died_on_the_way(edition, people)
