"""The API as a whole: its routes, its OpenAPI document, and how it says that something went wrong."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import URLPattern, path
from ninja import NinjaAPI
from ninja.errors import HttpError, ValidationError

from records.api import documents_api, figures_api, people_api, places_api, search_api
from records.api.access import everyone_without_edition, for_machines, sentence
from records.edition.connection import EditionMissing

api = NinjaAPI(
    title="Kresy Families",
    version="1",
    description="The published records of the Poles deported from the Kresy. Read only; no living person is in them.",
    docs_url=None,
    openapi_url=None,
    urls_namespace="api",
)
api.add_router("", search_api.router)
api.add_router("", people_api.router)
api.add_router("", places_api.router)
api.add_router("", documents_api.router)
api.add_router("", figures_api.router)


@api.get("/openapi.json", include_in_schema=False, url_name="openapi")
@everyone_without_edition
def openapi(request: HttpRequest) -> dict[str, Any]:
    """Return the OpenAPI document."""
    return dict(api.get_openapi_schema(path_prefix=request.path.removesuffix("openapi.json")))


@everyone_without_edition
def no_such_address(request: HttpRequest, rest: str) -> HttpResponse:
    """Answer for an address below the API that leads nowhere."""
    return sentence(404, f"Nothing is at this address; see {request.build_absolute_uri('/api/v1/openapi.json')}.")


@api.exception_handler(ValidationError)
def _asked_wrongly(request: HttpRequest, error: ValidationError) -> HttpResponse:
    problems = [f"{one['loc'][-1]}: {one['msg']}" for one in error.errors]
    return sentence(400, f"This cannot be read: {'; '.join(problems)}.")


@api.exception_handler(HttpError)
def _refused(request: HttpRequest, error: HttpError) -> HttpResponse:
    return sentence(error.status_code, error.message)


@api.exception_handler(Http404)
def _not_here(request: HttpRequest, error: Http404) -> HttpResponse:
    return sentence(404, str(error))


@api.exception_handler(EditionMissing)
def _nothing_published(request: HttpRequest, error: EditionMissing) -> HttpResponse:
    return sentence(503, "Nothing is published yet.")


def _for_machines(pattern: URLPattern) -> URLPattern:
    return URLPattern(pattern.pattern, for_machines(pattern.callback), pattern.default_args, pattern.name)


_routes = [pattern for pattern in api.urls[0] if isinstance(pattern, URLPattern) and pattern.name != "api-root"]
urlpatterns = [*map(_for_machines, _routes), path("<path:rest>", for_machines(no_such_address), name="nothing")]
app_name = "api"
