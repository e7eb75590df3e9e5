"""How a family history is written: pictures, maps and links in place; and a look at a text that is not saved."""

from dataclasses import dataclass

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from records.admin.help.pages import help_page
from records.website.prose import InPlace, told

# A book is looked at chapter by chapter.
_LONGEST = 100_000


@dataclass(frozen=True, slots=True)
class Tried:
    """A stretch of the text as readers see it, or in words what stands between two."""

    html: SafeString
    in_place: str = ""
    caption: str = ""


@admin.site.admin_view
@require_http_methods(["GET", "POST"])
def stories(request: HttpRequest) -> HttpResponse:
    """Say how it is written, and show what becomes of a text; nothing is saved."""
    text = request.POST.get("text", "")[:_LONGEST]
    story = told(text)
    tried = [
        Tried(SafeString(), _called(part), part.caption) if not isinstance(part, str) else Tried(story.html(part, {}))
        for part in story.parts
    ]
    named = sorted(f"{kind}:{record_id}" for kind, record_id in story.named)
    return help_page(request, "help_stories", _("Telling a family history"), text=text, tried=tried, named=named)


def _called(part: InPlace) -> str:
    if part.document:
        return _("Picture %(number)s of the document %(id)s") % {"number": part.number, "id": part.document}
    if part.first:
        return _("Map of the journey, %(first)s to %(last)s") % {"first": part.first, "last": part.last}
    return _("Map of the whole journey")
