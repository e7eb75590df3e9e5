"""Links to the PDFs of a page; there are none where the program that makes them is not installed."""

from functools import cache
from importlib.util import find_spec

from django.http import QueryDict
from django.urls import reverse

from records.website.reader_language import gettext as _

_NEEDED = ("weasyprint", "fontpkg_noto_serif", "fontpkg_noto_sans", "fontpkg_frank_ruhl_libre")


@cache
def can_make_pdfs() -> bool:
    """Say whether WeasyPrint and its letters are installed (the extra "pdf")."""
    return all(find_spec(name) is not None for name in _NEEDED)


def pdf_links(*pages: tuple[str, str], **chart: str) -> list[tuple[str, str]]:
    """Return (address, label) of the PDFs at these addresses of the site, each with the id of its record."""
    if not can_make_pdfs():
        return []
    if chart:
        return [(f"{_address(*pages[0])}?{_query(paper=paper, **chart)}", paper.upper()) for paper in ("a4", "a3")]
    return [(_address(name, record_id), _label(name)) for name, record_id in pages]


def _address(name: str, record_id: str) -> str:
    return reverse(f"website:{name}", args=[record_id])


def _query(**values: str) -> str:
    query = QueryDict(mutable=True)
    query.update(values)
    return query.urlencode()


def _label(name: str) -> str:
    if name.startswith("booklet"):
        return _("the booklet of the family")
    return _("the journey") if name.startswith("pdf_journey") else _("this page")
