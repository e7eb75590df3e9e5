"""A document in a browser: its pictures looked at closely by keys and buttons, its columns hidden, its lines marked."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from records.fetched_assets import is_fetched
from tests.conftest import missing_program
from tests.website.conftest import CERTIFICATE, one_id

pytestmark = pytest.mark.browser


@pytest.fixture
def complaints() -> Iterator[list[str]]:
    """What the browser complained of: nothing may break the policy of the page, or run wrong."""
    found: list[str] = []
    yield found
    assert found == []


@pytest.fixture
def open_certificate(site: str, demo_archive: Path, open_browser: Callable, complaints: list[str]) -> Callable:
    address = f"{site}/en/documents/{one_id(demo_archive, 'document', CERTIFICATE)}/"

    def opened(width: int, **options: object):
        page = open_browser(width, **options)
        page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
        page.on("pageerror", lambda error: complaints.append(str(error)))
        page.goto(address)
        return page

    return opened


def _columns(page, line: str) -> list[str]:
    cells = page.locator(f"#{line} .cell")
    return [cells.nth(number).inner_text() for number in range(cells.count()) if cells.nth(number).is_visible()]


def test_columns_are_hidden_and_lines_marked_without_a_script(open_certificate: Callable) -> None:
    page = open_certificate(1280, java_script_enabled=False)
    written, letters, english = "НКВД СССР", "NKWD SSSR", "NKVD of the USSR"
    assert _columns(page, "line-1") == [written, letters, english]
    page.get_by_label("In Latin letters").uncheck()
    page.get_by_label("Translation German").check()
    assert _columns(page, "line-1") == [written, english, "NKWD der UdSSR"]
    sides = [page.locator(part).bounding_box() for part in (".leaves-part", ".words-part")]
    assert sides[0]["x"] + sides[0]["width"] < sides[1]["x"] and abs(sides[0]["y"] - sides[1]["y"]) < 2
    page.get_by_label("Picture beside the words").uncheck()
    cells = page.locator("#line-1 .cell").all()
    assert len({cell.bounding_box()["y"] for cell in cells if cell.is_visible()}) == 1, "one line, side by side"
    page.locator("#back-line-2 .line-number").click()
    assert page.url.endswith("#back-line-2")
    assert page.evaluate("document.querySelector('#back-line-2:target') !== null")


def test_on_a_telephone_the_versions_of_a_line_stand_below_each_other(open_certificate: Callable) -> None:
    page = open_certificate(390)
    cells = [cell.bounding_box() for cell in page.locator("#line-4 .cell").all() if cell.is_visible()]
    assert len(cells) == 3 and cells[0]["y"] < cells[1]["y"] < cells[2]["y"]
    assert {round(cell["x"]) for cell in cells} == {round(cells[0]["x"])}
    next_line = page.locator("#line-5").bounding_box()
    assert next_line["y"] >= cells[2]["y"] + cells[2]["height"]


def test_pictures_names_and_their_areas_lead_to_each_other_without_a_script(open_certificate: Callable) -> None:
    page = open_certificate(1280, java_script_enabled=False)
    page.locator("#name-2 a[data-area]").click()
    assert page.url.endswith("#area-2")
    page.locator("#area-3").focus()
    page.keyboard.press("Enter")
    assert page.url.endswith("#name-3")
    page.locator("#picture-1 [data-turn]").click()
    assert page.url.endswith("#picture-2")
    shown = page.locator("#picture-2 img")
    assert shown.evaluate("image => image.currentSrc").endswith(("/small/", "/middle/"))
    assert page.locator(".leaf-links button").count() == 0


def _look_closely(page) -> None:
    page.locator("#picture-1 .leaf-links button").click()
    page.wait_for_selector(".viewer-box:focus")


def test_the_plain_viewer_serves_where_nothing_was_fetched(
    open_certificate: Callable, settings, tmp_path: Path
) -> None:
    settings.ASSETS_DIR = tmp_path / "no_assets"
    page = open_certificate(390)
    _look_closely(page)
    assert not page.locator("#leaves").is_visible()
    page.keyboard.press("+")
    page.keyboard.press("r")
    moved = page.locator(".viewer .tr-picture").evaluate("picture => picture.style.transform")
    assert "scale(1.4)" in moved and "rotate(90deg)" in moved
    page.keyboard.press("PageDown")
    assert page.locator(".viewer [role=status]").inner_text().startswith("The back")
    page.keyboard.press("Escape")
    assert page.locator("#picture-2 .leaf-links button").evaluate("node => node === document.activeElement")


def test_the_deep_viewer_shows_tiles_and_where_a_name_stands(open_certificate: Callable, complaints: list[str]) -> None:
    if not is_fetched("openseadragon", "openseadragon.min.js"):
        missing_program("OpenSeadragon was not fetched: python manage.py assets")
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_certificate(1280)
    tiles: list[str] = []
    page.on("request", lambda request: tiles.append(request.url) if "/iiif/" in request.url else None)
    _look_closely(page)
    page.wait_for_selector(".viewer-area")
    assert page.locator(".viewer-area").count() == 3
    for key in ("+", "ArrowLeft", "0"):
        page.keyboard.press(key)
    page.locator("#name-2 a[data-area]").click()
    page.wait_for_selector(".viewer-area.now:focus")
    faults = [one["id"] for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert faults == []
    page.keyboard.press("Enter")
    page.wait_for_url("**#name-2")
    page.get_by_role("button", name="Next picture").click()
    page.wait_for_selector(".viewer-area", state="detached")
    page.get_by_role("button", name="Close").click()
    assert page.locator("#picture-2").is_visible()
    assert any(address.endswith("info.json") for address in tiles) and any("default.jpg" in one for one in tiles)


def test_printed_every_picture_has_a_sheet_and_no_tool_is_left(open_certificate: Callable) -> None:
    page = open_certificate(1280)
    page.emulate_media(media="print")
    for gone in (".switches", ".leaf-links", ".viewer-link", ".areas"):
        assert not page.locator(gone).first.is_visible(), gone
    boxes = [page.locator(f"#picture-{number}").bounding_box() for number in (1, 2)]
    assert boxes[1]["y"] >= boxes[0]["y"] + boxes[0]["height"]
    assert page.locator("#picture-1").evaluate("node => getComputedStyle(node).breakAfter") == "page"
