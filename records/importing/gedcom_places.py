"""The places of a GEDCOM file: those the archive knows by these words, and new ones for the others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass

from records.gedcom.structure import Structure
from records.importing.leftovers import Leftovers
from records.importing.row_writing import Row
from records.names.folding import fold
from records.places.models import Place
from records.record_model import Status

_REMEMBERED = 100_000
_LONGEST_TEXT = 500
_AT_ONCE = 500
_SAME_SPOT = 0.0001  # degrees: ten metres, and what rounding makes of a coordinate on its way out and in


@dataclass(slots=True)
class KnownPlace:
    """A place of ours as far as the file needs it."""

    pk: int
    latitude: float | None
    longitude: float | None
    is_new: bool = False


class PlacesOfFile:
    """The places of one import, known again by their words."""

    def __init__(
        self,
        status: str,
        rows: list[Row],
        ids: Iterator[int],
        uids: Iterator[tuple[str, str]],
        made: Callable[[int, str], None],
        published: Callable[[int, str], None],
    ) -> None:
        """``made`` is told of each new place, ``published`` of each draft that this import publishes."""
        self.made = 0
        # (latitude, longitude, key) of new places that were first named without coordinates.
        self.located: list[tuple[float, float, int]] = []
        self._status = status
        self._rows, self._ids, self._uids = rows, ids, uids
        self._told, self._published = made, published
        self._known: dict[str, KnownPlace | None] = {}
        self.asks_archive = Place.objects.exists()

    def prepare(self, texts: Collection[str]) -> None:
        """Look up in the archive the places of which a group of records speaks."""
        if len(self._known) > _REMEMBERED:
            self._known.clear()
            # What was made and forgotten is found again in the database, once it is written.
            self.asks_archive = True
        if self.asks_archive:
            unknown = [text for text in texts if text not in self._known]
            for start in range(0, len(unknown), _AT_ONCE):
                self._look_up(unknown[start : start + _AT_ONCE])

    def find(self, structure: Structure, leftovers: Leftovers, path: str) -> int | None:
        """Return the key of the place of a PLAC structure; what it says beyond our columns is kept."""
        children = structure.children
        place = self._known.get(structure.value)
        if place is not None and not children:
            return place.pk
        text = words_of(structure.value)
        if not text:
            if children:
                leftovers.keep_all(children, f"{path}.PLAC")
            return None
        place = self._known.get(text)
        if place is None:
            place = self._known[text] = self._new_place(text, structure)
        if children:
            self._take_coordinates(structure, place, leftovers, f"{path}.PLAC")
        return place.pk

    def _take_coordinates(self, structure: Structure, place: KnownPlace, leftovers: Leftovers, path: str) -> None:
        seen = False
        for child in structure.children:
            if child.tag != "MAP":
                leftovers.keep(child, f"{path}.{child.tag}")
            elif seen:
                leftovers.keep(child, f"{path}.MAP (repeated)")
            else:
                seen = True
                here = degrees_of(child)
                if here is None:
                    leftovers.keep(child, f"{path}.MAP (not understood)")
                elif place.is_new and place.latitude is None:
                    place.latitude, place.longitude = here
                    self.located.append((*here, place.pk))
                elif not _is_at(place, here):
                    leftovers.keep(child, f"{path}.MAP (differs)")
                else:
                    leftovers.keep_rest(child, {"LATI": {}, "LONG": {}}, f"{path}.MAP")

    def _look_up(self, texts: list[str]) -> None:
        drafts = []
        found = Place.objects.filter(imported_text__in=texts).order_by("-pk")
        for pk, text, latitude, longitude, status, public_id in found.values_list(
            "pk", "imported_text", "latitude", "longitude", "status", "public_id"
        ):
            self._known[text] = KnownPlace(pk, latitude, longitude)
            if status == Status.DRAFT:
                drafts.append((pk, public_id))
        if self._status == Status.PUBLISHED:
            self._publish(drafts)
        self._look_up_simple([text for text in texts if "," not in text and text not in self._known])

    def _look_up_simple(self, texts: list[str]) -> None:
        """Find places of the gazetteer by their bare name, where only one bears it."""
        simple = {fold(text)[:200]: text for text in texts}
        rows = list(
            Place.objects.filter(folded__in=simple, imported_text="").values_list(
                "folded", "pk", "latitude", "longitude"
            )
        )
        known = Counter(row[0] for row in rows)
        for folded, pk, latitude, longitude in rows:
            if known[folded] == 1:
                self._known[simple[folded]] = KnownPlace(pk, latitude, longitude)

    def _publish(self, drafts: list[tuple[int, str]]) -> None:
        """Publish the places that an earlier file brought as drafts: what is published now happened there."""
        Place.objects.filter(pk__in=[pk for pk, _id in drafts]).update(status=Status.PUBLISHED)
        for pk, public_id in drafts:
            self._published(pk, public_id)

    def _new_place(self, text: str, structure: Structure) -> KnownPlace:
        parts = [part.strip() for part in text.split(",")]
        first = next((part for part in parts if part), text)
        rest = ", ".join(part for part in parts[parts.index(first) + 1 :] if part) if first in parts else ""
        coordinates = structure.first("MAP")
        latitude, longitude = (degrees_of(coordinates) if coordinates else None) or (None, None)
        pk, (uid, public_id) = next(self._ids), next(self._uids)
        self._rows.append((pk, uid, public_id, first[:200], fold(first)[:200], rest[:200], text, latitude, longitude))
        self._told(pk, public_id)
        self.made += 1
        return KnownPlace(pk, latitude, longitude, is_new=True)


def words_of(payload: str) -> str:
    """Return the words that know a place again; what is too long for that is kept with the line."""
    text = payload.strip()[:_LONGEST_TEXT]
    return text if text.strip(", ") else ""


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


def _is_at(place: KnownPlace, here: tuple[float, float]) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return abs(place.latitude - here[0]) < _SAME_SPOT and abs(place.longitude - here[1]) < _SAME_SPOT
