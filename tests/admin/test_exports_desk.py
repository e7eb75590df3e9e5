"""Files that go out: asked for at the desk, told what they lack, written, checked, fetched by those who may."""

import csv
import hashlib
import io
import sqlite3
import zipfile
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from records.exporting.models import Act, Download, Export
from records.gedcom.validating.file_checking import check_file
from records.people.models import Person
from tests.admin.conftest import GROUPS
from tests.admin.jobs_desk import done_at_once, nobody_works, private_folder  # noqa: F401

ADD = "/admin/records/export/add/"
EVERYONE, ARCHIVISTS = set(GROUPS), {"archivist", "administrator"}
pytestmark = pytest.mark.usefixtures("demo_edition", "done_at_once")


def page_of(export: Export, act: str = "change") -> str:
    return reverse(f"admin:records_export_{act}", args=(export.pk,))


def asked(client: Client, **values: Any) -> Export:
    """Ask for an export as the form does; the losses are counted at once."""
    scope = values.pop("scope", "everything")
    response = client.post(f"{ADD}?scope={scope}", {"format": "csv", "audience": "public", **values})
    assert response.status_code == 302, response.context["form"].errors
    return Export.objects.latest("pk")


def written(client: Client, **values: Any) -> Export:
    """Ask for an export and have it written."""
    export = asked(client, **values)
    client.post(page_of(export, "write"))
    export.refresh_from_db()
    assert (export.act, export.state, export.failure) == (Act.WRITE, "done", "")
    return export


def fetched(client: Client, export: Export) -> bytes | None:
    """Return the file as it is downloaded, or None when it is refused."""
    response = client.post(page_of(export, "download"))
    return b"".join(response.streaming_content) if response.status_code == 200 else None


# --- who may do what --------------------------------------------------------------------------------------------


def _asks(archivist: Client, audience: str, client: Client) -> bool:
    before = Export.objects.count()
    client.post(ADD, {"format": "csv", "audience": audience})
    return Export.objects.count() > before


def _reads(archivist: Client, audience: str, client: Client) -> bool:
    return client.get(page_of(Export.objects.latest("pk"))).status_code == 200


def _writes(archivist: Client, audience: str, client: Client) -> bool:
    export = asked(archivist, audience=audience)
    client.post(page_of(export, "write"))
    export.refresh_from_db()
    return export.act == Act.WRITE


def _fetches(archivist: Client, audience: str, client: Client) -> bool:
    return fetched(client, Export.objects.latest("pk")) is not None


def _looks_on(archivist: Client, audience: str, client: Client) -> bool:
    return client.get(page_of(Export.objects.latest("pk"), "progress")).status_code == 200


def _lists(archivist: Client, audience: str, client: Client) -> bool:
    html = client.get(reverse("admin:records_export_changelist")).content.decode()
    return Export.objects.latest("pk").file_name in html


ACTIONS = {"read": _reads, "fetch": _fetches, "look on": _looks_on, "list": _lists, "write": _writes, "ask": _asks}
AUDIENCES = {"public": EVERYONE, "archive": ARCHIVISTS}


@pytest.mark.parametrize("audience", AUDIENCES)
def test_who_may(audience, at_desk, empty_archive) -> None:
    archivist = at_desk("archivist")
    written(archivist, audience=audience)
    clients = {role: at_desk(role) for role in ("anonymous", *GROUPS)}
    may = {act: {role for role in clients if does(archivist, audience, clients[role])} for act, does in ACTIONS.items()}
    assert may == dict.fromkeys(ACTIONS, AUDIENCES[audience])


def test_who_sees_who_took_what(at_desk, empty_archive) -> None:
    archivist = at_desk("archivist")
    export = written(archivist)
    fetched(archivist, export)
    for role in ("anonymous", *GROUPS):
        client = at_desk(role)
        sees_list = client.get(reverse("admin:records_download_changelist")).status_code == 200
        sees_names = b"Who took the file" in client.get(page_of(export)).content
        assert (role, sees_list, sees_names) == (role, role in ARCHIVISTS, role in ARCHIVISTS)


