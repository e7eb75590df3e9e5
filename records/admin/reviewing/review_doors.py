"""Who may use the pages of agreeing.

                                             volunteer   editor   archivist   administrator
    see what is in review, and a remark         yes        yes       yes          yes
    accept, give back                            -         yes       yes          yes
    read a second time                          yes        yes       yes          yes
    decide between two readings                  -         yes       yes          yes
    conclude which claim holds                 where the record may be changed
    see open contradictions, the agreement      yes        yes       yes          yes

Of a closed collection its members see the documents, and its editors decide. Nobody reads a second time what they
entered or sent themselves, nor (unless REVIEW_OWN allows it) accepts it. From whom the first reading is hidden
meanwhile, says access.py.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.template.response import TemplateResponse

from records.admin.access import may_edit, may_transcribe
from records.admin.closed_collections import collections_of
from records.changes.row_models import record_models
from records.documents.models import Document
from records.record_model import Record
from records.reviewing.blind_reading import has_given_up
from records.reviewing.deciding import is_own

View = Callable[..., HttpResponseBase]


def page_of_the_desk(view: View) -> View:
    """For whoever sees documents at the desk; others sign in first."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.has_perm("records.view_document"):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(checked)


def record_seen(request: HttpRequest, kind: str, record_id: str) -> Record:
    """Return a record that this user may see; 404 for any other."""
    model = record_models().get(kind)
    if model is None or not admin.site.is_registered(model):
        raise Http404
    desk = admin.site.get_model_admin(model)
    record = desk.get_queryset(request).filter(public_id=record_id).first()
    if record is None or not desk.has_view_permission(request, record):
        raise Http404
    return record


def document_seen(request: HttpRequest, pk: int) -> Document:
    """Return a document that this user may see; 404 for any other."""
    document = admin.site.get_model_admin(Document).get_queryset(request).filter(pk=pk).first()
    if document is None:
        raise Http404
    return document


def document_to_read(request: HttpRequest, pk: int) -> Document:
    """Return a document that this user may read a second time, unseen as its first reading is; 404 for any other."""
    hidden = collections_of(request.user).hidden
    document = Document.objects.filter(pk=pk).first()
    if document is None or document.collection_id in hidden:
        raise Http404
    return document


def may_read_again(user: Any, document: Document) -> bool:
    """Whether this user reads a document a second time: someone who enters documents, and knows not this one."""
    if not may_transcribe(user) or not may_edit(user, document) or is_own(user, document):
        return False
    return not has_given_up(document, user)


def page(request: HttpRequest, template: str, title: Any, context: dict[str, Any]) -> TemplateResponse:
    """Return a page of the desk."""
    request.current_app = admin.site.name
    shared = {**admin.site.each_context(request), "title": title}
    return TemplateResponse(request, f"admin/records/{template}.html", shared | context)
