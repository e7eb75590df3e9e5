"""The surnames: every recorded spelling under the family it belongs to."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.edition.queries import SurnameFamily, surname_initials
from records.edition.queries import surnames as surname_families
from records.names.folding import script_of
from records.website.access import Edition, everyone_may_read
from records.website.language_words import Spoken, guessed
from records.website.next_links import link_with, next_link
from records.website.person_words import reading_of

# A line of the list holds so many spellings.
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Spelling:
    """One recorded spelling of a surname, the script it is in, and how it is read where that is not Latin."""

    text: Spoken
    script: str
    reading: Spoken


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
        "families": [(family, *shortened(spellings(family))) for family in families],
        "next": next_link(request, following),
    }
    return render(request, "website/surnames.html", context)


def spellings(family: SurnameFamily) -> list[Spelling]:
    """Return every spelling of a surname, those in Latin letters first."""
    forms = [Spelling(guessed(form), script_of(form), reading_of(form)) for form in family.forms]
    return sorted(forms, key=lambda form: form.script != "Latn")


def shortened(forms: list[Spelling]) -> tuple[list[Spelling], int]:
    """Return the first spellings of a family with very many, and how many are left out."""
    return forms[:SHOWN], max(len(forms) - SHOWN, 0)
