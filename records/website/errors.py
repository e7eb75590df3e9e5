"""The pages for what went wrong."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    """Answer for an address that leads nowhere; says nothing of the difference to a hidden record."""
    return render(request, "website/not_found.html", status=404)


def server_error(request: HttpRequest) -> HttpResponse:
    """Answer when the site itself failed; uses no database."""
    return render(request, "website/server_error.html", status=500)


def form_refused(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer for a form that lay too long, or that a browser without cookies sent: nothing was done."""
    return render(request, "website/form_refused.html", status=403)
