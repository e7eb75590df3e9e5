"""The doctor names what is wrong and how it is mended; what cannot be looked at does not hide the rest."""

import json
import shutil
from collections import namedtuple
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.utils import timezone

from records.documents.models import Document, DocumentImage
from records.importing.jobs import ImportJob
from records.linkage.filling import fill_index
from records.linkage.kept_index import IndexState
from records.outbox import OutboxEntry
from records.upkeep.findings import BEWARE, WELL, WRONG, examine

pytestmark = pytest.mark.django_db
_Usage = namedtuple("_Usage", "total used free")


def _states(*, thorough: bool = False) -> dict[str, tuple[str, str]]:
    """Return the worst that is found of each part, with how it is mended."""
    worst = {WELL: 0, BEWARE: 1, WRONG: 2}
    found: dict[str, tuple[str, str]] = {}
    for one in sorted(examine(timezone.now(), thorough=thorough), key=lambda one: worst[one.state]):
        found[one.part] = one.state, one.mend
    return found


def test_of_a_demonstration_nothing_is_wrong_and_the_edition_is_named(demo_edition: str) -> None:
    found = _states(thorough=True)
    assert {part for part, (state, _mend) in found.items() if state == WRONG} == set()
    assert {"archive", "edition", "publishing", "disk", "pictures", "edition file", "archive file"} <= {
        part for part, (state, _mend) in found.items() if state == WELL
    }
    out = StringIO()
    call_command("doctor", stdout=out)
    assert "ok      edition" in out.getvalue()


def _no_edition(settings: Any, _path: Path) -> None:
    settings.EDITION_URL = "sqlite:////nowhere/at/all.sqlite3"


def _torn_edition(settings: Any, path: Path) -> None:
    torn = path / "torn.sqlite3"
    shutil.copy(settings.EDITION_URL.removeprefix("sqlite:///"), torn)
    with torn.open("r+b") as file:
        file.seek(20 * 4096)
        file.write(b"\x5a" * 4096 * 40)
    settings.EDITION_URL = f"sqlite:///{torn}"


def _not_even_a_database(settings: Any, path: Path) -> None:
    (path / "not.sqlite3").write_bytes(b"This is a letter. " * 999)
    settings.EDITION_URL = f"sqlite:///{path / 'not.sqlite3'}"


def _missing_tables(_settings: Any, _path: Path) -> None:
    with connection.cursor() as cursor:
        last = "SELECT MAX(name) FROM django_migrations WHERE app = 'records'"
        cursor.execute(f"DELETE FROM django_migrations WHERE app = 'records' AND name = ({last})")


def _forgotten_changes(_settings: Any, _path: Path) -> None:
    OutboxEntry.objects.create(kind="person", record_id="0123456789abc")
    OutboxEntry.objects.update(queued_at=timezone.now() - timedelta(days=3))


def _clock_turned_back(_settings: Any, _path: Path) -> None:
    OutboxEntry.objects.create(kind="person", record_id="0123456789abc")
    OutboxEntry.objects.update(queued_at=timezone.now() + timedelta(hours=3))


def _lost_picture(_settings: Any, _path: Path) -> None:
    document = Document.objects.order_by("pk").first()
    DocumentImage(document=document, file="documents/lost.jpg", sha256="0" * 64, width=1, height=1).save_base(raw=True)


def _job_broken_off(_settings: Any, _path: Path) -> None:
    ImportJob.objects.create(state="running")


@pytest.mark.parametrize(
    ("harm", "part", "state", "mend"),
    [
        (_no_edition, "edition", WRONG, "publish_edition --rebuild"),
        (_not_even_a_database, "edition", WRONG, "publish_edition --rebuild"),
        (_torn_edition, "edition file", WRONG, "publish_edition --rebuild"),
        (_missing_tables, "archive", WRONG, "manage.py migrate"),
        (_forgotten_changes, "publishing", BEWARE, "publish_edition"),
        (_clock_turned_back, "publishing", BEWARE, "clock"),
        (_lost_picture, "pictures", WRONG, "backup"),
        (_job_broken_off, "jobs", BEWARE, "at the desk"),
    ],
)
def test_each_harm_is_named_with_what_mends_it(
    demo_edition: str, settings, tmp_path: Path, harm: Callable[[Any, Path], None], part: str, state: str, mend: str
) -> None:
    harm(settings, tmp_path)
    found = _states(thorough=True)
    assert found[part][0] == state and mend in found[part][1]
    out = StringIO()
    if state == WRONG:
        with pytest.raises(CommandError, match="must be mended"):
            call_command("doctor", "--thorough", "--json", stdout=out)
    else:
        call_command("doctor", "--thorough", "--json", stdout=out)
    assert {"state": state, "part": part} in [
        {"state": one["state"], "part": one["part"]} for one in json.loads(out.getvalue())
    ]


@pytest.mark.parametrize(("free", "state"), [(100_000_000, WRONG), (1_000_000_001, WELL), (10**12, WELL)])
def test_a_full_disk_is_said_before_saving_stops(demo_edition: str, monkeypatch, free: int, state: str) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _place: _Usage(10**12, 0, free))
    assert _states()["disk"][0] == state


def test_the_index_for_comparing_is_missed_and_found(demo_edition: str) -> None:
    IndexState.objects.all().delete()
    assert _states()["comparing"] == (BEWARE, "Run `manage.py index_people`; it goes on where it stopped.")
    fill_index(lambda *_told: None)
    assert _states()["comparing"][0] == WELL


def test_what_cannot_be_looked_at_does_not_hide_the_rest(demo_edition: str, monkeypatch) -> None:
    def fails() -> None:
        raise OSError("the disk is on fire")

    monkeypatch.setattr("records.upkeep.findings.disk", fails)
    found = _states()
    assert found["disk"][0] == WRONG and found["archive"][0] == WELL and found["edition"][0] == WELL
