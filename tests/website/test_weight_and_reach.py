"""What a page costs a reader: how heavy it is on a telephone, and how many clicks it lies away."""

import gzip
import re
from collections.abc import Iterable
from pathlib import Path
from urllib.parse import urljoin

from django.contrib.staticfiles import finders
from django.test import Client
from django.urls import Resolver404, resolve

from records.website.urls import urlpatterns

HEAVIEST = 150 * 1024
# Not pages: data that pages load, and addresses that lead elsewhere or that only a letter tells.
NO_PAGES = re.compile(r"(card|route|take)_|suggest|people$|stages$|follow(ed)?$|stop_following|thanks|told|taken_back")
OF_A_KIND = 3
SEARCHES = ("Nowak", "Pahlevi", "The+Nowaks", "train", "deportation", "Amnesty")


def _compressed(client: Client, address: str) -> int:
    page = client.get(address).content
    files = re.findall(rb'(?:<link rel="stylesheet" href|<script type="module" src)="/static/([^"]+)"', page)
    sent = [page, *(Path(str(finders.find(name.decode()))).read_bytes() for name in files)]
    return sum(len(gzip.compress(part, 6)) for part in sent)


def test_no_page_is_heavier_than_a_telephone_bears(client: Client, addresses: dict[str, str]) -> None:
    heavy = {name: weight for name in addresses if (weight := _compressed(client, f"/de/{addresses[name]}")) > HEAVIEST}
    assert heavy == {}


def _kind(address: str) -> str:
    try:
        match = resolve(address.partition("?")[0])
    except Resolver404:
        return ""
    # What one has to tell of: the same form for all.
    return str(match.url_name).replace("tell_stage", "tell_place") if match.namespace == "website" else ""


def _leads_to(client: Client, starts: Iterable[str], clicks: int) -> set[str]:
    """Return the kinds of pages within so many clicks, trying a few pages of each kind after each."""
    found: set[str] = set()
    level = list(starts)
    for _click in range(clicks):
        further: dict[str, list[str]] = {}
        for address in level:
            text = client.get(address).content.decode().replace("&amp;", "&")
            for link in re.findall(r'href="([^"#]+)', text):
                target = urljoin(address, link)
                pages = further.setdefault(_kind(target), []) if target.startswith("/en/") else []
                if len(pages) < OF_A_KIND and target not in pages:
                    pages.append(target)
        found |= further.keys()
        level = [page for kind, pages in further.items() if not NO_PAGES.search(kind) for page in pages]
    return found - {""}


def test_every_kind_of_page_is_three_clicks_from_the_first(client: Client, addresses: dict[str, str]) -> None:
    kinds = {str(pattern.name) for pattern in urlpatterns} - {"tell_stage"}
    near = _leads_to(client, ["/en/"], 3)
    assert {kind for kind in kinds - near if not NO_PAGES.search(kind)} == set()


def test_every_kind_of_record_and_of_view_is_one_click_from_a_search(client: Client, addresses: dict[str, str]) -> None:
    near = _leads_to(client, [f"/en/search/?q={words}" for words in SEARCHES], 1)
    records = {"person", "place", "document", "history", "stage", "stage_kind", "chapter", "source", "surname"}
    views = {"journey_person", "journey_history", "companions", "chart", "kinship", "people_place", "places_map"}
    assert (records | views) - near == set()
