"""Whether the deep viewer was fetched (`manage.py assets`); without it our plain viewer shows the scans."""

from records.fetched_assets import is_fetched


def deep_viewer_is_there() -> bool:
    """Return whether OpenSeadragon can be served."""
    return is_fetched("openseadragon", "openseadragon.min.js")
