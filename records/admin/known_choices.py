"""Choosing one record out of a million: fields that look up while one types, and ask nothing for what is known.

Django asks the database once for every chosen record it shows; a page with fifty rows would ask fifty times.
The rows come with their records already read, so the field is told the words it will need.
"""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.contrib.admin.views.autocomplete import AutocompleteJsonView
from django.contrib.admin.widgets import AutocompleteSelect, RelatedFieldWidgetWrapper
from django.db import models
from django.db.models import ForeignKey
from django.http import HttpRequest
from unfold.widgets import UnfoldAdminTextareaWidget

from records.admin.closed_collections import DOCUMENT_OF, visible_to


class KnownAutocomplete(AutocompleteSelect):
    """A look-up field that knows the words of some records: ``known`` is key to words."""

    known: ClassVar[dict[str, str]] = {}

    def optgroups(self, name: str, value: Sequence[Any], attrs: dict[str, Any] | None = None) -> list[Any]:
        chosen = [str(key) for key in value if key not in (None, "")]
        if not all(key in self.known for key in chosen):
            return super().optgroups(name, value, attrs)
        options = [] if self.is_required else [self.create_option(name, "", "", False, 0)]
        options += [self.create_option(name, key, self.known[key], True, index) for index, key in enumerate(chosen, 1)]
        return [(None, options, 0)]


class KnownChoices:
    """For an admin or an inline: its look-up fields are of the kind above, its other fields handy."""

    formfield_overrides: ClassVar[dict[type[models.Field], dict[str, Any]]] = {
        models.TextField: {"widget": UnfoldAdminTextareaWidget(attrs={"rows": 4})},
        models.URLField: {"assume_scheme": "https"},
    }

    def formfield_for_foreignkey(self, db_field: ForeignKey, request: HttpRequest, **kwargs: Any) -> Any:
        if "widget" not in kwargs and db_field.name in self.get_autocomplete_fields(request):  # type: ignore[attr-defined]
            kwargs["widget"] = KnownAutocomplete(db_field, self.admin_site, using=kwargs.get("using"))  # type: ignore[attr-defined]
        if "queryset" not in kwargs and db_field.remote_field.model in DOCUMENT_OF:
            kwargs["queryset"] = visible_to(request.user, db_field.remote_field.model._default_manager.all())
        return super().formfield_for_foreignkey(db_field, request, **kwargs)


def tell_what_is_known(form: forms.ModelForm) -> None:
    """Give each look-up field of the form the words of the record that its row brought along."""
    for name, field in form.fields.items():
        widget = field.widget.widget if isinstance(field.widget, RelatedFieldWidgetWrapper) else field.widget
        if not isinstance(widget, KnownAutocomplete):
            continue
        column = form.instance._meta.get_field(name)
        if isinstance(column, models.ForeignKey) and column.is_cached(form.instance):
            record = getattr(form.instance, name)
            widget.known = {str(record.pk): str(record)} if record is not None else {}


class ChoicesWhileTyping(AutocompleteJsonView):
    """What the look-up fields are answered: each room's admin says how its records are told apart."""

    def serialize_result(self, obj: models.Model, to_field_name: str) -> dict[str, str]:
        result = super().serialize_result(obj, to_field_name)
        words = getattr(self.model_admin, "choice_words", None)
        return {**result, "text": words(obj)} if words else result
