"""The people of one surname, in all its spellings."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from records.edition.queries import SurnameFamily, people_of_surname
from records.edition.queries import surnames as surname_families
from records.names.folding import fold
from records.names.surnames import family_key
from records.website.access import Edition, everyone_may_read
from records.website.language_words import Spoken, script_name
from records.website.next_links import after, next_link
from records.website.person_words import person_words
from records.website.surnames_page import Spelling, spellings


@everyone_may_read
def surname(request: HttpRequest, edition: Edition, key: str) -> HttpResponse:
    """List the people who bear a surname; any of its spellings in the address leads here."""
    family = _family(edition, key)
    if family is None:
        whole = family_key(key[:150])
        if whole != key and whole and _family(edition, whole):
            return redirect("website:surname", key=whole)
        raise Http404("Nobody of this surname is in this edition.")
    part = people_of_surname(edition, key, after=after(request))
    forms = spellings(family)
    context = {
        "heading": _heading(forms, key),
        "groups": _by_script(forms),
        "number": family.people,
        "people": [person_words(row.id, row.card) for row in part.rows],
        "next": next_link(request, part.next),
    }
    return render(request, "website/surname.html", context)


def _heading(forms: list[Spelling], key: str) -> Spoken:
    """Return the spelling that heads the page: the family's own, with its diacritics where it is recorded so."""
    own = [form.text for form in forms if fold(form.text.text) == key]
    return min(own, key=lambda text: text.text.isascii(), default=forms[0].text)


def _family(edition: Edition, key: str) -> SurnameFamily | None:
    return next((row for row in surname_families(edition, prefix=key, limit=1)[0] if row.key == key), None)


def _by_script(forms: list[Spelling]) -> list[tuple[str, list[Spelling]]]:
    """Return the spellings by their letters: the name of the script, empty for Latin, and the forms in it."""
    scripts = dict.fromkeys(form.script for form in forms)
    return [(script_name(script), [form for form in forms if form.script == script]) for script in scripts]
