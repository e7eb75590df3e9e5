"""Two records side by side in a browser: read by axe, wide and narrow, merged and undone without any script."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client
from django.utils import timezone

from records.journeys.models import JourneyStage, Traveller
from records.linkage.deciding import decide
from records.linkage.models import Identification
from records.people.models import Event, Person
from tests.admin.desk import address, document, mention, person
from tests.browser.test_admin_in_a_browser import _faults, _landmarks

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("empty_archive")]


@pytest.fixture
def session(db) -> str:
    user = User.objects.create_user("ada", is_staff=True)
    user.groups.add(Group.objects.get(name="editor"))
    client = Client()
    client.force_login(user)
    return client.cookies["sessionid"].value


@pytest.fixture
def pair(session: str) -> tuple[Person, Person]:
    """Two records of one woman, of whom both tell something of each kind; made before the browser."""
    stage = JourneyStage(
        code="EXILE_SETTLEMENT", title="The settlement of Kwitesa on the upper river", date_text="1940"
    )
    stage.save()
    made = person("Janina", "Kowalska", note="She taught."), person("Jennie", "Kowalski", note="She wrote poems.")
    for someone, year in zip(made, ("1898", "1901"), strict=True):
        Event(person=someone, kind="birth", date_text=year).save()
        Identification(mention=mention(document(), "Ковальская Янина Антоновна"), person=someone).save()
    Traveller(stage=stage, person=made[1]).save()
    Person.objects.filter(pk=made[0].pk).update(sex="F")
    ids = [someone.public_id for someone in made]
    user = User.objects.get(username="ada")
    decide(*ids, "unsure", reason="The years differ.", user=user, now=timezone.now(), delicate=False)
    Event(person=made[0], kind="death", date_text="1943").save()
    return made


def sit_down(open_browser: Callable, desk: str, session: str, width: int, complaints: list[str], **options: bool):
    page = open_browser(width, **options)
    page.context.add_cookies([{"name": "sessionid", "value": session, "url": desk}])
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return page


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_are_accessible_and_fit_the_screen(
    pair: tuple[Person, Person], session: str, desk: str, open_browser: Callable, width: int
) -> None:
    complaints: list[str] = []
    ids, form = [someone.public_id for someone in pair], address(pair[0])
    page = sit_down(open_browser, desk, session, width, complaints)

    def look(place: str) -> None:
        assert _landmarks(page) == [1, 1, 1, 1], place
        assert page.evaluate("document.documentElement.scrollWidth") <= width, place
        assert (place, _faults(page), complaints) == (place, [], [])

    for place in (f"/admin/pairs/of/{ids[0]}/?q=Kowalski", f"/admin/pairs/{ids[0]}/{ids[1]}/", "/admin/pairs/"):
        assert page.goto(desk + place).status == 200, place
        look(place)
    page.goto(f"{desk}/admin/pairs/{ids[0]}/{ids[1]}/")
    page.check("[name=choose_sex][value=F]")
    page.fill("#merge-reason", "One grave in Bradford.")
    page.click("text=Merge them")
    page.wait_for_url(f"**{form}")
    look(form)
    for place in ("/admin/pairs/merges/",):
        page.goto(desk + place)
        look(place)
    page.click("td a, th a")
    page.wait_for_selector("#undo-heading")
    look("undo")


def test_without_scripts_two_become_one_and_two_again(
    pair: tuple[Person, Person], session: str, desk: str, open_browser: Callable
) -> None:
    page = sit_down(open_browser, desk, session, 390, [], java_script_enabled=False)
    page.goto(desk + address(pair[0]))
    page.click("text=Is the same as ...")
    page.fill("[name=q]", "Kowalski Jennie")
    page.click("main form button:has-text('Seek')")
    page.click("main a:has-text('Side by side')")
    page.check("[name=choose_sex][value=F]")
    page.fill("#merge-reason", "One grave in Bradford.")
    page.click("text=Merge them")
    page.click("text=Undo this merge")
    page.fill("#undo-reason", "Two graves.")
    page.check("[name=not_same]")
    page.click("button:has-text('Undo this merge')")
    assert "are two again" in page.inner_text("body")
    page.goto(f"{desk}/admin/pairs/?verdict=not_same")
    assert page.locator("tbody tr").count() == 1
