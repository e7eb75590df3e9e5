"""The pictures of a paper in their order, in the sizes there are, with the areas on which its names stand."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.urls import reverse

from records.documents.picture_crop import crop_of
from records.edition.picture_store import pictures_folder
from records.pictures.renditions import MIDDLE, SMALL, WIDTHS, fitting, made_of
from records.website.document_words import side_words
from records.website.language_words import Spoken
from records.website.our_words import our_words
from records.website.reader_language import gettext as _

# A list may have hundreds of pages.
LEAVES_AT_ONCE = 24


@dataclass(frozen=True, slots=True)
class Area:
    """A part of a picture, in its pixels, and the name that stands there: the number among the names of the paper."""

    number: int
    name: str
    left: int
    top: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Leaf:
    """One picture: what it shows, its addresses, and its neighbours (0 where there is none)."""

    number: int
    label: str
    side: str
    caption: Spoken
    sha256: str
    width: int | None
    height: int | None
    sizes: str
    areas: list[Area]
    before: int
    after: int


def sized(images: Sequence[Mapping[str, Any]]) -> list[Mapping[str, Any]]:
    """Return the pictures with their sizes; one that came with a file has none noted, and is asked what was made."""
    return [image if image["width"] and image["height"] else _asked(image) for image in images]


def _asked(image: Mapping[str, Any]) -> Mapping[str, Any]:
    made = made_of(pictures_folder(), image["sha256"])
    return {**image, "width": made.width, "height": made.height} if made else image


def leaves_of(images: Sequence[Mapping[str, Any]], mentions: Sequence[tuple[int, Any]], sent: str) -> dict[str, Any]:
    """Return the pictures on one part of them (``?pictures=2``), and the numbers of the parts before and after.

    ``mentions`` are the names that the page shows, each with its number.
    """
    last = max(-(-len(images) // LEAVES_AT_ONCE), 1)
    part = min(max(int(sent), 1), last) if sent.isdecimal() and len(sent) < 9 else 1
    start = (part - 1) * LEAVES_AT_ONCE
    shown = list(enumerate(images, 1))[start : start + LEAVES_AT_ONCE]
    return {
        "leaves": [_leaf(number, image, shown[0][0], shown[-1][0], mentions) for number, image in shown],
        "pictures": len(images),
        "pictures_before": part - 1,
        "pictures_after": part + 1 if part < last else 0,
    }


def picture_label(number: int, image: Mapping[str, Any]) -> str:
    """Return what a picture is called: the side it shows, its caption, or its number."""
    side, caption = side_words(image.get("side", "")), our_words(image["caption"]).text
    if side and caption:
        return f"{side}: {caption}"
    return side or caption or _("picture %(number)s of the paper") % {"number": number}


def area_on(image: Mapping[str, Any], mention: Mapping[str, Any]) -> tuple[int, int, int, int] | None:
    """Return (left, top, width, height) of where on a picture a name stands; None where that is not known."""
    if not image.get("width") or not image.get("height"):
        return None
    return crop_of(mention).box(image["width"], image["height"])


def _leaf(number: int, image: Mapping[str, Any], first: int, last: int, mentions: Sequence[tuple[int, Any]]) -> Leaf:
    on_it = [(at, mention) for at, mention in mentions if mention.get("image") == number]
    boxes = [(at, mention["as_written"], area_on(image, mention)) for at, mention in on_it]
    return Leaf(
        number,
        picture_label(number, image),
        side_words(image.get("side", "")),
        our_words(image["caption"]),
        image["sha256"],
        image["width"],
        image["height"],
        _sizes(image),
        [Area(at, name, *box) for at, name, box in boxes if box],
        number - 1 if number > first else 0,
        number + 1 if number < last else 0,
    )


def _sizes(image: Mapping[str, Any]) -> str:
    """Return the smaller pictures with their widths, as srcset has them; empty where the size is not known."""
    if not image["width"] or not image["height"]:
        return ""
    widths = {
        fitting(image["width"], image["height"], WIDTHS[name])[0]: size
        for size, name in (("middle", MIDDLE), ("small", SMALL))
    }
    found = [(width, reverse("smaller_image", args=[image["sha256"], size])) for width, size in widths.items()]
    return ", ".join(f"{address} {width}w" for width, address in sorted(found))
