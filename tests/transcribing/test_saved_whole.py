"""An entry is saved whole or not at all, with its scans; a long list in few queries."""

import io
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import DatabaseError, connection
from django.test.utils import CaptureQueriesContext
from PIL import Image

from records.change_sets import ActKind, making_changes
from records.changes.queries import changes_of_record
from records.changes.row_models import kept_models
from records.documents.models import Document, DocumentImage
from records.documents.orphaned_files import remove_orphaned_pictures
from records.outbox import OutboxEntry
from records.people.models import Person, PersonName
from records.record_model import Status
from records.row_history import states_of
from records.transcribing.saving import EntryRefused, save_entry
from tests.transcribing.entries import BY, CERTIFICATE, NOW, page, save, somebody

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("empty_archive")]


def scan(shade: int) -> SimpleUploadedFile:
    stream = io.BytesIO()
    Image.new("L", (8, 6), shade).save(stream, "PNG")
    return SimpleUploadedFile("Jan Nowak.png", stream.getvalue())


def files(folder: str) -> list[Path]:
    return [path for path in Path(folder).rglob("*") if path.is_file()]


def test_the_scans_stand_in_their_order_and_none_twice(settings) -> None:
    saved = save_entry(CERTIFICATE, [scan(10), scan(90), scan(10)], BY, NOW)
    assert saved.pictures == 2
    assert list(DocumentImage.objects.values_list("position", "width", "height")) == [(1, 8, 6), (2, 8, 6)]
    assert len(files(settings.MEDIA_ROOT)) == 2


def test_a_file_that_is_no_picture_is_refused_before_anything_is_saved(settings) -> None:
    with pytest.raises(EntryRefused) as refused:
        save_entry(CERTIFICATE, [scan(10), SimpleUploadedFile("x.png", b"none")], BY, NOW)
    assert list(refused.value.refusals) == ["pictures.1"]
    assert not Document.objects.exists()
    assert files(settings.MEDIA_ROOT) == []


def test_nothing_is_left_of_a_saving_that_fails_at_the_end(settings, monkeypatch) -> None:
    def fail(self: object) -> None:
        raise DatabaseError("the disk is full")

    monkeypatch.setattr("records.transcribing.row_batch.RowBatch.finish", fail)
    with pytest.raises(DatabaseError):
        save_entry(CERTIFICATE, [scan(10)], BY, NOW)
    assert not Document.objects.exists()
    assert not Person.objects.exists()
    assert files(settings.MEDIA_ROOT) == []


def test_a_list_of_three_hundred_takes_a_bounded_number_of_queries() -> None:
    def listed(number: int):
        people = (somebody("listed", f"Выдуманский{one} Ян", birth_year="1890", residence="х") for one in range(number))
        return page("train_list", *people, date="10.II.1940", fields={"train_number": "7"})

    with CaptureQueriesContext(connection) as few:
        save(listed(3))
    with CaptureQueriesContext(connection) as many:
        save(listed(300))
    # More rows are only cut into more statements, never asked for one by one.
    assert len(many) < len(few) + 80
    assert Person.objects.count() == 303
    assert PersonName.objects.filter(folded="").count() == 0


def test_everything_is_announced_once_and_waits_in_the_status_of_the_entry() -> None:
    saved = save(replace(CERTIFICATE, status="review"))
    people = OutboxEntry.objects.filter(kind="person").values_list("record_id", flat=True)
    assert sorted(people) == sorted(one.public_id for one in saved.created)
    records = [saved.document, saved.source, *saved.created, *saved.families, *saved.stages]
    assert {record.status for record in records} == {Status.REVIEW}


def test_pictures_of_no_document_are_tidied_away_after_a_day(settings) -> None:
    save_entry(CERTIFICATE, [scan(10)], BY, NOW)
    (kept,) = files(settings.MEDIA_ROOT)
    kept.with_name("orphan.png").write_bytes(b"left by a dead server")
    assert remove_orphaned_pictures(datetime.now(UTC)) == 0
    assert remove_orphaned_pictures(datetime.now(UTC) + timedelta(days=2)) == 1
    assert files(settings.MEDIA_ROOT) == [kept]


def test_everything_that_an_entry_makes_has_its_history() -> None:
    with making_changes(ActKind.DESK, by="ewa"):
        saved = save(CERTIFICATE)
    with CaptureQueriesContext(connection) as few, making_changes(ActKind.DESK, by="ewa"):
        save(page("train_list", *(somebody("listed", f"Nowak Jan {number}") for number in range(10))))
    people = [somebody("listed", f"Nowak Adam {number}") for number in range(100)]
    with CaptureQueriesContext(connection) as many, making_changes(ActKind.DESK, by="ewa"):
        save(page("train_list", *people))
    for model in kept_models().values():
        missing = set(model._default_manager.values_list("pk", flat=True)) - set(
            states_of(model).values_list(model._meta.pk.name, flat=True)
        )
        assert not missing, model
    told = changes_of_record(saved.document.key, None)
    assert [change.change.by for change in told.changes] == ["ewa"]
    assert len(many) - len(few) < 20


@pytest.mark.parametrize(
    "said", [{}, {"language": "pl", "original": "copy", "rights": "CC BY 4.0", "status": "review"}]
)
def test_an_entry_that_says_nothing_is_refused(said: dict[str, str]) -> None:
    with pytest.raises(EntryRefused) as refused:
        save_entry(replace(page("letter"), **said), [], BY, NOW)
    assert list(refused.value.refusals) == ["title"]
    assert not Document.objects.exists()
    # A scan alone is a beginning: others can read it.
    assert save_entry(page("letter"), [scan(10)], BY, NOW).document.images.count() == 1
