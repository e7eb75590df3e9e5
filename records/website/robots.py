"""What crawlers may fetch: the pages, but not the endless combinations of searches."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from records.website.access import everyone_without_edition


@everyone_without_edition
def robots(request: HttpRequest) -> HttpResponse:
    """Return robots.txt."""
    lines = [
        "User-agent: *",
        "Disallow: /admin/",
        "Disallow: /accounts/",
        "Disallow: /api/",
        "Disallow: /*/tell/",
        "Disallow: /*/suggest/",
        "Disallow: /*/take/",
        # The tiles of pictures.
        "Disallow: /iiif/",
        # As many pages as there are pairs of people.
        "Disallow: /*/kinship/",
    ]
    lines += [f"Disallow: /{code}/search/" for code, _name in settings.LANGUAGES]
    lines += [f"Sitemap: {request.build_absolute_uri(reverse('sitemap'))}", ""]
    return HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
