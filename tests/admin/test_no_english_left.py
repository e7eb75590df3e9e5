"""The desk in Polish and German: no page shows a sentence of ours that the reader's catalogue has a word for."""

import re
from functools import cache
from html.parser import HTMLParser
from pathlib import Path

import pytest
from babel.messages.pofile import read_po
from django.contrib.auth.models import User
from django.test import Client
from django.urls import reverse
from django.utils import timezone, translation

from records.accounts.models import Invitation
from records.accounts.role_words import role_words
from records.change_sets import ActKind, ChangeSet, making_changes
from records.contributions.models import Contribution
from records.contributions.sender import source_of
from records.documents.cited_words import cited_place
from records.documents.models import Document, Mention, Source
from records.importing.models import ImportBatch
from records.journeys.models import JourneyStage
from records.linkage.models import Identification
from records.people.models import Event, Family, Person
from records.transcribing.entry import Written
from tests.admin.desk import address
from tests.transcribing.entries import CERTIFICATE, page, save, somebody

pytestmark = pytest.mark.usefixtures("empty_archive")
LOCALE = Path(__file__).parents[2] / "records" / "locale"
_SHORTEST = 4
# A name; and the kind of a source, which is kept as files call it.
_NAMES = {"kresy families", "deportation train list"}


class _VisibleText(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._unseen = 0
        self._symbol = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self._unseen += tag in ("script", "style", "template", "textarea")
        # The theme draws its symbols of words in a font of its own.
        self._symbol = "material-symbols" in (told.get("class") or "")
        self.found += [told[name] or "" for name in ("aria-label", "title", "placeholder") if name in told]

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in ("script", "style", "template", "textarea")
        self._symbol = False

    def handle_data(self, data: str) -> None:
        if not self._unseen and not self._symbol:
            self.found.append(data)


@cache
def _english(language: str) -> frozenset[str]:
    """Return the English sentences and words of which this language has another."""
    with (LOCALE / language / "LC_MESSAGES" / "django.po").open("rb") as stream:
        messages = [one for one in read_po(stream, locale=language) if isinstance(one.id, str) and one.string]
    ours = {str(one.string).strip().casefold() for one in messages}
    ids = {one.id.strip().casefold() for one in messages if "%" not in one.id and len(one.id) >= _SHORTEST}
    return frozenset(one for one in ids if one not in ours | _NAMES)


def _left(client: Client, url: str, language: str) -> set[str]:
    answer = client.get(url, headers={"accept-language": language})
    assert answer.status_code == 200, url
    reader = _VisibleText()
    reader.feed(answer.content.decode())
    # A label ends in a colon, a part of a line in a comma; in brackets stands what is said beside it.
    pieces = {piece for text in reader.found for piece in (text, *re.split(r"[\[\](),;:·]", text))}
    return {piece.strip() for piece in pieces if " ".join(piece.split()).casefold() in _english(language)}


def _pages() -> list[str]:
    zoe = User.objects.create(username="zoe", first_name="Zoe", last_name="Zarzecka", is_staff=True)
    with making_changes(ActKind.DESK, user=lambda: zoe):
        certificate = page("udostoverenie", *CERTIFICATE.people, date="5.9.1941", place="Котлас", status="review")
        paper = save(certificate).document
        row = somebody("listed", "Kowalski Jan", birth_year="1897")
        stage = Written("Druga deportacja", "DEPORT_2")
        head = {"train_number": "57", "stage": stage}
        train = save(page("train_list", row, fields=head, date="10.2.1940", status="review")).document
    someone = Person.objects.order_by("pk").first()
    for year in ("1850", "1851"):
        Event(person=someone, kind="baptism", date_text=year).save()
        Event(person=someone, kind="birth", date_text=year).save()
    source_of(Contribution.objects.create(name="Helena Wilk", text="My aunt."))
    Contribution.objects.create(name="Reader", text="My uncle.")
    ImportBatch.objects.create(file_name="a.ged")
    lists = (Person, Family, Document, Mention, Identification, Source, JourneyStage, ChangeSet, Invitation, User)
    records = (someone, Family.objects.first(), paper, train, JourneyStage.objects.first(), paper.source)
    return [
        "/admin/",
        "/admin/review/",
        "/admin/review/second/",
        "/admin/contradictions/",
        "/admin/review/agreement/",
        *(address(one, "changelist") for one in lists),
        *(address(one, what) for one in records for what in ("change", "history")),
        *(reverse("review-record", args=(one.KIND, one.public_id)) for one in records),
        address(User.objects.get(username="zoe")),
        address(Invitation, "add"),
        address(ChangeSet.objects.first()),
    ]


@pytest.mark.parametrize("language", ["pl", "de"])
def test_no_page_shows_english_that_the_catalogue_can_say(language: str, at_desk, desk_settings) -> None:
    with translation.override(language):
        pages = _pages()
    client = at_desk("administrator")
    # In German the role is called otherwise; the name of somebody is not the role.
    User.objects.filter(username="a_administrator").update(last_name="Adamska")
    left = {url: words for url in pages if (words := _left(client, url, language))}
    assert sorted({word for words in left.values() for word in words}) == [], left


def test_a_citation_is_said_when_it_is_shown() -> None:
    with translation.override("en"):
        assert cited_place("No. 4117, row 3") == "No. 4117, row 3"
    with translation.override("de"):
        words = cited_place("Rowno 12; train 57, row 1")
        assert words.startswith("Rowno 12; ") and words.endswith(" 1")


def test_roles_and_readers_messages_have_words(at_desk) -> None:
    day = timezone.localdate()
    source = source_of(Contribution.objects.create(name="Helena Wilk", text="My aunt."))
    assert str(source) == f"Message from H. W., {day.day} {day:%B %Y}"
    assert source.title == str(source)
    assert role_words("volunteer") == "volunteer"
    assert role_words("Friends of Lida") == "Friends of Lida"
