"""Undoing an import: what it brought goes, unless someone has worked on it since or something else hangs on it."""

from collections import Counter
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from django.db import models, transaction
from django.utils.translation import gettext as _

from records.change_sets import ActKind, making_changes
from records.documents.models import Archive, Document, DocumentImage, Mention, Source, Transcription, Translation
from records.documents.picture_crop import Crop
from records.histories.models import HistoryPerson
from records.importing.models import BatchState, ExternalId, ImportBatch, ImportedRecord, ImportedRow, Residue
from records.importing.rare_collection import collecting_rarely
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification, NotSame
from records.outbox import COMPARED_KINDS, RecordKey, announce, compare_anew
from records.people.claims_that_differ import Contradiction, find_among_many
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.places.models import CampDetails, Place, PlaceKind, PlaceName, PlaceParent
from records.record_model import Record, RecordPart

Progress = Callable[[str, int, int], None]
_AT_ONCE = 500

# The parts that an import makes, citations first.
_PARTS: tuple[type[RecordPart], ...] = (
    Identification,
    Mention,
    Transcription,
    Translation,
    DocumentImage,
    PlaceName,
    PlaceKind,
    PlaceParent,
    CampDetails,
    NameCitation,
    EventCitation,
    PersonCitation,
    ChildCitation,
    StageCitation,
    Traveller,
    FamilyChild,
    FamilyPartner,
    Event,
    PersonName,
)
_MODELS: dict[str, type[Record]] = {
    "person": Person,
    "family": Family,
    "stage": JourneyStage,
    "source": Source,
    "archive": Archive,
    "place": Place,
    "document": Document,
}
# For each kind: rows by which later work hangs on a record, however it came about.
_HANGING: dict[str, tuple[tuple[type[models.Model], str], ...]] = {
    "person": ((HistoryPerson, "person_id"),),
    "document": (),
    "family": (),
    "stage": (),
    "source": ((Document, "source_id"),),
    "archive": ((Source, "archive_id"),),
    "place": (
        (Document, "place_id"),
        (JourneyStage, "place_id"),
        (JourneyStage, "origin_id"),
    ),
}
# For each kind: parts of other imports, or entered by hand, that stand in or point to the record.
_PARTS_OF: dict[str, tuple[tuple[type[RecordPart], str], ...]] = {
    "person": (
        (PersonName, "person_id"),
        (Event, "person_id"),
        (PersonCitation, "person_id"),
        (FamilyPartner, "person_id"),
        (FamilyChild, "person_id"),
        (Traveller, "person_id"),
        (Identification, "person_id"),
        (NotSame, "person_id"),
    ),
    "family": ((Event, "family_id"), (FamilyPartner, "family_id"), (FamilyChild, "family_id")),
    "stage": ((Traveller, "stage_id"), (StageCitation, "stage_id")),
    "source": tuple(
        (model, "source_id") for model in (NameCitation, EventCitation, PersonCitation, ChildCitation, StageCitation)
    ),
    "archive": (),
    "document": (
        (Mention, "document_id"),
        (Transcription, "document_id"),
        (Translation, "document_id"),
        (DocumentImage, "document_id"),
        (Identification, "mention__document_id"),
        (NotSame, "mention__document_id"),
    ),
    "place": (
        (Event, "place_id"),
        (PlaceParent, "parent_id"),
        (PlaceName, "place_id"),
        (PlaceKind, "place_id"),
        (CampDetails, "place_id"),
    ),
}


# With which records that stay a part stays: any of these, each as (column, kind) of all that must stay.
_STAYS_WITH: dict[type[RecordPart], tuple[tuple[tuple[str, str], ...], ...]] = {
    Identification: ((("person", "person"), ("mention__document", "document")),),
    Mention: ((("document", "document"),),),
    Transcription: ((("document", "document"),),),
    Translation: ((("document", "document"),),),
    DocumentImage: ((("document", "document"),),),
    PlaceName: ((("place", "place"),),),
    PlaceKind: ((("place", "place"),),),
    PlaceParent: ((("place", "place"),),),
    CampDetails: ((("place", "place"),),),
    NameCitation: ((("name__person", "person"),),),
    EventCitation: ((("event__person", "person"),), (("event__family", "family"),)),
    PersonCitation: ((("person", "person"),),),
    ChildCitation: ((("child__person", "person"), ("child__family", "family")),),
    StageCitation: ((("stage", "stage"),),),
    Traveller: ((("person", "person"),),),
    FamilyChild: ((("person", "person"), ("family", "family")),),
    FamilyPartner: ((("person", "person"), ("family", "family")),),
    Event: ((("person", "person"),), (("family", "family"),)),
    PersonName: ((("person", "person"),),),
}


@dataclass(slots=True)
class UndoReport:
    """What went, and what stayed because something hangs on it."""

    removed: Counter[str] = field(default_factory=Counter)
    # {record, kind, reason}
    kept: list[dict[str, str]] = field(default_factory=list)
    kept_total: int = 0


