"""The forms behind an address that only one reader knows, sent by a real browser, which tells where a form is from."""

from collections.abc import Callable

import pytest
from django.test import Client

from records.contributions.followed_search import FollowedSearch
from records.contributions.models import Contribution

pytestmark = pytest.mark.browser
TOKEN = "a" * 24


@pytest.fixture
def message(db) -> Contribution:
    return Contribution.objects.create(name="Anna", text="My aunt was there.", token=TOKEN)


@pytest.fixture
def wish(db) -> FollowedSearch:
    return FollowedSearch.objects.create(email="anna@example.org", asked={"q": "Nowak"}, language="en", token=TOKEN)


def test_a_message_is_taken_back(message: Contribution, desk: str, open_browser: Callable) -> None:
    page = open_browser(390)
    page.goto(f"{desk}/pl/tell/status/{TOKEN}/")
    page.locator("main form button[type=submit]").click()
    page.wait_for_url("**/tell/taken-back/")
    assert page.goto(f"{desk}/pl/tell/status/{TOKEN}/").status == 404


def test_a_followed_search_is_confirmed_and_stopped(wish: FollowedSearch, desk: str, open_browser: Callable) -> None:
    page = open_browser(390)
    page.goto(f"{desk}/en/search/follow/{TOKEN}/")
    page.get_by_role("button", name="Yes, write to me").click()
    page.get_by_role("button", name="Stop these mails").click()
    page.wait_for_load_state()
    assert page.goto(f"{desk}/en/search/follow/{TOKEN}/").status == 404


def test_a_form_without_its_secret_is_refused_in_plain_words(db) -> None:
    answer = Client(enforce_csrf_checks=True).post("/de/tell/", {"message": "Guten Tag"})
    assert answer.status_code == 403 and "Das Formular wurde nicht angenommen" in answer.content.decode()
