"""About the site: privacy, how names are searched, how rival claims are treated, where the data are from."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.counting import all_names, counts
from records.website.access import Edition, everyone_may_read


@everyone_may_read
def about(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the page about the site."""
    numbers = counts(edition)
    context = {
        "years": settings.PRESUMED_DEAD_AFTER_YEARS,
        "people": numbers.get("person", 0),
        "documents": numbers.get("document", 0),
        "stages": numbers.get("stage", 0),
        "names": all_names(edition),
    }
    return render(request, "website/about.html", context)
