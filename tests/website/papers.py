"""Papers with pictures, for the tests of their pages."""

import io
from collections.abc import Sequence

from django.core.files.base import ContentFile
from PIL import Image

from records.documents.image_intake import CleanImage, clean_image
from records.documents.models import Document, DocumentImage
from records.record_model import Status


def picture(number: int = 1, size: tuple[int, int] = (40, 30), kind: str = "PNG") -> CleanImage:
    """Return a picture as the desk takes it in."""
    stream = io.BytesIO()
    Image.new("RGB", size, (number * 9 % 256, 9, 9)).save(stream, kind)
    return clean_image(stream, stream.tell())


def add_picture(paper: Document, taken: CleanImage, position: int, **columns: str) -> DocumentImage:
    """Put a picture into a document."""
    file = ContentFile(taken.content, taken.file_name)
    row = DocumentImage(document=paper, position=position, sha256=taken.sha256, file=file, **columns)
    row.file.save(taken.file_name, file, save=False)
    row.save()
    return row


def paper_with(pictures: Sequence[CleanImage], **columns: object) -> Document:
    """Return a published photograph with these pictures."""
    paper = Document(kind="photograph", title="Nad rzeką", status=Status.PUBLISHED, **columns)
    paper.save()
    for position, taken in enumerate(pictures, 1):
        add_picture(paper, taken, position)
    return paper
