"""Images of documents: only those that a published document shows, by the sum of their bytes.

Whole, smaller, or as tiles to zoom into (IIIF Image API 3, level 0). A file with remarks in it is never sent.
"""

import re
from pathlib import Path

from django.conf import settings
from django.http import FileResponse, Http404, HttpRequest, HttpResponseNotModified, HttpResponseRedirect
from django.http.response import HttpResponse, HttpResponseBase
from django.urls import reverse
from PIL import Image, UnidentifiedImageError

from records.edition.picture_store import pictures_folder
from records.edition.queries import image_path
from records.pictures.remarks import is_bare
from records.pictures.renditions import MIDDLE, SMALL, TILES, WHOLE, folder_of, made_of
from records.pictures.tiles import SIDE, scale_factors, sizes_of_whole
from records.website.access import Edition, everyone_may_read
from records.website.open_json import open_json

# The bytes behind a sum never change, but a picture may be withdrawn: whoever kept it asks again each time.
CACHE = "private, no-cache"
SHOWN_FORMATS = {"JPEG": "image/jpeg", "PNG": "image/png", "WEBP": "image/webp"}
SIZES = {"small": SMALL, "middle": MIDDLE}
_SUM = re.compile(r"[0-9a-f]{64}")
_NUMBERS = r"(?:\d{1,6},){%d}\d{1,6}"
_REGION, _SIZE = re.compile(_NUMBERS % 3), re.compile(_NUMBERS % 1)
IMAGE_CONTEXT = "http://iiif.io/api/image/3/context.json"


@everyone_may_read
def image(request: HttpRequest, edition: Edition, sha256: str) -> HttpResponseBase:
    """Return the picture, or 404 when the edition does not show it."""
    return _whole(request, edition, sha256)


@everyone_may_read
def smaller_image(request: HttpRequest, edition: Edition, sha256: str, size: str) -> HttpResponseBase:
    """Return the picture in a smaller size, or whole where that is not made yet."""
    _require_shown(edition, sha256)
    if size not in SIZES:
        raise Http404("There is no such size.")
    file = folder_of(pictures_folder(), sha256) / SIZES[size]
    return _sent(request, file, f"{sha256}-{size}", "image/webp") or _whole(request, edition, sha256)


@everyone_may_read
def image_service(request: HttpRequest, edition: Edition, sha256: str) -> HttpResponseBase:
    """Lead from the address that names the picture to what is said of its tiles."""
    _require_shown(edition, sha256)
    return _open_to_all(HttpResponseRedirect(reverse("image_info", args=[sha256]), status=303))


@everyone_may_read
def image_info(request: HttpRequest, edition: Edition, sha256: str) -> HttpResponse:
    """Return what tiles there are, as the IIIF Image API has it; 404 while there are none."""
    _require_shown(edition, sha256)
    made = made_of(pictures_folder(), sha256)
    if made is None or not made.tiles:
        raise Http404("There are no tiles of this picture.")
    sizes = [*sizes_of_whole(folder_of(pictures_folder(), sha256) / TILES), (made.width, made.height)]
    said = {
        "@context": IMAGE_CONTEXT,
        "id": request.build_absolute_uri(reverse("image_service", args=[sha256])),
        "type": "ImageService3",
        "protocol": "http://iiif.io/api/image",
        "profile": "level0",
        "width": made.width,
        "height": made.height,
        "sizes": [{"width": width, "height": height} for width, height in dict.fromkeys(sizes)],
        "tiles": [{"width": SIDE, "scaleFactors": scale_factors(made.width, made.height)}],
    }
    return open_json(request, said, f'application/ld+json;profile="{IMAGE_CONTEXT}"')


@everyone_may_read
def tile(request: HttpRequest, edition: Edition, sha256: str, region: str, size: str) -> HttpResponseBase:
    """Return one tile, or the whole picture in one of its sizes."""
    _require_shown(edition, sha256)
    made = made_of(pictures_folder(), sha256)
    if made is None or not made.tiles:
        raise Http404("There are no tiles of this picture.")
    full = f"{made.width},{made.height}"
    if region in ("full", f"0,0,{full}") and size in ("max", full):
        return _whole(request, edition, sha256, as_jpeg=True)
    if (region != "full" and not _REGION.fullmatch(region)) or not _SIZE.fullmatch(size):
        raise Http404("There is no such tile.")
    file = folder_of(pictures_folder(), sha256) / TILES / region / size / "0" / "default.jpg"
    sent = _sent(request, file, f"{sha256}-{region}-{size}", "image/jpeg")
    if sent is None:
        raise Http404("There is no such tile.")
    return sent


def _whole(request: HttpRequest, edition: Edition, sha256: str, *, as_jpeg: bool = False) -> HttpResponseBase:
    """Return the stored picture; where it has remarks, or no browser shows it, the one made of it."""
    stored = image_path(edition, sha256)
    if stored is None:
        raise Http404("No published document shows this image.")
    folder = Path(settings.MEDIA_ROOT).resolve()
    file = (folder / stored).resolve()
    if not file.is_relative_to(folder) or not file.is_file():
        raise Http404("The image is not in the store.")
    content_type = _content_type(file)
    if content_type and not (as_jpeg and content_type != "image/jpeg"):
        found = _sent(request, file, sha256, content_type)
    else:
        made = folder_of(pictures_folder(), sha256) / WHOLE
        found = _sent(request, made, f"{sha256}-whole", "image/jpeg")
    if found is None:
        raise Http404("The image is not ready to be shown.")
    return found


def _require_shown(edition: Edition, sha256: str) -> None:
    if not _SUM.fullmatch(sha256) or image_path(edition, sha256) is None:
        raise Http404("No published document shows this image.")


def _sent(request: HttpRequest, file: Path, name: str, content_type: str) -> HttpResponseBase | None:
    """Return a file, or that the kept one still stands; None when it is not there."""
    etag = f'"{name}"'
    headers = {"ETag": etag, "Cache-Control": CACHE}
    if request.headers.get("If-None-Match") == etag and file.is_file():
        return _open_to_all(HttpResponseNotModified(headers=headers))
    try:
        stream = file.open("rb")
    except FileNotFoundError:
        return None
    return _open_to_all(FileResponse(stream, content_type=content_type, headers=headers))


def _open_to_all(response: HttpResponseBase) -> HttpResponse:
    """Let the viewers of other sites show it."""
    response["Access-Control-Allow-Origin"] = "*"
    return response  # type: ignore[return-value]


def _content_type(file: Path) -> str:
    """Return the type after a look into the file, for its name is what someone once called it; empty where the file
    holds more than a picture, or is of a kind that no browser shows."""
    try:
        with Image.open(file) as opened:
            found = opened.format or ""
            return SHOWN_FORMATS[found] if found in SHOWN_FORMATS and is_bare(opened, file) else ""
    except (UnidentifiedImageError, OSError) as error:
        raise Http404("The file is no image.") from error
