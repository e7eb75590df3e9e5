"""Every page, in every language: it answers, it is well-formed for readers and machines, and nothing runs in it."""

import re
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.urls import get_resolver

LANGUAGES = ("en", "pl", "de")
TELLS_ROBOTS_OFF = {"thanks"}
OWN_SCRIPTS = {f"/static/records/{name}.js" for name in ("suggest", "zoom_map", "pan_zoom", "share", "document_viewer")}


class Outline(HTMLParser):
    """Collects what the tests ask about a page."""

    def __init__(self) -> None:
        super().__init__()
        self.headings: list[int] = []
        self.tags: list[tuple[str, dict[str, str | None]]] = []
        self.ids: list[str] = []

    def handle_starttag(self, tag, attrs) -> None:
        values = dict(attrs)
        self.tags.append((tag, values))
        if re.fullmatch(r"h[1-6]", tag):
            self.headings.append(int(tag[1]))
        if values.get("id"):
            self.ids.append(str(values["id"]))


def outline(text: str) -> Outline:
    parser = Outline()
    parser.feed(text)
    return parser


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_page_answers_in_every_language(client: Client, addresses: dict[str, str], language: str) -> None:
    for name, address in addresses.items():
        response = client.get(f"/{language}/{address}")
        assert response.status_code == 200, name
        text = response.content.decode()
        assert f'<html lang="{language}">' in text, name
        page = outline(text)
        assert page.headings[0] == 1 and page.headings.count(1) == 1, name
        steps = zip(page.headings, page.headings[1:], strict=False)
        assert all(after - before <= 1 for before, after in steps), (name, page.headings)
        assert len(page.ids) == len(set(page.ids)), name


def test_no_page_carries_styles_or_scripts_of_its_own(client: Client, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        response = client.get(f"/en/{address}")
        page = outline(response.content.decode())
        assert not [tag for tag, _values in page.tags if tag in ("style", "iframe")], name
        # Data for search engines runs nowhere, and the policy lets it stand.
        data = {"type": "application/ld+json"}
        scripts = [values for tag, values in page.tags if tag == "script" and values != data]
        assert all(script.get("type") == "module" and script.get("src") in OWN_SCRIPTS for script in scripts), name
        shared = [script for script in scripts if str(script["src"]).endswith("/share.js")]
        assert len(shared) == ("data-share" in response.content.decode()), name
        named = name.startswith(("search", "home", "journey_", "chart_", "kinship", "document"))
        assert scripts == shared or named, name
        assert not [values for _tag, values in page.tags if "style" in values], name
        assert not [key for _tag, values in page.tags for key in values if key.startswith("on")], name
        policy = response["Content-Security-Policy"]
        assert "unsafe" not in policy and "default-src 'none'" in policy, name


def test_every_page_names_its_other_languages(client: Client, addresses: dict[str, str]) -> None:
    for name, address in addresses.items():
        page = outline(client.get(f"/pl/{address}").content.decode())
        links = [values for tag, values in page.tags if tag == "link"]
        if name in TELLS_ROBOTS_OFF or name.startswith(("tell", "search", "pdf")):
            assert ("meta", "noindex") in [(tag, str(values.get("content"))[:7]) for tag, values in page.tags], name
            continue
        alternates = {str(link["hreflang"]) for link in links if link.get("rel") == "alternate" and "type" not in link}
        assert alternates == {*LANGUAGES, "x-default"}, name
        canonical = [str(link["href"]) for link in links if link.get("rel") == "canonical"]
        assert len(canonical) == 1 and canonical[0].startswith("http://testserver/pl/") and "?" not in canonical[0]


def test_switching_the_language_keeps_the_page_and_its_query(client: Client, addresses: dict[str, str]) -> None:
    text = client.get("/en/search/?q=Nowak&father=Jan").content.decode()
    assert 'href="/pl/search/?q=Nowak&amp;father=Jan"' in text
    assert f'href="/de/{addresses["person"]}"' in client.get(f"/en/{addresses['person']}").content.decode()


@pytest.mark.parametrize(("accepts", "leads_to"), [("pl,en;q=0.5", "/pl/"), ("de-AT", "/de/"), ("fr", "/en/")])
def test_the_bare_address_follows_the_reader(client: Client, demo_edition: str, accepts: str, leads_to: str) -> None:
    response = client.get("/", headers={"accept-language": accepts})
    assert response.status_code == 302 and response["Location"] == leads_to


@pytest.mark.parametrize("language", LANGUAGES)
def test_an_unknown_record_answers_friendly_and_alike(client: Client, demo_edition: str, language: str) -> None:
    folders = ("people", "documents", "places", "stages", "histories", "sources", "chronicle", "surnames", "journey")
    for folder in (*folders, "nonsense"):
        response = client.get(f"/{language}/{folder}/nobody0000000/")
        assert response.status_code == 404, folder
        text = response.content.decode()
        assert f'<html lang="{language}">' in text and 'name="q"' in text and "noindex" in text, folder


def test_without_an_edition_every_page_says_so_plainly(client: Client) -> None:
    for address in ("", "search/?q=Nowak", "people/abc/", "journey/", "tell/"):
        response = client.get(f"/en/{address}")
        assert response.status_code == 503 and "Nothing published yet" in response.content.decode(), address
    assert client.get("/healthz").status_code == 503


def test_pages_take_no_other_methods_than_they_say(client: Client, addresses: dict[str, str]) -> None:
    assert client.post(f"/en/{addresses['person']}").status_code == 405
    assert client.post("/en/tell/thanks/").status_code == 405
    assert client.delete("/en/tell/").status_code == 405
    assert client.head(f"/en/{addresses['person']}").status_code == 200


def test_every_view_states_who_may_use_it() -> None:
    views = [pattern.callback for pattern in _patterns(get_resolver().url_patterns) if _is_ours(pattern.callback)]
    assert len(views) > 20
    assert [view.__name__ for view in views if not hasattr(view, "__wrapped__")] == []


def _patterns(patterns):
    for pattern in patterns:
        yield from _patterns(pattern.url_patterns) if hasattr(pattern, "url_patterns") else [pattern]


def _is_ours(view) -> bool:
    return view.__module__.startswith("records.website")


def test_a_reader_sees_which_language_a_name_is_in(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['person_cyrillic']}").content.decode()
    assert re.search(r'<h1><span lang="ru">[^<]*Шиманский</span></h1>', text)
    assert '<span lang="pl">Jan Antonowicz Szymański</span>' in text


def test_a_withheld_paper_says_why_and_shows_nothing_more(client: Client, addresses: dict[str, str]) -> None:
    text = client.get(f"/en/{addresses['document_withheld']}").content.decode()
    assert "It also names someone who may still be living." in text
    assert "As written" not in text


def test_people_and_stages_alone_lead_to_their_lists(client: Client, demo_edition: str) -> None:
    assert client.get("/pl/people/")["Location"] == "/pl/surnames/"
    assert client.get("/pl/stages/")["Location"] == "/pl/journey/"
