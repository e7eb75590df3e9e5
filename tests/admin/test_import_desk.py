"""Files that come in: looked at, read otherwise, checked, taken in by those who may, taken out again."""

import os
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.importing.jobs import Act, ImportJob
from records.importing.models import BatchState, ImportBatch
from records.people.models import Event, Person, PersonName
from records.record_model import Status
from tests.admin.conftest import GROUPS
from tests.admin.jobs_desk import done_at_once, nobody_works, private_folder  # noqa: F401

ADD = "/admin/records/importjob/add/"
ARCHIVISTS = {"archivist", "administrator"}
FILE = """0 HEAD
1 GEDC
2 VERS 5.5.1
2 FORM LINEAGE-LINKED
1 CHAR UTF-8
0 @I1@ INDI
1 NAME Wawrzyniec /Jaźwiński/
1 BIRT
2 DATE 3 MAY 1850
1 _HAIR grey
0 @I2@ INDI
1 NAME Rozalia /Jaźwińska/
1 BIRT
2 DATE 1855
0 @F1@ FAM
1 HUSB @I1@
1 WIFE @I2@
0 TRLR
"""
pytestmark = pytest.mark.usefixtures("empty_archive", "done_at_once")


def page_of(row: Any, act: str = "change") -> str:
    return reverse(f"admin:records_{row._meta.model_name}_{act}", args=(row.pk,))


def uploaded(client: Client, text: str | bytes = FILE, name: str = "jazwinscy.ged") -> ImportJob:
    """Choose a file; it is looked at, at once."""
    content = text.encode() if isinstance(text, str) else text
    response = client.post(ADD, {"file": SimpleUploadedFile(name, content)})
    assert response.status_code == 302, response.context["form"].errors
    return ImportJob.objects.latest("pk")


def taken_in(client: Client, job: ImportJob, status: str = "draft") -> ImportBatch:
    """Take a file in."""
    client.post(page_of(job, "take_in"), {"status": status})
    job.refresh_from_db()
    assert (job.state, job.failure) == ("done", "")
    assert job.batch is not None
    return job.batch


def jazwinscy() -> int:
    return PersonName.objects.filter(surname__startswith="Jaźwińsk").count()


# --- who may do what --------------------------------------------------------------------------------------------


def _chooses(at_desk, role: str) -> bool:
    before = ImportJob.objects.count()
    at_desk(role).post(ADD, {"file": SimpleUploadedFile("x.ged", FILE.encode())})
    return ImportJob.objects.count() > before


def _reads(at_desk, role: str) -> bool:
    return at_desk(role).get(page_of(uploaded(at_desk("archivist")))).status_code == 200


def _lists(at_desk, role: str) -> bool:
    uploaded(at_desk("archivist"))
    return b"jazwinscy.ged" in at_desk(role).get(reverse("admin:records_importjob_changelist")).content


def _looks_on(at_desk, role: str) -> bool:
    return at_desk(role).get(page_of(uploaded(at_desk("archivist")), "progress")).status_code == 200


def _takes_in(at_desk, role: str) -> bool:
    job = uploaded(at_desk("archivist"))
    at_desk(role).post(page_of(job, "take_in"), {"status": "draft"})
    return jazwinscy() > 0


def _checks(at_desk, role: str) -> bool:
    job = uploaded(at_desk("archivist"))
    at_desk(role).post(page_of(job, "check"))
    job.refresh_from_db()
    return job.findings is not None


def _reads_otherwise(at_desk, role: str) -> bool:
    job = uploaded(at_desk("archivist"))
    at_desk(role).post(page_of(job, "preview"), {"charset": "CP1250"})
    job.refresh_from_db()
    return job.charset == "CP1250"


def _undoes(at_desk, role: str) -> bool:
    archivist = at_desk("archivist")
    batch = taken_in(archivist, uploaded(archivist))
    at_desk(role).post(page_of(batch, "undo"))
    batch.refresh_from_db()
    return batch.state == BatchState.UNDONE


ACTIONS = {
    "choose": _chooses,
    "read": _reads,
    "list": _lists,
    "look on": _looks_on,
    "take in": _takes_in,
    "check": _checks,
    "read otherwise": _reads_otherwise,
    "undo": _undoes,
}


@pytest.mark.parametrize("role", ["anonymous", *GROUPS])
@pytest.mark.parametrize("action", ACTIONS)
def test_who_may(action, role, at_desk) -> None:
    assert ACTIONS[action](at_desk, role) == (role in ARCHIVISTS)


# --- the conversation -------------------------------------------------------------------------------------------


def test_looking_at_a_file_changes_nothing_and_says_what_it_would_bring(at_desk) -> None:
    archivist, before = at_desk("archivist"), Person.objects.count()
    job = uploaded(archivist)
    html = archivist.get(page_of(job)).content.decode()
    assert Person.objects.count() == before
    assert not ImportBatch.objects.filter(file_name="jazwinscy.ged").exists()
    assert job.report["created"]["people"] == 2
    assert "What the file would bring" in html
    assert "INDI._HAIR" in html


