"""The form of an export: for whom, in which format, which part of the edition."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db.models import Field
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget, UnfoldBooleanWidget

from records.admin.access import may_export_archive
from records.admin.closed_collections import visible_to
from records.admin.known_choices import KnownAutocomplete
from records.admin.translating import translated
from records.documents.models import Document, Mention
from records.exporting.models import Audience, Export, ExportFormat
from records.exporting.requests import ALL_RELATIVES, SCOPES, ExportRefused
from records.histories.models import FamilyHistory, HistoryPerson
from records.importing.models import ImportBatch, ImportedRecord
from records.people.models import Person
from records.places.models import Place

SCOPE_WORDS = {
    "everything": _("everything"),
    "person": _("a person with relatives"),
    "history": _("a family history"),
    "place": _("a place"),
    "document": _("a document with its people"),
    "search": _("the answer to a search"),
    "file": _("what one file brought"),
}
# What the field of a scope is called.
_ASKED = {
    "person": _("Which person?"),
    "history": _("Which family history?"),
    "place": _("Which place?"),
    "document": _("Which document?"),
    "file": _("Which file?"),
}
# What a scope is chosen from, and a look-up field of the desk that leads there.
_CHOSEN: dict[str, tuple[Any, Any]] = {
    "person": (Person, HistoryPerson._meta.get_field("person")),
    "history": (FamilyHistory, HistoryPerson._meta.get_field("history")),
    "place": (Place, Document._meta.get_field("place")),
    "document": (Document, Mention._meta.get_field("document")),
    "file": (ImportBatch, ImportedRecord._meta.get_field("batch")),
}
_GENERATIONS = [
    *((number, str(number)) for number in range(1, 11)),
    (ALL_RELATIVES, _("all relatives by blood and marriage")),
]


class ExportForm(forms.Form):
    """One export; ``scope`` is chosen before, since each has a field of its own."""

    format = forms.ChoiceField(label=_("Format"), choices=ExportFormat.choices, widget=UnfoldAdminSelectWidget())
    audience = forms.ChoiceField(label=_("For whom"), widget=UnfoldAdminSelectWidget())

    def __init__(self, *args: Any, scope: str, user: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.scope, self.user = scope, user
        allowed = list(Audience) if may_export_archive(user) else [Audience.PUBLIC]
        self.fields["audience"].choices = [(one.value, one.label) for one in allowed]  # type: ignore[attr-defined]
        if scope in _CHOSEN:
            self.fields["chosen"] = self._chooser(*_CHOSEN[scope])
        elif scope == "search":
            self.fields["chosen"] = forms.CharField(
                label=_("Search words"), max_length=200, widget=UnfoldAdminTextInputWidget()
            )
        if scope == "person":
            self.fields["generations"] = forms.TypedChoiceField(
                label=_("Generations up and down"),
                choices=_GENERATIONS,
                coerce=int,
                initial=2,
                widget=UnfoldAdminSelectWidget(),
            )
        self.fields["gedzip"] = forms.BooleanField(
            label=_("With the pictures, as GEDZIP"),
            help_text=_("GEDCOM 7.0 only."),
            required=False,
            widget=UnfoldBooleanWidget(),
        )

    def _chooser(self, model: Any, field: Field) -> forms.ModelChoiceField:
        return forms.ModelChoiceField(
            label=_ASKED[self.scope],
            queryset=visible_to(self.user, model._default_manager.all()),
            widget=KnownAutocomplete(field, admin.site),
        )

    def clean(self) -> dict[str, Any]:
        values = super().clean() or self.cleaned_data
        if self.errors:
            return values
        export = self.export("")
        if export.gedzip and not export.is_gedcom:
            raise forms.ValidationError(_("Pictures go along with GEDCOM 7.0 only: choose it, or leave them out."))
        if not export.is_gedcom and self.scope != "everything":
            raise forms.ValidationError(_("CSV, JSON-LD and SQLite hold the whole edition: choose everything."))
        if export.is_gedcom:
            try:
                export.request  # noqa: B018
            except ExportRefused as refusal:
                raise forms.ValidationError(translated(str(refusal))) from refusal
        return values

    def export(self, by: str) -> Export:
        """Return the export that was asked for, not yet stored."""
        values = self.cleaned_data
        chosen = values.get("chosen", "")
        return Export(
            format=values["format"],
            audience=values["audience"],
            scope_kind=self.scope,
            scope_value=_value_of(chosen),
            scope_words=f"{SCOPE_WORDS[self.scope]}: {chosen}"[:300] if chosen else str(SCOPE_WORDS[self.scope]),
            generations=values.get("generations", 2),
            gedzip=values["gedzip"],
            asked_by=by,
        )


def scope_words(export: Export) -> str:
    """Return which part of the edition an export holds, in the reader's language."""
    words = str(SCOPE_WORDS.get(export.scope_kind, export.scope_kind))
    _kind, _colon, chosen = export.scope_words.partition(": ")
    return f"{words}: {chosen}" if chosen else words


def known_scope(asked_for: str) -> str:
    """Return the scope of this name, or everything."""
    return asked_for if asked_for in SCOPES else "everything"


def _value_of(chosen: Any) -> str:
    """Return what names the chosen record in an edition: its public id, or the number of an import."""
    if isinstance(chosen, str):
        return chosen.strip()
    return str(getattr(chosen, "public_id", chosen.pk))
