"""Identifications: this name on this page is that person, says who, how surely, and why."""

from typing import Any

from django import forms
from django.contrib import admin
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.access import may_edit, signature_of, why_locked
from records.admin.closed_collections import visible_to
from records.admin.links import change_link
from records.admin.record_admin import PartAdmin
from records.admin.record_form import MeetingForm
from records.admin.same_person.may_be import name_may_be
from records.admin.searching import of_keys, people_named, sounding_alike
from records.documents.models import Mention
from records.index_ranges import beginning
from records.linkage.models import Identification
from records.names.folding import fold
from records.people.models import Person
from records.record_model import Record


def find_identifications(queryset: QuerySet[Identification], text: str) -> QuerySet[Identification]:
    """Return the decisions about a name that begins so, and about people of this name."""
    if not fold(text):
        return queryset
    decisions = Identification.objects.order_by()
    mentions = Mention.objects.order_by().filter(beginning("folded", fold(text)))
    people = of_keys(Person.objects.order_by(), *people_named(text))
    found = decisions.filter(mention__in=mentions.values("pk")), decisions.filter(person__in=people.values("pk"))
    known = of_keys(queryset, *(rows.values("pk") for rows in found))
    return known if known.exists() else queryset.filter(person__in=sounding_alike(Person.objects.order_by(), text))


class IdentificationForm(MeetingForm):
    """A decision. Neither side of it changes later: a wrong one is withdrawn, with a reason, and another is made."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        mention = cleaned.get("mention") or (self.instance.mention if self.instance.pk else None)
        person = cleaned.get("person") or (self.instance.person if self.instance.pk else None)
        if mention is not None and not may_edit(self.user, mention.document):
            raise ValidationError(str(why_locked(mention.document, self.user)))
        if cleaned.get("withdrawn") and not cleaned.get("withdrawn_reason"):
            self.add_error("withdrawn_reason", _("Say why it is withdrawn."))
        others = Identification.objects.filter(mention=mention, person=person, withdrawn=False).exclude(
            pk=self.instance.pk
        )
        if not cleaned.get("withdrawn") and others.exists():
            raise ValidationError(_("This name is identified with this person already."))
        return cleaned


@admin.register(Identification)
class IdentificationAdmin(PartAdmin):
    find = find_identifications
    search_fields = ("mention__folded",)
    search_help_text = _("The beginning of the name on the page, or a person's name.")
    form = IdentificationForm
    change_form_outer_before_template = "admin/records/name_may_be.html"
    ordering = ("-id",)
    list_display = ("mention", "person", "document_shown", "certainty", "decided_by", "decided_at", "withdrawn")
    list_select_related = ("mention__document", "person")
    autocomplete_fields = ("mention", "person")
    fieldsets = (
        (
            None,
            {
                "fields": (
                    ("mention", "person"),
                    "document_shown",
                    ("certainty", "reason"),
                    ("decided_by", "decided_at"),
                )
            },
        ),
        (_("Withdrawal"), {"fields": (("withdrawn", "withdrawn_reason"),)}),
    )

    def governing(self, obj: Any) -> Record | None:
        # The name stands on the document's page: the document decides.
        return obj.mention.document

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        asked = request.POST.get("mention") or request.GET.get("mention") or ""
        key = int(asked) if asked.isascii() and asked.isdecimal() and len(asked) < 19 else 0
        name = visible_to(request.user, Mention.objects.filter(pk=key)).select_related("document").first()
        told = {"name_asked": name.as_written, "may_be": name_may_be(request, name)} if name is not None else {}
        return super().add_view(request, form_url, {**told, **(extra_context or {})})

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        fixed = ("decided_by", "decided_at", "document_shown")
        return (*fixed, "mention", "person") if obj else fixed

    def get_queryset(self, request: HttpRequest) -> QuerySet[Identification]:
        return super().get_queryset(request).select_related("mention__document", "person")

    @display(description=_("document"))
    def document_shown(self, obj: Identification) -> str:
        return change_link(obj.mention.document) if obj.pk and obj.mention_id else "-"

    def save_model(self, request: HttpRequest, obj: Identification, form: forms.ModelForm, change: bool) -> None:
        if not change:
            obj.decided_by = signature_of(request.user)
        super().save_model(request, obj, form, change)
