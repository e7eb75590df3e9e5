"""A real browser before the real site: Chromium, and a server in a thread of this process."""

import shutil
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from django.core.servers.basehttp import ThreadedWSGIServer, WSGIRequestHandler
from django.core.wsgi import get_wsgi_application
from django.db import DEFAULT_DB_ALIAS, connections

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
# Milliseconds until a test gives a page up: other processes of the run may have all cores for a while.
PATIENCE = 120_000


class _Quiet(WSGIRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing: the tests speak for themselves."""


@contextmanager
def _served(application: Callable) -> Iterator[str]:
    server = ThreadedWSGIServer(("127.0.0.1", 0), _Quiet, allow_reuse_address=False)
    server.daemon_threads = True
    server.set_app(application)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture
def own_static_folder(tmp_path: Path, settings) -> None:
    """An empty folder for collected static files: the server warns where there is none."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


@pytest.fixture
def site(demo_edition: str, own_static_folder: None) -> Iterator[str]:
    """The address of the site with the demonstration's edition. Its pages need no working archive."""
    with _served(get_wsgi_application()) as address:
        yield address


@pytest.fixture
def desk(db, own_static_folder: None) -> Iterator[str]:
    """The address of a server that works inside the test's own transaction.

    pytest-django's live_server empties the database afterwards, and with it the groups and the demonstration
    that later tests of the process still need. Here the test's connection goes from request to request.
    """
    application, archive, turn = get_wsgi_application(), connections[DEFAULT_DB_ALIAS], threading.Lock()

    def one_at_a_time(environ: dict, start_response: Callable) -> object:
        with turn:
            connections[DEFAULT_DB_ALIAS] = archive
            try:
                return application(environ, start_response)
            finally:
                # The server closes what its thread holds, and must not close this one.
                del connections[DEFAULT_DB_ALIAS]

    archive.inc_thread_sharing()
    with _served(one_at_a_time) as address:
        yield address
    archive.dec_thread_sharing()


@pytest.fixture(scope="package")
def chromium() -> Iterator[Any]:
    """One browser for the tests that come one after the other: to start it takes longer than most of them."""
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if program is None:
        missing_program("The browser tests need Chromium; install it, or run the other tests without it.")
    playwright_api = pytest.importorskip(
        "playwright.sync_api", reason="The browser tests need the dev extra (playwright)."
    )
    # Playwright's loop runs in this thread, beside which Django would not touch the archive.
    with pytest.MonkeyPatch.context() as patch, playwright_api.sync_playwright() as playwright:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        playwright_api.expect.set_options(timeout=PATIENCE)
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def open_browser(chromium: Any) -> Iterator[Callable]:
    """A function that opens a page of this width in a window of its own, which knows nothing of any other: neither
    cookies, stored words nor kept files. All windows are closed with the test.
    """
    windows = []

    def open_page(width: int, **options: object) -> Any:
        windows.append(chromium.new_context(viewport={"width": width, "height": 900}, **options))
        windows[-1].set_default_timeout(PATIENCE)
        return windows[-1].new_page()

    yield open_page
    for window in windows:
        window.close()
