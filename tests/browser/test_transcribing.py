"""A volunteer enters a paper in a real browser: with keys alone, on one screen, with one save, and loses nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.browser.transcribing_desk import Volunteer, file_of

pytestmark = pytest.mark.browser
CHILDREN = (
    ("Ковальский Станислав", 1927),
    ("Ковальская Янина", 1930),
    ("Ковальский Пётр", 1934),
    ("Ковальская Зофья", 1938),
)


@pytest.fixture
def session_key(db, settings, tmp_path: Path) -> str:
    """The session of a volunteer who signed in; made before the browser, whose loop would see another connection."""
    settings.PRIVATE_DIR = tmp_path / "private"
    user = User.objects.create_user("ewa", is_staff=True)
    user.groups.add(Group.objects.get(name="volunteer"))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def complaints() -> list[str]:
    """What the console and the scripts complained of."""
    return []


@pytest.fixture
def open_screen(session_key: str, desk: str, open_browser: Callable, complaints: list[str]) -> Callable:
    """Open the screen of a kind as the volunteer, in a window of this width."""

    def open_page(kind: str, width: int = 1280, **options: object):
        page = open_browser(width, **options)
        page.context.add_cookies([{"name": "sessionid", "value": session_key, "url": desk}])
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(f"{desk}/admin/transcribe/{kind}/")
        return page

    return open_page


def test_a_family_s_certificate_goes_from_its_scan_to_review_by_keys_alone(
    open_screen: Callable, complaints: list[str], record_property: Callable
) -> None:
    page = open_screen("udostoverenie")
    ewa = Volunteer(page)
    ewa.choose_file("Enter", file_of())
    assert ewa.at() == "date.text"
    ewa.type("5 сентября 1941 г.")
    ewa.press("Tab")
    ewa.type("Сольвычегодск")
    ewa.press("Tab")
    ewa.type("4199")
    ewa.press("Tab", "Tab")
    ewa.type("Ковальский Ян Петрович")
    ewa.press("Tab")
    ewa.type("1899")
    ewa.press("Tab")
    ewa.type("г. Ровно")
    ewa.press("Tab", "Tab", "Tab", "Tab")
    assert ewa.at() == "people.1000.name.text"
    ewa.type("Ковальская Мария Иосифовна")
    ewa.press("Tab")
    ewa.type("1903")
    for name, year in CHILDREN:
        ewa.press("F8")
        ewa.type(name)
        ewa.press("Tab")
        ewa.type(str(year))
    # The readings come while one types; the last is awaited here as a volunteer would read it.
    page.wait_for_function("document.querySelector('[data-person=\"2003\"] [data-part=given]').value === 'Zofia'")
    page.wait_for_function("document.querySelectorAll('input[name=page]').length === 1")
    assert page.locator("#date ~ [data-reading]").inner_text().endswith("5 September 1941")
    assert page.locator("[data-person='0'] [data-part=surname]").input_value() == "Kowalski"
    ewa.press("Control+Enter")
    page.wait_for_selector("#saved")
    heading = page.locator("#saved-heading").inner_text()
    assert "Kowalski" in heading and "in review" in heading
    made = page.locator(".tr-made dd")
    assert [made.nth(at).locator("li").count() for at in range(made.count())] == [6, 1, 1, 1]
    assert ewa.at() != "BODY"
    assert complaints == []
    counted = f"interactions {ewa.interactions} (keys {' '.join(ewa.pressed)}), letters {ewa.letters}"
    record_property("transcribing", counted)
    print(f"\nOne certificate, six people: {counted}")
    assert ewa.interactions <= 40
