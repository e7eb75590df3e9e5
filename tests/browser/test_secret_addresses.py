"""The forms behind an address that only one reader knows, sent by a real browser, which tells where a form is from."""

from collections.abc import Callable

import pytest
from django.test import Client

from records.contributions.followed_search import FollowedSearch
from records.contributions.models import Contribution

pytestmark = [pytest.mark.browser, pytest.mark.django_db]


def test_a_message_is_taken_back(desk: str, open_browser: Callable) -> None:
    message = Contribution.objects.create(name="Anna", text="My aunt was there.", token="a" * 24)
    page = open_browser(390)
    page.goto(f"{desk}/pl/tell/status/{message.token}/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/tell/taken-back/")
    assert not Contribution.objects.filter(pk=message.pk).exists()


def test_a_followed_search_is_confirmed_and_stopped(desk: str, open_browser: Callable) -> None:
    search = FollowedSearch.objects.create(
        email="anna@example.org", token="b" * 24, asked={"q": "Nowak"}, language="en"
    )
    page = open_browser(390)
    page.goto(f"{desk}/en/search/follow/{search.token}/")
    page.locator("main form button[type=submit]").first.click()
    page.wait_for_load_state()
    search.refresh_from_db()
    assert search.confirmed_at is not None
    page.locator("main form button[name=stop]").click()
    page.wait_for_load_state()
    assert not FollowedSearch.objects.filter(pk=search.pk).exists()


def test_a_form_without_its_secret_is_refused_in_plain_words(db) -> None:
    answer = Client(enforce_csrf_checks=True).post("/de/tell/", {"message": "Guten Tag"})
    assert answer.status_code == 403 and "Das Formular wurde nicht angenommen" in answer.content.decode()
