"""Tiles for zooming: a folder as the IIIF Image API 3 asks for at its level 0. Needs the extra ``iiif`` (pyvips)."""

import re
from functools import cache
from pathlib import Path
from typing import Any

SIDE = 512
SIZE_OF_WHOLE = re.compile(r"(\d{1,6}),(\d{1,6})")
_SUFFIX = ".jpg[Q=84,optimize_coding]"


@cache
def _vips() -> Any:
    """Return the module, or None where the extra was not installed, or its library cannot be loaded."""
    try:
        import pyvips
    except (ImportError, OSError):
        return None
    return pyvips


def can_tile() -> bool:
    """Say whether tiles can be made here."""
    return _vips() is not None


def cut_tiles(picture: Path, folder: Path) -> None:
    """Cut a picture into tiles within the folder, which must not be there yet; raise OSError when it cannot be."""
    vips = _vips()
    try:
        image = vips.Image.new_from_file(str(picture), access="sequential")
        if image.hasalpha():
            image = image.flatten(background=255)
        image.dzsave(str(folder), layout="iiif3", tile_size=SIDE, suffix=_SUFFIX, keep="none")
    except vips.Error as error:
        raise OSError(f"{picture.name} cannot be cut into tiles.") from error
    # What the library notes of its work.
    folder.with_name("vips-properties.xml").unlink(missing_ok=True)


def sizes_of_whole(folder: Path) -> list[tuple[int, int]]:
    """Return in which sizes the tiles hold the whole picture, the smallest first."""
    found = (SIZE_OF_WHOLE.fullmatch(path.name) for path in (folder / "full").glob("*"))
    return sorted((int(match[1]), int(match[2])) for match in found if match)


def scale_factors(width: int, height: int) -> list[int]:
    """Return by what the picture is divided, level by level, until one tile holds it."""
    factors = [1]
    while max(width, height) > SIDE * factors[-1]:
        factors.append(factors[-1] * 2)
    return factors
