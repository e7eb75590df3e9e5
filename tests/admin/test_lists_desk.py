"""A list at the desk: chosen, described, its columns said, looked at, taken in; and who may see one."""

from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.documents.collections import Collection
from records.documents.models import Document, Mention
from records.importing.models import ImportBatch, ImportedRow
from records.tables.models import ColumnMapping, TableJob
from tests.admin.desk import values_of
from tests.admin.jobs_desk import done_at_once, private_folder  # noqa: F401
from tests.tables.lists import CEMETERY, EVACUATION

ADD = "/admin/records/tablejob/add/"
pytestmark = pytest.mark.usefixtures("empty_archive", "done_at_once")


def page_of(job: TableJob, act: str = "change") -> str:
    return reverse(f"admin:records_tablejob_{act}", args=(job.pk,))


def chosen(client: Client, path: Path, kind: str) -> TableJob:
    response = client.post(ADD, {"file": SimpleUploadedFile(path.name, path.read_bytes()), "kind": kind})
    assert response.status_code == 302, response.context["form"].errors
    return TableJob.objects.latest("pk")


def form_values(client: Client, url: str) -> dict[str, object]:
    """Return what a browser would send of the form of a step."""
    html = client.get(url).content.decode()
    return values_of(f'<div id="content-main">{html.rsplit("novalidate>", 1)[1]}')


def sent(client: Client, url: str, **values: object):
    """Send a form of the desk as it stands, with these values changed."""
    response = client.post(url, {**form_values(client, url), **values})
    assert response.status_code == 302, response.context["form"].errors
    return response


def looked_at(client: Client, path: Path = CEMETERY, kind: str = "cemetery_list", **head: object) -> TableJob:
    job = chosen(client, path, kind)
    sent(client, page_of(job, "head"), **head)
    sent(client, page_of(job, "columns"))
    job.refresh_from_db()
    assert (job.state, job.failure) == ("done", "")
    return job


def test_from_the_file_to_the_report_and_out_again(at_desk) -> None:
    client = at_desk("archivist")
    assert client.get("/admin/tables/", follow=True).status_code == 200
    job = chosen(client, CEMETERY, "cemetery_list")
    page = client.get(page_of(job, "head")).content.decode()
    assert "CP1250" in page and "Żółćińska" in page
    sent(client, page_of(job, "head"), title="Cmentarz (invented)", field_cemetery="Nigdzie")
    response = sent(client, page_of(job, "columns"), save_as="Graves of Nowhere")
    assert response["Location"] == page_of(job)
    page = client.get(page_of(job)).content.decode()
    assert "31.02.1943" in page and "15 August 1942" in page and not Mention.objects.exists()
    client.post(page_of(job, "take_in"))
    job.refresh_from_db()
    assert (job.state, job.failure, Mention.objects.count()) == ("done", "", 7)
    assert Document.objects.get().title == "Cmentarz (invented)"
    report = b"".join(client.get(page_of(job, "rows")).streaming_content).decode()
    assert report.count("\r\n") == 8 and "Zmyślony Józef" in report
    assert client.get(page_of(job)).status_code == 200
    batch = ImportBatch.objects.get()
    assert client.get(reverse("admin:records_importbatch_change", args=(batch.pk,))).status_code == 200
    client.post(reverse("admin:records_importbatch_undo", args=(batch.pk,)))
    assert not Mention.objects.exists() and not ImportedRow.objects.exists()
    again = chosen(client, CEMETERY, "cemetery_list")
    assert ColumnMapping.objects.get().columns["Nr grobu"] == "grave"
    assert "Graves of Nowhere" in client.get(f"{page_of(again, 'columns')}?mapping=Graves+of+Nowhere").content.decode()


def test_a_workbook_asks_for_its_sheet(at_desk) -> None:
    client = at_desk("administrator")
    job = looked_at(client, EVACUATION, "evacuation_list", sheet="Список", header_row="3", people="create")
    assert job.report["rows"] == 9
    page = client.get(page_of(job)).content.decode()
    assert "Wydumański" in page and "No stage of the journey" in page


def test_columns_that_make_no_list_are_refused_with_a_sentence(at_desk) -> None:
    client = at_desk("archivist")
    job = chosen(client, CEMETERY, "cemetery_list")
    sent(client, page_of(job, "head"))
    url = page_of(job, "columns")
    response = client.post(url, {**form_values(client, url), "column_1": "", "column_2": ""})
    assert "Say which column holds the name." in response.content.decode()


def test_a_file_that_is_no_table_is_refused_with_a_sentence(at_desk) -> None:
    client = at_desk("archivist")
    for name, content in (("a.xlsx", b"PK\x03\x04"), ("a.exe", b"x"), ("a.csv", b"")):
        response = client.post(ADD, {"file": SimpleUploadedFile(name, content), "kind": "train_list"})
        assert response.status_code == 200 and response.context["form"].errors
    assert not TableJob.objects.exists()


def test_a_list_of_a_closed_collection_is_for_its_members(at_desk) -> None:
    closed = Collection.objects.create(name="Closed", open=False)
    job = looked_at(at_desk("administrator"), collection=str(closed.pk))
    assert job.collection == closed
    at_desk("administrator").post(page_of(job, "take_in"))
    outsider = at_desk("archivist")
    assert outsider.get(page_of(job)).status_code == 404
    assert outsider.get(page_of(job, "rows")).status_code == 404
    assert job.file_name not in outsider.get("/admin/records/tablejob/").content.decode()
    batch = outsider.get(reverse("admin:records_importbatch_change", args=(ImportBatch.objects.get().pk,)))
    assert "31.02.1943" not in batch.content.decode()


def test_the_page_of_a_long_list_asks_as_much_as_that_of_a_short_one(at_desk, tmp_path: Path) -> None:
    client = at_desk("archivist")

    def queries(rows: int) -> int:
        path = tmp_path / f"{rows}.csv"
        lines = "".join(f"{row},Nikt{'abcdef'[row % 6]} Jan,ok?\n" for row in range(1, rows + 1))
        path.write_text(f"No,Name,Year of birth\n{lines}", encoding="utf-8")
        job = looked_at(client, path, "train_list")
        with CaptureQueriesContext(connection) as asked:
            client.get(page_of(job))
        return len(asked)

    queries(3)
    assert queries(5) == queries(200)
