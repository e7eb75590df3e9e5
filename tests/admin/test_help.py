"""Help at the desk: tables with their sources, the certificate explained, and a first entry that saves nothing."""

from pathlib import Path

import pytest

from records.admin.help.practice import known_reading
from records.admin.help.word_tables import WORD_GROUPS, certificate_parts, field_words, letters, words
from records.documents.kinds import DOCUMENT_KINDS
from records.fixture_files import fixture_path
from records.transcribing.models import SentForm
from tests.admin.conftest import GROUPS
from tests.contributions.conftest import rows_of_the_archive

PAGES = ("", "words/", "udostoverenie/", "fields/", "keys/", "messages/", "first-entry/")
GOOD = {
    "token": "0" * 32,
    "act": "review",
    "date.text": "4 сентября 1941 г.",
    "place.text": "г. Котлас",
    "fields.number.text": "2718",
    "fields.destination_as_written.text": "ст. Тоцкое",
    "fields.issuing_organ_as_written.text": "Управление НКВД по Архангельской области",
    "people.0.role": "holder",
    "people.0.name.text": "Вишневский Юзеф Антонович",
    "people.0.values.birth_year.text": "1901",
    "people.0.values.birth_place.text": "г. Луцк",
    "people.2000.role": "child",
    "people.2000.name.text": "Вишневская Зофия",
    "people.2000.values.birth_year.text": "1930",
    "people.2001.role": "child",
    "people.2001.name.text": "Вишневский Станислав",
    "people.2001.values.birth_year.text": "1935",
}


@pytest.mark.parametrize("role", ["anonymous", *GROUPS])
@pytest.mark.parametrize("page", PAGES)
def test_everybody_at_the_desk_may_read_the_help(page, role, at_desk) -> None:
    response = at_desk(role).get(f"/admin/help/{page}")
    assert response.status_code == (302 if role == "anonymous" else 200)


def test_every_row_of_the_help_has_its_source_and_every_language() -> None:
    for row in (*letters(), *words(), *certificate_parts(), *field_words()):
        assert row.source
        assert row.english
        assert row.polish
        assert row.german
    assert {word.group for word in words()} == set(WORD_GROUPS)
    assert len({(word.group, word.cyrillic) for word in words()}) == len(words())


def test_what_is_general_knowledge_is_marked_on_the_page(at_desk) -> None:
    html = at_desk("volunteer").get("/admin/help/words/").content.decode()
    assert html.count('class="help-mark"') == sum(row.unverified for row in (*letters(), *words()))
    assert "A reconstruction." in at_desk("volunteer").get("/admin/help/udostoverenie/").content.decode()


def test_every_field_of_the_certificate_s_screen_leads_to_its_entry(at_desk) -> None:
    client = at_desk("volunteer")
    screen, entries = (
        client.get(path).content.decode() for path in ("/admin/transcribe/udostoverenie/", "/admin/help/udostoverenie/")
    )
    for part in certificate_parts():
        assert f'id="{part.part}"' in entries
        assert f'href="/admin/help/udostoverenie/#{part.part}"' in screen or part.part == "holder"
    asked = {field.key for field in DOCUMENT_KINDS["udostoverenie"].fields if not field.follows}
    explained = {key for part in certificate_parts() for key in part.fields.split()}
    assert asked - explained == {"confidence"}
    assert "tr-what" not in client.get("/admin/transcribe/treaty/").content.decode()


def test_every_entry_about_a_field_is_reached_from_the_screens_that_ask_for_it(at_desk) -> None:
    client = at_desk("volunteer")
    entries = client.get("/admin/help/fields/").content.decode()
    known = {kind: {one.key for one in (*of.fields, *of.person_fields)} for kind, of in DOCUMENT_KINDS.items()}
    reached: set[str] = set()
    for kind in DOCUMENT_KINDS:
        screen = client.get(f"/admin/transcribe/{kind}/").content.decode()
        reached |= {row.part for row in field_words() if f'/admin/help/fields/#{row.part}"' in screen}
    for row in field_words():
        assert f'id="{row.part}"' in entries
        assert row.part in reached, row.part
        kinds = list(known) if row.kinds == "*" else row.kinds.split()
        assert set(row.fields.split()) <= set().union(*(known[kind] for kind in kinds)), row.part
    of_kind = [(kind, key) for row in field_words() for kind in row.kinds.split() for key in row.fields.split()]
    assert len(set(of_kind)) == len(of_kind)


def test_a_faultless_practice_entry_is_praised_and_nothing_is_saved(at_desk, settings, tmp_path: Path, db) -> None:
    settings.PRIVATE_DIR = tmp_path / "private"
    client, before = at_desk("volunteer"), rows_of_the_archive()
    assert "practice_certificate.svg" in client.get("/admin/help/first-entry/").content.decode()
    html = client.post("/admin/help/first-entry/", GOOD).content.decode()
    assert "What was missed" not in html
    assert "You are ready for a real document." in html
    assert rows_of_the_archive() == before
    assert not SentForm.objects.exists()
    assert not settings.PRIVATE_DIR.exists()


@pytest.mark.parametrize(
    ("change", "told"),
    [
        ({"date.text": "4 октября 1941 г."}, "4 сентября 1941 г."),
        ({"fields.number.text": "2713"}, "2718"),
        ({"people.0.name.text": "Вишневский Юлиан"}, "Wiśniewski Józef"),
        ({"people.2000.values.birth_year.text": "1980"}, "1930"),
        ({"people.2001.name.text": "", "people.2001.values.birth_year.text": ""}, "Wiśniewski Stanisław, 1935"),
        ({key: "" for key in GOOD if key.endswith(".text")}, "Котлас"),
    ],
)
def test_what_was_missed_is_told(change, told, at_desk, db) -> None:
    html = at_desk("volunteer").post("/admin/help/first-entry/", {**GOOD, **change}).content.decode()
    missed = html.split("missed-heading", 1)[1].split("good-heading", 1)[0]
    assert told in missed


def test_the_readings_can_be_looked_at_in_practice_too(at_desk, db) -> None:
    html = (
        at_desk("volunteer").post("/admin/help/first-entry/", {**GOOD, "act": "", "look": "readings"}).content.decode()
    )
    assert "4 September 1941" in html
    assert "practice_certificate.svg" in html


def test_the_known_reading_is_what_the_certificate_shows() -> None:
    shown = (fixture_path().parent / "records/static/records/practice_certificate.svg").read_text(encoding="utf-8")
    known = known_reading()
    assert known["invented"] is True
    for word in ("2718", "4 сентября 1941", "Котлас", "Тоцкое", "Луцк", "1901", "1930", "1935", "Архангельск"):
        assert word in shown


def test_a_story_can_be_tried_before_it_is_saved(at_desk) -> None:
    text = "# Home\n\n![Our way](journey:1940-1942)\n\n![Its back](document:abc#2)\n\n[Jan](person:x1) <script>"
    html = at_desk("volunteer").post("/admin/help/histories/", {"text": text}).content.decode()
    tried = html[html.index("story-tried") :]
    assert "<h3>Home</h3>" in tried and "[Map of the journey, 1940 to 1942]" in tried
    assert "[Picture 2 of the document abc]" in tried and "Its back" in tried and "person:x1" in tried
    assert "<script>" not in tried.partition("</div>")[0] and "kresy:" not in tried


def test_the_form_of_a_history_leads_to_how_it_is_told(at_desk) -> None:
    assert (
        'href="/admin/help/histories/"' in at_desk("editor").get("/admin/records/familyhistory/add/").content.decode()
    )
