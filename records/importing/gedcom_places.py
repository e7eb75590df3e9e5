"""The places of a GEDCOM file: those the archive knows by these words, and new ones for the others."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from uuid import UUID

from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.coordinates import degrees_of
from records.importing.described_places import DescribedPlace, known_columns, name_row, rows_below
from records.importing.leftovers import Leftovers
from records.importing.row_shapes import Shape
from records.importing.row_writing import Row
from records.names.folding import fold
from records.places.models import Place, PlaceName
from records.record_model import Status, public_id_of

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
    # As it was last written.
    payload: str = ""


class PlacesOfFile:
    """The places of one import, known again by their words."""

    def __init__(
        self,
        status: str,
        rows: Mapping[Shape, list[Row]],
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
        self._known: dict[str, KnownPlace] = {}
        # What _LOC records say, by their pointer; the places they became, by their UID.
        self.described: dict[str, DescribedPlace] = {}
        self._by_uid: dict[str, KnownPlace] = {}
        # Names and identifiers that stand below the place in event after event.
        self._taken: set[tuple[int, str, str]] = set()
        self.on_trial = False
        self._trial: list[tuple[Structure, str]] = []
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
            described = self.described.get(structure.text("_LOC")) if children else None
            if self.on_trial and (described is None or self._met(described) is None):
                self._trial.append((structure, path))
                return -len(self._trial)
            place = self._known[text] = (
                self._described_place(described, text, structure.line)
                if described
                else self._new_place(text, structure)
            )
        if children:
            self._take_below(structure, place, leftovers, f"{path}.PLAC")
        return place.pk

    def plain(self, payload: str, line: int, leftovers: Leftovers) -> tuple[int | None, str]:
        """Return the key of the place of a payload without anything below it, and the payload.

        Of a known place it is always the same string, which the driver has to encode but once.
        """
        place = self._known.get(payload)
        if place is None:
            return self.find(Structure("PLAC", payload, line=line), leftovers, ""), payload
        if place.payload != payload:
            place.payload = payload
        return place.pk, place.payload

    def begin_trial(self) -> None:
        """Make no place until settle() asks for it: a record that comes again may bring nothing new."""
        self.on_trial = True
        self._trial.clear()

    def settle(self, key: int | None, leftovers: Leftovers) -> int | None:
        """Return the key of a place that was found on trial, making the place where it is new."""
        if key is None or key >= 0:
            return key
        structure, path = self._trial[-key - 1]
        self.on_trial = False
        made = self.find(structure, leftovers, path)
        self.on_trial = True
        return made

    def end_trial(self) -> None:
        """Go on making places at once."""
        self.on_trial = False

    def _take_below(self, structure: Structure, place: KnownPlace, leftovers: Leftovers, path: str) -> None:
        """Take coordinates, names in other languages and identifiers; keep what else stands below a PLAC."""
        seen = False
        for child in structure.children:
            tag = child.tag
            if tag == "MAP" and not seen:
                seen = True
                self._take_coordinates(child, place, leftovers, path)
            elif tag == "TRAN" and child.value:
                if structure.text("_LOC") not in self.described and not self._is_taken(place, child, "LANG"):
                    self._taken.add((place.pk, child.value, child.text("LANG")))
                    self._add_name(child, place, leftovers, path)
                leftovers.keep_rest(child, {"LANG": {}}, f"{path}.TRAN")
            elif tag == "EXID" and 0 < len(child.value) <= 200 and len(child.text("TYPE")) <= 200:
                if not self._is_taken(place, child, "TYPE"):
                    self._taken.add((place.pk, child.value, child.text("TYPE")))
                    self._rows[shapes.EXTERNAL_ID].append(("place", place.pk, child.text("TYPE"), child.value))
                leftovers.keep_rest(child, {"TYPE": {}}, f"{path}.EXID")
            elif tag != "_LOC" or child.value not in self.described:
                leftovers.keep(child, f"{path}.MAP (repeated)" if tag == "MAP" else f"{path}.{tag}")

    def _add_name(self, child: Structure, place: KnownPlace, leftovers: Leftovers, path: str) -> None:
        """Give a new place its name in another language; one that an older place does not bear is kept once."""
        row = name_row(place.pk, child)
        if place.is_new:
            self._rows[shapes.PLACE_NAME].append(row)
        elif not PlaceName.objects.filter(place=place.pk, name=row[1]).exists():
            leftovers.keep(child, f"{path}.TRAN")

    def _is_taken(self, place: KnownPlace, child: Structure, below: str) -> bool:
        return (place.pk, child.value, child.text(below)) in self._taken

    def _take_coordinates(self, child: Structure, place: KnownPlace, leftovers: Leftovers, path: str) -> None:
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

    def _described_place(self, said: DescribedPlace, text: str, line: int) -> KnownPlace:
        """Return the place that an _LOC record describes: the one with its UID, or a new one with all it says."""
        known = self._met(said)
        if known is not None:
            return known
        pk, public_id = next(self._ids), public_id_of(UUID(hex=said.uid))
        known = self._by_uid[said.uid] = KnownPlace(pk, said.latitude, said.longitude, is_new=True)
        columns = known_columns(said)
        head = (pk, said.uid, public_id, said.name, fold(said.name)[:200], columns.get("parent_1939", ""), text)
        rest = ("country_modern", "precision", "note", "source_note", *shapes.DATE_COLUMNS)
        self._rows[shapes.PLACE_IN_FULL].append(
            (*head, said.latitude, said.longitude, said.modern_name, *(columns.get(name, "") for name in rest))
        )
        for shape, row in rows_below(said, pk, line):
            self._rows[shape].append(row)
        self._told(pk, public_id)
        self.made += 1
        for pointer, date in said.parents:
            parent = self.described.get(pointer)
            if parent is not None and parent.uid != said.uid:
                above = self._described_place(parent, "", line)
                self._rows[shapes.PLACE_PARENT].append((pk, above.pk, *date))
        return known

    def _met(self, said: DescribedPlace) -> KnownPlace | None:
        known = self._by_uid.get(said.uid) or self._held(said.uid)
        if known is not None:
            self._by_uid[said.uid] = known
        return known

    def _held(self, uid: str) -> KnownPlace | None:
        if not self.asks_archive:
            return None
        row = Place.objects.filter(uid=UUID(hex=uid)).values_list("pk", "latitude", "longitude").first()
        return None if row is None else KnownPlace(*row)

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
        row = (pk, uid, public_id, first[:200], fold(first)[:200], rest[:200], text, latitude, longitude)
        self._rows[shapes.PLACE].append(row)
        self._told(pk, public_id)
        self.made += 1
        return KnownPlace(pk, latitude, longitude, is_new=True)


def words_of(payload: str) -> str:
    """Return the words that know a place again; what is too long for that is kept with the line."""
    text = payload.strip()[:_LONGEST_TEXT]
    return text if text.strip(", ") else ""


def _is_at(place: KnownPlace, here: tuple[float, float]) -> bool:
    if place.latitude is None or place.longitude is None:
        return False
    return abs(place.latitude - here[0]) < _SAME_SPOT and abs(place.longitude - here[1]) < _SAME_SPOT
