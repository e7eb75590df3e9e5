"""The list of an archive comes in by the keyboard alone, on a telephone and a desk, and without scripts."""

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from records.documents.models import Source
from tests.admin.jobs_desk import done_at_once, private_folder  # noqa: F401
from tests.tables.lists import CEMETERY

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("done_at_once")]
PASSWORD = "from Sarny to Samarkand"
ADD = "/admin/records/tablejob/add/"


@pytest.fixture
def archivist(db) -> Source:
    """An archivist, and a source that is known already."""
    User.objects.create_user("ada", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="archivist"))
    return Source.objects.create(title="Zmyślona księga pogrzebów", signature="I/5")


def _signed_in(page, desk: str):
    page.goto(f"{desk}/admin/login/?next={ADD}")
    page.fill("#id_login", "ada")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_selector("#id_file")
    return page


def _is_good(page, width: int, name: str) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = [
        (violation["id"], node["html"][:160])
        for violation in axe.run(page).response["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]
    assert (name, found) == (name, [])
    assert page.evaluate("document.documentElement.scrollWidth") <= width, name
    if folder := os.environ.get("KEEP_SCREENSHOTS"):
        page.screenshot(path=f"{folder}/{name}-{width}.png", full_page=True)


def _press(page, button: str) -> None:
    """Walk to a button with the tabulator and press it."""
    page.locator(button).focus()
    page.keyboard.press("Enter")


@pytest.mark.parametrize("width", [390, 1280])
def test_a_list_comes_in_by_keyboard(desk: str, archivist: Source, open_browser: Callable, width: int) -> None:
    page = open_browser(width, locale=os.environ.get("SCREENSHOT_LOCALE", "en"))
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    _signed_in(page, desk)
    _is_good(page, width, "1-new")
    page.set_input_files("#id_file", str(CEMETERY))
    page.select_option("#id_kind", "cemetery_list")
    _press(page, "main form button.desk-main")
    page.wait_for_selector("#id_header_row")
    page.locator("#id_source + .select2 .select2-selection").focus()
    page.keyboard.press("Enter")
    page.keyboard.type("zmyslona")
    page.wait_for_selector(".select2-results__option--highlighted:has-text('Zmyślona')")
    page.keyboard.press("Enter")
    assert page.locator("#id_source").input_value() == str(archivist.pk)
    _is_good(page, width, "2-head")
    _press(page, "main form button.desk-main")
    page.wait_for_selector("#id_column_0")
    _is_good(page, width, "3-columns")
    _press(page, "main form button.desk-main")
    page.wait_for_selector("form[action$='/take_in/'] button")
    _is_good(page, width, "4-preview")
    _press(page, "form[action$='/take_in/'] button")
    page.wait_for_selector("a[href$='/rows/']")
    _is_good(page, width, "5-report")
    assert complaints == []


def test_without_scripts_a_known_source_is_chosen_or_told(
    desk: str, archivist: Source, open_browser: Callable, tmp_path: Path
) -> None:
    page = _signed_in(open_browser(390, java_script_enabled=False), desk)
    page.set_input_files("#id_file", str(CEMETERY))
    page.select_option("#id_kind", "cemetery_list")
    page.click("main form button.desk-main")
    page.select_option("#id_source", label="Zmyślona księga pogrzebów, I/5")
    page.click("button[name=again]")
    assert page.locator("#id_source").input_value() == str(archivist.pk)
    page.fill("#id_source_id", "nosuchsource")
    page.click("main form button.desk-main")
    assert "There is no source with this public id." in page.inner_text("main")
    page.fill("#id_source_id", archivist.public_id)
    page.select_option("#id_source", "")
    page.click("main form button.desk-main")
    assert page.locator("#id_column_0").count() == 1
