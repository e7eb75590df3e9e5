"""The places of a GEDCOM file: those the archive knows by these words, and new ones for the others."""

from collections import Counter, OrderedDict
from collections.abc import Iterable
from typing import Any

from records.gedcom.structure import Structure
from records.names.folding import fold
from records.outbox import RecordKey
from records.places.models import Place
from records.record_model import Status

_REMEMBERED = 5_000
_LONGEST_TEXT = 500
_AT_ONCE = 500


class Remembered(OrderedDict[str, Any]):
    """A look-up that forgets its oldest entries, so that memory does not grow with the file."""

    def remember(self, key: str, value: Any) -> Any:
        self[key] = value
        if len(self) > _REMEMBERED:
            self.popitem(last=False)
        return value


class PlacesOfFile:
    """The places of one import."""

    def __init__(self, status: str) -> None:
        self.status = status
        self.changed: list[RecordKey] = []
        self.made = 0
        self._known: Remembered = Remembered()

    def find(self, structure: Structure) -> Place | None:
        """Return the place of a PLAC structure; prepare made it, unless it was forgotten since."""
        text = _words(structure)
        if not text:
            return None
        if text not in self._known:
            self.prepare([structure])
        place: Place = self._known[text]
        return place

    def prepare(self, structures: Iterable[Structure]) -> None:
        """Find the places of these PLAC structures in the archive, and make those it does not know."""
        wanted: dict[str, Structure] = {}
        for structure in structures:
            text = _words(structure)
            # Of the same words with several coordinates, the first coordinates count.
            if text not in wanted or (_degrees_below(wanted[text]) is None and _degrees_below(structure) is not None):
                wanted[text] = structure
        unknown = [text for text in wanted if text and text not in self._known]
        for start in range(0, len(unknown), _AT_ONCE):
            self._look_up(unknown[start : start + _AT_ONCE])
        new = {text: self._new_place(text, wanted[text]) for text in unknown if text not in self._known}
        Place.objects.bulk_create(new.values())
        self._known.update(new)
        self.changed += [place.key for place in new.values()]
        self.made += len(new)
        while len(self._known) > _REMEMBERED + len(wanted):
            self._known.popitem(last=False)

    def _look_up(self, texts: list[str]) -> None:
        for place in Place.objects.filter(imported_text__in=texts).order_by("-pk"):
            self._known[place.imported_text] = place
        self._publish([self._known[text] for text in texts if text in self._known])
        simple = {fold(text)[:200]: text for text in texts if "," not in text and text not in self._known}
        known = Counter(Place.objects.filter(folded__in=simple, imported_text="").values_list("folded", flat=True))
        for place in Place.objects.filter(
            folded__in=[folded for folded, number in known.items() if number == 1], imported_text=""
        ):
            self._known[simple[place.folded]] = place

    def _publish(self, places: list[Place]) -> None:
        """Publish the places that an earlier file brought as drafts: what is published now happened there."""
        drafts = [place for place in places if place.status == Status.DRAFT]
        if self.status != Status.PUBLISHED or not drafts:
            return
        Place.objects.filter(pk__in=[place.pk for place in drafts]).update(status=Status.PUBLISHED)
        for place in drafts:
            place.status = Status.PUBLISHED
        self.changed += [place.key for place in drafts]

    def _new_place(self, text: str, structure: Structure) -> Place:
        parts = [part.strip() for part in text.split(",")]
        first = next((part for part in parts if part), text)
        rest = ", ".join(part for part in parts[parts.index(first) + 1 :] if part) if first in parts else ""
        latitude, longitude = _degrees_below(structure) or (None, None)
        return Place(
            status=self.status,
            name=first[:200],
            parent_1939=rest[:200],
            imported_text=text,
            folded=fold(first)[:200],
            latitude=latitude,
            longitude=longitude,
        )


def _words(structure: Structure) -> str:
    """Return the words that know a place again; what is too long for that is kept with the line."""
    text = structure.value.strip()[:_LONGEST_TEXT]
    return text if text.strip(", ") else ""


def _degrees_below(structure: Structure) -> tuple[float, float] | None:
    coordinates = structure.first("MAP")
    return None if coordinates is None else degrees_of(coordinates)


def degrees_of(coordinates: Structure) -> tuple[float, float] | None:
    """Return latitude and longitude of a MAP, or None when it cannot be read."""
    latitude = _degrees(coordinates.text("LATI"), 90)
    longitude = _degrees(coordinates.text("LONG"), 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(text: str, most: int) -> float | None:
    """Read "N52.1", "E26.5", "-12.3"."""
    text = text.strip()
    sign = -1 if text[:1].upper() in ("S", "W", "-") else 1
    try:
        degrees = sign * float(text.lstrip("NSEWnsew+- "))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None
