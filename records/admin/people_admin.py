"""People: names, events with rival claims side by side, each with its citations; families with their members."""

from typing import Any

from django.contrib import admin, messages
from django.db.models import Prefetch, QuerySet
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.timezone import localdate
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.access import signature_of
from records.admin.links import address, change_link
from records.admin.person_lists import HistoryList, IdentificationList, TravelList
from records.admin.record_admin import RecordAdmin
from records.admin.record_rows import (
    CitationRows,
    ListedRows,
    MarkedRowForm,
    RowSet,
    StackedRows,
    TabularRows,
)
from records.admin.same_person.may_be import may_be, stored_may_be, warning_of
from records.admin.same_person.pair_doors import SEE, merges_seen
from records.admin.same_person.typed_forms import read_typed
from records.admin.searching import find_families, find_people
from records.change_sets import TouchedRow
from records.linkage.merges import now_called, standing_merges
from records.people.kinds import FAMILY_EVENT_KINDS
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.record_model import Record


class NameCitations(CitationRows):
    model = NameCitation


class EventCitations(CitationRows):
    model = EventCitation


class ChildCitations(CitationRows):
    model = ChildCitation


class PersonCitations(CitationRows):
    model = PersonCitation
    tab = True


class NameSet(RowSet):
    only_one = "preferred"


class NameForm(MarkedRowForm):
    only_one_of = frozenset({"preferred"})


class EventSet(RowSet):
    only_one = "is_conclusion"
    per = "kind"


class EventForm(MarkedRowForm):
    """One claim. Whoever marks it as the conclusion signs it."""

    only_one_of = frozenset({"kind"})

    def save(self, commit: bool = True) -> Event:
        if {"is_conclusion", "conclusion_reason"} & set(self.changed_data):
            concluded = self.instance.is_conclusion
            self.instance.concluded_by = signature_of(self.user) if concluded else ""
            self.instance.concluded_on = localdate() if concluded else None
        return super().save(commit)


class NameRows(StackedRows):
    model = PersonName
    form = NameForm
    formset = NameSet
    inlines = (NameCitations,)
    cited_in = NameCitation
    fields = (
        ("kind", "preferred", "position"),
        ("given", "patronymic", "surname"),
        ("prefix", "suffix", "nickname"),
        ("as_written", "language", "script"),
        ("note", "came_from"),
    )
    readonly_fields = ("came_from",)

    def get_extra(self, request: HttpRequest, obj: Person | None = None, **kwargs: Any) -> int:
        """A new person has a name: there is a row for it, also without scripts."""
        return 0 if obj is not None and obj.pk else 1


class EventRows(StackedRows):
    model = Event
    tab = True
    form = EventForm
    formset = EventSet
    inlines = (EventCitations,)
    related = ("place",)
    cited_in = EventCitation
    autocomplete_fields = ("place",)
    readonly_fields = ("concluded_by", "concluded_on", "came_from")
    fields = (
        ("kind", "type_text"),
        ("date_text", "date_value"),
        ("place", "place_as_written"),
        ("value", "cause"),
        ("agency", "age_text"),
        "note",
        "confidential",
        ("is_conclusion", "conclusion_reason"),
        ("concluded_by", "concluded_on"),
        "came_from",
    )


