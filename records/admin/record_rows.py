"""The rows of a record in its form: names, events, travellers, citations. Each row asks nothing of its own."""

from typing import Any, ClassVar

from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import Model, Prefetch, QuerySet
from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from unfold.admin import StackedInline, TabularInline
from unfold.forms import PaginationInlineFormSet

from records.admin.access import OPEN
from records.admin.closed_collections import collections_of, may_see, visible_to
from records.admin.known_choices import KnownChoices
from records.admin.links import record_link
from records.admin.record_form import RowForm
from records.documents.closed_sources import openly_cited
from records.record_model import RecordPart


class RowSet(PaginationInlineFormSet):
    """Rows of which, where ``only_one`` names a field, at most one may carry the mark (for each value of ``per``)."""

    only_one: ClassVar[str] = ""
    per: ClassVar[str] = ""

    def get_queryset(self) -> QuerySet | list[Any]:
        if not hasattr(self, "_queryset"):
            # Rows within rows come with their row: see get_queryset of the inline above them.
            accessor = self.fk.remote_field.get_accessor_name()
            cached = getattr(self.instance, "_prefetched_objects_cache", {})
            if accessor in cached:
                self._queryset = list(cached[accessor])
        return super().get_queryset()

    def _construct_form(self, i: int, **kwargs: Any) -> Any:
        form = super()._construct_form(i, **kwargs)
        if self.instance.pk:
            # A row that names its record would read it again, each row for itself.
            setattr(form.instance, self.fk.name, self.instance)
        return form

    def clean(self) -> None:
        super().clean()
        if not self.only_one:
            return
        self._clean_marks()
        if self.instance.pk is not None:
            self._clean_marks_of_others()

    def _clean_marks_of_others(self) -> None:
        """Refuse a mark where another row has it: one that someone entered meanwhile, or that the user may not see."""
        mine = [form.instance.pk for form in self.initial_forms]
        others = self.model._default_manager.filter(**{self.fk.name: self.instance, self.only_one: True})
        taken = {getattr(row, self.per, None): row for row in others.exclude(pk__in=mine)}
        for form in self.forms:
            row = form.cleaned_data if form.is_valid() else {}
            if row.get(self.only_one) and not row.get("DELETE") and row.get(self.per) in taken:
                other = taken[row.get(self.per)]
                if not may_see(self.form.user, other):
                    raise ValidationError(_("Something in a collection that is closed to you hangs on this."))
                words = _(
                    "Someone has entered and marked another row meanwhile: %s. Take your mark off, or open it anew."
                )
                raise ValidationError(words % other)

    def _clean_marks(self) -> None:
        marked: set[Any] = set()
        for form in self.forms:
            row = form.cleaned_data if form.is_valid() else {}
            if not row.get(self.only_one) or row.get("DELETE"):
                continue
            group = row.get(self.per)
            if group in marked:
                raise ValidationError(_("Only one row of a kind may be marked: %s.") % form.fields[self.only_one].label)
            marked.add(group)

    def save(self, commit: bool = True) -> list[Any]:
        if self.only_one and commit:
            # The old mark goes before the new one comes: the database bears only one.
            unmarked = [form.instance.pk for form in self.initial_forms if not form.cleaned_data.get(self.only_one)]
            for row in self.model._default_manager.filter(pk__in=unmarked, **{self.only_one: True}):
                # One by one: the history of each row keeps that it lost the mark.
                setattr(row, self.only_one, False)
                row.save()
        return super().save(commit)


class MarkedRowForm(RowForm):
    """A row of which only one may be marked; its set sees to that, for the mark may move from row to row."""

    only_one_of: ClassVar[frozenset[str]] = frozenset()

    def validate_constraints(self) -> None:
        exclude = self._get_validation_exclusions() | self.only_one_of  # type: ignore[attr-defined]
        try:
            self.instance.validate_constraints(exclude=exclude)
        except ValidationError as error:
            self._update_errors(error)  # type: ignore[attr-defined]


class Rows(KnownChoices):
    """What stacked and tabular rows share."""

    extra = 0
    form = RowForm
    formset = RowSet
    related: ClassVar[tuple[str, ...]] = ()
    related_lists: ClassVar[tuple[Any, ...]] = ()
    # The citations that stand within these rows.
    cited_in: ClassVar[type[Model] | None] = None

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        rows = visible_to(request.user, super().get_queryset(request))
        lists = self.related_lists
        if self.cited_in is not None:
            cited = openly_cited(self.cited_in._default_manager.all(), collections_of(request.user).unseen)
            lists = (*lists, Prefetch("citations", cited))
        return rows.select_related(*self.related).prefetch_related(*lists)

    def get_formset(self, request: HttpRequest, obj: Any = None, **kwargs: Any) -> Any:
        # Rows within rows would build the same class once for each row.
        built = request.__dict__.setdefault("row_sets", {})
        key = (type(self), self.parent_model, kwargs.get("fields") is None)  # type: ignore[attr-defined]
        if key not in built:
            built[key] = super().get_formset(request, obj, **kwargs)
            built[key].form.user = request.user
            built[key].form.meanwhile = getattr(request, "meanwhile", None)
        return built[key]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        # Taking a wrong row off a record that is not public yet is part of entering it.
        record = getattr(request, "record_at_hand", None)
        is_open = record is not None and record.status in OPEN
        return super().has_delete_permission(request, obj) or (is_open and self.has_change_permission(request, obj))  # type: ignore[attr-defined]


class StackedRows(Rows, StackedInline):
    """Rows with many fields, one below the other."""

    @admin.display(description=_("from a file"))
    def came_from(self, row: RecordPart) -> str:
        """Return the import and the line that a row came with, and whether someone has changed it since."""
        if row.imported_in is None:
            return "-"
        if row.imported_line is None:
            # It came with the record of somebody who was made one with this person.
            words = _("import %(number)s, with another record") % {"number": row.imported_in}
        else:
            words = _("import %(number)s, line %(line)s") % {"number": row.imported_in, "line": row.imported_line}
        changed = _(" (changed since)") if row.edited else ""
        return record_link(reverse("admin:records_importbatch_change", args=(row.imported_in,)), f"{words}{changed}")


class TabularRows(Rows, TabularInline):
    """Rows with few fields, side by side."""

    hide_title = True


class ListedRows(Rows, TabularInline):
    """Rows that are only listed here, with links to where they are changed."""

    max_num = 0
    hide_title = True
    tab = True
    can_delete = False
    # Somebody may be named on a thousand pages.
    per_page = 25

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        return self.fields

    def has_add_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


class CitationRows(StackedRows):
    """Where a statement is found; nested below the statement, or below the record."""

    fields = (("source", "page", "quality"), ("text", "note"))
    autocomplete_fields = ("source",)
    related = ("source",)
    verbose_name = _("citation")
    verbose_name_plural = _("citations")
