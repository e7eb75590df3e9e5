"""The desk as an editor's browser shows it: entered by the login form, read by axe, walked with keys."""

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from django.contrib.auth.models import Group, User

from records.documents.models import Document
from records.exporting.models import Download, Export
from records.importing.jobs import ImportJob
from records.importing.models import ImportBatch
from records.people.models import Person
from tests.admin.desk import address, document, person

pytestmark = pytest.mark.browser

PASSWORD = "from Sarny to Samarkand"
_PROBLEM = {"line": 7, "code": "x", "message": "The tag is not in capitals.", "text": "1 note", "severity": "error"}
_REPORT = {
    "version": "5.5.1",
    "charset": "CP1250",
    "charset_reason": "guessed by the letters",
    "charset_samples": [{"charset": "CP1250", "names": ["Święcicka"]}, {"charset": "CP1252", "names": ["Œwiêcicka"]}],
    "preview": True,
    "created": {"people": 2},
    "matched": {"people": 1},
    "changed": [{"record": "abc", "kind": "person", "line": 3, "field": "BIRT", "ours": "1850", "theirs": "1851"}],
    "problems": [_PROBLEM] * 120,
    "problems_total": 120,
    "not_taken": [{"path": "INDI._HAIR", "count": 3, "first_line": 9}],
}
_FINDINGS = {"total": 2, "shown": [_PROBLEM, _PROBLEM]}
IMPORT = {"act": "preview", "file_name": "tree.ged", "asked_by": "Ada", "report": _REPORT, "findings": _FINDINGS}
UNDOING = {
    "removed": {"people": 2},
    "kept": [{"record": "abc", "kind": "person", "reason": "changed since"}],
    "kept_total": 3,
}
EXPORT = {
    "format": "share-5.5.1",
    "asked_by": "Ada",
    "scope_words": "everything",
    "losses": [{"what": "chapters", "count": 10, "examples": ["Before the war"]}],
    "report": {"written": {"people": 2}, "not_carried": {}},
    "findings": _FINDINGS,
    "size": 120,
    "sha256": "0" * 64,
    "kept_until": datetime(2999, 1, 1, tzinfo=UTC),
}


@pytest.fixture
def addresses(db) -> list[str]:
    """Pages of the desk over one person and one document, and an editor who may see them."""
    User.objects.create_user("ada", password=PASSWORD, is_staff=True).groups.add(Group.objects.get(name="editor"))
    someone, paper = person(), document("udostoverenie")
    new_letter = address(Document, "add") + "?kind=letter"
    return ["/admin/", address(Person, "changelist"), address(someone), address(paper), new_letter]


@pytest.fixture
def files_in_and_out(addresses: list[str], settings, tmp_path: Path) -> list[str]:
    """Pages of files that come in and go out, at each point of the conversation, for an archivist."""
    settings.PRIVATE_DIR = tmp_path / "private"
    User.objects.get(username="ada").groups.add(Group.objects.get(name="archivist"))
    batch = ImportBatch.objects.create(file_name="tree.ged", report={"created": {"people": 2}})
    jobs = [ImportJob(**IMPORT, state="done"), ImportJob(**IMPORT, state="failed", failure="The file is empty.")]
    jobs += [ImportJob(**IMPORT, state="waiting"), ImportJob(**IMPORT, state="running")]
    jobs += [ImportJob(**(IMPORT | {"act": "take_in"}), state="done", batch=batch)]
    jobs += [ImportJob(**(IMPORT | {"act": "undo"}), state="done", batch=batch, undoing=UNDOING)]
    exports = [Export(**EXPORT, act="prepare", state="done"), Export(**EXPORT, act="write", state="done")]
    for job in (*jobs, *exports):
        job.make_folder()
        job.save()
    jobs[0].path.parent.mkdir()
    jobs[0].path.write_text("0 HEAD\n0 TRLR\n")
    exports[1].path.write_text("0 HEAD\n0 TRLR\n")
    Download.objects.create(export=exports[1], by="Ada")
    lists = [address(model, "changelist") for model in (ImportJob, Export, Download)]
    new = [address(ImportJob, "add"), address(Export, "add"), f"{address(Export, 'add')}?scope=person"]
    undo = f"/admin/records/importbatch/{batch.pk}/undo/"
    return [*lists, *new, *(address(row) for row in (*jobs, *exports, batch)), undo]


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
    page.wait_for_selector("#id_login")
    return page


@pytest.fixture
def overview(login_page):
    """The first page after an editor signed in by the form."""
    login_page.fill("#id_login", "ada")
    login_page.fill("#id_password", PASSWORD)
    login_page.keyboard.press("Enter")
    login_page.wait_for_selector("#overview")
    return login_page


def _faults(page) -> list[tuple[str, str]]:
    """Return (rule, part of the page) of every fault that is critical or serious."""
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    found = []
    for violation in axe.run(page).response["violations"]:
        if violation["impact"] in ("serious", "critical"):
            found += [(violation["id"], node["html"][:160]) for node in violation["nodes"]]
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


@pytest.mark.parametrize("width", [390, 1280])
def test_the_pages_of_files_are_accessible_and_fit_the_screen(
    desk: str, files_in_and_out: list[str], width: int, overview, complaints: list[str]
) -> None:
    overview.set_viewport_size({"width": width, "height": 900})
    for place in files_in_and_out:
        assert overview.goto(desk + place).status == 200, place
        overview.wait_for_load_state("domcontentloaded")
        assert _landmarks(overview) == [1, 1, 1, 1], place
        assert overview.evaluate("document.documentElement.scrollWidth") <= width, place
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


def test_without_scripts_a_job_is_followed_and_a_file_is_asked_for(
    desk: str, files_in_and_out: list[str], open_browser: Callable
) -> None:
    page = open_browser(390, java_script_enabled=False)
    page.goto(f"{desk}/admin/login/?next={address(Export, 'add')}")
    page.fill("#id_login", "ada")
    page.fill("#id_password", PASSWORD)
    page.keyboard.press("Enter")
    page.select_option("#id_format", "sqlite")
    page.click("button:has-text('Go on')")
    page.wait_for_selector("#job-progress progress")
    assert page.locator("noscript meta[http-equiv=refresh]").count() == 1
    assert page.locator("#progress-words").inner_text().endswith("waiting for its turn")
