"""Of which source a list is a part: looked up while one types, or chosen from the latest, or told by its public id.

The box that looks up works with scripts only. Without them it is a plain choice of the sources worked on last.
"""

from typing import Any

from django import forms
from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from records.admin.known_choices import KnownAutocomplete
from records.documents.models import Document, Source

_LATEST = 20


class SourceLookUp(KnownAutocomplete):
    """Looks sources up, and offers some without being asked: ``known`` is key to words."""

    def optgroups(self, name: str, value: Any, attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = {str(key) for key in value}
        options = [self.create_option(name, "", "–", not chosen - {""}, 0)]
        options += [
            self.create_option(name, key, words, key in chosen, place)
            for place, (key, words) in enumerate(self.known.items(), 1)
        ]
        return [(None, options, 0)]


def source_field() -> forms.ModelChoiceField:
    """Return the field that looks a source up."""
    return forms.ModelChoiceField(
        Source.objects.none(),
        label=_("Source"),
        required=False,
        help_text=_("Type the beginning of its title. Empty: the list becomes a source itself."),
        widget=SourceLookUp(Document._meta.get_field("source"), admin.site),
    )


def offer_sources(field: Any, chosen: object) -> None:
    """Let the field know all sources, and offer the latest and the chosen one."""
    field.queryset = Source.objects.all()
    found = list(Source.objects.order_by("-worked_on_at", "-pk").only("title", "signature")[:_LATEST])
    if str(chosen or "").isdecimal() and int(str(chosen)) not in {one.pk for one in found}:
        found += Source.objects.filter(pk=int(str(chosen))).only("title", "signature")
    field.widget.known = {str(one.pk): ", ".join(filter(None, (one.title, one.signature))) for one in found}