class FamilyEventRows(EventRows):
    def formfield_for_choice_field(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "kind":
            # A family marries; it is not born. What a file brought along stays choosable.
            kwargs["choices"] = sorted(db_field.flatchoices, key=lambda choice: choice[0] not in FAMILY_EVENT_KINDS)
        return super().formfield_for_choice_field(db_field, request, **kwargs)


class FamilyList(ListedRows):
    """Families are changed in their own form, where partners and children stand together."""

    fields = ("family_link",)
    related = ("family",)
    related_lists = ("family__partners__person",)

    @display(description=_("family"))
    def family_link(self, row: Any) -> str:
        return change_link(row.family)


class PartnershipList(FamilyList):
    model = FamilyPartner
    verbose_name_plural = _("families as a partner")


class ParentageList(FamilyList):
    model = FamilyChild
    fields = ("family_link", "pedigree")
    verbose_name_plural = _("families as a child")


@admin.register(Person)
class PersonAdmin(RecordAdmin):
    shows_rivals = True
    find = find_people
    search_fields = ("folded",)
    search_help_text = _("Beginnings of the surname and other names, in any order and script, or a public id.")
    list_display = ("name_shown", "sex", "vital", "born", "status_shown", "changed_at")
    inlines = (
        NameRows,
        EventRows,
        PersonCitations,
        PartnershipList,
        ParentageList,
        TravelList,
        IdentificationList,
        HistoryList,
    )
    fieldsets = (
        (None, {"fields": (("sex", "vital"), "confidential")}),
        (_("Notes"), {"fields": ("note", "private_note", ("reference", "invented"))}),
    )

    def get_queryset(self, request: HttpRequest) -> QuerySet[Person]:
        # The births come along: they tell one Jan Kowalski from another.
        return (
            super()
            .get_queryset(request)
            .prefetch_related(Prefetch("events", Event.objects.filter(kind="birth"), to_attr="births"))
        )

    def _review_context(self, request: HttpRequest, record: Record) -> dict[str, Any]:
        context = super()._review_context(request, record)
        if isinstance(record, Person) and self.has_change_permission(request, record):
            context |= self._may_be_context(request, record)
        if not request.user.has_perm("records.view_personpair"):
            return context
        merged = standing_merges().filter(kept=record.public_id).defer("snapshot")
        return {
            **context,
            "pair_url": reverse("pair-seek", args=(record.public_id,)),
            "merged_here": [merge for merge, _person in merges_seen(request, merged)],
        }

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        return super().add_view(request, form_url, {**self._may_be_context(request, None), **(extra_context or {})})

    def _may_be_context(self, request: HttpRequest, person: Person | None) -> dict[str, Any]:
        """Return what tells above the form who the person may be; a form that comes back says what was typed."""
        if not request.user.has_perm(SEE):
            return {}
        if request.method == "POST":
            found = may_be(request, read_typed(request.POST), person)
        else:
            found = stored_may_be(request, person) if person is not None else []
        of = person.public_id if person is not None else ""
        return {"may_be_url": reverse("pair-may-be"), "may_be_of": of, "may_be": found, "stored": person}

    def response_add(self, request: HttpRequest, obj: Person, post_url_continue: str | None = None) -> HttpResponse:
        """Warn of somebody who is here already; the record is saved, and this never blocks."""
        found = stored_may_be(request, obj, just_saved=True)
        if found:
            messages.warning(request, warning_of(found))
        return super().response_add(request, obj, post_url_continue)

    def _get_obj_does_not_exist_redirect(self, request: HttpRequest, opts: Any, object_id: str) -> HttpResponse:
        """Lead from the form of somebody who was merged to the person of today, if that is there for this user."""
        key = int(object_id) if object_id.isdecimal() and len(object_id) < 19 else 0
        gone = TouchedRow.objects.filter(model="person", row=key, act="-").order_by("-pk").first()
        present = now_called(gone.record_id) if gone is not None else ""
        person = self.get_queryset(request).filter(public_id=present).first() if present else None
        if gone is None or person is None:
            return super()._get_obj_does_not_exist_redirect(request, opts, object_id)
        said = {"one": gone.words if merges_seen(request, standing_merges().filter(gone=gone.record_id)) else present}
        self.message_user(request, _("%(one)s was made one with this person.") % said, messages.INFO)
        return HttpResponseRedirect(address(person))

    def choice_words(self, person: Person) -> str:
        """Return a person's name with what tells namesakes apart."""
        born = self.born(person)
        return f"{person} · {born}" if born else str(person)

    @display(description=_("name"))
    def name_shown(self, person: Person) -> str:
        return str(person)

    @display(description=_("born"))
    def born(self, person: Person) -> str:
        births = getattr(person, "births", [])
        claims = [birth for birth in births if birth.is_conclusion] or births
        return " / ".join(
            dict.fromkeys(
                birth.date_text or birth.date_value for birth in claims if birth.date_text or birth.date_value
            )
        )


class PartnerRows(TabularRows):
    model = FamilyPartner
    fields = ("person", "position")
    autocomplete_fields = ("person",)
    related = ("person",)


class ChildRows(StackedRows):
    model = FamilyChild
    fields = (("person", "pedigree", "position"),)
    autocomplete_fields = ("person",)
    related = ("person",)
    cited_in = ChildCitation
    inlines = (ChildCitations,)


@admin.register(Family)
class FamilyAdmin(RecordAdmin):
    shows_rivals = True
    find = find_families
    search_fields = ("partners__person__folded",)
    search_help_text = _("A partner's name, or a public id.")
    ordering = ("-id",)
    inlines = (PartnerRows, ChildRows, FamilyEventRows)
    fieldsets = ((None, {"fields": ("note", "private_note")}),)

    def get_queryset(self, request: HttpRequest) -> QuerySet[Family]:
        partners = Prefetch("partners", FamilyPartner.objects.select_related("person"))
        return super().get_queryset(request).prefetch_related(partners)
