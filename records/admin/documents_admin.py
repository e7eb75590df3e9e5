"""Documents, entered as they stand: the fields of their kind, pictures, words, translations, the names on the page."""

from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.db.models import Prefetch, QuerySet
from django.forms import ModelForm
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path, reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy as _
from unfold.decorators import display

from records.admin.access import may_move
from records.admin.closed_collections import collections_of, collections_to_enter
from records.admin.document_fields import PREFIX, form_of_kind, kind_fields
from records.admin.document_images import ImageForm, ImageSet
from records.admin.links import change_link, page_link
from records.admin.mention_rows import MentionForm, MentionSet
from records.admin.record_admin import DeskAdmin, RecordAdmin
from records.admin.record_rows import StackedRows, TabularRows
from records.admin.room_filters import ChosenRecordFilter, SeenCollectionFilter
from records.admin.searching import find_beginning, find_documents
from records.documents.kinds import DOCUMENT_KINDS, misfit_fields
from records.documents.models import (
    Document,
    DocumentImage,
    Mention,
    Transcription,
    Translation,
)
from records.linkage.models import Identification
from records.record_model import Record

_DECIDED = Prefetch("identifications", Identification.objects.filter(withdrawn=False).select_related("person"))


class ImageRows(TabularRows):
    model = DocumentImage
    form = ImageForm
    formset = ImageSet
    fields = ("shown", "file", "caption", "side", "position")
    readonly_fields = ("shown",)

    @display(description=_("picture"))
    def shown(self, row: DocumentImage) -> str:
        if not row.pk:
            return "-"
        url = reverse("admin:records_document_picture", args=(row.document_id, row.pk))
        return format_html(
            '<a href="{0}" target="_blank"><img src="{0}" alt="{1}" width="120"></a>', url, row.caption or _("page")
        )


class TranscriptionRows(StackedRows):
    model = Transcription
    tab = True
    fields = (("language", "script", "version", "author", "side"), "text")


class TranslationRows(StackedRows):
    model = Translation
    tab = True
    fields = (("language", "author", "side"), "text")


class MentionRows(StackedRows):
    model = Mention
    form = MentionForm
    formset = MentionSet
    tab = True
    fields = (
        ("as_written", "romanised", "script"),
        ("role", "relation", "age_text", "birth_year"),
        ("row", "position", "known_dead"),
        ("picture", "crop_left", "crop_top", "crop_width", "crop_height"),
        "note",
        "who_it_is",
    )
    readonly_fields = ("who_it_is",)
    related_lists = (_DECIDED,)
    # A list taken in from a file may have a hundred thousand names: the form shows fifty at a time.
    per_page = 50

    @display(description=_("who it is"))
    def who_it_is(self, row: Mention) -> str:
        if not row.pk:
            return str(_("Save the document first; then the name can be identified."))
        decided = [
            format_html("{} ({})", change_link(entry.person), entry.get_certainty_display())
            for entry in row.identifications.all()
        ]
        identify = page_link("records_identification_add", _("identify"), mention=row.pk)
        return format_html_join(" · ", "{}", ((part,) for part in (*decided, identify)))


