"""What is asked for as HTML to be printed: one template for each, filled from the edition in the language asked for."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from records.edition.queries import info
from records.edition.tables import DAY
from records.website.access import Edition, page_or_404
from records.website.chart_page import chart_of
from records.website.person_words import person_words
from records.website.printing.asked import Asked
from records.website.printing.booklet import booklet
from records.website.printing.person_sheet import Cited, person_sheet
from records.website.reader_language import gettext as _
from records.website.reader_language import speaking
from records.website.sharing import citations, day_words
from records.website.whole_journey_page import told_journey

# Millimetres of the sheet within its margins, and what heading and note take of a chart's height.
_PAPER_SIZES = {"a4": (277.0, 186.0), "a3": (400.0, 273.0)}
_HEADING = 27.0
# A millimetre for each unit of the drawing at most: two boxes need not fill a wall.
_LARGEST = 0.32


@dataclass(frozen=True, slots=True)
class Printed:
    """What is to be laid out: HTML and the language it is in."""

    html: str
    language: str


def printed(edition: Edition, asked: Asked) -> Printed:
    """Return the HTML of what is asked for; raise Http404 where the edition does not hold the record."""
    with speaking(asked.language):
        context = _SHEETS[asked.what](edition, asked)
        address = settings.SITE_ADDRESS + _address(asked)
        day = info(edition).get(DAY, "")
        context |= {
            "asked": asked,
            "language": asked.language,
            "day": day_words(day),
            "address": address,
            "citation": citations(_cited(asked, context), address, asked.id, day)[0],
        }
        return Printed(render_to_string(f"website/print/{asked.what}.html", context), asked.language)


def _cited(asked: Asked, context: dict[str, Any]) -> str:
    """Return how the print is called where it is cited."""
    if asked.what == "chart":
        return f"{context['label']}: {context['title']}"
    return (
        _("The journey: %(title)s") % {"title": context["title"]} if asked.what == "journey" else str(context["title"])
    )


def _address(asked: Asked) -> str:
    """Return where on the site that stands of which the print is."""
    if asked.what == "journey":
        return reverse(f"website:journey_{asked.kind}", args=[asked.id])
    if asked.what == "chart":
        return reverse("website:chart", args=[asked.id]) + f"?kind={asked.chart}"
    return reverse(f"website:{asked.kind}", args=[asked.id])


def _page(edition: Edition, asked: Asked) -> dict[str, Any]:
    page = page_or_404(edition, "person", asked.id)
    cited = Cited()
    sheet = person_sheet(edition, page, cited)
    person = sheet["person"]
    journey = told_journey(edition, "person", asked.id)
    own = {"footnotes": cited.footnotes, "maps": journey["maps"], "lines": journey["lines"]}
    return {"sheet": sheet, "title": person.name, "invented": person.invented, **own}


def _journey(edition: Edition, asked: Asked) -> dict[str, Any]:
    journey = told_journey(edition, asked.kind, asked.id)
    return {"journey": journey, "title": journey["of"]}


def _chart(edition: Edition, asked: Asked) -> dict[str, Any]:
    page = page_or_404(edition, "person", asked.id)
    chart = chart_of(edition, page, asked.chart, asked.generations)
    if "chart" in chart:
        chart["size"] = size_of(chart, asked.paper)
    return {**chart, "one": chart, "title": person_words(page.id, page.card).name}


def size_of(chart: dict[str, Any], paper: str) -> tuple[float, float]:
    """Return width and height in millimetres at which a chart fits on one sheet of this paper laid across."""
    width, height = _PAPER_SIZES[paper]
    tree = chart["chart"].tree
    scale = min(width / tree.width, (height - _HEADING) / tree.height, _LARGEST)
    return tree.width * scale, tree.height * scale


def _booklet(edition: Edition, asked: Asked) -> dict[str, Any]:
    found = booklet(edition, asked)
    for chart in found["charts"]:
        chart["size"] = size_of(chart, "a4")
    return found


_SHEETS: dict[str, Callable[[Edition, Asked], dict[str, Any]]] = {
    "page": _page,
    "journey": _journey,
    "chart": _chart,
    "booklet": _booklet,
}
