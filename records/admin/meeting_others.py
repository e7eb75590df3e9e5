"""Saving a record that somebody else saved since the form was opened: nothing of either is lost."""

from typing import Any

from django.contrib import messages
from django.contrib.admin.utils import unquote
from django.core.exceptions import NON_FIELD_ERRORS
from django.forms import ModelForm
from django.http import HttpRequest, HttpResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.gone_rows import without_gone_rows
from records.admin.merging import Conflict, MergedForm
from records.changes.meanwhile import meanwhile
from records.record_model import Record, RecordPart


class MeetsOthers:
    """For the admin of a record or of a part with a form of its own: what is sent meets what others saved meanwhile."""

    model: type[Record | RecordPart]

    def _changeform_view(
        self, request: HttpRequest, object_id: str | None, form_url: str, extra_context: Any
    ) -> HttpResponse:
        if request.method == "POST" and object_id is not None and "_saveasnew" not in request.POST:
            self._meet(request, object_id)
        return super()._changeform_view(request, object_id, form_url, extra_context)

    def _meet(self, request: HttpRequest, object_id: str) -> None:
        # The record is held from here on: see get_object.
        record = self.get_object(request, unquote(object_id))  # type: ignore[attr-defined]
        found = meanwhile(record, request.POST.get("seen", "")) if record is not None else None
        if found is None:
            return
        request.meanwhile = found  # type: ignore[attr-defined]
        request.POST, gone = without_gone_rows(request.POST, self.model, found)
        request.gone_rows = [  # type: ignore[attr-defined]
            Conflict("", capfirst(words), _("changed; it stands below as a new row"), _("deleted")) for words in gone
        ]

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        form = super().get_form(request, obj, change=change, **kwargs)
        form.asked_of_rows = request.__dict__.setdefault("asked_of_rows", [])
        form.settled_of_rows = request.__dict__.setdefault("settled_of_rows", [])
        return form

    def _create_formsets(self, request: HttpRequest, obj: Any, change: bool) -> Any:
        formsets, inlines = super()._create_formsets(request, obj, change)
        if getattr(request, "meanwhile", None) is not None:
            asked, taken_over = request.__dict__.setdefault("asked_of_rows", []), []
            asked += request.gone_rows  # type: ignore[attr-defined]
            for form in _row_forms(formsets):
                form.merge()
                asked += form.conflicts
                request.__dict__.setdefault("settled_of_rows", []).extend(form.settled)
                taken_over += [f"{form.instance}: {label}" for label in form.taken_over]
            request.taken_over = taken_over  # type: ignore[attr-defined]
        return formsets, inlines

    def render_change_form(self, request: HttpRequest, context: Any, *args: Any, **kwargs: Any) -> HttpResponse:
        form = context["adminform"].form
        wrong = [*form.non_field_errors(), *(name for name in form.errors if name != NON_FIELD_ERRORS)]
        rows = any(formset.total_error_count() for formset in (one.formset for one in context["inline_admin_formsets"]))
        if getattr(form, "asked", None) and not wrong and not rows:
            # Nothing is wrong: the page begins with what happened, not with errors to be corrected.
            context["errors"] = None
        return super().render_change_form(request, context, *args, **kwargs)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        super().save_model(request, obj, form, change)
        found = getattr(request, "meanwhile", None)
        if found is not None and found.changes:
            labels = [*getattr(form, "taken_over", []), *getattr(request, "taken_over", [])]
            self._tell(request, found.changes[0].by, labels)

    def _tell(self, request: HttpRequest, who: str, labels: list[str]) -> None:
        words = _("%(who)s changed this record while you were at work. What both of you changed is stored.")
        said = words % {"who": who or _("Someone")}
        if labels:
            said = f"{said} {_('Theirs: %s.') % '; '.join(labels)}"
        self.message_user(request, said, messages.INFO)  # type: ignore[attr-defined]


def _row_forms(formsets: Any) -> Any:
    for formset in formsets:
        for form in formset.forms:
            if isinstance(form, MergedForm):
                yield form
            yield from _row_forms([nested.formset for nested in getattr(form, "nested_formsets", ())])
