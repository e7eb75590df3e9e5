"""A person on 300 papers, named 1,000 times: a page asks as much as for a person on one, and is nearly as quick."""

import statistics
import time
from collections.abc import Callable

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from records.documents.models import Document, Mention
from records.linkage.models import Identification
from records.people.models import Person
from tests.admin.desk import address, document, person

pytestmark = pytest.mark.usefixtures("empty_archive")
PAGES: dict[str, Callable[[Person], str]] = {
    "form": lambda who: address(who),
    "history": lambda who: address(who, "history"),
    "deleting": lambda who: address(who, "delete"),
    "documents": lambda who: f"{address(Document, 'changelist')}?q={who.sort_name.split(',')[0]}",
}
MOST_QUERIES = 25
MOST_TIMES = 2.0


def _named(who: Person, papers: int, mentions: int) -> None:
    found = [document(title=f"Paper {who.pk} {number}") for number in range(papers)]
    rows = [
        Mention(document=found[number % papers], as_written=str(who), folded="x", position=number // papers + 1)
        for number in range(mentions)
    ]
    Mention.objects.bulk_create(rows)
    Identification.objects.bulk_create(
        Identification(mention=row, person=who, certainty="sure", reason="His card.") for row in rows
    )


def _seconds(client: Client, url: str) -> float:
    taken = []
    for _turn in range(5):
        started = time.process_time()
        assert client.get(url).status_code == 200
        taken.append(time.process_time() - started)
    return statistics.median(taken)


@pytest.mark.parametrize("page", PAGES)
def test_a_page_of_a_person_on_many_papers(page: str, at_desk) -> None:
    client, one, many = at_desk("administrator"), person("Jan", "Once"), person("Jan", "Often")
    _named(one, 1, 1)
    _named(many, 300, 1000)
    few, often = PAGES[page](one), PAGES[page](many)
    client.get(few)
    with CaptureQueriesContext(connection) as asked_for_one:
        client.get(few)
    with CaptureQueriesContext(connection) as asked_for_many:
        client.get(often)
    assert len(asked_for_many) <= MOST_QUERIES
    assert len(asked_for_many) <= len(asked_for_one) + 1
    assert _seconds(client, often) <= MOST_TIMES * _seconds(client, few)
