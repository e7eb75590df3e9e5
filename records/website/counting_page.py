"""How we count: what a record is and what a person is, how many of each, and how many people that may be."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.formats import date_format

from records.edition.counting import all_names, counts, people_estimated
from records.website.access import Edition, everyone_may_read


@everyone_may_read
def counting(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show the method, and the figures of this edition."""
    numbers = counts(edition)
    context = {
        "names": all_names(edition),
        "people": numbers.get("person", 0),
        "documents": numbers.get("document", 0),
        "estimate": _estimate(people_estimated(edition)),
    }
    return render(request, "website/counting.html", context)


def _estimate(told: dict[str, Any] | None) -> dict[str, Any] | None:
    if told is None:
        return None
    day = date_format(date.fromisoformat(told["day"]), "j E Y")
    return {**told, "day": day, "records": told["people"] + told["names"]}