def test_nobody_changes_what_was_taken(at_desk, empty_archive) -> None:
    archivist = at_desk("archivist")
    fetched(archivist, written(archivist))
    taken = Download.objects.get()
    for role in GROUPS:
        client = at_desk(role)
        for act in ("add", "change", "delete"):
            address = reverse(f"admin:records_download_{act}", args=() if act == "add" else (taken.pk,))
            client.post(address, {"by": "nobody", "post": "yes"})
            assert [row.by for row in Download.objects.all()] == ["Ada Archivist"]


# --- the file ---------------------------------------------------------------------------------------------------


def test_a_file_is_fetched_as_it_was_written_and_that_is_written_down(at_desk) -> None:
    volunteer = at_desk("volunteer")
    export = written(volunteer)
    response = volunteer.post(page_of(export, "download"))
    content = b"".join(response.streaming_content)
    assert hashlib.sha256(content).hexdigest() == export.sha256
    assert len(content) == export.size
    assert response["Content-Disposition"] == f'attachment; filename="{export.file_name}"'
    assert "no-store" in response["Cache-Control"]
    assert [(row.export_id, row.by) for row in Download.objects.all()] == [(export.pk, "Ada Volunteer")]


def test_a_file_lies_in_a_private_folder_with_a_name_that_nobody_guesses(at_desk, settings) -> None:
    export = written(at_desk("archivist"))
    assert export.path.is_relative_to(settings.PRIVATE_DIR)
    assert not export.path.is_relative_to(settings.MEDIA_ROOT)
    assert len(export.folder_name) == 32
    assert export.folder.stat().st_mode & 0o077 == 0


@pytest.mark.parametrize("method", ["get", "head"])
def test_looking_at_the_address_of_a_file_does_not_take_it(method, at_desk) -> None:
    archivist = at_desk("archivist")
    assert getattr(archivist, method)(page_of(written(archivist), "download")).status_code == 405
    assert not Download.objects.exists()


@pytest.mark.parametrize("address", ["../../secret_key", "1/../../..", "%2e%2e%2fsecret_key", "x", "999999"])
def test_no_address_leads_out_of_the_folder(address, at_desk) -> None:
    client = at_desk("administrator")
    for act in ("download/", "progress/", "change/", ""):
        assert client.get(f"/admin/records/export/{address}/{act}").status_code in (301, 302, 404, 405)
        assert client.post(f"/admin/records/export/{address}/{act}").status_code in (302, 403, 404)


def test_nothing_is_fetched_before_it_is_written(at_desk) -> None:
    archivist = at_desk("archivist")
    assert fetched(archivist, asked(archivist)) is None


def test_what_the_file_cannot_carry_is_told_before_it_is_written(at_desk) -> None:
    archivist = at_desk("archivist")
    export = asked(archivist, format="share-5.5.1")
    assert export.act == Act.PREPARE
    assert export.losses is not None
    assert not export.path.exists()
    html = archivist.get(page_of(export)).content.decode()
    assert "What the file cannot carry" in html
    assert "Write the file" in html


@pytest.mark.parametrize("profile", ["archive", "share-7.0", "share-5.5.1"])
def test_a_gedcom_file_is_checked_before_it_is_fetched(profile, at_desk) -> None:
    archivist = at_desk("archivist")
    export = written(archivist, format=profile)
    assert export.findings["total"] == len(list(check_file(export.path)))
    assert "What the check says of the file" in archivist.get(page_of(export)).content.decode()
    assert b"0 HEAD" in (fetched(archivist, export) or b"")[:20]


def test_the_pictures_go_along_as_gedzip(at_desk) -> None:
    archivist = at_desk("archivist")
    export = written(archivist, format="archive", gedzip="on")
    with zipfile.ZipFile(io.BytesIO(fetched(archivist, export) or b"")) as archive:
        assert "gedcom.ged" in archive.namelist()
    assert export.file_name.endswith(".gdz")
    assert export.findings is not None


def test_a_person_is_exported_with_relatives(at_desk) -> None:
    archivist = at_desk("archivist")
    someone = Person.objects.filter(names__surname="Szymański", status="published").first()
    export = written(archivist, format="share-7.0", scope="person", chosen=someone.pk, generations=1)
    whole = written(archivist, format="share-7.0")
    assert export.scope_value == someone.public_id
    assert 0 < export.report["written"]["people"] < whole.report["written"]["people"]


