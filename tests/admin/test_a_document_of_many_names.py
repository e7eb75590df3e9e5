"""A list with very many names: each page of the desk shows some of them, and says how many there are beside."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from records.documents.models import Document, Mention
from records.record_model import Status
from tests.admin.desk import address, document

pytestmark = pytest.mark.usefixtures("empty_archive")


def _list_of(names: int) -> Document:
    paper = document("train_list", f"Train with {names}", Status.REVIEW)
    rows = (Mention(document=paper, as_written=f"Name {n:04}", folded="name", position=n) for n in range(names))
    Mention.objects.bulk_create(rows)
    return paper


def _pages(paper: Document) -> dict[str, str]:
    return {
        "form": address(paper),
        "history": address(paper, "history"),
        "deleting": address(paper, "delete"),
        "review": reverse("review-record", args=("document", paper.public_id)),
    }


def _asked(client: Client, url: str) -> tuple[int, str]:
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        response = client.get(url)
    assert response.status_code == 200, url
    return len(queries), response.content.decode()


@pytest.mark.parametrize(("page", "most"), {"form": 50, "history": 0, "deleting": 10, "review": 300}.items())
def test_a_page_shows_so_many_names_and_asks_no_more_for_more(page: str, most: int, at_desk) -> None:
    client = at_desk("administrator")
    few, _html = _asked(client, _pages(_list_of(310))[page])
    many, html = _asked(client, _pages(_list_of(400))[page])
    assert few == many
    assert 0 <= sum(f"Name {number:04}" in html for number in range(400)) <= most
    assert (f"Name {most - 1:04}" in html) == bool(most)


def test_the_review_page_says_how_many_more_there_are(at_desk) -> None:
    _queries, html = _asked(at_desk("editor"), _pages(_list_of(307))["review"])
    assert "And 7 more names" in html
