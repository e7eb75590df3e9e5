"""A later state of a file at the desk: it is known again, and what it does not tell any more is listed."""

import pytest

from records.people.models import Event
from tests.admin.jobs_desk import done_at_once, private_folder  # noqa: F401
from tests.admin.test_import_desk import FILE, jazwinscy, page_of, taken_in, uploaded

pytestmark = pytest.mark.usefixtures("empty_archive", "done_at_once")


def test_a_later_state_of_a_file_is_known_again_or_taken_as_new(at_desk) -> None:
    archivist = at_desk("archivist")
    taken_in(archivist, uploaded(archivist))
    job = uploaded(archivist, FILE.replace("0 HEAD", "0 HEAD\n1 NOTE a year later"), "later.ged")
    assert job.report["matched"]["people"] == 2
    page = archivist.get(page_of(job)).content.decode()
    assert "a later state of jazwinscy.ged" in page and 'name="as_new"' in page
    archivist.post(page_of(job, "preview"), {"charset": "UTF-8", "as_new": "on"})
    job.refresh_from_db()
    assert job.report["created"]["people"] == 2
    taken_in(archivist, job)
    assert jazwinscy() == 4


def test_what_a_later_state_does_not_tell_any_more_is_listed_and_kept(at_desk) -> None:
    archivist = at_desk("archivist")
    taken_in(archivist, uploaded(archivist))
    later = FILE.replace("1 BIRT\n2 DATE 1855\n", "").replace("0 HEAD", "0 HEAD\n1 NOTE a year later")
    job = uploaded(archivist, later, "later.ged")
    page = archivist.get(page_of(job)).content.decode()
    assert "What a file before said, and this one does not" in page and "1855" in page
    taken_in(archivist, job)
    assert Event.objects.filter(kind="birth").count() == 2
