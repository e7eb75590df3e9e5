"""The lock after too many failed attempts (django-axes): whose account it is, and the page that says so."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from axes.helpers import get_cool_off
from axes.models import AccessAttempt
from axes.utils import reset
from django.conf import settings
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


@dataclass(frozen=True, slots=True)
class Lock:
    """That an account cannot be signed in to from an address: since which try, and after how many; each one counts."""

    since: datetime
    tries: int
    address: str


def locks_of(account: str, now: datetime) -> list[Lock]:
    """Return the locks of an account that hold now, the newest first."""
    wait = get_cool_off()
    found = AccessAttempt.objects.filter(username=account).order_by("attempt_time")
    by_address: dict[str, tuple[datetime, int]] = {}
    for at, tries, address in found.values_list("attempt_time", "failures_since_start", "ip_address"):
        if wait is None or at > now - wait:
            # Attempts with another browser stand in rows of their own, and count together.
            before = by_address.get(address or "", (at, 0))[1]
            by_address[address or ""] = (at, before + tries)
    most = settings.AXES_FAILURE_LIMIT
    locks = [Lock(at, tries, address) for address, (at, tries) in by_address.items() if tries >= most]
    return sorted(locks, key=lambda lock: lock.since, reverse=True)


def open_locks(account: str, request: HttpRequest) -> bool:
    """Forget the wrong tries at an account, and write down who did; return whether there were any."""
    forgotten = reset(username=account)
    if forgotten:
        write_down("lock opened", request, account=account)
    return bool(forgotten)
