"""What is made of one picture: a small and a middle one, a whole one that every browser shows, and tiles.

Everything lies in one folder named by the checksum of the picture. It is made beside its place and moved there when it
is whole, so that a crash leaves nothing that looks finished.
"""

import json
import shutil
from dataclasses import asdict, dataclass
from pathlib import Path

from PIL import Image, ImageOps

from records.pictures.remarks import is_bare
from records.pictures.tiles import can_tile, cut_tiles

SMALL, MIDDLE, WHOLE, TILES = "small.webp", "middle.webp", "whole.jpg", "tiles"
# How wide the smaller pictures are at most, in pixels.
WIDTHS = {SMALL: 480, MIDDLE: 1400}
_WEBP_QUALITY, _JPEG_QUALITY = 80, 88
# Greater sides WebP cannot hold.
_MOST_WEBP = 16_383
_MADE = "made.json"


@dataclass(frozen=True, slots=True)
class Made:
    """What was made of a picture: its width and height, whether as a whole picture, too, and whether as tiles."""

    width: int
    height: int
    whole: bool
    tiles: bool


def folder_of(store: Path, sha256: str) -> Path:
    """Return the folder of a picture within the store."""
    return store / sha256[:2] / sha256


def made_of(store: Path, sha256: str) -> Made | None:
    """Return what was made of a picture; None when nothing was."""
    try:
        return Made(**json.loads((folder_of(store, sha256) / _MADE).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def is_prepared(store: Path, sha256: str) -> bool:
    """Say whether all was made that can be made here."""
    made = made_of(store, sha256)
    return made is not None and (made.tiles or not can_tile())


def fitting(width: int, height: int, most: int) -> tuple[int, int]:
    """Return the size of a picture that is at most so wide, and not too high for its file."""
    times = min(1.0, most / width, _MOST_WEBP / height)
    return max(1, round(width * times)), max(1, round(height * times))


def prepare(original: Path, store: Path, sha256: str) -> None:
    """Make what is made of a picture, in place of what there was; raise OSError for what is no picture."""
    place, begun = folder_of(store, sha256), _begun(store, sha256)
    shutil.rmtree(begun, ignore_errors=True)
    begun.mkdir(parents=True)
    try:
        made = _make(original, begun)
        (begun / _MADE).write_text(json.dumps(asdict(made)), encoding="utf-8")
        shutil.rmtree(place, ignore_errors=True)
        begun.rename(place)
    except BaseException:
        shutil.rmtree(begun, ignore_errors=True)
        raise


def remove(store: Path, sha256: str) -> None:
    """Remove all that was made of a picture, and what was begun and never finished."""
    shutil.rmtree(folder_of(store, sha256), ignore_errors=True)
    shutil.rmtree(_begun(store, sha256), ignore_errors=True)


def stored(store: Path) -> list[str]:
    """Return the checksums of all pictures of which something was made, or begun."""
    folders = [path for part in store.glob("??") for path in part.iterdir()] if store.is_dir() else []
    return sorted({path.name.removeprefix(".") for path in folders})


def _begun(store: Path, sha256: str) -> Path:
    return folder_of(store, sha256).with_name(f".{sha256}")


def _make(original: Path, folder: Path) -> Made:
    with Image.open(original) as opened:
        bare, is_jpeg = is_bare(opened, original), opened.format == "JPEG"
        points = _points(opened)
    for name, most in WIDTHS.items():
        smaller = points.resize(fitting(*points.size, most), Image.Resampling.LANCZOS, reducing_gap=2.0)
        smaller.save(folder / name, "WEBP", quality=_WEBP_QUALITY)
    whole = not (bare and is_jpeg)
    if whole:
        points.save(folder / WHOLE, "JPEG", quality=_JPEG_QUALITY, optimize=True)
    if can_tile():
        cut_tiles(original if bare else folder / WHOLE, folder / TILES)
    return Made(*points.size, whole, can_tile())


def _points(opened: Image.Image) -> Image.Image:
    """Return the picture upright, in grey or in colours, without anything else that its file holds."""
    upright = ImageOps.exif_transpose(opened)
    clear = upright.convert("RGBA") if "transparency" in upright.info or upright.mode in ("RGBA", "PA") else None
    if clear is not None:
        paper = Image.new("RGBA", clear.size, "white")
        upright = Image.alpha_composite(paper, clear)
    plain = upright.convert("L" if upright.mode in ("1", "L", "LA", "I", "I;16", "F") else "RGB")
    points = Image.new(plain.mode, plain.size)
    points.paste(plain)
    return points
