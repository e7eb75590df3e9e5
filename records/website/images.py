"""Images of documents: only those that a published document shows, by the sum of their bytes."""

from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified
from django.http.response import HttpResponseBase
from PIL import Image, UnidentifiedImageError

from records.edition.queries import image_path
from records.website.access import Edition, everyone_may_read

# The bytes behind a sum never change, but a picture may be withdrawn: whoever kept it asks again each time.
CACHE = "private, no-cache"
SHOWN_FORMATS = {
    "JPEG": "image/jpeg",
    "PNG": "image/png",
    "WEBP": "image/webp",
    "GIF": "image/gif",
    "TIFF": "image/tiff",
}


@everyone_may_read
def image(request: HttpRequest, edition: Edition, sha256: str) -> HttpResponseBase:
    """Return the picture, or 404 when the edition does not show it."""
    stored = image_path(edition, sha256)
    if stored is None:
        raise Http404("No published document shows this image.")
    folder = Path(settings.MEDIA_ROOT).resolve()
    file = (folder / stored).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        raise Http404("The image is not in the store.")
    etag = f'"{sha256}"'
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers={"ETag": etag, "Cache-Control": CACHE})
    response = FileResponse(file.open("rb"), content_type=_content_type(file))
    response["Cache-Control"] = CACHE
    response["ETag"] = etag
    return response


def _content_type(file: Path) -> str:
    """Return the type after a look into the file: its name is what someone once called it."""
    try:
        with Image.open(file) as opened:
            found = opened.format or ""
    except (UnidentifiedImageError, OSError) as error:
        raise Http404("The file is no image.") from error
    if found not in SHOWN_FORMATS:
        raise Http404("Images of this format are not shown.")
    return SHOWN_FORMATS[found]
