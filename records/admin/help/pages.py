"""The pages of help. Whoever may come to the desk may read them."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from records.admin.access import may_transcribe
from records.admin.help.word_tables import WORD_GROUPS, FieldWords, certificate_parts, field_words, letters, words
from records.documents.kinds import DOCUMENT_KINDS, DocumentField, PersonField


def help_page(request: HttpRequest, template: str, title: str, **context: Any) -> HttpResponse:
    """Return a page of help in the frame of the desk."""
    request.current_app = admin.site.name
    shown = {**admin.site.each_context(request), "title": title, **context}
    return TemplateResponse(request, f"admin/records/{template}.html", shown)


@admin.site.admin_view
@require_safe
def help_index(request: HttpRequest) -> HttpResponse:
    """What help there is."""
    may_answer = request.user.has_perm("records.change_contribution")
    return help_page(request, "help", _("Help"), may_practise=may_transcribe(request.user), may_answer=may_answer)


@admin.site.admin_view
@require_safe
def word_list(request: HttpRequest) -> HttpResponse:
    """Letters that look alike, and the words of the papers, on one page."""
    groups = [(key, label, [word for word in words() if word.group == key]) for key, label in WORD_GROUPS.items()]
    return help_page(request, "help_words", _("Reading Russian hands"), letters=letters(), groups=groups)


@admin.site.admin_view
@require_safe
def udostoverenie(request: HttpRequest) -> HttpResponse:
    """The release certificate, part by part."""
    labels = {field.key: str(field.label) for field in DOCUMENT_KINDS["udostoverenie"].fields}
    parts = [(part, [labels[key] for key in part.fields.split() if key in labels]) for part in certificate_parts()]
    return help_page(request, "help_udostoverenie", _("The release certificate, field by field"), parts=parts)


@admin.site.admin_view
@require_safe
def fields(request: HttpRequest) -> HttpResponse:
    """What the fields of the other kinds of documents ask for."""
    return help_page(request, "help_fields", _("What the fields ask for"), rows=[_asked(row) for row in field_words()])


def _asked(row: FieldWords) -> dict[str, Any]:
    """Return an entry with the labels of its fields, and the kinds of documents that have them."""
    labels: dict[str, None] = {}
    kinds = []
    for kind in DOCUMENT_KINDS.values():
        all_fields: tuple[DocumentField | PersonField, ...] = (*kind.fields, *kind.person_fields)
        asked = [one for one in all_fields if one.key in row.fields.split()]
        if row.is_of(kind.key) and asked:
            kinds.append(str(kind.label))
            labels.update({capfirst(str(one.label)): None for one in asked})
    return {"row": row, "labels": list(labels), "kinds": kinds}


@admin.site.admin_view
@require_safe
def keys(request: HttpRequest) -> HttpResponse:
    """The keys of the desk."""
    return help_page(request, "help_keys", _("Keys"))


@admin.site.admin_view
@require_safe
def messages(request: HttpRequest) -> HttpResponse:
    """How a reader's message becomes records."""
    return help_page(request, "help_messages", _("Messages from readers"))
