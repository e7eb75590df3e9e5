"""The inbox at the desk: who may do what, one click a statement, thanks that go out once."""

import re
from typing import Any

import pytest
from django.core import mail
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from records.contributions.models import Contribution, Thanks
from records.contributions.statements import Choice, make_statement
from records.people.models import Person
from records.record_model import Status
from tests.admin.conftest import GROUPS
from tests.admin.desk import address, dead_person, values_of
from tests.contributions.conftest import message_about, rows_of_the_archive

ANSWERING = {"editor", "administrator"}


@pytest.fixture
def now():
    return timezone.now()


@pytest.fixture
def shown(empty_archive: None) -> Person:
    return dead_person("Zofia", "Wierzbicka", Status.PUBLISHED)


@pytest.fixture
def message(shown: Person) -> Contribution:
    return message_about(shown)


def _act(act: str, message: Contribution) -> str:
    return reverse(f"admin:message-{act}", args=(message.pk,))


def _values(message: Contribution, act: str, shown: Person, now: Any) -> dict[str, Any]:
    if act == "make":
        return {"make": "death", "line": ["0"], "person": shown.public_id}
    if act == "thanks":
        return {"language": "pl", "subject": "Dziękujemy", "text": "Szanowna Pani,"}
    statement = make_statement(message, "death", "died in Leeds", Choice(shown), "Ada", now)
    return {"statement": str(statement.pk)}


@pytest.mark.parametrize("role", ["anonymous", *GROUPS])
@pytest.mark.parametrize("act", ["make", "take_back", "release", "thanks"])
def test_only_those_who_answer_messages_may_act(act, role, at_desk, message, shown, now) -> None:
    values = _values(message, act, shown, now)
    client, before = at_desk(role), rows_of_the_archive()
    response = client.post(_act(act, message), values)
    if role in ANSWERING:
        assert response.status_code == 302
        assert response["Location"].endswith("#statements")
        statement = message.statements.first()
        done = {
            "make": rows_of_the_archive() != before,
            "take_back": rows_of_the_archive() != before,
            "release": statement is not None and statement.state == "released",
            "thanks": len(mail.outbox) == 1,
        }
        assert done[act]
    else:
        assert response.status_code == (302 if role == "anonymous" else 403)
        assert rows_of_the_archive() == before
        assert mail.outbox == []
    assert client.get(_act(act, message)).status_code in (405, 302)


@pytest.mark.parametrize(("role", "acts"), [("editor", True), ("archivist", False)])
def test_the_page_shows_words_and_record_and_offers_acts_to_those_who_may(role, acts, at_desk, message, shown) -> None:
    html = at_desk(role).get(address(message)).content.decode()
    assert "My aunt died in Leeds on 3 May 1972." in html
    assert "Wierzbicka, Zofia" in html
    assert shown.public_id in html
    assert ('name="make"' in html) is acts
    assert ("thanks-text" in html) is acts
    message.refresh_from_db()
    assert message.state == ("read" if acts else "new")


def test_ticked_lines_become_a_claim_with_the_date_and_place_in_them(at_desk, message, shown) -> None:
    client = at_desk("editor")
    html = client.get(address(message)).content.decode()
    line = re.search(r'value="(\d+)" id="line-\d+"><label for="line-\d+">My aunt died', html)
    assert line is not None
    client.post(_act("make", message), {"make": "death", "line": [line[1]], "person": shown.public_id})
    claim = shown.events.get(confidential=True)
    assert (claim.kind, claim.date_value, claim.place_as_written) == ("death", "3 MAY 1972", "Leeds")
    cited = claim.citations.get()
    assert cited.text == "My aunt died in Leeds on 3 May 1972."
    assert cited.source.status == Status.DRAFT
    message.refresh_from_db()
    assert message.state == "used"
    html = client.get(address(message)).content.decode()
    assert "3 May 1972" in html
    assert "Take back" in html


@pytest.mark.parametrize(
    ("marked", "taken"),
    [
        ("lived  in\n Bradford", "lived in Bradford"),
        ("words that nobody wrote", "My aunt died in Leeds on 3 May 1972."),
    ],
)
def test_only_words_of_the_message_are_taken(marked, taken, at_desk, message, shown) -> None:
    values = {"make": "residence", "words": marked, "line": ["0", "99", "x"], "person": shown.public_id}
    at_desk("editor").post(_act("make", message), values)
    assert message.statements.get().words == taken


