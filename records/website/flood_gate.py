"""How much may be sent in an hour: by one address, and by all; without asking anybody who somebody is.

Counted in the cache of this process; an address is kept only as a sum that nobody can read back, for that hour.
"""

import hashlib
import hmac
from datetime import datetime

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.cache import cache
from django.http import HttpRequest

BY_ONE, BY_ALL = 12, 400
_HOUR = 3600


def is_too_much(request: HttpRequest, what: str, now: datetime) -> bool:
    """Count one more of its kind; say whether that is more than may be sent in this hour."""
    hour = now.strftime("%Y%m%d%H")
    address = str(get_adapter().get_client_ip(request) or "")
    who = hmac.new(settings.SECRET_KEY.encode(), f"{hour}{address}".encode(), hashlib.sha256).hexdigest()[:24]
    return _counted(f"{what}:{who}") > BY_ONE or _counted(f"{what}:{hour}") > BY_ALL


def _counted(key: str) -> int:
    cache.add(key, 0, _HOUR)
    try:
        return cache.incr(key)
    except ValueError:
        # The hour ended between the two.
        return 1
