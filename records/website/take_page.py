"""What a page shows, to take along: JSON-LD, tables, GEDCOM."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse

from records.edition.queries import Page, get_pages
from records.exporting.single_pages import gedcom_of, json_ld_of, tables_of
from records.website.access import Edition, everyone_may_read, page_or_404

# A place may hold ten thousand people, a stage a whole train: these are taken as tables of the page itself.
WITH_GEDCOM = frozenset({"person", "history", "document"})
# A GEDCOM of a list with more names is a whole export, for which the archive can be asked.
_MOST_PEOPLE = 300


@everyone_may_read
def take(request: HttpRequest, edition: Edition, kind: str, record_id: str, form: str) -> HttpResponse:
    """Return the record in this form as a file."""
    page = page_or_404(edition, kind, record_id)
    if form not in _FORMS or (form == "gedcom" and not has_gedcom(page)):
        raise Http404("There is no such file of this page.")
    make, content_type, ending = _FORMS[form]
    response = HttpResponse(make(edition, page), content_type=content_type)
    response["Content-Disposition"] = f'attachment; filename="kresy-{kind}-{record_id}.{ending}"'
    # The page itself is what a search engine should show.
    response["X-Robots-Tag"] = "noindex"
    return response


def has_gedcom(page: Page) -> bool:
    """Say whether a record can be taken as GEDCOM here."""
    return page.kind in WITH_GEDCOM and len(page.body.get("people") or page.body.get("mentions") or ()) <= _MOST_PEOPLE


def _tables(edition: Edition, page: Page) -> bytes:
    families = [row["id"] for row in page.body.get("families_as_child", ())] + page.body.get("families_as_partner", [])
    return tables_of([page, *get_pages(edition, "family", families).values()])


_FORMS: dict[str, tuple[Callable[[Edition, Page], bytes], str, str]] = {
    "json-ld": (lambda _edition, page: json_ld_of(page), "application/ld+json", "jsonld"),
    "csv": (_tables, "application/zip", "zip"),
    "gedcom": (lambda edition, page: gedcom_of(edition, page.kind, page.id), "text/vnd.familysearch.gedcom", "ged"),
}
