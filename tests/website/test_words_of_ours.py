"""What this project wrote is in the reader's language; what a record says keeps its own, and says which it is."""

import json
import re
from pathlib import Path

import pytest
from django.test import Client
from django.utils.translation import override

from records.fixture_files import fixture_path, fixture_rows
from records.website.our_words import our_words
from records.website.source_notes import source_notes
from records.website.spoken_text import told
from tests.website.conftest import STAGE, one_id

NAMES = {"Stanisław Kot"}


def test_everything_of_ours_stands_in_three_languages() -> None:
    for row in fixture_rows("reference", "words.csv"):
        assert all(row[language] for language in ("of", "en", "pl", "de")), row
    for row in fixture_rows("reference", "events.csv"):
        assert all(row[f"title_{language}"] for language in ("en", "pl", "de")), row


def test_the_chronicle_has_no_word_of_ours_that_is_english_only() -> None:
    topics = json.loads(fixture_path("chronicle", "claims.json").read_text(encoding="utf-8"))
    sources = [
        source
        for folder in ("chronicle", "demo")
        for source in json.loads(fixture_path(folder, "sources.json").read_text(encoding="utf-8"))
    ]
    said = {claim["subject"] for topic in topics for claim in topic["claims"]} - NAMES
    said |= {source["kind"] for source in sources} | {source["note"] for source in sources}
    said |= {topic["conclusion"]["reason"]["en"] for topic in topics if topic["conclusion"]}
    with override("de"):
        assert [text for text in said if text and (our_words(text).text == text or our_words(text).language)] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("Typhus.", "Tyfus"),
        ("joiner", "stolarz"),
        (
            "The camp refused.",
            '<span lang="en">The camp refused.</span> <span class="tongue">(po angielsku)</span>',
        ),
        ("Łagier nie puścił nas na czas.", "Łagier nie puścił nas na czas."),
        ("поляк", '<span lang="ru">поляк</span>'),
        ("agricola", "agricola"),
    ],
)
def test_a_text_of_a_record_says_its_language_unless_it_is_the_page_s(text: str, shown: str) -> None:
    with override("pl"):
        assert told(our_words(text)).replace("(in English)", "(po angielsku)") == shown


@pytest.mark.parametrize(
    ("note", "words"),
    [
        ("GK", ["general knowledge *"]),
        ("coords GK approx", ["coordinates: general knowledge, approximate *"]),
        ("end date GK", ["the end: general knowledge *"]),
        ("coords GeoNames 703448", ["coordinates: GeoNames <https://www.geonames.org/703448>"]),
        (
            "Litynski (army exodus) ('two weeks later')",
            [
                "Grzegorz Litynski, The Polish Army Exodus from the Soviet Union during WWII (article), "
                "'two weeks later'"
            ],
        ),
        (
            "rival 1942-03-19: wikisum.wiki",
            ["another date, 19 March 1942: Summary pages on the Resettlement Corps (web page) <https://wikisum.wiki>"],
        ),
        (
            "www.iwm.org.uk/collections/item/object/80017730",
            ["iwm.org.uk (web page) <https://www.iwm.org.uk/collections/item/object/80017730>"],
        ),
        (
            "zoo-vse.ru; bihuw.pl",
            ["zoo-vse.ru (web page) <https://zoo-vse.ru>", "bihuw.pl (web page) <https://bihuw.pl>"],
        ),
        (
            "rival windows: chronicle/claims.json; see also topic 111",
            ["other dates: see the disputed questions of the chronicle"] * 2,
        ),
        ("Hansard 24 Oct 1946", ["Hansard 24 Oct 1946"]),
        ("", []),
    ],
)
def test_a_note_of_sources_becomes_words(note: str, words: list[str]) -> None:
    assert [_line(one) for one in source_notes(note)] == words


def _line(one) -> str:
    parts = [f"{one.before} {one.title}".strip()]
    parts += [f" ({one.kind})"] if one.kind else []
    parts += [f", {one.remark}"] if one.remark else []
    return "".join(parts) + (" *" if one.unverified else "") + (f" <{one.address}>" if one.address else "")


def test_no_short_note_of_ours_reaches_a_reader() -> None:
    notes = [row["source"] for name in ("events", "places") for row in fixture_rows("reference", f"{name}.csv")]
    shown = [one for note in notes for one in source_notes(note)]
    assert len(shown) > 500
    raw = [str(one.title) for one in shown if re.search(r"\bGK\b|claims\.json|\btopic \d|\brival\b", str(one.title))]
    assert raw == []


def test_pages_in_polish_and_german_say_what_stays_english(
    client: Client, demo_archive: Path, demo_edition: str
) -> None:
    stage = one_id(demo_archive, "stage", STAGE)
    for language in ("pl", "de"):
        page = client.get(f"/{language}/stages/{stage}/").content.decode()
        assert '<span lang="en">The February train from Sarny to Kotłas</span> <span class="tongue">' in page
    assert 'class="tongue"' not in client.get(f"/en/stages/{stage}/").content.decode()


def test_the_chronicle_is_german_in_german(client: Client, demo_archive: Path, demo_edition: str) -> None:
    chapters = [one_id(demo_archive, "chapter", f'"number":{number},') for number in range(1, 11)]
    pages = "".join(client.get(f"/de/chronicle/{chapter}/").content.decode() for chapter in chapters)
    assert "Zweite Evakuierung von Krasnowodsk nach Pahlewi" in pages and "Evakuierte" in pages
    assert [words for words in ("Second evacuation", "evacuated people", "claims.json") if words in pages] == []


def test_the_mark_unverified_leads_to_what_it_means(client: Client, demo_archive: Path, demo_edition: str) -> None:
    journey = client.get("/en/journey/").content.decode()
    assert '<a class="mark mark-unverified" href="/en/about/#unverified"' in journey
    assert '<p id="unverified">' in client.get("/en/about/").content.decode()
