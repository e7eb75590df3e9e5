"""The short address of the lists, /admin/tables/: for those who take files in."""

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import path, reverse

from records.admin.access import may_import


def to_the_lists(request: HttpRequest) -> HttpResponse:
    """Lead to the lists that came in."""
    if not may_import(request.user):
        raise PermissionDenied
    return HttpResponseRedirect(reverse("admin:records_tablejob_changelist"))


urlpatterns = [path("", admin.site.admin_view(to_the_lists), name="tables")]