def test_a_file_is_taken_in_as_drafts(at_desk) -> None:
    archivist = at_desk("archivist")
    batch = taken_in(archivist, uploaded(archivist))
    assert jazwinscy() == 2
    assert set(Person.objects.filter(names__surname="Jaźwiński").values_list("status", flat=True)) == {Status.DRAFT}
    assert (batch.file_name, batch.by) == ("jazwinscy.ged", "Ada Archivist")
    html = archivist.get(page_of(ImportJob.objects.latest("pk"))).content.decode()
    assert "has been taken in" in html
    assert f"batch__id__exact={batch.pk}" in html


def test_what_is_taken_in_as_published_is_published(at_desk) -> None:
    archivist = at_desk("archivist")
    taken_in(archivist, uploaded(archivist), Status.PUBLISHED)
    someone = Person.objects.get(names__surname="Jaźwiński")
    assert someone.status == Status.PUBLISHED
    assert archivist.get(f"/en/people/{someone.public_id}/").status_code in (200, 301, 302)


def test_who_may_not_publish_takes_in_drafts_only(at_desk) -> None:
    from django.contrib.auth.models import Permission, User

    clerk = at_desk("volunteer")
    user = User.objects.get(username="a_volunteer")
    for codename in ("import_files", "add_importjob", "view_importjob"):
        user.user_permissions.add(Permission.objects.get(codename=codename))
    job = uploaded(clerk)
    clerk.post(page_of(job, "take_in"), {"status": "published"})
    assert jazwinscy() == 0
    taken_in(clerk, job)
    assert jazwinscy() == 2


