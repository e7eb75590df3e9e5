"""The fields of one kind of document as fields of a form. They are kept together, as JSON, in Document.fields.

What nobody touched is stored again exactly as it was, also where a form could not show all of it.
"""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextareaWidget, UnfoldAdminTextInputWidget

from records.admin.record_form import RecordForm
from records.documents.kinds import DOCUMENT_KINDS, DocumentField, misfit_fields

PREFIX = "field_"
_PERSON_PARTS = ("as_written", "relation", "birth_year")
_YES_NO = [("", _("not recorded")), ("yes", _("yes")), ("no", _("no"))]


def kind_fields(kind: str) -> tuple[DocumentField, ...]:
    """Return the fields of a kind; none for a kind that is not known."""
    return DOCUMENT_KINDS[kind].fields if kind in DOCUMENT_KINDS else ()


def form_field(entry: DocumentField) -> forms.Field:
    """Return the form field in which this field of a document is entered."""
    if entry.form == "yes_no":
        return forms.ChoiceField(
            label=capfirst(str(entry.label)), required=False, choices=_YES_NO, widget=UnfoldAdminSelectWidget
        )
    help_text = {
        "list": _("One a line."),
        "people": _("One person a line: name as written; relation; year of birth."),
    }.get(entry.form, "")
    lines = entry.form in ("long", "list", "people")
    widget = UnfoldAdminTextareaWidget(attrs={"rows": 3}) if lines else UnfoldAdminTextInputWidget()
    return forms.CharField(label=capfirst(str(entry.label)), required=False, widget=widget, help_text=help_text)


def to_text(entry: DocumentField, value: Any) -> str:
    """Return the stored value as its form field shows it."""
    if value is None or value == "":
        return ""
    if entry.form == "yes_no":
        return ("yes" if value else "no") if isinstance(value, bool) else ""
    if isinstance(value, list):
        return "\n".join(_line_of(item) for item in value)
    return str(value)


def _line_of(item: Any) -> str:
    if not isinstance(item, dict):
        return str(item)
    return "; ".join(str(item.get(part) or "") for part in _PERSON_PARTS).rstrip("; ")


def from_text(entry: DocumentField, text: str, before: Any) -> Any:
    """Return what to store for this text; None for nothing. ``before`` is what was stored."""
    text = text.strip()
    if entry.form == "yes_no":
        return {"yes": True, "no": False}.get(text)
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if entry.form == "list":
        return lines or None
    if entry.form == "people":
        known = {item.get("as_written"): item for item in before or [] if isinstance(item, dict)}
        return [_person_of(line, known) for line in lines] or None
    if entry.form == "number" and text.isdecimal():
        return int(text)
    return text or None


def _person_of(line: str, known: dict[Any, dict[str, Any]]) -> dict[str, Any]:
    name, relation, year = ([part.strip() for part in line.split(";")] + ["", ""])[:3]
    rest = {key: value for key, value in known.get(name, {}).items() if key not in _PERSON_PARTS}
    return {
        "as_written": name,
        "relation": relation,
        "birth_year": int(year) if year.isdecimal() else (year or None),
        **rest,
    }


class DocumentForm(RecordForm):
    """The form of a document; form_of_kind() gives it the fields of a kind."""

    shown_kind = ""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stored = self.instance.fields or {}
        for entry in kind_fields(self.shown_kind):
            if PREFIX + entry.key in self.fields:
                self.initial[PREFIX + entry.key] = to_text(entry, stored.get(entry.key))

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        before = dict(self.instance.fields or {})
        entered = dict(before)
        for entry in kind_fields(self.shown_kind):
            name = PREFIX + entry.key
            if name not in self.changed_data or name not in cleaned:
                continue
            value = from_text(entry, cleaned[name], before.get(entry.key))
            entered[entry.key] = value
            if value is None:
                del entered[entry.key]
        self._keep(entered, before, cleaned.get("kind") or self.shown_kind)
        return cleaned

    def _keep(self, entered: dict[str, Any], before: dict[str, Any], kind: str) -> None:
        """Store the fields, unless the chosen kind would leave some of them without a place."""
        always_misfit = set(misfit_fields(self.shown_kind, before)) if self.instance.pk else set()
        lost = [
            key
            for key in misfit_fields(kind, entered)
            if key not in always_misfit and entered[key] not in ("", None, [], {})
        ]
        if lost:
            labels = {entry.key: str(entry.label) for entry in kind_fields(self.shown_kind)}
            words = ", ".join(labels.get(key, key) for key in lost)
            self.add_error("kind", _("A document of this kind has no place for: %s. Empty these fields first.") % words)
            return
        fits = set(entered) - (set(misfit_fields(kind, entered)) - always_misfit)
        self.instance.fields = {key: value for key, value in entered.items() if key in fits}

    def _update_errors(self, errors: ValidationError) -> None:
        # The model refuses fields that the kind does not know; what an import brought along stays all the same.
        if hasattr(errors, "error_dict"):
            errors.error_dict.pop("fields", None)
        super()._update_errors(errors)


def form_of_kind(kind: str) -> type[DocumentForm]:
    """Return the form of documents of this kind."""
    declared: dict[str, Any] = {PREFIX + entry.key: form_field(entry) for entry in kind_fields(kind)}
    return type("DocumentForm", (DocumentForm,), {**declared, "shown_kind": kind})
