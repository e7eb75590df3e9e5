"""What hides in a picture file beside its points: where and when it was taken, by whom, with what.

Pictures are written anew when they are taken in; a file that came another way is not shown as it is.
"""

import struct
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from PIL import Image

# The frame, the colours and how they were stored; every other segment of a JPEG may carry words.
_JPEG_SEGMENTS = {"APP0": b"JFIF", "APP2": b"ICC_PROFILE", "APP14": b"Adobe"}
_PNG_REMARKS = {b"tEXt", b"zTXt", b"iTXt", b"eXIf", b"tIME"}
_WEBP_REMARKS = {b"EXIF", b"XMP "}
_PNG_BEGINNING, _WEBP_BEGINNING = 8, 12


def is_bare(image: Image.Image, file: Path) -> bool:
    """Say whether an opened picture is a JPEG, PNG or WebP without remarks; of other kinds nothing is known."""
    if image.format == "JPEG":
        segments = getattr(image, "applist", [])
        return all(content.startswith(_JPEG_SEGMENTS.get(name, b"\0none")) for name, content in segments)
    with file.open("rb") as stream:
        if image.format == "PNG":
            return not _PNG_REMARKS.intersection(_png_chunks(stream))
        if image.format == "WEBP":
            return not _WEBP_REMARKS.intersection(_webp_chunks(stream))
    return False


def _png_chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(_PNG_BEGINNING)
    while len(head := stream.read(8)) == 8:
        length, kind = struct.unpack(">I4s", head)
        yield kind
        stream.seek(length + 4, 1)


def _webp_chunks(stream: BinaryIO) -> Iterator[bytes]:
    stream.seek(_WEBP_BEGINNING)
    while len(head := stream.read(8)) == 8:
        kind, length = struct.unpack("<4sI", head)
        yield kind
        stream.seek(length + length % 2, 1)
