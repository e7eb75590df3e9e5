"""Searching answers alike on SQLite and on PostgreSQL, whatever is asked."""

import pytest

from records.edition.connection import reading
from records.edition.empty_answers import lists_searched
from records.edition.full_text import search_texts
from records.edition.rebuilding import rebuild
from records.edition.search import search_other, search_people
from records.edition.search_query import read_query
from records.fixture_files import fixture_rows
from tests.edition.world import TODAY

pytestmark = pytest.mark.postgres


def test_every_query_answers_alike_on_both(demo_edition: str, postgres_url: str) -> None:
    rebuild("public", TODAY, url=postgres_url)
    texts = [row["text"] for row in fixture_rows("search", "queries.csv")]
    with reading(demo_edition) as here, reading(postgres_url) as there:
        for text in texts:
            answers = []
            for connection in (here, there):
                found = search_people(connection, read_query(text), 20)
                hits = [(hit.id, hit.score, hit.reasons) for hit in found.hits]
                answers.append((hits, found.ids, search_other(connection, text), search_texts(connection, text)))
            assert answers[0] == answers[1], text
        assert lists_searched(here) == lists_searched(there)
