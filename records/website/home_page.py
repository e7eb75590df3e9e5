"""The first page: what this is, one large search field, the ways in."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.counting import all_names, counts
from records.website.access import Edition, everyone_may_read
from records.website.reader_language import gettext as _


@everyone_may_read
def home(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the first page."""
    numbers = counts(edition)
    context = {
        "people": numbers.get("person", 0),
        "names": all_names(edition),
        "numbers": {kind: numbers.get(kind, 0) for kind in ("document", "stage", "place", "history", "source")},
        "examples": examples(),
    }
    return render(request, "website/home.html", context)


def examples() -> list[str]:
    """Return searches that show what the one field understands."""
    return [_("Szymanski Jan 1912"), "Домбровская", _("Nowak, near Wilejka"), _("Zarebska, father Wladyslaw")]
