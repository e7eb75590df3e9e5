"""Names on the screen: in the dative, the surname that the page bears, the swap, and who is not the same in a draft."""

from collections.abc import Callable

import pytest

from tests.admin.desk import dead_person
from tests.browser.test_transcribing import complaints, open_screen, session_key  # noqa: F401
from tests.browser.transcribing_desk import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def namesake(db) -> int:
    """Someone of the same name, entered before the browser."""
    return dead_person("Jan", "Zmyślony").pk


def _part(page, person: int, part: str) -> str:
    return page.locator(f"[name='people.{person}.read.{part}']").input_value()


def _read(page, person: int, given: str) -> None:
    expect(page.locator(f"[name='people.{person}.read.given']")).to_have_value(given)


def test_the_order_of_words_is_that_of_the_page_and_can_be_swapped(
    open_screen: Callable,  # noqa: F811
    complaints: list[str],  # noqa: F811
) -> None:
    page = open_screen("udostoverenie")
    page.fill("#people-0-name", "Адаму Казимиру Яновичу")
    _read(page, 0, "Kazimierz")
    assert _part(page, 0, "surname") == "Adam"
    page.locator("[data-add]").click()
    page.fill("#people-2001-name", "Адам Антони")
    _read(page, 2001, "Antoni")
    assert _part(page, 2001, "surname") == "Adam"
    page.locator("#people-2001-name").focus()
    page.keyboard.press("F2")
    assert (_part(page, 2001, "surname"), _part(page, 2001, "given")) == ("Antoni", "Adam")
    page.locator("[data-person='2001'] .tr-read summary").click()
    page.locator("[data-person='2001'] [data-swap]").click()
    assert (_part(page, 2001, "surname"), _part(page, 2001, "given")) == ("Adam", "Antoni")
    assert complaints == []


def test_who_is_not_the_same_is_kept_in_the_draft(
    namesake: int,
    open_screen: Callable,  # noqa: F811
    complaints: list[str],  # noqa: F811
) -> None:
    page = open_screen("udostoverenie")
    page.fill("#people-0-name", "Zmyślony Jan")
    tick = f"[name='people.0.decision.not_same'][value='{namesake}']"
    page.wait_for_selector(tick, state="attached")
    page.evaluate("document.querySelectorAll('[data-person] details').forEach((part) => { part.open = true; })")
    page.check(tick)
    page.wait_for_function("Object.keys(localStorage).some(key => (localStorage[key] || '').includes('not_same'))")
    page.reload()
    page.locator(".tr-draft button").first.click()
    # First as it was kept, then among the people who are likely.
    page.wait_for_selector(f".tr-candidate {tick}", state="attached")
    assert page.locator(tick).is_checked()
    assert page.locator(f"[value='link:{namesake}']").is_disabled()
    assert complaints == []
