"""The people of one surname, in all its spellings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import people_of_surname
from records.edition.queries import surnames as surname_families
from records.website.access import Edition, everyone_may_read
from records.website.next_links import after, next_link
from records.website.person_words import person_words
from records.website.surnames_page import spellings


@everyone_may_read
def surname(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """List the people who bear a surname."""
    family = next((row for row in surname_families(edition, prefix=key, limit=1)[0] if row.key == key), None)
    if family is None:
        raise Http404("Nobody of this surname is in this edition.")
    part = people_of_surname(edition, key, after=after(request))
    forms, reading = spellings(family)
    context = {
        "forms": forms,
        "reading": reading,
        "number": family.people,
        "people": [person_words(row.id, row.card) for row in part.rows],
        "next": next_link(request, part.next),
    }
    return render(request, "website/surname.html", context)
