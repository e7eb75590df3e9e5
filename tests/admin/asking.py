"""Asking a page of the desk directly, without rendering it: may this user have it?"""

from typing import Any

from django.contrib.auth.models import AnonymousUser, Group, User
from django.contrib.messages.storage.fallback import FallbackStorage
from django.contrib.sessions.backends.cache import SessionStore
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory
from django.urls import resolve, reverse

ROLES = {"V": "volunteer", "E": "editor", "A": "archivist", "D": "administrator"}


def people_at_the_desk() -> dict[str, Any]:
    """Return someone of each group by its letter; "-" is a stranger, "o" has an account but no group."""
    found: dict[str, Any] = {"-": AnonymousUser(), "o": User.objects.create(username="an_outsider")}
    for letter, name in ROLES.items():
        user, _created = User.objects.get_or_create(username=f"a_{name}", defaults={"is_staff": True})
        user.groups.set([Group.objects.get(name=name)])
        found[letter] = user
    return found


def asked_by(user: Any, url: str, method: str = "get", data: Any = None) -> HttpRequest:
    """Return the request of a user, as it comes through the middleware."""
    request = getattr(RequestFactory(), method)(url, data or {})
    request.user = user if user.pk is None else User.objects.get(pk=user.pk)
    request.session = SessionStore()
    request._messages = FallbackStorage(request)
    request._dont_enforce_csrf_checks = True
    return request


def answer(user: Any, url: str, method: str = "get", data: Any = None) -> HttpResponse | None:
    """Return what the page answers this user, or None when it is not theirs."""
    view = resolve(url.partition("?")[0])
    try:
        response = view.func(asked_by(user, url, method, data), *view.args, **view.kwargs)
    except (PermissionDenied, Http404):
        return None
    # Where there is nothing for this user, Django leads back to the overview; a stranger is led to the sign-in.
    elsewhere = (reverse("admin:index"), reverse("admin:login"))
    shut = response.status_code in (301, 302) and response["Location"].partition("?")[0] in elsewhere
    return None if shut or response.status_code in (401, 403, 404) else response


def may(user: Any, url: str, method: str = "get", data: Any = None) -> bool:
    """Whether the page is this user's."""
    return answer(user, url, method, data) is not None