def test_what_is_not_in_the_edition_is_refused_in_words(at_desk) -> None:
    archivist = at_desk("archivist")
    hidden = Person.objects.exclude(status="published").first()
    export = asked(archivist, format="share-7.0", scope="person", chosen=hidden.pk, generations=1)
    assert (export.state, export.losses) == ("failed", None)
    assert "could not be done" in archivist.get(page_of(export)).content.decode()


def test_tables_are_of_the_whole_edition_only(at_desk) -> None:
    response = at_desk("archivist").post(f"{ADD}?scope=search", {"format": "csv", "audience": "public", "chosen": "x"})
    assert "choose everything" in response.content.decode()
    assert not Export.objects.exists()


def test_the_archivist_reads_the_living_in_the_complete_export_only(at_desk) -> None:
    archivist = at_desk("archivist")
    people = {
        audience: _table(fetched(archivist, written(archivist, audience=audience)), "people") for audience in AUDIENCES
    }
    hidden = set(Person.objects.exclude(status="published").values_list("public_id", flat=True))
    assert hidden & {row["id"] for row in people["archive"]}
    assert not hidden & {row["id"] for row in people["public"]}


def _table(content: bytes | None, name: str) -> list[dict[str, str]]:
    assert content is not None
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return list(csv.DictReader(io.StringIO(archive.read(f"{name}.csv").decode("utf-8-sig"))))


def test_the_sqlite_file_opens(at_desk, tmp_path: Path) -> None:
    archivist = at_desk("archivist")
    copy = tmp_path / "copy.sqlite"
    copy.write_bytes(fetched(archivist, written(archivist, format="sqlite")) or b"")
    with sqlite3.connect(copy) as file:
        assert file.execute("PRAGMA integrity_check").fetchone() == ("ok",)
        assert file.execute("SELECT count(*) FROM people").fetchone()[0] > 0


# --- time and chance --------------------------------------------------------------------------------------------


def test_an_old_file_is_gone_and_its_row_stays(at_desk) -> None:
    archivist = at_desk("archivist")
    export = written(archivist)
    Export.objects.update(kept_until=timezone.now() - timedelta(seconds=1))
    assert fetched(archivist, export) is None
    call_command("tidy_files", verbosity=0)
    export.refresh_from_db()
    assert not export.folder.exists()
    assert export.sha256
    assert "no longer kept" in archivist.get(page_of(export)).content.decode()


def test_a_file_is_kept_as_long_as_the_settings_say(at_desk, settings) -> None:
    settings.EXPORTS_KEPT_DAYS = 3
    export = written(at_desk("archivist"))
    assert timedelta(days=2, hours=23) < export.kept_until - timezone.now() <= timedelta(days=3)
    call_command("tidy_files", verbosity=0)
    assert export.path.is_file()


def test_two_exports_at_once_do_not_mix(at_desk) -> None:
    volunteer, archivist = at_desk("volunteer"), at_desk("archivist")
    first, second = asked(volunteer), asked(archivist, format="json-ld")
    archivist.post(page_of(second, "write"))
    volunteer.post(page_of(first, "write"))
    assert (fetched(volunteer, first) or b"")[:2] == b"PK"
    assert (fetched(volunteer, second) or b"")[:12] == b'{"@context":'


def test_what_a_dead_worker_began_is_cleared_away(at_desk) -> None:
    archivist = at_desk("archivist")
    export = asked(archivist)
    (export.folder / ".export.csv.zip.half").write_bytes(b"PK")
    (export.folder / ".csv-half").mkdir()
    Export.objects.update(act=Act.WRITE, state="running")
    archivist.post(page_of(export, "again"))
    assert fetched(archivist, export)
    assert [path.name for path in export.folder.iterdir() if path.name.startswith(".")] == []


def test_a_written_file_is_not_written_again(at_desk) -> None:
    archivist = at_desk("archivist")
    export = written(archivist)
    before = export.path.stat().st_mtime_ns
    archivist.post(page_of(export, "write"))
    assert export.path.stat().st_mtime_ns == before