@admin.register(Document)
class DocumentAdmin(RecordAdmin):
    find = find_documents
    search_fields = ("folded",)
    search_help_text = _("The beginning of the title or of a name on the page, or a public id.")
    list_display = ("title", "kind", "date_text", "status_shown", "changed_at")
    list_filter = (
        "status",
        "kind",
        ("place", ChosenRecordFilter),
        ("source", ChosenRecordFilter),
        ("collection", SeenCollectionFilter),
    )
    autocomplete_fields = ("source", "place")
    readonly_fields = (*RecordAdmin.readonly_fields, "fields_recorded")
    inlines = (ImageRows, TranscriptionRows, TranslationRows, MentionRows)

    # --- the fields of the kind -----------------------------------------------------------------------------

    def kind_at_hand(self, request: HttpRequest, obj: Any) -> str:
        """Return the kind whose fields the form shows: the stored one, or for a new document the one in the address."""
        return str(obj.kind if obj else request.GET.get("kind", ""))

    def own_fieldsets(self, request: HttpRequest, obj: Any = None) -> Any:
        kind = self.kind_at_hand(request, obj)
        return (
            (
                None,
                {
                    "fields": (
                        ("kind", "title"),
                        ("date_text", "date_value"),
                        ("place", "place_as_written"),
                        ("source", "signature"),
                        "collection",
                    )
                },
            ),
            *self._kind_fieldset(request, obj, kind),
            (
                _("The paper"),
                {
                    "fields": (
                        ("language", "original"),
                        ("holder_today", "rights"),
                        "provenance",
                        "note",
                        ("hard_to_read", "invented"),
                    )
                },
            ),
        )

    def _kind_fieldset(self, request: HttpRequest, obj: Any, kind: str) -> list[Any]:
        may_change = self.has_change_permission(request, obj) if obj else self.has_add_permission(request)
        shown = [PREFIX + entry.key for entry in kind_fields(kind)] if may_change else []
        if obj is not None and (not may_change or misfit_fields(kind, obj.fields or {})):
            shown.append("fields_recorded")
        title = DOCUMENT_KINDS[kind].label if kind in DOCUMENT_KINDS else ""
        # Two fields a line: a certificate has thirty.
        return [(title, {"fields": [tuple(shown[i : i + 2]) for i in range(0, len(shown), 2)]})] if shown else []

    def get_form(self, request: HttpRequest, obj: Any = None, change: bool = False, **kwargs: Any) -> type[ModelForm]:
        # Passed along, not set: several requests share this admin.
        return super().get_form(
            request, obj, change=change, **{"form": form_of_kind(self.kind_at_hand(request, obj)), **kwargs}
        )

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> Any:
        fixed = () if obj is None or may_move(request.user, obj) else ("collection",)
        return (*super().get_readonly_fields(request, obj), *fixed)

    def formfield_for_foreignkey(self, db_field: Any, request: HttpRequest, **kwargs: Any) -> Any:
        if db_field.name == "collection":
            kwargs["queryset"] = collections_to_enter(request.user)
        return super().formfield_for_foreignkey(db_field, request, **kwargs)

    def get_changeform_initial_data(self, request: HttpRequest) -> dict[str, Any]:
        return {"kind": request.GET.get("kind", ""), **super().get_changeform_initial_data(request)}

    @display(description=_("fields as recorded"))
    def fields_recorded(self, obj: Document) -> str:
        labels = {entry.key: entry.label for entry in kind_fields(obj.kind)}
        rows = [
            (labels.get(key, key), _value_words(value))
            for key, value in (obj.fields or {}).items()
            if value not in (None, "", [])
        ]
        # The separator is ours; every value between is escaped.
        return format_html_join(mark_safe("<br>"), "{}: {}", rows) or "-"

    def add_view(self, request: HttpRequest, form_url: str = "", extra_context: Any = None) -> HttpResponse:
        kinds = [] if request.GET.get("kind") in DOCUMENT_KINDS else list(DOCUMENT_KINDS.values())
        return super().add_view(request, form_url, {**(extra_context or {}), "document_kinds": kinds})

    def response_add(self, request: HttpRequest, obj: Document, post_url_continue: str | None = None) -> HttpResponse:
        if "_save" in request.POST and kind_fields(obj.kind) and request.GET.get("kind") != obj.kind:
            # The fields of the kind were not on the form yet.
            request.POST = request.POST.copy()
            request.POST["_continue"] = "1"
        return super().response_add(request, obj, post_url_continue)

    # --- pictures -------------------------------------------------------------------------------------------

    def get_urls(self) -> list[URLPattern]:
        picture = path(
            "<int:document>/picture/<int:image>/",
            self.admin_site.admin_view(self.picture),
            name="records_document_picture",
        )
        return [picture, *super().get_urls()]

    def picture(self, request: HttpRequest, document: int, image: int) -> FileResponse:
        """Serve a picture to those who may see documents; what the public may see, the website serves."""
        if not self.has_view_permission(request):
            raise PermissionDenied
        row = DocumentImage.objects.filter(document=document, pk=image).select_related("document").first()
        # Whoever reads a document a second time sees its scans, and nothing else.
        hidden = collections_of(request.user).hidden
        if row is None or row.document.collection_id in hidden or not row.file.storage.exists(str(row.file.name)):
            raise Http404
        return FileResponse(row.file.open("rb"), headers={"Cache-Control": "private, max-age=600"})


def _value_words(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_value_words(item) for item in value)
    if isinstance(value, dict):
        return ", ".join(str(part) for part in value.values() if part not in (None, ""))
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    return str(value)


def find_mentions(queryset: QuerySet[Mention], text: str) -> QuerySet[Mention]:
    """Return the names on pages that begin so."""
    return find_beginning(queryset, text)


@admin.register(Mention)
class MentionAdmin(DeskAdmin):
    """One name on a page, with the document it stands in."""

    find = find_mentions
    search_fields = ("folded",)
    search_help_text = _("The beginning of the name, in Latin letters where it has a reading.")
    ordering = ("-id",)
    list_display = ("as_written", "romanised", "document", "role_shown", "birth_year")
    list_select_related = ("document",)
    autocomplete_fields = ("document",)
    readonly_fields = ("who_it_is",)
    who_it_is = MentionRows.who_it_is
    fieldsets = (
        (
            None,
            {
                "fields": (
                    "document",
                    ("as_written", "romanised", "script"),
                    ("role", "relation"),
                    ("age_text", "birth_year", "known_dead"),
                )
            },
        ),
        (None, {"fields": (("row", "position"), "note", "who_it_is")}),
    )

    def governing(self, obj: Any) -> Record | None:
        return obj.document

    def has_add_permission(self, request: HttpRequest) -> bool:
        # Names are entered where the page is before one's eyes: in the form of their document.
        return False

    def get_readonly_fields(self, request: HttpRequest, obj: Any = None) -> tuple[str, ...]:
        return ("document", "who_it_is")

    def get_queryset(self, request: HttpRequest) -> QuerySet[Mention]:
        return super().get_queryset(request).select_related("document").prefetch_related(_DECIDED)

    @display(description=_("role"))
    def role_shown(self, mention: Mention) -> str:
        kind = DOCUMENT_KINDS.get(mention.document.kind)
        role = kind.role(mention.role) if kind else None
        return str(role.label) if role else mention.role

    def choice_words(self, mention: Mention) -> str:
        """Return the name with the document in which it stands."""
        return f"{mention.as_written} · {mention.document.title}"
