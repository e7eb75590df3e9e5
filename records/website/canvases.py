"""The pictures of a document as canvases of a IIIF manifest, each with its words, and the names where they stand."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from django.conf import settings
from django.urls import reverse

from records.edition.picture_store import pictures_folder
from records.edition.queries import Page
from records.pictures.renditions import SMALL, WIDTHS, Made, fitting, made_of
from records.website.language_words import guessed
from records.website.leaves import area_on, picture_label, sized
from records.website.lines_side_by_side import Version, versions_of
from records.website.reader_language import gettext as _
from records.website.reader_language import speaking

Json = dict[str, Any]
# Viewers lay every one over the picture.
_MOST_NAMES = 1000
_FORMATS = {".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".webp": "image/webp"}
LANGUAGES = tuple(code for code, _name in settings.LANGUAGES)


def language_map(words: Mapping[str, str]) -> dict[str, list[str]]:
    """Return words as IIIF has them; what is the same in every language is in none."""
    if len(set(words.values())) == 1:
        return {"none": [next(iter(words.values()))]}
    return {language: [text] for language, text in words.items() if text}


class Canvases:
    """One canvas for each picture of a document. ``files`` are their stored files by checksum."""

    def __init__(self, absolute: Callable[[str], str], page: Page, files: Mapping[str, str]) -> None:
        self._absolute, self._page, self._files = absolute, page, files
        self._images: list[Json] = [dict(image) for image in sized(page.body["images"])]
        self._made: list[Made | None] = [made_of(pictures_folder(), image["sha256"]) for image in self._images]

    def thumbnail(self) -> Json:
        """Return the small picture of the first one, as far as it is made."""
        found = self._thumbnail(self._images[0], self._made[0])
        return {"thumbnail": [found]} if found else {}

    def all(self) -> list[Json]:
        """Return the canvases in the order of the pictures."""
        words = self._words_by_picture()
        names = self._names_by_picture()
        return [
            self._canvas(number, image, made, words.get(number, []), names.get(number, []))
            for number, (image, made) in enumerate(zip(self._images, self._made, strict=True), 1)
        ]

    def _canvas(self, number: int, image: Json, made: Made | None, words: list[Version], names: list[Json]) -> Json:
        width, height = _size(image)
        canvas = self._own(f"canvas/{number}")
        painted = {
            "id": f"{canvas}/painting",
            "type": "Annotation",
            "motivation": "painting",
            "body": self._body(image, made),
            "target": canvas,
        }
        found: Json = {
            "id": canvas,
            "type": "Canvas",
            "label": language_map(in_languages(lambda: picture_label(number, image))),
            "width": width,
            "height": height,
            "items": [{"id": f"{canvas}/page", "type": "AnnotationPage", "items": [painted]}],
        }
        if thumbnail := self._thumbnail(image, made):
            found["thumbnail"] = [thumbnail]
        said = [_word(canvas, place, version) for place, version in enumerate(words, 1)]
        named = [self._name(canvas, place, image, mention) for place, mention in enumerate(names, 1)]
        pages = [("words", said), ("names", named)]
        if annotations := [
            {"id": f"{canvas}/{key}", "type": "AnnotationPage", "items": items} for key, items in pages if items
        ]:
            found["annotations"] = annotations
        return found

    def _body(self, image: Json, made: Made | None) -> Json:
        width, height = _size(image)
        stored = Path(self._files.get(image["sha256"], "")).suffix.lower()
        address, kind = reverse("image", args=[image["sha256"]]), _FORMATS.get(stored, "image/jpeg")
        found: Json = {"type": "Image", "width": width, "height": height}
        if made and made.tiles:
            service = self._absolute(reverse("image_service", args=[image["sha256"]]))
            found["service"] = [{"id": service, "type": "ImageService3", "profile": "level0"}]
            address, kind = reverse("tile", args=[image["sha256"], "full", "max"]), "image/jpeg"
        return {"id": self._absolute(address), **found, "format": kind}

    def _thumbnail(self, image: Json, made: Made | None) -> Json:
        if made is None:
            return {}
        width, height = fitting(made.width, made.height, WIDTHS[SMALL])
        address = self._absolute(reverse("smaller_image", args=[image["sha256"], "small"]))
        return {"id": address, "type": "Image", "format": "image/webp", "width": width, "height": height}

    def _words_by_picture(self) -> dict[int, list[Version]]:
        """Return the versions of the words by the picture they stand on: that of their side, or the first."""
        sides = {image["side"]: number for number, image in reversed([*enumerate(self._images, 1)]) if "side" in image}
        found: dict[int, list[Version]] = {}
        for side, versions in versions_of(self._page.body).items():
            found.setdefault(sides.get(side, 1), []).extend(versions)
        return found

    def _names_by_picture(self) -> dict[int, list[Json]]:
        found: dict[int, list[Json]] = {}
        for mention in self._page.body["mentions"][:_MOST_NAMES]:
            if mention.get("image"):
                found.setdefault(mention["image"], []).append(mention)
        return found

    def _name(self, canvas: str, place: int, image: Json, mention: Json) -> Json:
        """Return a name on the picture; whom it surely means is told by the address of the person's page."""
        area = area_on(image, mention)
        language = guessed(mention["as_written"]).language
        told: Json = {"type": "TextualBody", "value": mention["as_written"], "format": "text/plain"}
        bodies = [told | ({"language": language} if language else {})]
        for person in mention["people"]:
            if person["certainty"] == "sure":
                address = self._absolute(reverse("website:person", args=[person["person"]]))
                bodies.append({"id": address, "type": "Text", "format": "text/html"})
        return {
            "id": f"{canvas}/names/{place}",
            "type": "Annotation",
            "motivation": "tagging",
            "body": bodies if len(bodies) > 1 else bodies[0],
            "target": f"{canvas}#xywh={','.join(map(str, area))}" if area else canvas,
        }

    def _own(self, part: str) -> str:
        address = self._absolute(reverse("manifest", args=[self._page.id]))
        return f"{address.removesuffix('manifest.json')}{part}"


def _size(image: Json) -> tuple[int, int]:
    """Return the size of a canvas; where nobody has looked at the picture yet, any will do."""
    return image["width"] or 1000, image["height"] or 1000


def _word(canvas: str, place: int, version: Version) -> Json:
    told = {"type": "TextualBody", "value": "\n".join(version.lines), "language": version.language}
    found: Json = {
        "id": f"{canvas}/words/{place}",
        "type": "Annotation",
        "motivation": "supplementing",
        "body": {**told, "format": "text/plain"},
        "target": canvas,
    }
    if version.by_rule:
        found["label"] = language_map(in_languages(lambda: _("In Latin letters, made by rule")))
    return found


def in_languages(words: Callable[[], str]) -> dict[str, str]:
    """Return what the words are in each language of the site."""
    found = {}
    for language in LANGUAGES:
        with speaking(language):
            found[language] = str(words())
    return found
