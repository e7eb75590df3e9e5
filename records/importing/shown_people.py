"""Whom the pictures of an import show, and where on them: the names on the documents that the pictures belong to.

Someone whom a document names already is not named again: a place on the picture that was not known is filled in; one
that we know otherwise stays, and theirs is listed.
"""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, NamedTuple

from django.utils.translation import gettext as _

from records.documents.models import Document, DocumentImage, Mention
from records.documents.picture_crop import SIDES, Crop
from records.gedcom.structure import Structure
from records.importing.import_report import ImportReport
from records.importing.leftovers import Leftovers
from records.importing.models import ImportBatch, Residue
from records.linkage.models import Identification
from records.names.folding import fold
from records.people.models import Person
from records.record_model import Status

_PATH = "INDI.OBJE"
_TAKEN: dict[str, Any] = {"CROP": {side.upper(): {} for side in SIDES}, "TITL": {}}
_LONGEST_NOTE = 300
# Longer numbers are no pixels.
_MOST_DIGITS = 7
_OUTSIDE = "This part of a picture lies outside of it or is none; the whole picture was taken."
_REACHES_BEYOND = "This part of a picture reaches beyond its edge; it was cut there."
_TURNED = "The picture was turned upright on the way in; this part was read as one of the upright picture."
_WHOLE = "the whole picture"


class Shown(NamedTuple):
    """What a person's record says of a picture: the ordinal and public id of the person, and the pointer."""

    person: int
    record_id: str
    pointer: Structure


@dataclass(slots=True)
class TakenPicture:
    """What an OBJE record became; a preview knows the sizes alone.

    ``sizes`` are (width, height) in pixels of its pictures as they are stored, ``images`` the pictures of the
    document. ``is_own`` says that the document was made of this very record, ``is_new`` that this import made it.
    """

    sizes: list[tuple[int, int]] = field(default_factory=list)
    images: list[DocumentImage] = field(default_factory=list)
    document: Document | None = None
    is_own: bool = False
    is_new: bool = False
    was_turned: bool = False


class _Told(NamedTuple):
    """That a person stands on a document, on which picture, where and with what note, by which lines."""

    document: Document
    image: DocumentImage | None
    crop: Crop
    note: str
    shown: Shown
    picture: TakenPicture


