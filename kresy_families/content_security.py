"""The Content-Security-Policy: strict for the public, relaxed only where the admin theme needs it."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Unfold's admin pages run on Alpine.js, which compiles its expressions; nothing public does.
ADMIN_RELAXATION = {
    "script-src": ["'self'", "'unsafe-eval'"],
    "style-src": ["'self'", "'unsafe-inline'"],
    "img-src": ["'self'", "data:", "blob:"],
}


class AdminContentSecurity:
    """Relax the policy under /admin/ only; stands inside csp.middleware.CSPMiddleware."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.path_info.startswith("/admin/"):
            response._csp_replace = ADMIN_RELAXATION  # type: ignore[attr-defined]
        return response
