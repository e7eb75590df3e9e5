"""What happens to accounts, as lines of JSON in the log: who, from where, what; never a secret."""

import json
import logging
from typing import Any

from allauth.account.adapter import get_adapter
from django.contrib.auth import get_user_model
from django.http import HttpRequest

_LOG = logging.getLogger(__name__)


def address_of(request: HttpRequest | None) -> str:
    """Return the address a request came from, behind as many proxies as the settings trust."""
    return str(get_adapter().get_client_ip(request)) if request is not None else ""


def write_down(event: str, request: HttpRequest | None = None, **facts: Any) -> None:
    """Write one line: the event, who did it, from which address, and the facts given."""
    user = getattr(request, "user", None)
    by = user.get_username() if user is not None and user.is_authenticated else ""
    line = {"event": event, "by": by, "from": address_of(request), **facts}
    _LOG.info(json.dumps(line, ensure_ascii=False, default=str))


def known_account(typed: str) -> str:
    """Return the name of the account that the typed name or e-mail address means, or ""."""
    users = get_user_model()._default_manager
    field = "email__iexact" if "@" in typed else "username"
    found = users.filter(**{field: typed}).order_by("pk").values_list("username", flat=True).first() if typed else None
    return str(found or "")
