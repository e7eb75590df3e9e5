"""Taking a picture in: decoded, turned upright and written again, so that no place, owner or program hides in it."""

import hashlib
import io
import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import BinaryIO

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image, ImageOps

MOST_BYTES = 40 * 1024 * 1024
NO_PICTURE = "no_picture"
MOST_PIXELS = 120_000_000
_FORMATS = ("JPEG", "PNG", "WEBP", "TIFF")
_JPEG_QUALITY = 92


@dataclass(frozen=True, slots=True)
class CleanImage:
    """A picture as it is stored: its bytes, the checksum by which it is known, and the ending of its file."""

    content: bytes
    sha256: str
    ending: str

    @property
    def file_name(self) -> str:
        # The name of the uploaded file may carry a person's name: ours carries none.
        return f"{self.sha256[:32]}.{self.ending}"


def clean_image(upload: BinaryIO, size: int) -> CleanImage:
    """Return the picture written anew; raise ValidationError, with a sentence, for what is none or too large."""
    if size > MOST_BYTES:
        raise ValidationError(_("The file is larger than %d megabytes.") % (MOST_BYTES // 1024 // 1024))
    return next(clean_frames(upload, 1))


def clean_frames(upload: BinaryIO, most: int) -> Iterator[CleanImage]:
    """Yield each picture of a file (a TIFF may hold several), at most so many; raise ValidationError as above."""
    upload.seek(0)
    with _readable():
        image = Image.open(upload, formats=_FORMATS)
    for number in range(min(getattr(image, "n_frames", 1), most)):
        with _readable():
            image.seek(number)
            if image.width * image.height > MOST_PIXELS:
                raise ValidationError(_("The picture has more than %d million points.") % (MOST_PIXELS // 1_000_000))
            image.load()
        yield written_anew(image, lossy=image.format == "JPEG")


@contextmanager
def _readable() -> Iterator[None]:
    """Say in a sentence what Pillow says of a broken or too large file."""
    try:
        with warnings.catch_warnings():
            # The size is judged by us, before a single pixel is decoded.
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            yield
    except Image.DecompressionBombError as error:
        raise ValidationError(_("The picture has more than %d million points.") % (MOST_PIXELS // 1_000_000)) from error
    except (OSError, SyntaxError, ValueError, EOFError) as error:
        raise ValidationError(
            _("This is no picture that can be read: JPEG, PNG, WebP and TIFF can."), code=NO_PICTURE
        ) from error


def written_anew(image: Image.Image, *, lossy: bool) -> CleanImage:
    """Return a decoded picture with nothing but its points: as JPEG, or without loss as PNG."""
    upright = ImageOps.exif_transpose(image) or image
    grey = upright.mode in ("1", "L", "I;16", "I", "LA")
    bare = upright.convert("L" if grey else "RGB")
    # Only the points go into the new picture; remarks, position and thumbnails stay behind.
    points = Image.new(bare.mode, bare.size)
    points.paste(bare)
    stream = io.BytesIO()
    if lossy:
        points.save(stream, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    else:
        points.save(stream, "PNG", optimize=True)
    content = stream.getvalue()
    return CleanImage(content, hashlib.sha256(content).hexdigest(), "jpg" if lossy else "png")
