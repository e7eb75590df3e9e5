"""The main pages at the width of a telephone and of a desk: accessible, nothing cut off, usable with keys alone."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.website.conftest import CERTIFICATE, FIFTH, PERSON, STAGE, WITHHELD, one_id, parent_of

pytestmark = pytest.mark.browser
# 24 CSS pixels: the smallest target of WCAG 2.2 AA; links inside a sentence are excepted there.
SMALLEST_TARGET = 24
# This chapter has a table.
THIRD = '"number":3'


@pytest.fixture
def addresses(demo_archive: Path) -> list[str]:
    document = one_id(demo_archive, "document", CERTIFICATE)
    return [
        "en/",
        "pl/",
        "de/",
        "en/search/?q=Szymanski+Jan+1912",
        "en/search/?q=Xyzzy",
        "pl/search/",
        "de/search/?q=Szumanski",
        "en/search/?stage=DEPORT_1&fate=died",
        "pl/search/?surname=Nowak&father=Jan",
        "en/search/?q=orchard",
        "de/data/",
        f"en/people/{one_id(demo_archive, 'person', PERSON)}/",
        f"de/people/{one_id(demo_archive, 'person', 'Шиманский')}/",
        f"en/documents/{document}/",
        f"de/documents/{one_id(demo_archive, 'document', 'A class before a wall')}/",
        f"pl/documents/{document}/?uncertain=hidden",
        f"pl/documents/{one_id(demo_archive, 'document', WITHHELD)}/",
        "en/documents/",
        f"en/histories/{one_id(demo_archive, 'history', 'The Nowaks')}/",
        "en/histories/",
        f"en/places/{one_id(demo_archive, 'place', 'Samarkanda')}/",
        "de/places/",
        "pl/places/map/",
        f"en/places/{one_id(demo_archive, 'place', 'Pahlevi')}/people/?from=1942-03&to=1942-08",
        f"de/places/{one_id(demo_archive, 'place', 'Tengeru')}/",
        f"en/people/{one_id(demo_archive, 'person', 'Wiktoria Borowska')}/companions/",
        f"pl/stages/{one_id(demo_archive, 'stage', STAGE)}/people/",
        "en/journey/",
        "pl/journey/DEPORT_1/",
        f"en/stages/{one_id(demo_archive, 'stage', STAGE)}/",
        f"de/chronicle/{one_id(demo_archive, 'chapter', FIFTH)}/",
        f"en/chronicle/{one_id(demo_archive, 'chapter', THIRD)}/",
        "en/chronicle/",
        "en/surnames/",
        "pl/surnames/zarebski/",
        "en/sources/",
        "de/about/",
        "pl/tell/",
        f"en/people/{one_id(demo_archive, 'person', PERSON)}/chart/?kind=hourglass",
        f"pl/people/{one_id(demo_archive, 'person', 'Шиманский')}/chart/?kind=descendants",
        f"de/people/{one_id(demo_archive, 'person', PERSON)}/chart/?kind=relatives",
        f"en/people/{(person := one_id(demo_archive, 'person', PERSON))}/kinship/?to={parent_of(demo_archive, person)}",
        f"pl/histories/{one_id(demo_archive, 'history', 'The Zarębskis')}/",
        f"de/histories/{one_id(demo_archive, 'history', 'The Zarębskis')}/booklet/",
        f"pl/people/{person}/chart/pdf/?paper=a3",
        "en/people/nobody/",
    ]


def _faults(page, axe, address: str) -> list[tuple[str, str, list[str]]]:
    """Return what is serious or critical on the page: address, rule, and the first parts of it."""
    return [
        (address, one["id"], [node["html"][:120] for node in one["nodes"][:3]])
        for one in axe.run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


@dataclass
class Seen:
    """What is wrong with the pages at the width of a telephone."""

    faults: list[tuple[str, str, list[str]]] = field(default_factory=list)
    too_wide: list[tuple[str, int]] = field(default_factory=list)
    small: list[tuple[str, str, float]] = field(default_factory=list)


# Kept for the tests that ask three things of the same pages.
_SEEN: list[Seen] = []


@pytest.fixture
def on_a_telephone(site: str, addresses: list[str], open_browser: Callable) -> Seen:
    """Every page looked at once at the width of a telephone."""
    if not _SEEN:
        axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
        page, seen = open_browser(390, color_scheme="light"), Seen()
        for address in addresses:
            page.set_viewport_size({"width": 390, "height": 900})
            page.goto(f"{site}/{address}")
            seen.small += [(address, text, height) for text, height in _targets(page) if height < SMALLEST_TARGET]
            seen.faults += _faults(page, axe, address)
            # 320: the narrowest telephone, and a desk at four times the size (WCAG 1.4.10).
            for width in (390, 320):
                page.set_viewport_size({"width": width, "height": 900})
                if page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"):
                    seen.too_wide.append((address, width))
        _SEEN.append(seen)
    return _SEEN[0]


def _targets(page) -> list[tuple[str, float]]:
    return page.eval_on_selector_all(
        "nav a, button, summary, .button, .note-mark, .facet a, input:not(.trap input)",
        "els => els.filter(e => e.checkVisibility() && !e.closest('.trap'))"
        ".map(e => [e.textContent.trim(), e.getBoundingClientRect().height])",
    )


def test_no_page_has_a_serious_fault_of_accessibility_on_a_telephone(on_a_telephone: Seen) -> None:
    assert on_a_telephone.faults == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_no_page_has_a_serious_fault_of_accessibility_on_a_desk(
    site: str, addresses: list[str], open_browser: Callable, scheme: str
) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_browser(1280, color_scheme=scheme)
    # Colours are the same on every page of a kind.
    addresses = addresses[::2] if scheme == "dark" else addresses
    faults = []
    for address in addresses:
        page.goto(f"{site}/{address}")
        faults += _faults(page, axe, address)
    assert faults == []


def test_nothing_is_wider_than_a_telephone(on_a_telephone: Seen) -> None:
    assert on_a_telephone.too_wide == []


def test_targets_outside_sentences_are_large_enough(on_a_telephone: Seen) -> None:
    assert on_a_telephone.small == []


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_the_words_of_a_step_its_arrows_and_the_map_are_in_view_together(
    site: str, open_browser: Callable, demo_archive: Path, width: int, height: int
) -> None:
    expect = pytest.importorskip("playwright.sync_api").expect
    page = open_browser(width)
    page.set_viewport_size({"width": width, "height": height})
    person = one_id(demo_archive, "person", "Шиманский")
    page.goto(f"{site}/en/people/{person}/journey/?step=2#step")
    page.click(".stepping a[rel=next]")
    page.wait_for_url("**/journey/?step=3#step")
    for part, ratio in ((".step-now", 1), (".stepping .next", 1), (".map svg", 0.5)):
        expect(page.locator(part).first).to_be_in_viewport(ratio=ratio)


def test_every_page_works_without_scripts_and_reports_no_error(
    site: str, addresses: list[str], open_browser: Callable
) -> None:
    page = open_browser(1280, java_script_enabled=False)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    # Chromium breaks off the icon's loading when it goes on to the next page: that is no fault.
    page.on(
        "requestfailed", lambda request: complaints.append(request.url) if "ABORTED" not in request.failure else None
    )
    for address in addresses[:-1]:
        assert page.goto(f"{site}/{address}").status == 200, address
    assert complaints == []


def test_a_search_is_made_with_keys_alone(site: str, open_browser: Callable) -> None:
    page = open_browser(390)
    page.goto(f"{site}/en/")
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    for _press in range(5):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.id") == "q":
            break
    page.keyboard.type("Zarebska")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Zarebska*")
    assert page.locator(".result").count() > 0


def test_the_form_below_the_first_field_has_no_fault_either(site: str, open_browser: Callable) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    for width in (390, 1280):
        page = open_browser(width)
        page.goto(f"{site}/en/search/?q=Nowak")
        for summary in page.locator("details:not(.menu) > summary").all():
            if not summary.evaluate("node => node.parentElement.open"):
                summary.click()
        faults = [one["id"] for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
        assert faults == []
        assert not page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth")


def test_a_name_is_chosen_from_the_offered_ones_with_keys_alone(site: str, open_browser: Callable) -> None:
    axe = pytest.importorskip("axe_playwright_python.sync_playwright").Axe()
    page = open_browser(390)
    complaints: list[str] = []
    page.on("console", lambda message: complaints.append(message.text) if message.type == "error" else None)
    page.goto(f"{site}/en/search/")
    page.focus("#q")
    page.keyboard.type("Jan Шиман")
    page.wait_for_selector("[role=option]")
    field = page.locator("#q")
    assert field.get_attribute("role") == "combobox" and field.get_attribute("aria-expanded") == "true"
    assert field.get_attribute("aria-activedescendant") is None
    page.keyboard.press("ArrowDown")
    chosen = page.locator("[role=option][aria-selected=true]")
    assert chosen.count() == 1 and field.get_attribute("aria-activedescendant") == chosen.get_attribute("id")
    faults = [one["id"] for one in axe.run(page).response["violations"] if one["impact"] in ("serious", "critical")]
    assert faults == []
    page.keyboard.press("Enter")
    assert field.input_value() == "Jan Шиманская" and field.get_attribute("aria-expanded") == "false"
    assert page.url.endswith("/en/search/"), "choosing a name does not yet send the form"
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/?q=Jan*")
    assert complaints == []


def test_escape_closes_what_is_offered_and_keeps_what_was_typed(site: str, open_browser: Callable) -> None:
    page = open_browser(1280)
    page.goto(f"{site}/en/search/")
    page.focus("#q")
    page.keyboard.type("Szym")
    page.wait_for_selector("[role=option]")
    page.keyboard.press("Escape")
    assert page.locator("[role=option]").count() == 0 and page.locator("#q").input_value() == "Szym"


def test_a_name_is_chosen_with_a_finger(site: str, open_browser: Callable) -> None:
    page = open_browser(390, has_touch=True)
    page.goto(f"{site}/pl/search/")
    page.focus("#q")
    page.keyboard.type("Szym")
    page.wait_for_selector("[role=option]")
    page.locator("[role=option]").first.tap()
    assert page.locator("#q").input_value().startswith("Szyma")


def test_the_address_of_a_page_is_copied(site: str, demo_archive: Path, open_browser: Callable) -> None:
    page = open_browser(390, permissions=["clipboard-read", "clipboard-write"])
    address = f"{site}/en/people/{one_id(demo_archive, 'person', PERSON)}/"
    page.goto(address)
    page.get_by_role("button", name="Copy the address").click()
    page.get_by_text("The address is copied.").wait_for()
    assert page.evaluate("navigator.clipboard.readText()") == address
