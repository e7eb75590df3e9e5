"""The inbox: what readers send, and what became of it."""

from django.contrib import admin
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.links import page_link
from records.admin.record_admin import DeskAdmin
from records.contributions.models import Contribution

STATE_COLOURS = {"new": "warning", "read": "info", "used": "success", "declined": "danger"}
# The model behind each kind of record, where the word differs.
_MODELS = {"stage": "journeystage", "history": "familyhistory"}


@admin.register(Contribution)
class ContributionAdmin(DeskAdmin):
    list_display = ("name", "beginning_of_text", "about", "received_at", "state_shown")
    list_filter = ("state",)
    readonly_fields = ("name", "email", "about", "text", "received_at")
    fieldsets = (
        (None, {"fields": (("name", "email"), ("about", "received_at"), "text")}),
        (_("What became of it"), {"fields": ("state", "answer")}),
    )

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @display(description=_("state"), label=STATE_COLOURS)
    def state_shown(self, obj: Contribution) -> tuple[str, str]:
        return obj.state, obj.get_state_display()

    @display(description=_("message"))
    def beginning_of_text(self, obj: Contribution) -> str:
        return obj.text[:80]

    @display(description=_("about"))
    def about(self, obj: Contribution) -> str:
        if not obj.about_id:
            return "-"
        model = _MODELS.get(obj.about_kind, obj.about_kind)
        known = f"records_{model}" in {
            f"records_{registered._meta.model_name}" for registered in self.admin_site._registry
        }
        return (
            page_link(f"records_{model}_changelist", f"{obj.about_kind} {obj.about_id}", q=obj.about_id)
            if known
            else obj.about_id
        )
