"""What the admins of all rooms share: search by index, pages without counts, publishing after each change,
statuses for those who may give them.
"""

from collections.abc import Callable, Iterable
from typing import Any, ClassVar

from django.contrib import messages
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.models import ForeignKey, Model, QuerySet
from django.forms import BaseModelFormSet, ModelForm
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext_lazy as _
from unfold.admin import ModelAdmin
from unfold.decorators import display

from records.admin.access import may_delete, may_edit, may_publish, statuses_for, why_locked
from records.admin.action_with_reason import ActionWithReason
from records.admin.closed_collections import collections_of, deletes_hidden, may_see, visible_to
from records.admin.deleting import what_goes
from records.admin.giving_status import GivesStatus, publish_after_commit, status_given
from records.admin.known_choices import KnownChoices
from records.admin.long_lists import LongLists
from records.admin.meeting_others import MeetsOthers
from records.admin.record_form import MeetingForm, RecordForm, RowForm
from records.admin.record_history import ShowsHistory
from records.admin.shows_review import ShowsReview
from records.record_model import Record, Status

STATUS_COLOURS = {
    Status.DRAFT: "info",
    Status.REVIEW: "warning",
    Status.PUBLISHED: "success",
    Status.WITHDRAWN: "danger",
}


class DeskAdmin(LongLists, ShowsHistory, KnownChoices, ModelAdmin):
    """An admin of any model: pages without counts, a search by index, publishing after each change."""

    form = RowForm
    action_form = ActionWithReason
    list_filter_sheet = True
    warn_unsaved_form = True
    compressed_fields = False

    class Media:
        css: ClassVar[dict[str, tuple[str, ...]]] = {"all": ("records/admin.css",)}
        js: ClassVar[tuple[str, ...]] = ("records/lookups.js",)

    find: ClassVar[Callable[[QuerySet, str], QuerySet] | None] = None

    def governing(self, obj: Any) -> Record | None:
        """Return the record whose status says who may change this object."""
        return obj if isinstance(obj, Record) else None

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        """Return what the address says of a new record; what can be no key of another is left out."""
        keys = {field.name: field for field in self.opts.fields if isinstance(field, ForeignKey)}
        told = super().get_changeform_initial_data(request)
        return {name: value for name, value in told.items() if name not in keys or _may_be_key(keys[name], value)}

    # --- lists ----------------------------------------------------------------------------------------------

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        """Return what there is for this user: nothing of a collection that is closed to them."""
        return visible_to(request.user, super().get_queryset(request))

    def get_search_results(self, request: HttpRequest, queryset: QuerySet, search_term: str) -> tuple[QuerySet, bool]:
        find = type(self).find
        if find is None:
            return super().get_search_results(request, queryset, search_term)
        return (find(queryset, search_term) if search_term.strip() else queryset), False

    def response_action(self, request: HttpRequest, queryset: QuerySet) -> HttpResponse | None:
        if request.POST.get("select_across", "0") not in ("", "0"):
            self.message_user(
                request, _("Actions take the records marked on one page, not a whole list."), messages.ERROR
            )
            return HttpResponseRedirect(request.get_full_path())
        return super().response_action(request, queryset)

    # --- who may --------------------------------------------------------------------------------------------

    def has_view_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_view_permission(request, obj) and (obj is None or may_see(request.user, obj))

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_change_permission(request, obj) and (
            obj is None or (may_see(request.user, obj) and may_edit(request.user, self.governing(obj)))
        )

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return super().has_delete_permission(request, obj) and (
            obj is None or (may_see(request.user, obj) and may_delete(request.user, self.governing(obj)))
        )

    def get_deleted_objects(self, objs: Any, request: HttpRequest) -> Any:
        if deletes_hidden(request.user, objs):
            return [], {}, set(), [_("Something in a collection that is closed to you hangs on this.")]
        return what_goes(objs, request, self.admin_site)

    # --- forms ----------------------------------------------------------------------------------------------

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        request.record_at_hand = None if obj is None else self.governing(obj)  # type: ignore[attr-defined]
        form = super().get_form(request, obj, change=change, **kwargs)
        form.user = request.user
        form.why = request.POST.get("why", "")
        form.meanwhile = getattr(request, "meanwhile", None)
        return form

    def get_object(self, request: HttpRequest, object_id: str, from_field: str | None = None) -> Any:
        found = super().get_object(request, object_id, from_field)
        if found is not None and request.method == "POST" and connection.in_atomic_block:
            # Two who save at the same moment: the second waits here, and then sees that the first has saved.
            self.model._default_manager.select_for_update().filter(pk=found.pk).first()
            found = super().get_object(request, object_id, from_field)
        return found

    # --- after a change -------------------------------------------------------------------------------------

    def save_related(
        self, request: HttpRequest, form: ModelForm, formsets: Iterable[BaseModelFormSet], change: bool
    ) -> None:
        super().save_related(request, form, formsets, change)
        publish_after_commit(request)

    def delete_model(self, request: HttpRequest, obj: Model) -> None:
        super().delete_model(request, obj)
        publish_after_commit(request)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet) -> None:
        with transaction.atomic():
            # One by one: each says to the outbox that it is gone.
            for obj in queryset:
                obj.delete()
            publish_after_commit(request)