class ShownPeople:
    """Names on documents the people whom their pictures show."""

    def __init__(self, leftovers: Leftovers, report: ImportReport, batch: ImportBatch | None, status: str) -> None:
        self._leftovers, self._report, self._batch, self._status = leftovers, report, batch, status
        self._has_kept = Residue.objects.exists()

    def place(self, shown: Shown, picture: TakenPicture, person_key: Callable[[int], int]) -> None:
        """Say of a document that a picture of it shows a person, and where."""
        crop, note = self._crop(shown, picture), self._note(shown)
        self._beside(shown)
        self._leftovers.keep_rest(shown.pointer, _TAKEN, _PATH)
        if picture.document is not None:
            image = picture.images[0] if len(picture.images) == 1 else None
            told = _Told(picture.document, image, crop, note, shown, picture)
            self._say(told, person_key(shown.person))

    def may_show(self, document: Document) -> bool:
        """Return whether something new may stand in a document: not in one that the public sees, from a draft."""
        return document.status != Status.PUBLISHED or self._status == Status.PUBLISHED

    def keep(self, shown: Shown, structure: Structure, path: str) -> None:
        """Keep lines beside the person, unless an earlier import kept the same."""
        self._beside(shown)
        self._leftovers.keep(structure, path)

    def _beside(self, shown: Shown) -> None:
        kept = Residue.objects.filter(kind="person", record_id=shown.record_id) if self._has_kept else None
        held = set(kept.values_list("lines", flat=True)) if kept is not None else set()
        self._leftovers.of("person", shown.record_id, held)

    # --- what the file says ----------------------------------------------------------------------------------

    def _note(self, shown: Shown) -> str:
        title = shown.pointer.first("TITL")
        if title is None:
            return ""
        if len(title.value) > _LONGEST_NOTE:
            self.keep(shown, title, f"{_PATH}.TITL (shortened)")
        return title.value[:_LONGEST_NOTE]

    def _crop(self, shown: Shown, picture: TakenPicture) -> Crop:
        """Return the part of the picture as far as it lies in it; what does not is reported, and its lines are kept."""
        structure = shown.pointer.first("CROP")
        if structure is None:
            return Crop()
        if len(picture.sizes) != 1:
            self.keep(shown, structure, f"{_PATH}.CROP (of several pictures)")
            return Crop()
        told = crop_told(structure)
        width, height = picture.sizes[0]
        fitting = told.within(width, height) if told is not None else None
        written = ", ".join(f"{child.tag} {child.value}" for child in structure.children)
        written = f"{written} ({width} x {height})"
        if told and fitting == told:
            if picture.was_turned:
                self._report.tolerate(structure.line, "picture_turned", _TURNED, written)
            return fitting
        message, path = (_REACHES_BEYOND, "(shortened)") if fitting else (_OUTSIDE, "(outside of the picture)")
        self._report.tolerate(structure.line, "crop", message, written)
        self.keep(shown, structure, f"{_PATH}.CROP {path}")
        return fitting or Crop()

    # --- what the archive says -------------------------------------------------------------------------------

    def _say(self, told: _Told, person: int) -> None:
        """Say it of the document, unless it does already; rivals are listed."""
        decided = Identification.objects.filter(person=person, withdrawn=False, mention__document=told.document)
        mentions = list(Mention.objects.filter(pk__in=decided.values("mention")).order_by("position", "id"))
        if told.picture.is_own:
            # The same picture may show somebody twice.
            if not any(_says(mention, told) and told.note == mention.note for mention in mentions):
                self._name(told, person)
            return
        same = next((mention for mention in mentions if _says(mention, told)), None)
        unplaced = next((mention for mention in mentions if _is_unplaced(mention, told)), None)
        if same is not None:
            self._fill_note(same, told)
        elif mentions and unplaced is None:
            self._differs(told, "picture", "; ".join(_words(mention.crop) for mention in mentions), _words(told.crop))
        elif not self.may_show(told.document):
            self._differs(told, "picture", "", _words(told.crop))
            self.keep(told.shown, told.shown.pointer, f"{_PATH} (waits: its record is published)")
        elif unplaced is not None:
            self._differs(told, "picture", "", _words(told.crop))
            place = {"image_id": told.image.pk if told.image is not None else None, **told.crop.columns()}
            self._fill(unplaced, place, told)
            self._fill_note(unplaced, told)
        else:
            self._differs(told, "name on the page", "", _words(told.crop))
            self._name(told, person)

    def _differs(self, told: _Told, name: str, ours: str, theirs: str) -> None:
        self._report.differs(told.document.public_id, "document", told.shown.pointer.line, name, ours, theirs)

    def _fill_note(self, mention: Mention, told: _Told) -> None:
        if not told.note or told.note in mention.note:
            return
        self._differs(told, "note", mention.note, told.note)
        if not mention.note and self.may_show(told.document):
            self._fill(mention, {"note": told.note}, told)

    def _fill(self, mention: Mention, values: dict[str, Any], told: _Told) -> None:
        """Fill empty fields of a name on a page; those of an older document are remembered for undoing."""
        if self._batch is None:
            return
        for name, value in values.items():
            before = getattr(mention, name)
            if value != before and not told.picture.is_new:
                self._report.set_fields.append(
                    {"kind": "mention", "target": mention.pk, "field": name, "before": before, "after": value}
                )
            setattr(mention, name, value)
        if told.picture.is_new:
            # The document is announced already, and nobody here worked on it.
            Mention.objects.filter(pk=mention.pk).update(**values)
        else:
            mention.save()

    def _name(self, told: _Told, person: int) -> None:
        name = Person.objects.filter(pk=person).values_list("sort_name", flat=True).first()
        if name is None or self._batch is None:
            return
        origin = {"imported_in": self._batch.pk, "imported_line": told.shown.pointer.line}
        mention = Mention(
            document=told.document,
            position=Mention.objects.filter(document=told.document).count() + 1,
            as_written=name or "?",
            image=told.image,
            note=told.note,
            **told.crop.columns(),
            **origin,
        )
        mention.folded = fold(mention.as_written)[:300]
        reason = _("The imported file links the picture to this person.")
        decided = Identification(mention=mention, person_id=person, certainty="probable", reason=reason, **origin)
        if told.picture.is_new:
            Mention.objects.bulk_create([mention])
            Identification.objects.bulk_create([decided])
        else:
            mention.save()
            decided.save()


def crop_told(structure: Structure) -> Crop | None:
    """Return the rectangle of a CROP; None when a side is no number of pixels."""
    sides: dict[str, int] = {}
    for side in SIDES:
        told = structure.first(side.upper())
        if told is None:
            continue
        number = told.value.strip()
        if not (number.isascii() and number.isdecimal() and len(number) <= _MOST_DIGITS):
            return None
        sides[side] = int(number)
    return Crop(**sides)


def _says(mention: Mention, told: _Told) -> bool:
    """Return whether a name on a page tells as much of its place as the file."""
    image = told.image.pk if told.image is not None else None
    return mention.image_id == image and (not told.crop or mention.crop == told.crop)


def _is_unplaced(mention: Mention, told: _Told) -> bool:
    """Return whether of the place of a name no more is known than the picture that the file names, too."""
    image = told.image.pk if told.image is not None else None
    return not mention.crop and mention.image_id in (None, image)


def _words(crop: Crop) -> str:
    return crop.words() or _WHOLE
