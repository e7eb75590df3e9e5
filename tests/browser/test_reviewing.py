"""A paper goes the whole way in a browser: entered, given back, sent again, accepted; by two people."""

from collections.abc import Callable
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

from tests.browser.test_admin_in_a_browser import _faults
from tests.browser.transcribing_desk import file_of

pytestmark = pytest.mark.browser


@pytest.fixture
def sessions(db, settings, tmp_path: Path) -> dict[str, str]:
    """The sessions of a volunteer and an editor; made before the browser, whose loop would see another connection."""
    settings.PRIVATE_DIR, settings.REVIEW_OWN = tmp_path / "private", False
    found = {}
    for name, group in (("ewa", "volunteer"), ("ada", "editor")):
        user = User.objects.create_user(name, is_staff=True)
        user.groups.add(Group.objects.get(name=group))
        client = Client()
        client.force_login(user)
        found[name] = client.cookies["sessionid"].value
    return found


@pytest.mark.usefixtures("empty_archive")
def test_from_draft_to_review_given_back_to_review_to_published(
    sessions: dict[str, str], desk: str, open_browser: Callable
) -> None:
    complaints: list[str] = []

    def sit_down(name: str):
        page = open_browser(1280)
        page.context.add_cookies([{"name": "sessionid", "value": sessions[name], "url": desk}])
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        return page

    ewa, ada = sit_down("ewa"), sit_down("ada")
    ewa.goto(f"{desk}/admin/transcribe/udostoverenie/")
    ewa.set_input_files("#scans", file_of())
    ewa.fill("[name='date.text']", "5 сентября 1941 г.")
    ewa.fill("[name='people.0.name.text']", "Выдуманский Ян Антонович")
    ewa.click("button[name=act][value=draft]:not(.tr-unseen)")
    ewa.wait_for_selector("#saved")
    ewa.click("#saved h2 a")
    ewa.wait_for_selector("select[name=status]", state="attached")
    form = ewa.url

    def send_to_review() -> None:
        ewa.goto(form)
        ewa.select_option("select[name=status]", "review", force=True)
        ewa.locator("[name=_save]").first.click()
        ewa.wait_for_url(lambda url: url != form)

    send_to_review()
    # The scan stands beside the claims, in the viewer.
    ada.goto(f"{desk}/admin/review/?kind=document")
    ada.click("td a")
    ada.wait_for_selector("#viewer:not([hidden])")
    ada.wait_for_function(
        "document.querySelector('#viewer canvas') || document.querySelector('#viewer img').naturalWidth > 0"
    )
    assert _faults(ada) == []
    ada.fill("#words", "The father's name is hard to see: please look once more.")
    ada.select_option("#claim", index=1)
    ada.click("text=Give back and go on")
    ada.wait_for_url("**/admin/review/?kind=document")
    ewa.goto(f"{desk}/admin/")
    ewa.click("[aria-labelledby=returned] a")
    ewa.wait_for_selector(".desk-remarks >> text=please look once more")
    send_to_review()
    ada.goto(f"{desk}/admin/review/?kind=document")
    ada.click("td a")
    ada.click("text=Accept and go on")
    ada.wait_for_selector("text=Accepted:")
    for kind in ("document", "person", "journeystage", "source"):
        ada.goto(f"{desk}/admin/records/{kind}/?status__exact=published")
        assert ada.locator("#result_list tbody tr").count() == 1, kind
    assert complaints == []
