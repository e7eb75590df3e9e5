"""An editor makes records of a message, and a volunteer practises, in a real browser; axe reads the pages."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from records.contributions.models import Contribution
from records.record_model import Status
from tests.admin.desk import address, dead_person
from tests.browser.test_admin_in_a_browser import _faults
from tests.contributions.conftest import message_about

pytestmark = pytest.mark.browser
HELP = ("", "words/", "udostoverenie/", "keys/")


@pytest.fixture
def message(empty_archive: None, settings, tmp_path: Path) -> Contribution:
    settings.PRIVATE_DIR = tmp_path / "private"
    return message_about(dead_person("Zofia", "Wierzbicka", Status.PUBLISHED))


@pytest.fixture
def session_key(message: Contribution) -> str:
    """The session of an editor; made before the browser, whose loop would see another connection."""
    user = User.objects.create_user("ewa", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def complaints() -> list[str]:
    """What the console and the scripts complained of."""
    return []


@pytest.fixture
def open_page(session_key: str, desk: str, open_browser: Callable, complaints: list[str]) -> Callable:
    """Open a page as the editor, in a window of this width."""

    def open_it(path: str, width: int = 1280, **options: object):
        page = open_browser(width, **options)
        page.context.add_cookies([{"name": "sessionid", "value": session_key, "url": desk}])
        page.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{desk}{path}")
        return page

    return open_it


MARK_WORDS = """() => {
    const text = document.querySelector('label[for="line-1"]').firstChild;
    const range = document.createRange();
    const start = text.data.indexOf("lived in Bradford");
    range.setStart(text, start);
    range.setEnd(text, start + "lived in Bradford".length);
    getSelection().removeAllRanges();
    getSelection().addRange(range);
}"""


def test_marked_words_become_a_claim_with_one_click(
    open_page: Callable, message: Contribution, complaints: list[str]
) -> None:
    page = open_page(address(message))
    page.evaluate(MARK_WORDS)
    page.wait_for_selector("[data-marked]:not([hidden])")
    assert page.inner_text("[data-marked-words]") == "lived in Bradford"
    page.click("button[name=make][value=residence]")
    page.wait_for_selector(".msg-made q")
    assert page.inner_text(".msg-made q") == "lived in Bradford"
    assert _faults(page) == []
    page.click("text=Take back")
    page.wait_for_selector(".msg-gone")
    assert complaints == []


@pytest.mark.parametrize("width", [390, 1280])
def test_the_message_page_is_used_without_scripts_and_in_a_narrow_window(
    open_page: Callable, message: Contribution, width: int
) -> None:
    page = open_page(address(message), width, java_script_enabled=width == 390)
    page.check("#line-0")
    page.click("button[name=make][value=death]")
    page.wait_for_selector(".msg-made q")
    assert "3 May 1972" in page.inner_text(".msg-made")
    if width == 390:
        assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_the_pages_of_help_have_no_serious_fault(open_page: Callable, complaints: list[str], desk: str) -> None:
    page = open_page("/admin/help/")
    for path in HELP:
        page.goto(f"{desk}/admin/help/{path}")
        assert _faults(page) == [], path
    page.goto(f"{desk}/admin/help/words/")
    page.fill("#word-filter", "УРОЖЕ")
    assert page.locator("[data-row]:visible").count() == 1
    page.fill("#word-filter", "zeslany")
    assert page.locator("[data-row]:visible").count() == 1
    page.fill("#word-filter", "no such word")
    assert page.locator("[data-row]:visible").count() == 0
    assert complaints == []


def test_a_first_entry_is_practised_on_the_real_screen_and_saves_nothing(
    open_page: Callable, complaints: list[str], settings
) -> None:
    page = open_page("/admin/help/first-entry/")
    assert _faults(page) == []
    page.fill("#date", "4 сентября 1941 г.")
    page.fill("#fields-number", "2718")
    with page.context.expect_page() as opened:
        page.keyboard.press("F1")
    assert opened.value.url.endswith("/admin/help/udostoverenie/#number")
    opened.value.close()
    page.fill("[name='people.0.name.text']", "Вишневский Юзеф Антонович")
    page.keyboard.press("Control+Enter")
    page.wait_for_selector("#good-heading")
    # What forgets the draft runs when the page is whole.
    page.wait_for_load_state("load")
    assert "Вишневский Юзеф Антонович" in page.inner_text("[aria-labelledby=good-heading]")
    assert "Wiśniewska Zofia, 1930" in page.inner_text("[aria-labelledby=missed-heading]")
    assert page.evaluate("Object.keys(localStorage).filter((key) => key.includes('practice')).length") == 0
    assert _faults(page) == []
    assert not settings.PRIVATE_DIR.exists()
    assert complaints == []
