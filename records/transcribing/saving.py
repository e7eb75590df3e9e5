"""Saving an entry: document, scans, texts, names, people, family, events and stages, each with its citation.

All of it or nothing, in one transaction. What is there already is never changed: what the page says otherwise stands
beside it as a claim of its own, and what it says too gets one more citation.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction
from django.utils.translation import gettext as _

from records.documents.image_intake import CleanImage
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document, Source, Transcription, Translation
from records.journeys.models import JourneyStage
from records.names.folding import script_of
from records.people.models import Family, Person
from records.record_model import Status
from records.transcribing.checks import EntryRefused, KnownRecords, check_entry, says_something
from records.transcribing.entry import Entry
from records.transcribing.family_rows import write_families
from records.transcribing.page_words import field_readings, stored_fields, title_of
from records.transcribing.person_rows import PagePerson, mentions_of, write_people
from records.transcribing.pictures import attach, files_of_one_saving, take_in
from records.transcribing.reading_values import date_of
from records.transcribing.row_batch import RowBatch
from records.transcribing.stage_rows import write_stages

__all__ = ["EntryRefused", "SavedEntry", "save_entry"]

_OPEN = (Status.DRAFT, Status.REVIEW)


@dataclass(frozen=True, slots=True)
class SavedEntry:
    """What was made of an entry; ``waits`` and ``left_out`` are sentences for the volunteer."""

    document: Document
    source: Source
    created: tuple[Person, ...] = ()
    linked: tuple[Person, ...] = ()
    families: tuple[Family, ...] = ()
    stages: tuple[JourneyStage, ...] = ()
    pictures: int = 0
    waits: tuple[str, ...] = ()
    left_out: tuple[str, ...] = field(default=())


def save_entry(
    entry: Entry,
    pictures: Sequence[UploadedFile | CleanImage],
    by: str,
    now: datetime,
    *,
    may_change_published: bool = False,
) -> SavedEntry:
    """Save everything an entry says, signed ``by``; raise EntryRefused where it cannot be, and nothing is saved.

    Without ``may_change_published`` a person who is before the public gets the name on the page, but no new claims.
    """
    images = take_in(pictures)
    if not images and not says_something(entry):
        raise EntryRefused({"title": _("There is nothing here yet: add a scan, or write what stands on the page.")})
    with files_of_one_saving() as files, transaction.atomic():
        known = check_entry(entry)
        return _save(entry, known, images, files, by, now, may_change_published)


def _save(
    entry: Entry,
    known: KnownRecords,
    images: Sequence[CleanImage],
    files: list[str],
    by: str,
    now: datetime,
    may_change_published: bool,
) -> SavedEntry:
    batch = RowBatch(now)
    document, source = write_document(entry, known, batch)
    shown = attach(document, images, files)
    _write_texts(entry, document, by, batch)
    people = mentions_of(entry, document)
    batch.write([one.mention for one in people])
    waits = decide(people, known, may_change_published)
    write_people(entry, people, source, batch, by, now)
    families = write_families(entry, people, source, batch, may_change_published=may_change_published)
    stages, left_out = write_stages(entry, people, source, batch, may_change_published=may_change_published)
    batch.finish()
    return SavedEntry(
        document,
        source,
        tuple(one.person for one in people if one.created and one.person),
        tuple({one.person.pk: one.person for one in people if one.person and not one.created}.values()),
        tuple(families),
        tuple(stages),
        shown,
        tuple(waits),
        tuple(left_out),
    )


def write_document(entry: Entry, known: KnownRecords, batch: RowBatch) -> tuple[Document, Source]:
    """Write the paper itself, and a source for it where none was chosen."""
    title = title_of(entry)
    source = known.source
    if source is None:
        # Every value must be citable: a paper of no known body of papers is its own source.
        source = Source(
            title=title,
            signature=entry.signature,
            kind=DOCUMENT_KINDS[entry.kind].gedcom_title[:40],
            rights=entry.rights,
            status=Status(entry.status),
        )
        source.save()
    document = Document(
        source=source,
        kind=entry.kind,
        title=title,
        place_id=entry.place.place,
        place_as_written=entry.place.text[:300],
        fields=stored_fields(entry),
        readings=field_readings(entry),
        status=Status(entry.status),
        hard_to_read=entry.hard_to_read == "yes",
        **({"collection_id": entry.collection} if entry.collection else {}),
        **{
            key: getattr(entry, key)
            for key in ("signature", "language", "original", "holder_today", "provenance", "rights", "note")
        },
    )
    document.date = date_of(entry.date)
    document.save()
    batch.touch([source])
    return document, source


def _write_texts(entry: Entry, document: Document, by: str, batch: RowBatch) -> None:
    if entry.transcription:
        language = entry.transcription_language or entry.language
        script = script_of(entry.transcription)
        batch.write(
            [Transcription(document=document, language=language, script=script, text=entry.transcription, author=by)]
        )
    if entry.translation:
        language = entry.translation_language
        batch.write([Translation(document=document, language=language, text=entry.translation, author=by)])


def decide(people: Sequence[PagePerson], known: KnownRecords, may_change_published: bool) -> list[str]:
    """Settle who is who; return why the claims about some people wait."""
    waits = []
    for one in people:
        decision = one.entered.decision
        if decision.act == "create":
            one.created = one.takes_claims = True
        elif decision.act == "link" and decision.person is not None:
            one.person = known.people[decision.person]
            locked = one.person.status not in _OPEN and not may_change_published
            one.takes_claims = not locked and decision.certainty != "uncertain"
            if locked:
                waits.append(
                    _("%s is before the public: what the page says waits with the document for an editor.") % one.person
                )
            elif not one.takes_claims:
                waits.append(
                    _("It is uncertain whether this is %s: what the page says waits with the document.") % one.person
                )
    return waits
