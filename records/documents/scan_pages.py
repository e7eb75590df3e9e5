"""The pages of a file of scans: one for a JPEG or PNG, all frames of a TIFF, all pages of a PDF drawn as pictures.

PDFium (pypdfium2) draws the pages; it is not made for threads, so one thread calls it at a time.
"""

import threading
from collections.abc import Iterator
from contextlib import closing
from typing import BinaryIO

import pypdfium2
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from PIL import Image

from records.documents.image_intake import NO_PICTURE, CleanImage, clean_frames, written_anew

MOST_PAGES = 60
MOST_FILE_BYTES = 200 * 1024 * 1024
# Enough to read a pencil note of an A4 page by; the limit is for posters that call themselves a page.
_DOTS_PER_INCH, _MOST_POINTS_OF_A_PAGE = 200, 30_000_000
_ONE_CALL_AT_A_TIME = threading.Lock()


def clean_pages(upload: BinaryIO, size: int, most: int = MOST_PAGES) -> Iterator[CleanImage]:
    """Yield each page of the file as a picture written anew.

    Raises ValidationError, with a sentence, for what cannot be read, is too large, or has more than ``most`` pages.
    """
    if size > MOST_FILE_BYTES:
        raise ValidationError(_("The file is larger than %d megabytes.") % (MOST_FILE_BYTES // 1024 // 1024))
    upload.seek(0)
    is_pdf = b"%PDF-" in upload.read(1024)
    upload.seek(0)
    pages = _drawn(upload, most + 1) if is_pdf else _frames(upload, most + 1)
    for number, page in enumerate(pages):
        if number == most:
            raise ValidationError(_("One document may have %d pages; this would be more.") % MOST_PAGES)
        yield page


def _frames(upload: BinaryIO, most: int) -> Iterator[CleanImage]:
    try:
        yield from clean_frames(upload, most)
    except ValidationError as error:
        if error.code != NO_PICTURE:
            raise
        raise ValidationError(_("This is no page that can be read: JPEG, PNG, TIFF, WebP and PDF can.")) from error


def _drawn(upload: BinaryIO, most: int) -> Iterator[CleanImage]:
    # Read whole: PDFium would read from a closed upload when it lets go of it later.
    content = upload.read()
    try:
        with _ONE_CALL_AT_A_TIME:
            document = pypdfium2.PdfDocument(content)
    except pypdfium2.PdfiumError as error:
        raise ValidationError(_("This PDF cannot be read; it may be broken, or closed with a password.")) from error
    try:
        for number in range(min(len(document), most)):
            yield written_anew(_drawn_page(document, number), lossy=True)
    finally:
        with _ONE_CALL_AT_A_TIME:
            document.close()


def _drawn_page(document: pypdfium2.PdfDocument, number: int) -> Image.Image:
    try:
        with _ONE_CALL_AT_A_TIME, closing(document[number]) as page:
            width, height = page.get_size()
            scale = min(_DOTS_PER_INCH / 72, (_MOST_POINTS_OF_A_PAGE / max(width * height, 1.0)) ** 0.5)
            # A copy: the points that PDFium lends go when the page is closed.
            return page.render(scale=scale).to_pil().copy()
    except (pypdfium2.PdfiumError, ValueError) as error:
        raise ValidationError(_("Page %d of this PDF cannot be drawn.") % (number + 1)) from error
