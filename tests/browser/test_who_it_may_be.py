"""Typing a person in a browser: who it may be appears above the form, is read out, and is taken by one click."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from records.linkage.following import follow_changes
from records.people.models import Person
from tests.admin.desk import address
from tests.browser.test_admin_in_a_browser import _faults
from tests.browser.test_same_person import sit_down
from tests.edition.world import person, six_others

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("empty_archive")]


@pytest.fixture
def session(db) -> str:
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name="volunteer"))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def janina(db) -> Person:
    six_others()
    someone = person("Янина", "Ковальская", "14 March 1911")
    follow_changes()
    return someone


def typed(page, part: str, **fields: str) -> None:
    """Open a row of names or events, where none is open, and type in it."""
    if not page.locator(f"[name={part}-0-{next(iter(fields))}]").count():
        page.evaluate(
            "part => [...document.querySelectorAll('a.add-row')].find(one => one.closest('[id]').id === part).click()",
            f"{part}-data",
        )
    for name, words in fields.items():
        # Rows of events stand behind a tab of the desk.
        page.locator(f"[name={part}-0-{name}]").evaluate(
            "(one, words) => { one.value = words; one.dispatchEvent(new Event('input', { bubbles: true })); }", words
        )


@pytest.mark.parametrize("width", [390, 1280])
def test_who_is_typed_is_named_above_the_form_and_taken_by_one_click(
    janina: Person, session: str, desk: str, open_browser: Callable, width: int
) -> None:
    complaints: list[str] = []
    page = sit_down(open_browser, desk, session, width, complaints)
    page.goto(f"{desk}/admin/records/person/add/")
    page.locator("[data-may-be]").wait_for(state="hidden")
    page.select_option("[name=sex]", "F", force=True)
    typed(page, "names", given="Janina", surname="Kowalska")
    page.locator("[data-may-be]").wait_for(state="visible")
    assert (_faults(page), complaints) == ([], [])
    typed(page, "events", kind="birth", date_text="14 marca 1911")
    page.locator("[data-may-be-list] >> text=Born on the same day.").wait_for(state="visible")
    assert "Ковальская" in page.inner_text("[data-may-be-list]")
    assert "somebody who is here already" in page.text_content("[data-may-be-said]")
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    typed(page, "names", given="Ewa", surname="Zalewska")
    page.locator("[data-may-be]").wait_for(state="hidden")
    assert page.text_content("[data-may-be-said]") == "Nobody likely is here already."
    typed(page, "names", given="Janina", surname="Kowalska")
    page.locator("[data-may-be]").wait_for(state="visible")
    page.on("dialog", lambda dialog: dialog.accept())
    page.click("text=Take this person instead")
    page.wait_for_url(f"**{address(janina)}")
    assert complaints == []
