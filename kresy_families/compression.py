"""Pages go out compressed: a telephone fetches a quarter of the bytes.

Files and long downloads are left as they are: pictures are compressed already, and a reader may break off and go on.
"""

from django.http import HttpRequest
from django.http.response import HttpResponseBase
from django.middleware.gzip import GZipMiddleware

_TEXTS = ("text/", "application/json", "application/ld+json", "application/feed+json", "application/xml",
          "application/atom+xml", "application/rss+xml", "image/svg+xml")  # fmt: skip


class CompressedText(GZipMiddleware):
    """Compress what is text and whole; Django adds random bytes, so that its length tells nothing."""

    def process_response(self, request: HttpRequest, response: HttpResponseBase) -> HttpResponseBase:
        if response.streaming or not response.get("Content-Type", "").startswith(_TEXTS):
            return response
        return super().process_response(request, response)
