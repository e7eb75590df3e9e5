"""The signing key: from the environment, or, in development only, made once and kept in an ignored file."""

import secrets
from pathlib import Path

from django.core.exceptions import ImproperlyConfigured


def secret_key(given: str, keep_in: Path, production: bool) -> str:
    """Return the signing key; raise ImproperlyConfigured when a production server has none."""
    if given:
        return given
    if production:
        raise ImproperlyConfigured("Set SECRET_KEY in the environment: a production server must not invent its own.")
    if not keep_in.exists():
        keep_in.parent.mkdir(parents=True, exist_ok=True)
        keep_in.touch(mode=0o600)
        keep_in.write_text(secrets.token_urlsafe(50), encoding="ascii")
    return keep_in.read_text(encoding="ascii")
