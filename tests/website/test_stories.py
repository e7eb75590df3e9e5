"""A history told: pictures of documents and maps in place, links, languages, what stands before and after."""

import hashlib
import json
import sqlite3
from pathlib import Path

import pytest
from django.test import Client

from records.edition.full_text import texts_of
from records.website.prose import InPlace, prose, told
from tests.website.conftest import WITHHELD, one_id

ZAREBSKI = "The Zarębskis"
POINTS = [
    ("a picture", "![The card](document:abc123)", [InPlace("The card", "abc123", 1)]),
    ("its second", "![](document:abc123#2)", [InPlace("", "abc123", 2)]),
    ("the whole map", "![The way](journey:)", [InPlace("The way")]),
    ("a map of years", "![1941](journey:1940-1942)", [InPlace("1941", first=1940, last=1942)]),
    ("a map of a year", "![1941](journey:1941)", [InPlace("1941", first=1941, last=1941)]),
    ("two", "![a](document:a1)\n![b](document:b2)", [InPlace("a", "a1", 1), InPlace("b", "b2", 1)]),
    ("between paragraphs", "one\n\n![a](journey:)\n\ntwo", ["<p>one</p>\n", InPlace("a"), "<p>two</p>\n"]),
    ("within a sentence", "see ![the card](document:abc123) here", ["<p>see the card here</p>\n"]),
    ("from elsewhere", "![a spy](https://example.org/x.png)", ["<p>a spy</p>\n"]),
    ("of no number", "![x](document:abc#0)", ["<p>x</p>\n"]),
    ("markup in a caption", "![<script>](https://x.org/y)", ["<p>&lt;script&gt;</p>\n"]),
]


@pytest.mark.parametrize(("_case", "text", "expected"), POINTS, ids=[case[0] for case in POINTS])
def test_what_stands_in_place(_case: str, text: str, expected: list[str | InPlace]) -> None:
    assert list(told(text).parts) == expected


def test_a_link_leads_only_where_the_edition_has_something() -> None:
    story = told("[Jan *K.*](person:p1) and [the card](document:d1), [x](kresy:person/p1) [y](javascript:alert(1))")
    assert story.named == {("person", "p1"), ("document", "d1")}
    (part,) = story.parts
    shown = story.html(str(part), {("person", "p1"): "/en/people/p1/"})
    assert '<a href="/en/people/p1/">Jan <em>K.</em></a> and the card' in shown
    assert "javascript:" not in shown.replace("[y](javascript:alert(1))", "") and "kresy:" not in shown


def test_prose_elsewhere_shows_captions_only() -> None:
    assert prose("![The card](document:abc)") == "<p>The card</p>\n"


def test_a_long_story_has_contents() -> None:
    story = told("# One\n\na\n\n# Two *b*\n\nc", "story-1")
    assert [(heading.id, heading.text) for heading in story.headings] == [("story-1-1", "One"), ("story-1-2", "Two b")]
    assert '<h3 id="story-1-2">Two <em>b</em></h3>' in "".join(map(str, story.parts))


@pytest.fixture
def history(demo_archive: Path) -> str:
    return one_id(demo_archive, "history", ZAREBSKI)


def test_a_map_stands_in_the_story(client: Client, demo_edition: str, history: str) -> None:
    text = client.get(f"/en/histories/{history}/").content.decode()
    story = text[text.index('id="story-1"') : text.index('id="people"')]
    assert story.count('<figure class="map') >= 1 and "The way from the plot near Kostopol" in story
    assert "![" not in text and "(document:" not in text
    assert f'<a href="/en/histories/{one_id(Path(demo_edition[10:]), "history", "The Nowaks")}/">Nowaks</a>' in story


def test_a_story_is_shown_in_the_readers_language(client: Client, demo_edition: str, history: str) -> None:
    for language, title in (("pl", "Sześcioro wyjechało"), ("de", "Sechs fuhren fort"), ("en", "Six who left")):
        text = client.get(f"/{language}/histories/{history}/").content.decode()
        assert title in text and f'<div class="prose" lang="{language}">' in text
        others = {"pl", "de", "en"} - {language}
        assert all(f'<a href="?language={other}" hreflang="{other}"' in text for other in others)
    text = client.get(f"/en/histories/{history}/?language=pl").content.decode()
    assert "Sześcioro wyjechało" in text and "Six who left" not in text
    assert "Six who left" in client.get(f"/en/histories/{history}/?language=xx").content.decode()


def test_the_papers_of_its_people_are_counted_and_the_next_history_is_near(
    client: Client, demo_edition: str, history: str
) -> None:
    text = client.get(f"/en/histories/{history}/").content.decode()
    assert "documents that name them" in text and 'rel="prev"' in text
    read, address = set(), f"/en/histories/{one_id(Path(demo_edition[10:]), 'history', 'The Zar')}/"
    while address and address not in read:
        read.add(address)
        before = client.get(address).content.decode().partition('" rel="prev"')
        address = before[0].rpartition('href="')[2] if before[1] else ""
    assert len(read) == 10


def _tell(edition: Path, history: str, text: str) -> None:
    with sqlite3.connect(edition) as connection:
        (body,) = connection.execute("SELECT body FROM page WHERE id = ?", (history,)).fetchone()
        changed = json.loads(body)
        changed["narratives"][0]["text"] = text
        connection.execute("UPDATE page SET body = ? WHERE id = ?", (json.dumps(changed), history))


def test_a_picture_stands_in_the_story_where_the_edition_shows_it(
    client: Client, own_edition: Path, history: str
) -> None:
    document, hidden = one_id(own_edition, "document", "udostoverenie"), one_id(own_edition, "document", WITHHELD)
    sha256 = hashlib.sha256(b"x").hexdigest()
    with sqlite3.connect(own_edition) as connection:
        (body,) = connection.execute("SELECT body FROM page WHERE id = ?", (document,)).fetchone()
        shown = json.loads(body) | {"images": [{"sha256": sha256, "caption": "", "width": 3, "height": 4}]}
        connection.execute("UPDATE page SET body = ? WHERE id = ?", (json.dumps(shown), document))
    points = (f"document:{document}", f"document:{document}#2", f"document:{hidden}", "document:nowhere")
    _tell(own_edition, history, "\n\n".join(f"![Caption {n}]({point})" for n, point in enumerate(points)))
    text = client.get(f"/en/histories/{history}/").content.decode()
    assert text.count("<img") == 1 and f'src="/media/{sha256}/" width="3" height="4"' in text
    assert all(f"Caption {number}" in text for number in range(len(points)))


def test_what_a_story_points_to_is_not_sought_as_words() -> None:
    body = {"narratives": [{"title": "T", "text": "See [the card](document:abc).\n\n![Our way](journey:1940-1942)"}]}
    assert list(texts_of("history", body)) == ["T", "See the card.\n\nOur way"]
