"""A worker that is killed: its job is seen as broken off at once, started again, and completes."""

import os
import signal
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from records.exporting.models import Export
from tests.conftest import NewHome

ROOT = Path(__file__).resolve().parents[2]
# Does what waits in the queue, and is killed where it notes its progress for so many times.
WORK = """
import os, signal, sys, django
django.setup()
from django_tasks_db.models import DBTaskResult
from records import background_job

noted = []
def dying(self, what, done, total):
    noted.append(what)
    if len(noted) == int(sys.argv[1]):
        os.kill(os.getpid(), signal.SIGKILL)
background_job._Notes.note = dying
queued = DBTaskResult.objects.get(status="READY")
queued.task.call(*queued.task_result.args)
"""
ASK = """
import sys, django
django.setup()
from django.core.files.base import ContentFile
from pathlib import Path
from records.admin.import_desk import store_upload
from records.admin.import_jobs import work_on_import
file = ContentFile(Path(sys.argv[1]).read_bytes(), name="tree.ged")
job = store_upload(file, "Ada")
job.act = "take_in"
job.save()
work_on_import.enqueue(job.pk)
"""
AGAIN = """
import django
django.setup()
from records.importing.jobs import ImportJob
from records.admin.import_jobs import work_on_import
job = ImportJob.objects.get()
assert job.broken_off, job.state
job.ask_again("Ada")
work_on_import.call(job.pk)
job.refresh_from_db()
print(job.state, job.batch_id is not None)
"""
HOLD = """
import sys, time
from filelock import FileLock
lock = FileLock(sys.argv[1])
lock.acquire()
print("held", flush=True)
time.sleep(60)
"""
PEOPLE = 300


@pytest.fixture
def run(tmp_path: Path, new_home: NewHome) -> Callable[..., subprocess.CompletedProcess[str]]:
    """A function that runs Python in a project of its own: an archive without records."""
    environment = {
        "DATA_DIR": str(new_home(tmp_path / "data")),
        "DJANGO_SETTINGS_MODULE": "kresy_families.settings",
        "PYTHONPATH": str(ROOT),
        **{name: os.environ[name] for name in ("PATH", "PYTHONPYCACHEPREFIX") if name in os.environ},
    }

    def run(*arguments: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(
            [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300
        )

    return run


def counted(folder: Path, table: str) -> int:
    with closing(sqlite3.connect(folder / "data" / "archive.sqlite3")) as archive:
        return archive.execute(f"SELECT count(*) FROM {table}").fetchone()[0]


@pytest.mark.parametrize("step", [2])
def test_an_import_that_was_killed_completes_when_it_is_started_again(step, run, tmp_path: Path) -> None:
    people = "".join(f"0 @I{number}@ INDI\n1 NAME Jan /Kowal {number}/\n" for number in range(PEOPLE))
    (tmp_path / "tree.ged").write_text(f"0 HEAD\n1 GEDC\n2 VERS 7.0\n{people}0 TRLR\n")
    asked = run("-c", ASK, str(tmp_path / "tree.ged"))
    assert asked.returncode == 0, asked.stderr
    killed = run("-c", WORK, str(step))
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert counted(tmp_path, "records_person") in (0, PEOPLE)
    again = run("-c", AGAIN)
    assert again.stdout.strip() == "done True", again.stderr
    assert counted(tmp_path, "records_person") == PEOPLE
    assert counted(tmp_path, "records_importbatch") == 1


def test_a_job_is_broken_off_as_soon_as_its_worker_is_dead(tmp_path: Path, settings, db) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    job = Export(format="csv", state="running")
    job.make_folder()
    job.save()
    worker = subprocess.Popen([sys.executable, "-c", HOLD, str(job.folder / "lock")], stdout=subprocess.PIPE, text=True)
    assert worker.stdout is not None
    assert worker.stdout.readline() == "held\n"
    assert job.under_way
    worker.kill()
    worker.wait()
    worker.stdout.close()
    assert job.broken_off
    assert not job.under_way
