"""The lock after too many failed attempts (django-axes): whose account it is, and the page that says so."""

import math
from collections.abc import Mapping
from typing import Any

from axes.helpers import get_cool_off
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.accounts.audit import known_account, write_down


def account_name(request: HttpRequest | None, credentials: Mapping[str, Any] | None) -> str:
    """Return the name under which attempts are counted: of the account, whether its name or e-mail was typed."""
    given = credentials or {}
    typed = given.get("username") or given.get("email") or (request.POST.get("login", "") if request else "")
    return (known_account(str(typed)) or str(typed).casefold())[:255]


def locked_out(
    request: HttpRequest, response: HttpResponse, credentials: Mapping[str, Any] | None = None
) -> HttpResponse:
    """Answer 429 with a page that says how long to wait."""
    write_down("locked out", request, account=known_account(account_name(request, credentials)))
    wait = get_cool_off(request)
    seconds = int(wait.total_seconds()) if wait else 0
    answer = render(request, "accounts/locked_out.html", {"minutes": math.ceil(seconds / 60)}, status=429)
    answer["Retry-After"] = str(seconds)
    return answer
