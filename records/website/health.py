"""The answer for load balancers: is there an edition to serve?"""

from django.http import HttpRequest, HttpResponse

from records.edition.connection import EditionMissing, reading
from records.edition.queries import info
from records.website.access import everyone_without_edition


@everyone_without_edition
def health(request: HttpRequest) -> HttpResponse:
    """Answer "ok" when the edition can be read, and 503 when there is none."""
    try:
        with reading() as edition:
            info(edition)
    except EditionMissing:
        return HttpResponse("no edition\n", content_type="text/plain", status=503)
    return HttpResponse("ok\n", content_type="text/plain")
