"""What the desk says of files, in the language of whoever reads it, and what it refuses."""

import re

import pytest
from django.urls import reverse

from records.exporting.models import Export
from records.importing.jobs import ImportJob
from tests.admin.jobs_desk import done_at_once, private_folder  # noqa: F401
from tests.admin.test_import_desk import FILE, page_of, uploaded

pytestmark = pytest.mark.usefixtures("empty_archive", "done_at_once")
EXPORT = "/admin/records/export/add/"
POLISH = {"HTTP_ACCEPT_LANGUAGE": "pl"}


def test_each_character_set_is_offered_once(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist, FILE.replace("CHAR UTF-8", "CHAR ANSI").encode("cp1250"))
    html = archivist.get(page_of(job)).content.decode()
    offered = re.findall(r'<option value="([^"]+)"', html[html.index('name="charset"') :])
    plain = [name.replace("-", "").replace("_", "").casefold() for name in offered]
    assert len(plain) > 10
    assert sorted(plain) == sorted(set(plain))
    assert "ISO-8859-2" in offered and "ISO8859-2" not in html


def test_a_character_set_by_another_of_its_names_is_the_chosen_one(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist, FILE.replace("CHAR UTF-8", "CHAR ISO8859-2").encode("iso8859-2"))
    html = archivist.get(page_of(job)).content.decode()
    assert re.search(r'<option value="ISO-8859-2"\s+selected', html)


def test_a_day_stands_in_the_genitive_in_polish(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    ImportJob.objects.filter(pk=job.pk).update(asked_at="2026-11-22T12:00:00Z")
    assert "22 listopada 2026" in archivist.get(page_of(job), **POLISH).content.decode()


def test_a_long_list_of_differences_is_opened_by_a_link(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    row = {"kind": "person", "line": 1, "field": "birth", "ours": "1901", "theirs": "1902"}
    job.report["changed"] = [{**row, "record": f"p{number}"} for number in range(30)]
    job.save()
    some = archivist.get(page_of(job)).content.decode()
    everything = archivist.get(page_of(job), {"changes": "all"}).content.decode()
    assert (some.count("desk-group"), everything.count("desk-group")) == (10, 30)
    assert "?changes=all#changes-heading" in some and "?changes=all" not in everything


@pytest.mark.parametrize(
    ("file_format", "said"),
    [("share-5.5.1", "GEDZIP is a form of GEDCOM 7"), ("csv", "Pictures go along with GEDCOM 7.0 only")],
)
def test_pictures_are_refused_where_they_cannot_go(file_format: str, said: str, at_desk) -> None:
    values = {"format": file_format, "audience": "public", "gedzip": "on"}
    response = at_desk("archivist").post(EXPORT, values)
    assert said in response.content.decode()
    assert not Export.objects.exists()


@pytest.mark.parametrize("generations", ["0", "-5", "101", "many"])
def test_generations_that_cannot_be_counted_are_refused(generations: str, at_desk) -> None:
    values = {"format": "archive", "audience": "public", "generations": generations}
    response = at_desk("archivist").post(f"{EXPORT}?scope=person", values)
    assert response.status_code == 200
    assert "generations" in response.context["form"].errors


def test_what_each_record_became_has_its_headings(at_desk) -> None:
    archivist = at_desk("archivist")
    job = uploaded(archivist)
    archivist.post(page_of(job, "take_in"), {"status": "draft"})
    for listed in ("importedrecord", "residue"):
        assert archivist.get(reverse(f"admin:records_{listed}_changelist")).status_code == 200
