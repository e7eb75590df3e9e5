"""Who may use the screen: staff who may enter documents. Pages lead to the sign-in; what scripts ask says 401."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.http.response import HttpResponseBase
from django.views.decorators.cache import never_cache

from records.admin.access import may_transcribe

View = Callable[..., HttpResponseBase]


def page_of_the_desk(view: View) -> View:
    """For those who may enter documents; whoever is signed out signs in first and comes back."""

    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not may_transcribe(request.user):
            raise PermissionDenied
        return view(request, *args, **kwargs)

    return admin.site.admin_view(checked)


def asked_by_script(view: View) -> View:
    """For the same people; the answer to anyone else is a status that a script understands."""

    @never_cache
    @wraps(view)
    def checked(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not admin.site.has_permission(request):
            return JsonResponse({"signed_out": True}, status=401)
        if not may_transcribe(request.user):
            return JsonResponse({"refused": True}, status=403)
        return view(request, *args, **kwargs)

    return checked