def undo_import(batch: ImportBatch, progress: Progress, *, by: str, now: datetime) -> UndoReport:
    """Remove what an import brought, in one transaction; a record that someone worked on since stays, and says why.

    Raises ValueError when it was undone before.
    """
    with collecting_rarely(), transaction.atomic(), making_changes(ActKind.IMPORT, by=by, why=lambda: batch.file_name):
        batch = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if batch.state == BatchState.UNDONE:
            raise ValueError(_("This import was undone before."))
        report = UndoReport()
        _Undoing(batch, report, progress).run()
        batch.state, batch.undone_at, batch.undone_by = BatchState.UNDONE, now, by[:150]
        batch.report |= {
            "removed": dict(report.removed),
            "kept": report.kept[:_AT_ONCE],
            "kept_total": report.kept_total,
            # Whom it brought is not named any more.
            "likely": [],
            "kin": [],
        }
        batch.save()
    return report


class _Undoing:
    def __init__(self, batch: ImportBatch, report: UndoReport, progress: Progress) -> None:
        self.batch, self.report, self.progress = batch, report, progress
        self.steps, self.step = len(_PARTS) + len(_MODELS), 0

    def run(self) -> None:
        kept = {kind: self._kept(kind) for kind in _MODELS}
        if self.batch.is_table:
            kept["document"] |= self._lists_of(kept["person"])
        told_twice = {owner: self._told_of(owner) for owner in ("person", "family")}
        self._announce_met()
        self._compare_kept(kept)
        self._unset_fields()
        for model in _PARTS:
            self._remove_parts(model, kept)
        # Whoever holds others goes after them.
        for kind in ("person", "family", "stage", "document", "source", "archive", "place"):
            self._remove_records(kind, kept[kind])
        mine = ImportedRecord.objects.filter(batch=self.batch)
        Residue.objects.filter(batch=self.batch).delete()
        ExternalId.objects.filter(batch=self.batch).delete()
        rows = ImportedRow.objects.filter(batch=self.batch)
        rows._raw_delete(rows.db)
        # What an undone file said of the living is not kept, either.
        mine.update(text="")
        mine.filter(created=True).exclude(kind="").filter(target__isnull=True).delete()
        for owner, keys in told_twice.items():
            find_among_many(owner, keys)

    def _told_of(self, owner: str) -> list[int]:
        """Return those of this import, made or met, whose claims contradict each other or may do so without it."""
        mine = ImportedRecord.objects.filter(batch=self.batch, kind=owner).order_by()
        standing = Contradiction.objects.order_by().filter(owner=owner, key__in=mine.values("target"))
        met = mine.filter(created=False).values_list("target", flat=True)
        return [*standing.values_list("key", flat=True), *(pk for pk in met if pk)]

    def _lists_of(self, people: set[int]) -> set[int]:
        """Return the list of whose rows someone was made who stays: the evidence stays with them."""
        made = Identification.objects.filter(imported_in=self.batch.pk, person__in=people)
        lists = set(made.values_list("mention__document_id", flat=True)) if people else set()
        for document in Document.objects.filter(pk__in=lists):
            self.report.kept_total += 1
            self.report.kept.append({"record": document.public_id, "kind": "document", "reason": _("changed since")})
        return lists

    def _made(self, kind: str) -> "models.QuerySet[ImportedRecord]":
        return ImportedRecord.objects.filter(batch=self.batch, kind=kind, created=True).order_by("id")

    def _kept(self, kind: str) -> set[int]:
        """Return the records of a kind that later work depends on."""
        kept: dict[int, str] = {}
        for pks in _in_parts(self._made(kind).values_list("target", flat=True).iterator()):
            for hanging, column in _HANGING[kind]:
                rows = self._from_elsewhere(hanging, hanging._default_manager.filter(**{f"{column}__in": pks}))
                for pk in rows.values_list(column, flat=True):
                    kept.setdefault(pk, _("%s depends on it") % hanging._meta.verbose_name)
            for part, column in _PARTS_OF[kind]:
                theirs = part._default_manager.filter(**{f"{column}__in": pks})
                if kind in ("source", "place"):
                    # What stays of this import keeps the sources and places it needs anyway.
                    theirs = theirs.exclude(imported_in=self.batch.pk)
                else:
                    theirs = theirs.exclude(imported_in=self.batch.pk, edited=False)
                for pk in theirs.values_list(column, flat=True):
                    kept.setdefault(pk, _("changed or added since: %s") % part._meta.verbose_name)
            self._note_touched(kind, pks, kept)
        ids = dict(_MODELS[kind]._default_manager.filter(pk__in=list(kept)[:_AT_ONCE]).values_list("pk", "public_id"))
        for pk, reason in kept.items():
            self.report.kept_total += 1
            if pk in ids:
                self.report.kept.append({"record": ids[pk], "kind": kind, "reason": reason})
        return set(kept)

    def _from_elsewhere(self, model: type[models.Model], rows: Any) -> Any:
        """Leave out the rows that this import made itself."""
        if not issubclass(model, Record):
            return rows
        mine = ImportedRecord.objects.filter(batch=self.batch, created=True, kind=model.KIND).values("target")
        return rows.exclude(pk__in=mine)

    def _note_touched(self, kind: str, pks: Collection[int], kept: dict[int, str]) -> None:
        """Keep records that someone has saved since."""
        if self.batch.applied_at is None or kind in ("source", "archive", "place"):
            return
        touched = _MODELS[kind]._default_manager.filter(pk__in=pks, worked_on_at__gt=self.batch.applied_at)
        for pk in touched.values_list("pk", flat=True):
            kept.setdefault(pk, _("changed since"))

    def _unset_fields(self) -> None:
        """Empty the fields of older records that the import filled, unless someone has changed them since."""
        for entry in self.batch.report.get("set_fields", ()):
            model: Any = Mention if entry["kind"] == "mention" else _MODELS[entry["kind"]]
            row = model._default_manager.filter(pk=entry["target"]).first()
            if row is not None and getattr(row, entry["field"]) == entry["after"]:
                setattr(row, entry["field"], entry["before"])
                row.save(update_fields=[entry["field"], *(["changed_at"] if isinstance(row, Record) else ["edited"])])

    def _announce_met(self) -> None:
        """Let the pages of the records that were there before be written anew."""
        met = ImportedRecord.objects.filter(batch=self.batch, created=False).exclude(kind="")
        for keys in _in_parts(met.values_list("kind", "record_id").iterator()):
            announce(RecordKey(kind, record_id) for kind, record_id in keys)

    def _compare_kept(self, kept: dict[str, set[int]]) -> None:
        """Let who stays be compared anew: without their kin, and what else goes."""
        for kind in COMPARED_KINDS & _MODELS.keys():
            for pks in _in_parts(kept[kind]):
                ids = _MODELS[kind]._default_manager.filter(pk__in=pks).values_list("public_id", flat=True)
                compare_anew(RecordKey(kind, record_id) for record_id in ids)

    def _remove_parts(self, model: type[RecordPart], kept: dict[str, set[int]]) -> None:
        rows = model._default_manager.filter(imported_in=self.batch.pk, edited=False)
        stays = models.Q(pk__in=[])
        if model is Mention and self.batch.is_table:
            # Of a long list, only the rows stay that someone worked on.
            decided = [part.objects.filter(mention=models.OuterRef("pk")) for part in (Identification, NotSame)]
            stays = models.Q(models.Exists(decided[0])) | models.Q(models.Exists(decided[1]))
        for columns in () if model is Mention and self.batch.is_table else _STAYS_WITH[model]:
            # A tie between two stays only when both do.
            whole = models.Q()
            for column, kind in columns:
                whole &= models.Q(**{f"{column}__in": kept[kind]})
            if all(kept[kind] for _column, kind in columns):
                stays |= whole
        going = rows.exclude(pk__in=rows.filter(stays).values("pk")) if stays != models.Q(pk__in=[]) else rows
        if model is DocumentImage:
            shown = DocumentImage.objects.filter(pk__in=going.values("pk"))
            names = list(shown.values_list("file", flat=True))
            Mention.objects.filter(image__in=shown).update(image=None, **Crop().columns())
            transaction.on_commit(lambda: _delete_files(names))
        removed = going._raw_delete(going.db) or 0
        self.report.removed[str(model._meta.verbose_name_plural)] += removed
        self._advance(str(model._meta.verbose_name_plural))

    def _remove_records(self, kind: str, kept: set[int]) -> None:
        model = _MODELS[kind]
        for entries in _in_parts(self._made(kind).values_list("id", "target", "record_id").iterator()):
            going = [(entry, pk, record_id) for entry, pk, record_id in entries if pk not in kept]
            pks = self._unused(kind, [pk for _entry, pk, _record_id in going])
            announce(RecordKey(kind, record_id) for _entry, pk, record_id in going if pk in pks)
            rows = model._default_manager.filter(pk__in=pks)
            self.report.removed[str(model._meta.verbose_name_plural)] += rows._raw_delete(rows.db) or 0
            ImportedRecord.objects.filter(pk__in=[entry for entry, pk, _id in going if pk in pks]).update(target=None)
        self._advance(str(model._meta.verbose_name_plural))

    def _unused(self, kind: str, pks: list[int]) -> set[int]:
        """Return those that nothing points to any more: what a kept record still needs stays with it."""
        used: set[int] = set()
        for model, column in (*_HANGING[kind], *_PARTS_OF[kind]):
            used |= set(model._default_manager.filter(**{f"{column}__in": pks}).values_list(column, flat=True))
        return set(pks) - used

    def _advance(self, what: str) -> None:
        self.step += 1
        self.progress(what, self.step, self.steps)


def _delete_files(names: list[str]) -> None:
    """Delete pictures that no document shows any more."""
    for name in names:
        if not DocumentImage.objects.filter(file=name).exists():
            DocumentImage._meta.get_field("file").storage.delete(name)


def _in_parts(values: Any) -> Iterator[list[Any]]:
    part: list[Any] = []
    for value in values:
        part.append(value)
        if len(part) == _AT_ONCE:
            yield part
            part = []
    if part:
        yield part