def test_someone_else_is_named_by_public_id(at_desk, message, shown) -> None:
    other = dead_person("Jan", "Kowalski", Status.DRAFT)
    values = {"make": "residence", "line": ["1"], "person": shown.public_id, "other": other.public_id.upper()}
    at_desk("editor").post(_act("make", message), values)
    assert other.events.filter(kind="residence").exists()


def test_a_refusal_is_a_sentence_and_no_error(at_desk, message) -> None:
    client = at_desk("editor")
    response = client.post(_act("make", message), {"make": "death", "line": ["0"]}, follow=True)
    assert "Say first whom the words are about." in response.content.decode()
    assert client.post(_act("make", message), {"make": "nonsense"}).status_code == 404
    assert client.post(_act("take_back", message), {"statement": "77"}).status_code == 404
    assert client.post(_act("take_back", message), {"statement": "x"}).status_code == 404


@pytest.mark.parametrize(
    ("language", "greeting"), [("pl", "/pl/people/"), ("de", "/de/people/"), ("", "/en/people/"), ("xx", "/en/people/")]
)
def test_the_thanks_are_prepared_in_the_sender_s_language_sent_once_and_kept(
    language, greeting, at_desk, shown
) -> None:
    message = message_about(shown, language=language)
    client = at_desk("editor")
    client.post(_act("make", message), {"make": "death", "line": ["0"], "person": shown.public_id})
    html = client.get(address(message)).content.decode()
    prepared = values_of('<div id="content-main">' + html.split('class="msg-thanks"', 1)[1])
    assert f"{greeting}{shown.public_id}/" in prepared["text"]
    assert "Anna Nowak" in prepared["text"]
    edited = {**prepared, "text": prepared["text"] + "\n\nPS."}
    for _again in range(2):
        client.post(_act("thanks", message), edited)
    assert [(sent.to, sent.subject, sent.body.endswith("PS.")) for sent in mail.outbox] == [
        (["anna.nowak@example.org"], prepared["subject"], True)
    ]
    assert Thanks.objects.get().text.endswith("PS.")
    html = client.get(address(message)).content.decode()
    assert "PS." in html
    assert 'id="thanks-text"' not in html


def test_thanks_that_cannot_be_sent_are_not_kept(at_desk, message, settings) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 9
    values = {"language": "en", "subject": "Thanks", "text": "Dear reader"}
    response = at_desk("editor").post(_act("thanks", message), values, follow=True)
    assert response.status_code == 200
    assert "could not be sent" in response.content.decode()
    assert not Thanks.objects.exists()


def test_nobody_is_thanked_without_an_address_or_without_words(at_desk, shown) -> None:
    client, silent = at_desk("editor"), message_about(shown, email="")
    assert 'id="thanks-text"' not in client.get(address(silent)).content.decode()
    client.post(_act("thanks", silent), {"subject": "Thanks", "text": "Dear reader"})
    client.post(_act("thanks", message_about(shown)), {"subject": " ", "text": "Dear reader"})
    assert mail.outbox == []


def test_more_statements_add_no_query_to_the_page(at_desk, message, shown, now) -> None:
    client = at_desk("editor")

    def add() -> None:
        for kind, words in (("death", "died in Leeds"), ("spouse", "Jan Kowalski"), ("name", "Żółkowska")):
            make_statement(message, kind, words, Choice(shown), "Ada", now)

    def queries() -> int:
        with CaptureQueriesContext(connection) as captured:
            assert client.get(address(message)).status_code == 200
        return len(captured)

    add()
    queries()
    before = queries()
    for _more in range(5):
        add()
    assert queries() == before
    assert before < 40


@pytest.mark.parametrize("kind", ["stage", "document", "history", "place", "nonsense", ""])
def test_a_message_about_anything_opens(kind, at_desk, empty_archive) -> None:
    message = message_about(None, about_kind=kind, about_id="abcdefgh0123" if kind else "")
    assert at_desk("editor").get(address(message)).status_code == 200
