"""A record published is there at once, withdrawn it is gone, bytes included; a crash loses nothing."""

import sqlite3
import time
from pathlib import Path

import pytest
import sqlalchemy as sa

from records.edition import publishing
from records.edition.connection import EditionMissing, reading, sqlite_path
from records.edition.publishing import publish_changes, publish_soon
from records.edition.queries import get_page, get_pages
from records.edition.rebuilding import rebuild
from records.outbox import OutboxEntry
from records.people.models import Event, Person
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person, rows_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def bytes_of_edition(url: str) -> bytes:
    path = sqlite_path(url)
    assert path is not None
    real = path.resolve()
    return b"".join(file.read_bytes() for file in real.parent.glob(f"{real.stem}*"))


def shown(settings, someone: Person) -> bool:
    with reading(settings.EDITION_URL) as connection:
        return get_page(connection, "person", someone.public_id) is not None


def test_a_published_record_is_there_within_two_seconds_and_withdrawn_it_is_gone(settings) -> None:
    emigrant = person("Halina", "Wyjeżdżająca", status=Status.DRAFT)
    publish_changes(TODAY)
    assert not shown(settings, emigrant)
    started = time.monotonic()
    emigrant.status = Status.PUBLISHED
    emigrant.save()
    publish_soon()
    assert shown(settings, emigrant)
    emigrant.status = Status.WITHDRAWN
    emigrant.save()
    publish_soon()
    assert not shown(settings, emigrant)
    assert time.monotonic() - started < 4


def test_what_was_withdrawn_is_in_no_byte_of_the_edition(settings) -> None:
    regretted = person("Sekretyna", "Wycofana-Niezwykła")
    publish_changes(TODAY)
    assert b"Sekretyna" in bytes_of_edition(settings.EDITION_URL)
    regretted.status = Status.WITHDRAWN
    regretted.save()
    publish_changes(TODAY)
    assert b"Sekretyna" not in bytes_of_edition(settings.EDITION_URL)
    assert b"sekretyna" not in bytes_of_edition(settings.EDITION_URL)


def test_a_deleted_person_takes_the_ties_along(settings) -> None:
    father, child = person("Antoni", "Lis", "1880", "M"), person("Maria", "Lis", "1905")
    family_of(father, children=(child,))
    publish_changes(TODAY)
    child.delete()
    publish_changes(TODAY)
    rows = rows_of(settings.EDITION_URL)
    assert not any("Maria" in str(row) for table in rows.values() for row in table)


def test_whether_a_parent_may_be_shown_can_hang_on_a_child(settings) -> None:
    mother, child = person("Rozalia", "Gil", ""), person("Stefan", "Gil", "1902", "M")
    publish_changes(TODAY)
    assert not shown(settings, mother)
    family = family_of(mother, children=(child,))
    publish_changes(TODAY)
    assert shown(settings, mother)
    family.children.get().delete()
    publish_changes(TODAY)
    assert not shown(settings, mother)


def test_a_living_child_is_absent_from_the_family_page(settings) -> None:
    mother, child = person("Ewa", "Sowa", "1901"), person("Żyjąca", "Sowa", "1939")
    family = family_of(mother, children=(child,))
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        page = get_pages(connection, "family", [family.public_id])[family.public_id]
    assert page.body["children"] == []
    Event(person=child, kind="death", date_text="1990").save()
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        page = get_pages(connection, "family", [family.public_id])[family.public_id]
    assert [entry["person"] for entry in page.body["children"]] == [child.public_id]


def test_a_crash_before_the_outbox_is_emptied_repeats_safely(settings, monkeypatch) -> None:
    survivor = person("Jadwiga", "Ocalała")
    publish_changes(TODAY)
    survivor.note = "after the crash"
    survivor.save()

    def crash(*_args: object) -> None:
        raise sa.exc.OperationalError("crash", None, Exception("power cut"))

    monkeypatch.setattr(publishing, "refresh", crash)
    with pytest.raises(sa.exc.OperationalError):
        publish_changes(TODAY)
    assert OutboxEntry.objects.exists()
    monkeypatch.undo()
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        page = get_page(connection, "person", survivor.public_id)
    assert page is not None
    assert page.body["note"] == "after the crash"
    assert not OutboxEntry.objects.exists()


def test_a_failing_rebuild_leaves_the_old_edition_and_no_litter(settings, monkeypatch) -> None:
    person("Adam", "Stary", sex="M")
    rebuild("public", TODAY)
    before = rows_of(settings.EDITION_URL)
    monkeypatch.setattr(
        "records.edition.rebuilding._swap_file",
        lambda *_paths: (_ for _ in ()).throw(OSError(28, "No space left on device")),
    )
    with pytest.raises(OSError, match="No space"):
        rebuild("public", TODAY)
    assert rows_of(settings.EDITION_URL) == before
    path = sqlite_path(settings.EDITION_URL)
    assert path is not None
    assert len(list(path.parent.glob("public-*.sqlite3"))) == 1


def test_readers_keep_their_edition_while_another_is_swapped_in(settings) -> None:
    person("Zofia", "Pierwsza")
    rebuild("public", TODAY)
    with reading(settings.EDITION_URL) as connection:
        seen = connection.execute(sa.text("SELECT count(*) FROM page")).scalar()
        person("Zofia", "Druga")
        rebuild("public", TODAY)
        assert connection.execute(sa.text("SELECT count(*) FROM page")).scalar() == seen
    with reading(settings.EDITION_URL) as connection:
        assert connection.execute(sa.text("SELECT count(*) FROM page")).scalar() == (seen or 0) + 1


def test_the_website_cannot_write_the_edition(settings) -> None:
    rebuild("public", TODAY)
    with (
        reading(settings.EDITION_URL) as connection,
        pytest.raises(sa.exc.OperationalError, match="readonly"),
    ):
        connection.execute(sa.text("DELETE FROM page"))


def test_without_an_edition_there_is_a_clear_sentence(settings) -> None:
    with pytest.raises(EditionMissing, match="publish_edition --rebuild"), reading(settings.EDITION_URL):
        pass


def test_an_archive_edition_is_complete_and_never_touches_the_public_one(settings) -> None:
    person("Publiczna", "Osoba")
    person("Szkicowa", "Osoba", status=Status.DRAFT)
    rebuild("public", TODAY)
    before = sqlite_path(settings.EDITION_URL).resolve().read_bytes()
    rebuild("archive", TODAY)
    assert sqlite_path(settings.EDITION_URL).resolve().read_bytes() == before
    archive = str(rows_of(settings.ARCHIVE_EDITION_URL)["page"])
    assert "Szkicowa" in archive
    assert "Szkicowa" not in str(rows_of(settings.EDITION_URL))


def test_the_edition_is_a_sound_database(settings, tmp_path: Path) -> None:
    person("Ewa", "Sound")
    rebuild("public", TODAY)
    connection = sqlite3.connect(sqlite_path(settings.EDITION_URL))
    assert connection.execute("PRAGMA integrity_check").fetchone() == ("ok",)
    assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    connection.close()
