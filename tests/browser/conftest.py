"""A real browser before the real site: Chromium, and a server in a thread of this process."""

import os
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler, get_internal_wsgi_application

from tests.conftest import missing_program

ARGUMENTS = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests speak for themselves."""


@pytest.fixture
def site(demo_edition: str, tmp_path: Path, settings) -> Iterator[str]:
    """The address of the site with the demonstration's edition. Its pages need no working archive."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, allow_reuse_address=False)
    server.daemon_threads = True
    server.set_app(get_internal_wsgi_application())
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def open_browser() -> Iterator[Callable]:
    """A function that opens a page of this width; the browser closes with the test."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if chromium is None:
        missing_program("The browser tests need Chromium; install it, or run the other tests without it.")
    playwright_api = pytest.importorskip(
        "playwright.sync_api", reason="The browser tests need the dev extra (playwright)."
    )
    # Playwright's loop runs in this thread; the archive is touched only before and after it.
    before = os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE")
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with playwright_api.sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=ARGUMENTS)

        def open_page(width: int, **options: object):
            return browser.new_context(viewport={"width": width, "height": 900}, **options).new_page()

        yield open_page
        browser.close()
    if before is None:
        del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
