"""The surnames: every recorded spelling under the family it belongs to."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import SurnameFamily, surname_initials
from records.edition.queries import surnames as surname_families
from records.website.access import Edition, everyone_may_read
from records.website.language_words import Spoken, guessed
from records.website.next_links import link_with, next_link
from records.website.person_words import reading_of


@everyone_may_read
def surnames(request: HttpRequest, edition: Edition) -> HttpResponse:
    """List surnames, all or those with one initial."""
    initial = request.GET.get("initial", "")[:1].lower()
    families, following = surname_families(edition, prefix=initial, after=request.GET.get("after", "")[:150])
    initials = surname_initials(edition)
    context = {
        "initials": [
            (letter.upper(), link_with(request, initial=letter, after=""), letter == initial) for letter in initials
        ],
        "initial": initial.upper() if initial in initials else "",
        "all_initials": link_with(request, initial="", after=""),
        "families": [(family, *spellings(family)) for family in families],
        "next": next_link(request, following),
    }
    return render(request, "website/surnames.html", context)


def spellings(family: SurnameFamily) -> tuple[list[Spoken], Spoken]:
    """Return every spelling of a surname, and how Cyrillic ones are read."""
    return [guessed(form) for form in family.forms], reading_of(family.forms[0]) if family.forms else Spoken("")
