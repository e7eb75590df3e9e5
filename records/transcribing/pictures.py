"""The scans of a document: written anew before anything is saved, and taken off the disk again if the saving fails."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.files.storage import Storage, default_storage
from django.core.files.uploadedfile import UploadedFile

from records.documents.image_intake import CleanImage, clean_image
from records.documents.models import Document, DocumentImage
from records.transcribing.checks import EntryRefused, Refusals


def take_in(pictures: Sequence[UploadedFile | CleanImage]) -> list[CleanImage]:
    """Return the pictures written anew, if they are not already, and none twice.

    Raises EntryRefused with a sentence for each that is none.
    """
    clean: dict[str, CleanImage] = {}
    refusals: Refusals = {}
    for number, picture in enumerate(pictures):
        if isinstance(picture, CleanImage):
            clean.setdefault(picture.sha256, picture)
            continue
        try:
            image = clean_image(cast(BinaryIO, picture.file), picture.size or 0)
        except ValidationError as error:
            refusals[f"pictures.{number}"] = " ".join(error.messages)
        else:
            clean.setdefault(image.sha256, image)
    if refusals:
        raise EntryRefused(refusals)
    return list(clean.values())


def attach(document: Document, images: Iterable[CleanImage], written: list[str]) -> int:
    """Save the pictures of a new document in their order; ``written`` takes the names of the files."""
    number = 0
    for number, image in enumerate(images, 1):
        # Given with the row, the picture tells its width and height.
        picture = ContentFile(image.content, image.file_name)
        row = DocumentImage(document=document, position=number, sha256=image.sha256, file=picture)
        row.file.save(image.file_name, picture, save=False)
        written.append(str(row.file.name))
        row.save()
    return number


@contextmanager
def files_of_one_saving(storage: Storage = default_storage) -> Iterator[list[str]]:
    """Give a list for the names of the files that are written; delete these if what happens inside fails."""
    written: list[str] = []
    try:
        yield written
    except BaseException:
        # Also when someone interrupts: rows are rolled back, and a file without its row would stay for ever.
        for name in written:
            storage.delete(name)
        raise
