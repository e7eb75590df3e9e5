"""Read every kind of page of the demonstration in Chromium: python -m tests.benchmarks.pages_in_chromium [--pictures F]

The server runs already (``manage.py demo``), its edition is that of DATA_DIR. For each page in each language, at 390
and at 1280 px: what axe finds, what is wider than the window (also at 200 %), and how it loads on a slow line
(1.6 Mbit/s, 150 ms, a processor four times slower): largest contentful paint, layout shift, bytes sent. In English
at 1280 px every link, button and field is sought with the Tab key. Nothing here is asserted.
"""

import argparse
import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
_SLOW = {"offline": False, "latency": 150, "downloadThroughput": 200_000, "uploadThroughput": 90_000}
_LCP_AND_CLS = """() => new Promise(resolve => {
  const found = {lcp: 0, cls: 0};
  new PerformanceObserver(list => { for (const e of list.getEntries()) found.lcp = e.startTime; })
    .observe({type: 'largest-contentful-paint', buffered: true});
  new PerformanceObserver(list => { for (const e of list.getEntries()) if (!e.hadRecentInput) found.cls += e.value; })
    .observe({type: 'layout-shift', buffered: true});
  requestAnimationFrame(() => setTimeout(() => resolve(found), 60));
})"""
_CAN_BE_REACHED = """() => { let n = 0;
  for (const e of document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')) {
    if (e.checkVisibility({visibilityProperty: true}) && !e.disabled && e.tabIndex >= 0 && !e.closest('[inert]')
        && !(e.type === 'radio' && !e.checked)) { e.dataset.wanted = ++n; } }
  return n; }"""
_WHERE = "document.activeElement && document.activeElement.dataset ? document.activeElement.dataset.wanted || '' : ''"
_MISSED = "names => [...document.querySelectorAll('[data-wanted]')].filter(e => !names.includes(e.dataset.wanted))" \
          ".map(e => e.outerHTML.slice(0, 120))"  # fmt: skip


def pages(only: str) -> Iterator[tuple[str, str]]:
    """Yield name and address of each page, below its language."""
    import django

    django.setup()
    from records.edition.connection import sqlite_path
    from tests.website.conftest import addresses_in

    edition = sqlite_path(str(django.conf.settings.EDITION_URL))
    for name, address in addresses_in(Path(str(edition))).items():
        if only in name:
            yield name, address


def grave_faults(page: Any, axe: Any) -> list[str]:
    """Return what axe finds serious or critical."""
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:100]}"
        for one in axe.run(page).response["violations"]
        if one["impact"] in ("serious", "critical")
    ]


def is_too_wide(page: Any) -> bool:
    """Whether anything stands out of the window."""
    return bool(page.evaluate("document.documentElement.scrollWidth > document.documentElement.clientWidth"))


def loading(browser: Any, address: str) -> dict[str, float]:
    """Return LCP (ms), CLS and kilobytes sent of a page asked for the first time, on a slow line and processor."""
    page = browser.new_context(viewport={"width": 390, "height": 844}).new_page()
    line = page.context.new_cdp_session(page)
    sent = Counter[str]()
    line.on("Network.loadingFinished", lambda event: sent.update(bytes=int(event["encodedDataLength"])))
    line.send("Network.enable")
    line.send("Network.emulateNetworkConditions", _SLOW)
    line.send("Emulation.setCPUThrottlingRate", {"rate": 4})
    page.goto(address, wait_until="load")
    found = page.evaluate(_LCP_AND_CLS)
    page.context.close()
    return {"lcp": found["lcp"], "cls": found["cls"], "kb": sent["bytes"] / 1024}


def missed_by_keys(page: Any) -> list[str]:
    """Return what can be pressed but is not reached with the Tab key."""
    number = page.evaluate(_CAN_BE_REACHED)
    reached: set[str] = set()
    for _press in range(number + 40):
        page.keyboard.press("Tab")
        reached.add(page.evaluate(_WHERE))
    return list(page.evaluate(_MISSED, sorted(reached)))


def main() -> None:
    """Print a line for each page, and what is wrong."""
    words = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    words.add_argument("--site", default="http://127.0.0.1:8000")
    words.add_argument("--only", default="", help="pages with these letters in their name")
    words.add_argument("--languages", default="en,pl,de")
    words.add_argument("--pictures", type=Path, help="a folder for a picture of each page, in English")
    asked = words.parse_args()
    from axe_playwright_python.sync_playwright import Axe
    from playwright.sync_api import sync_playwright

    named = list(pages(asked.only))
    languages = asked.languages.split(",")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=os.environ.get("CHROMIUM", "/usr/bin/chromium"))
        axe = Axe()
        for name, address in named:
            told = loading(browser, f"{asked.site}/{languages[0]}/{address}")
            wrong: list[str] = []
            for width in (390, 1280):
                page = browser.new_page(viewport={"width": width, "height": 900})
                for language in languages:
                    page.goto(f"{asked.site}/{language}/{address}")
                    wrong += [f"{language} {width} {fault}" for fault in grave_faults(page, axe)]
                    wrong += [f"{language} {width} too wide"] if is_too_wide(page) else []
                    if language == languages[0] and asked.pictures:
                        page.screenshot(path=str(asked.pictures / f"{name}_{width}.png"), full_page=True)
                    if width == 1280:
                        page.set_viewport_size({"width": 640, "height": 450})
                        wrong += [f"{language} too wide at 200 %"] if is_too_wide(page) else []
                        page.set_viewport_size({"width": width, "height": 900})
                if width == 1280:
                    page.goto(f"{asked.site}/{languages[0]}/{address}")
                    wrong += [f"not by keys: {one}" for one in missed_by_keys(page)]
                page.close()
            figures = f"LCP {told['lcp']:5.0f} ms  CLS {told['cls']:.3f}  {told['kb']:5.0f} kB"
            print(f"{name:24} {figures}  {'; '.join(wrong)}", flush=True)


if __name__ == "__main__":
    main()
