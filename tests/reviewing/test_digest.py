"""The daily letter: what waits, in the language of its reader, once a day, with no name in it."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.core.management import CommandError, call_command

from records.change_sets import ActKind, making_changes
from records.contributions.models import Contribution
from records.documents.collections import Collection
from records.people.models import Event
from records.record_model import Status
from records.reviewing.deciding import give_back
from records.reviewing.digest import remember_language
from records.reviewing.models import LetterWish, SentLetter
from tests.admin.desk import document, person
from tests.transcribing.entries import NOW

pytestmark = pytest.mark.usefixtures("empty_archive")


def _send(day: str = "2026-11-22") -> dict[str, Any]:
    mail.outbox.clear()
    call_command("send_digest", day=date.fromisoformat(day), site="https://kresy.example", verbosity=0)
    return {letter.to[0].partition("@")[0]: letter for letter in mail.outbox}


def test_each_gets_what_is_theirs_and_nobody_a_name(colleague: Callable) -> None:
    ewa = colleague("ewa")
    colleague("ada", "editor"), colleague("without_address", "editor", is_active=False)
    with making_changes(ActKind.DESK, user=lambda: ewa):
        returned = document(title="A letter of Zofia Tajemnicza", status=Status.REVIEW)
    document(title="A card of Jan Tajemniczy", status=Status.REVIEW)
    give_back(returned, "Look at Zofia's name again.", "Ada", NOW)
    Contribution.objects.create(name="Zofia Tajemnicza", text="My aunt.")
    someone = person("Jan", "Tajemniczy")
    for year in ("1898", "1899"):
        Event(person=someone, kind="birth", date_text=year).save()
    letters = _send(someone.created_at.date().isoformat())
    assert set(letters) == {"ewa", "ada"}
    assert "1 record was given back to you." in letters["ewa"].body
    assert "messages" not in letters["ewa"].body
    for words in ("1 record is in review.", "1 message from a reader is new.", "1 new contradiction was found."):
        assert words in letters["ada"].body
    assert "https://kresy.example/admin/review/" in letters["ada"].body
    for letter in letters.values():
        assert not any(word in letter.subject + letter.body for word in ("Tajemn", "Zofia", "Jan "))


def test_a_second_run_of_the_day_sends_nothing_and_the_next_day_does(colleague: Callable) -> None:
    colleague("ada", "editor")
    document(status=Status.REVIEW)
    assert [set(_send()), set(_send()), set(_send("2026-11-23"))] == [{"ada"}, set(), {"ada"}]


def test_for_whom_nothing_waits_or_who_wants_none_there_is_none(colleague: Callable) -> None:
    ada = colleague("ada", "editor")
    assert _send() == {}
    document(status=Status.REVIEW)
    remember_language(ada, "pl")
    LetterWish.objects.update(wanted=False)
    assert _send() == {}
    assert not SentLetter.objects.exists()


def test_it_comes_in_the_language_of_the_desk(colleague: Callable) -> None:
    remember_language(colleague("ada", "editor"), "de")
    document(status=Status.REVIEW)
    assert "22. November 2026" in _send()["ada"].subject


def test_a_letter_that_could_not_go_goes_later(colleague: Callable, monkeypatch: pytest.MonkeyPatch) -> None:
    colleague("ada", "editor"), colleague("ewa", "editor")
    document(status=Status.REVIEW)
    send = EmailBackend.send_messages

    def refuse_ada(backend: Any, messages: Any) -> int:
        if messages[0].to == ["ada@example.org"]:
            raise ConnectionRefusedError("no mail server")
        return send(backend, messages)

    with monkeypatch.context() as failing:
        failing.setattr(EmailBackend, "send_messages", refuse_ada)
        with pytest.raises(CommandError):
            _send()
    assert [letter.to for letter in mail.outbox] == [["ewa@example.org"]]
    assert set(_send()) == {"ada"}


def test_nothing_is_told_of_a_closed_collection(colleague: Callable) -> None:
    colleague("ada", "editor")
    document(status=Status.REVIEW, collection=Collection.objects.create(name="Closed", open=False))
    assert _send() == {}


def test_its_links_lead_where_the_site_is(colleague: Callable, settings: Any) -> None:
    settings.SITE_ADDRESS = "https://kresy.example"
    colleague("ada", "editor")
    document(status=Status.REVIEW)
    mail.outbox.clear()
    call_command("send_digest", day=date(2026, 11, 22), verbosity=0)
    assert "https://kresy.example/admin/review/" in mail.outbox[0].body
    assert ":8000" not in mail.outbox[0].body