class PartAdmin(MeetsOthers, DeskAdmin):
    """The admin of what belongs to records and has a page of its own at the desk: a decision, a question, an author."""

    form = MeetingForm

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = list(super().get_fieldsets(request, obj))
        if obj is not None and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ("seen",), "classes": ("hidden",)}))
        return fieldsets


class RecordAdmin(GivesStatus, ShowsReview, MeetsOthers, DeskAdmin):
    """The admin of a record: something with a status and a public id."""

    form = RecordForm
    list_display = ("__str__", "status_shown", "changed_at")
    list_filter = ("status",)
    readonly_fields = ("public_id", "changed_at")
    actions = ("send_to_review", "back_to_draft", "publish", "withdraw")
    about_the_record = (_("Status"), {"fields": (("status", "public_id", "changed_at"),)})

    @display(description=_("status"), label=STATUS_COLOURS)
    def status_shown(self, obj: Record) -> tuple[str, str]:
        return obj.status, obj.get_status_display()

    def get_fieldsets(self, request: HttpRequest, obj: Any = None) -> list[Any]:
        fieldsets = [*self.own_fieldsets(request, obj), self.about_the_record]
        if obj is not None and self.has_change_permission(request, obj):
            fieldsets.append((None, {"fields": ("seen",), "classes": ("hidden",)}))
        return fieldsets

    def own_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        """Return what the room's own form shows; the status stands below it."""
        return super().get_fieldsets(request, obj)

    def has_publish_permission(self, request: HttpRequest) -> bool:
        return may_publish(request.user)

    def get_view_on_site_url(self, obj: Any = None) -> str | None:
        if obj is None or obj.status != Status.PUBLISHED:
            return None
        try:
            return reverse(f"website:{obj.KIND}", args=(obj.public_id,))
        except NoReverseMatch:
            return None

    def change_view(
        self, request: HttpRequest, object_id: str, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        limited = not may_publish(request.user) or bool(collections_of(request.user).roles)
        if request.method == "GET" and limited and super().has_change_permission(request):
            record = self.get_object(request, object_id)
            if record is not None and not may_edit(request.user, record):
                self.message_user(request, why_locked(record, request.user), messages.INFO)
        return super().change_view(request, object_id, form_url, extra_context)

    def save_model(self, request: HttpRequest, obj: Any, form: ModelForm, change: bool) -> None:
        if "status" in form.changed_data and obj.status not in statuses_for(request.user, obj):
            raise PermissionDenied
        super().save_model(request, obj, form, change)
        if "status" in form.changed_data:
            status_given(request, [obj], obj.status)


class RecordedOnly(DeskAdmin):
    """An admin of what records what happened: everybody may read it, nobody changes it."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


def _may_be_key(field: ForeignKey[Any, Any], value: Any) -> bool:
    try:
        key = field.target_field
        key.run_validators(key.to_python(value))
    except ValidationError:
        return False
    return True
