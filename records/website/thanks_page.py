"""Thanks to a reader who told something."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.website.access import everyone_without_edition


@everyone_without_edition
def thanks(request: HttpRequest) -> HttpResponse:
    """Say thanks and what happens next."""
    return render(request, "website/thanks.html")
