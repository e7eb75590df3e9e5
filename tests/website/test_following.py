"""A search that is followed: asked for, confirmed from the mailbox, told of once, in either script, and stopped."""

import re
from datetime import timedelta

import pytest
from django.core import mail
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client
from django.utils import timezone

from records.contributions.followed_search import MOST_OF_ONE, FollowedSearch, forget_unconfirmed
from records.edition.connection import reading
from records.website.flood_gate import BY_ONE
from records.website.follow_letters import fitting, tell_all
from tests.conftest import TODAY

SOUGHT = {"q": "Szymanska", "email": "helena@example.org"}
SITE = "https://kresy.example"


@pytest.fixture(autouse=True)
def a_quiet_hour() -> None:
    cache.clear()


def followed(client: Client, **change: str) -> FollowedSearch:
    assert client.post("/pl/search/follow/", SOUGHT | change).status_code == 200
    return FollowedSearch.objects.order_by("pk").last()


def confirm(client: Client, search: FollowedSearch) -> None:
    client.post(f"/pl/search/follow/{search.token}/")


def forget_somebody(search: FollowedSearch) -> str:
    """Let one who is found count as not seen before; return the id."""
    search.refresh_from_db()
    somebody = search.seen.pop()
    search.save()
    return somebody


def test_nothing_is_sent_before_it_is_confirmed(client: Client, demo_edition: str) -> None:
    search = followed(client)
    (asking,) = mail.outbox
    assert asking.to == ["helena@example.org"] and search.token in asking.body and search.language == "pl"
    forget_somebody(search)
    assert tell_all(TODAY, SITE) == (0, 0) and len(mail.outbox) == 1
    # A program that looks into mails opens every address.
    client.get(f"/pl/search/follow/{search.token}/")
    search.refresh_from_db()
    assert search.confirmed_at is None


def test_who_is_newly_published_is_told_once_whatever_the_script(client: Client, demo_edition: str) -> None:
    search = followed(client)
    confirm(client, search)
    with reading() as edition:
        names = {person.id: str(person.name) for person in fitting(edition, {"q": "Szymanska"})}
    cyrillic = next(one for one, name in names.items() if re.search("[а-я]", name))
    FollowedSearch.objects.update(seen=[one for one in names if one != cyrillic])
    assert tell_all(TODAY, SITE) == (1, 1)
    letter = mail.outbox[-1]
    assert f"{SITE}/pl/people/{cyrillic}/" in letter.body and names[cyrillic] in letter.body
    assert letter.extra_headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert tell_all(TODAY, SITE) == (0, 0) and tell_all(TODAY + timedelta(days=1), SITE) == (1, 0)


def test_a_mail_that_fails_is_sent_by_the_next_run(client: Client, demo_edition: str, monkeypatch) -> None:
    search = followed(client)
    confirm(client, search)
    somebody = forget_somebody(search)
    with monkeypatch.context() as patch:
        patch.setattr("django.core.mail.EmailMessage.send", lambda *_all: (_ for _ in ()).throw(OSError("no server")))
        with pytest.raises(OSError, match="no server"):
            tell_all(TODAY, SITE)
    call_command("tell_followers", site=SITE)
    assert somebody in mail.outbox[-1].body


def test_it_is_stopped_with_one_click_or_a_button(client: Client, demo_edition: str) -> None:
    by_program, by_reader = followed(client), followed(client, q="Nowak")
    confirm(client, by_reader)
    strict = Client(enforce_csrf_checks=True)
    assert strict.post(f"/en/search/follow/{by_program.token}/stop/").status_code == 200
    assert client.get(f"/en/search/follow/{by_reader.token}/stop/").status_code == 302
    assert FollowedSearch.objects.get() == by_reader
    client.post(f"/en/search/follow/{by_reader.token}/", {"stop": "1"})
    assert not FollowedSearch.objects.exists()
    assert client.get(f"/en/search/follow/{by_reader.token}/").status_code == 404


def test_the_same_search_is_followed_once_and_nobody_learns_who_follows(client: Client, demo_edition: str) -> None:
    first = client.post("/en/search/follow/", SOUGHT).content
    confirm(client, FollowedSearch.objects.get())
    again = client.post("/en/search/follow/", SOUGHT).content
    assert first == again and FollowedSearch.objects.count() == 1 and len(mail.outbox) == 1


@pytest.mark.parametrize("email", ["", "no address", "a@b\r\nBcc: all@example.org"])
def test_an_address_that_is_none_is_refused(email: str, client: Client, demo_edition: str) -> None:
    response = client.post("/en/search/follow/", SOUGHT | {"email": email})
    assert response.status_code == 400 and not mail.outbox and not FollowedSearch.objects.exists()
    assert "Szymanska" in response.content.decode()


def test_words_of_a_search_make_no_line_of_a_mail(client: Client, demo_edition: str) -> None:
    search = followed(client, q="Nowak\r\nBcc: all@example.org")
    confirm(client, search)
    FollowedSearch.objects.update(seen=[])
    tell_all(TODAY, SITE)
    assert all("\n" not in letter.subject for letter in mail.outbox)


def test_one_mailbox_and_one_hour_have_limits(client: Client, demo_edition: str) -> None:
    for number in range(MOST_OF_ONE):
        FollowedSearch.objects.create(email=SOUGHT["email"], asked={"q": str(number)}, language="en", token=str(number))
    assert client.post("/en/search/follow/", SOUGHT).status_code == 200 and not mail.outbox
    for _number in range(BY_ONE):
        last = client.post("/en/search/follow/", SOUGHT)
    assert last.status_code == 429


def test_what_nobody_confirms_is_forgotten_in_a_week(client: Client, demo_edition: str) -> None:
    unconfirmed, kept = followed(client), followed(client, q="Nowak")
    confirm(client, kept)
    now = timezone.now()
    assert (forget_unconfirmed(now), forget_unconfirmed(now + timedelta(days=8))) == (0, 1)
    assert FollowedSearch.objects.get() == kept and unconfirmed != kept


def test_every_search_can_be_followed(client: Client, demo_edition: str) -> None:
    for query in ("q=Szymanski", "q=Xyzzy", "surname=Nowak&father=Jan"):
        page = client.get(f"/de/search/?{query}").content.decode()
        link = re.search(r'href="(/de/search/follow/[^"]*)"', page).group(1)
        assert client.get(link.replace("&amp;", "&")).status_code == 200
    assert client.get("/en/search/follow/").status_code == 302
