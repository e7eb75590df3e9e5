"""Whether the deep viewer was fetched (`manage.py assets`); without it our plain viewer shows the scans."""

from pathlib import Path

from django.conf import settings

_FILE = Path("openseadragon") / "openseadragon.min.js"


def deep_viewer_is_there() -> bool:
    """Return whether OpenSeadragon can be served, from where it was fetched to or where files were collected."""
    return any((Path(folder) / _FILE).is_file() for folder in (settings.ASSETS_DIR, settings.STATIC_ROOT))