def test_a_file_is_taken_in_once(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    taken_in(archivist, job)
    archivist.post(page_of(job, "take_in"), {"status": "draft"})
    assert jazwinscy() == 2
    again = uploaded(archivist)
    assert "was taken in before" in archivist.get(page_of(again)).content.decode()


def test_nothing_is_taken_in_that_was_not_looked_at(at_desk, settings, nobody_works) -> None:  # noqa: F811
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    archivist.post(page_of(job, "take_in"), {"status": "draft"})
    job.refresh_from_db()
    assert (job.act, job.state) == (Act.PREVIEW, "waiting")


def test_a_file_is_read_in_the_character_set_that_was_chosen(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist, FILE.replace("1 CHAR UTF-8", "1 CHAR ANSI").encode("cp1250"))
    assert job.report["charset"] == "CP1250"
    archivist.post(page_of(job, "preview"), {"charset": "CP1251"})
    job.refresh_from_db()
    assert job.report["charset"] == "CP1251"
    archivist.post(page_of(job, "preview"), {"charset": "EBCDIC"})
    job.refresh_from_db()
    assert job.charset == "CP1251"


def test_a_check_lists_faults_by_their_lines(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist, FILE.replace("2 DATE 3 MAY 1850", "2 DATE 31 FEB 1850"))
    archivist.post(page_of(job, "check"))
    job.refresh_from_db()
    assert any(finding["line"] == 9 for finding in job.findings["shown"])
    assert "The check found" in archivist.get(page_of(job)).content.decode()


def test_an_import_is_undone_after_asking(at_desk) -> None:
    archivist = at_desk("archivist")
    batch = taken_in(archivist, uploaded(archivist), Status.PUBLISHED)
    question = archivist.get(page_of(batch, "undo")).content.decode()
    assert "Undo this import?" in question
    assert jazwinscy() == 2
    response = archivist.post(page_of(batch, "undo"))
    html = archivist.get(response["Location"]).content.decode()
    assert jazwinscy() == 0
    assert "The import was undone" in html
    batch.refresh_from_db()
    assert (batch.state, batch.undone_by) == (BatchState.UNDONE, "Ada Archivist")


def test_what_later_work_depends_on_stays_and_is_listed(at_desk) -> None:
    archivist = at_desk("archivist")
    batch = taken_in(archivist, uploaded(archivist))
    someone = Person.objects.get(names__surname="Jaźwiński")
    Event(person=someone, kind="death", date_text="1941").save()
    response = archivist.post(page_of(batch, "undo"))
    html = archivist.get(response["Location"]).content.decode()
    assert Person.objects.filter(pk=someone.pk).exists()
    assert "What stays, and why" in html
    assert someone.public_id in html


# --- files that are not what they should be ---------------------------------------------------------------------

BAD_FILES = {
    "a picture": ("photo.ged", b"\x89PNG\r\n\x1a\n" + bytes(200)),
    "empty": ("empty.ged", b" \n"),
    "a web page": ("page.ged", b"<!DOCTYPE html><html></html>"),
    "no archive": ("tree.gdz", b"PK\x03\x04 broken"),
}


@pytest.mark.parametrize("case", BAD_FILES)
def test_what_is_no_gedcom_is_refused_in_words(case, at_desk) -> None:
    name, content = BAD_FILES[case]
    archivist = at_desk("archivist")
    job = uploaded(archivist, content, name)
    assert job.state == "failed"
    assert job.failure
    assert "could not be done" in archivist.get(page_of(job)).content.decode()


@pytest.mark.parametrize("name", ["tree.exe", "tree", ".htaccess"])
def test_a_file_of_another_name_is_not_taken(name, at_desk) -> None:
    response = at_desk("archivist").post(ADD, {"file": SimpleUploadedFile(name, b"0 HEAD\n")})
    assert response.status_code == 200
    assert not ImportJob.objects.exists()


def test_a_file_beyond_the_limit_is_not_taken(at_desk, settings) -> None:
    settings.UPLOAD_MEGABYTES = 0
    response = at_desk("archivist").post(ADD, {"file": SimpleUploadedFile("x.ged", FILE.encode())})
    assert "larger than" in response.content.decode()
    assert not ImportJob.objects.exists()


@pytest.mark.parametrize("name", ["../../../evil.ged", "/etc/evil.ged", "..\\..\\evil.ged", "a/../../evil.ged"])
def test_a_name_leads_nowhere_but_into_the_private_folder(name, at_desk, private_folder: Path) -> None:  # noqa: F811
    uploaded(at_desk("archivist"), FILE, name)
    files = [path for path in private_folder.parent.rglob("*.ged")]
    assert len(files) == 1
    assert files[0].is_relative_to(private_folder)
    assert files[0].parent.parent.stat().st_mode & 0o077 == 0


# --- time and chance --------------------------------------------------------------------------------------------


def test_an_old_file_is_deleted_and_its_row_stays(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    ImportJob.objects.update(asked_at=timezone.now() - timedelta(days=15))
    call_command("tidy_files", verbosity=0)
    assert not job.folder.exists()
    archivist.post(page_of(job, "take_in"), {"status": "draft"})
    assert jazwinscy() == 0
    assert "deleted after its time" in archivist.get(page_of(job)).content.decode()


def test_a_folder_that_no_row_knows_is_deleted_after_a_day(private_folder: Path) -> None:  # noqa: F811
    abandoned = private_folder / "importjob" / "0123456789abcdef"
    (abandoned / "upload").mkdir(parents=True)
    call_command("tidy_files", verbosity=0)
    assert abandoned.is_dir()
    two_days_ago = (timezone.now() - timedelta(days=2)).timestamp()
    os.utime(abandoned, (two_days_ago, two_days_ago))
    call_command("tidy_files", verbosity=0)
    assert not abandoned.exists()


def test_a_job_whose_worker_died_is_started_again(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    job.act, job.state = Act.TAKE_IN, "running"
    job.save()
    assert "This broke off" in archivist.get(page_of(job)).content.decode()
    archivist.post(page_of(job, "again"))
    job.refresh_from_db()
    assert (job.state, jazwinscy()) == ("done", 2)


def test_a_job_that_died_after_the_import_finds_what_it_made(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    batch = taken_in(archivist, job)
    ImportJob.objects.update(batch=None, state="waiting", asked_at=batch.started_at - timedelta(seconds=1))
    job.refresh_from_db()
    archivist.post(page_of(job, "again"))
    job.refresh_from_db()
    assert (job.state, job.batch_id, jazwinscy()) == ("done", batch.pk, 2)


def test_a_job_that_is_under_way_is_not_started_twice(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    ImportJob.objects.update(state="running", act=Act.TAKE_IN)
    job.refresh_from_db()
    with job._lock(wait=0):
        html = archivist.get(page_of(job)).content.decode()
        archivist.post(page_of(job, "again"))
        archivist.post(page_of(job, "take_in"), {"status": "draft"})
    assert "This is being worked on" in html
    assert '<noscript><meta http-equiv="refresh"' in html
    assert jazwinscy() == 0


def test_how_far_a_job_is_is_told_to_scripts_and_people(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    ImportJob.objects.update(state="running", act=Act.TAKE_IN)
    (job.folder / "progress.json").write_text('["people", 1, 4]', encoding="utf-8")
    with job._lock(wait=0):
        answer = archivist.get(page_of(job, "progress")).json()
    assert answer == {"under_way": True, "percent": 25, "words": "taking the file in: 25 % (people)"}
    assert archivist.get(page_of(job, "progress")).json()["under_way"] is False


def test_a_long_report_costs_no_more_queries_than_a_short_one(at_desk) -> None:
    archivist = at_desk("archivist")
    counted = []
    for defects in (1, 200):
        job = uploaded(archivist, FILE.replace("0 TRLR", "1 UNKNOWN @nowhere@\n" * defects + "0 TRLR"))
        with CaptureQueriesContext(connection) as queries:
            html = archivist.get(page_of(job)).content.decode()
        counted.append(len(queries))
    assert counted[0] == counted[1]
    assert html.count("<tr>") < 150
