"""Whether a part of another project was fetched (`manage.py assets`); without it the pages use plainer ones of ours."""

from pathlib import Path

from django.conf import settings


def is_fetched(*file: str) -> bool:
    """Return whether a file such as ("leaflet", "leaflet.js") can be served, as fetched or as collected."""
    return any(Path(folder).joinpath(*file).is_file() for folder in (settings.ASSETS_DIR, settings.STATIC_ROOT))
