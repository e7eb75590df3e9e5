"""Pages are sent compressed to whom it suits, files never; and a kept page is still known."""

import gzip

import pytest
from django.test import Client

SMALL_ENOUGH = 0.4


@pytest.mark.parametrize("name", ["person", "place", "search_results", "chart_hourglass"])
def test_a_page_is_sent_compressed(client: Client, addresses: dict[str, str], name: str) -> None:
    plain = client.get(f"/en/{addresses[name]}")
    small = client.get(f"/en/{addresses[name]}", headers={"accept-encoding": "gzip"})
    assert plain.get("Content-Encoding") is None and small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert len(small.content) < len(plain.content) * SMALL_ENOUGH


def test_a_compressed_page_that_was_kept_is_not_sent_again(client: Client, addresses: dict[str, str]) -> None:
    first = client.get(f"/en/{addresses['place']}", headers={"accept-encoding": "gzip"})
    again = client.get(f"/en/{addresses['place']}", headers={"accept-encoding": "gzip", "if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content


def test_a_picture_is_sent_as_it_is(client: Client, addresses: dict[str, str]) -> None:
    card = client.get(f"/en/{addresses['person']}card.png", headers={"accept-encoding": "gzip"})
    assert card["Content-Type"] == "image/png" and card.get("Content-Encoding") is None
