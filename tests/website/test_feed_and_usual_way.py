"""The feed of histories, and the map of the usual way with our own figures beside it."""

import re
from xml.etree import ElementTree

from django.test import Client

_ATOM = {"a": "http://www.w3.org/2005/Atom"}


def test_the_feed_gives_the_histories_that_are_public(client: Client, demo_edition: str) -> None:
    response = client.get("/pl/histories/feed/")
    feed = ElementTree.fromstring(response.content)
    page = client.get("/pl/histories/").content.decode()
    entries = feed.findall("a:entry", _ATOM)
    assert response["Content-Type"].startswith("application/atom+xml") and len(entries) > 3
    links = [entry.find("a:link", _ATOM).get("href") for entry in entries]
    here = [link for link in links if link.removeprefix("http://testserver") in page]
    assert here and len(links) == len(set(links))
    assert "/pl/histories/feed/" in page


def test_the_usual_way_is_drawn_marked_and_counted(client: Client, demo_edition: str) -> None:
    text = client.get("/en/journey/").content.decode()
    part = text[text.index('id="usual-heading"') : text.index('<ol class="phases">')]
    assert "unverified" in part and 'class="leg' in part and "Pahlevi" in part
    assert re.search(r"\d+ (person|people) in our records", part)
    numbers = [int(number) for number in re.findall(r'<li id="step-(\d+)" value', part)]
    assert numbers == list(range(1, 14))
    # Nobody is told to have gone all of it: the branches have heads of their own, and the way into exile parts.
    heads = re.findall("<h3>(.*?)</h3>", part)
    assert len(heads) == 5 and "or to Kazakhstan" in heads[0] and "some came to Africa" in heads[3]
    assert "at every point some died, stayed behind or took another way" in part
