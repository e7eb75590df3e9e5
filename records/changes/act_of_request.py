"""One change set for each request at the desk: by whom, at which address, and why, if the form was told."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from records.change_sets import ActKind, making_changes

WHY = "why"


class ActOfRequest:
    """Middleware: what a request to the desk changes is kept as one change set of its user."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method != "POST" or not request.path.startswith(reverse("admin:index")):
            return self.get_response(request)
        with making_changes(
            ActKind.DESK,
            user=lambda: request.user if request.user.is_authenticated else None,
            why=lambda: request.POST.get(WHY, ""),
            address=request.path,
        ):
            return self.get_response(request)
