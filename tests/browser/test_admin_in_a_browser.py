"""The desk as an editor's browser shows it: entered by the login form, read by axe, walked with keys."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User

from records.documents.models import Document
from records.people.models import Person
from tests.admin.desk import address, document, person

pytestmark = pytest.mark.browser

PASSWORD = "from Sarny to Samarkand"
# Serious faults of the theme's own parts that stay for now, with the part of the page they are on, and why.
KNOWN_SERIOUS = {
    # Select2 marks the words inside a look-up field as a text box, which has no name while nothing is chosen.
    ("aria-input-field-name", "select2-"),
}


@pytest.fixture
def addresses(db) -> list[str]:
    """Pages of the desk over one person and one document, and an editor who may see them."""
    User.objects.create_user("ada", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="editor"))
    someone, paper = person(), document("udostoverenie")
    new_letter = address(Document, "add") + "?kind=letter"
    return ["/admin/", address(Person, "changelist"), address(someone), address(paper), new_letter]


@pytest.fixture
def complaints() -> list[str]:
    """What the console and the scripts complained of; empty for a faultless desk."""
    return []


@pytest.fixture
def login_page(desk: str, addresses: list[str], open_browser: Callable, complaints: list[str]):
    """The login page in a wide window, every complaint of the browser written down.

    The records come before the browser, whose loop would see another connection than the test's.
    """
    page = open_browser(1280)
    # A breach of the Content-Security-Policy is an error of the console.
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    page.goto(f"{desk}/admin/login/?next=/admin/")
    return page


@pytest.fixture
def overview(login_page):
    """The first page after an editor signed in by the form."""
    login_page.fill("#id_username", "ada")
    login_page.fill("#id_password", PASSWORD)
    login_page.keyboard.press("Enter")
    login_page.wait_for_selector("#overview")
    return login_page


def _faults(page) -> list[tuple[str, str]]:
    """Return (rule, part of the page) of every fault that is critical, or serious and not known."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for violation in axe.run(page).response["violations"]:
        rule = violation["id"]
        if violation["impact"] not in ("serious", "critical"):
            continue
        parts = [node["html"][:160] for node in violation["nodes"]]
        known = [mark for name, mark in KNOWN_SERIOUS if name == rule] if violation["impact"] == "serious" else []
        found += [(rule, part) for part in parts if not any(mark in part for mark in known)]
    return found


def _landmarks(page) -> list[int]:
    return [page.locator(selector).count() for selector in ("main#content", "main", "#content", "a.skip")]


def test_the_login_page_is_accessible_and_keeps_the_policy(login_page, complaints: list[str]) -> None:
    assert _landmarks(login_page) == [1, 1, 1, 1]
    assert (_faults(login_page), complaints) == ([], [])


def test_the_desk_is_accessible_and_keeps_the_policy(
    desk: str, addresses: list[str], overview, complaints: list[str]
) -> None:
    for place in addresses:
        assert overview.goto(desk + place).status == 200, place
        # The tabs, the fields of a kind and the look-ups are made by scripts.
        overview.wait_for_load_state("networkidle")
        assert _landmarks(overview) == [1, 1, 1, 1], place
        assert (place, _faults(overview), complaints) == (place, [], [])


def test_the_keyboard_goes_past_the_sidebar(desk: str, addresses: list[str], overview) -> None:
    overview.goto(desk + addresses[2])
    overview.keyboard.press("Tab")
    skip = overview.locator("a.skip")
    assert skip.evaluate("link => link === document.activeElement")
    assert skip.bounding_box()["x"] >= 0
    overview.keyboard.press("Enter")
    overview.keyboard.press("Tab")
    assert overview.evaluate("document.activeElement.closest('main') !== null")
