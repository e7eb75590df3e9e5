"""Accounts: what was counted against an address in one test must not shut the next one out."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.utils.translation import override


@pytest.fixture(autouse=True)
def nothing_counted() -> None:
    """No attempt of an earlier test."""
    cache.clear()


@pytest.fixture(autouse=True)
def language_kept() -> Iterator[None]:
    """What language a page was asked in must not stay for the tests after it."""
    with override("en"):
        yield


@pytest.fixture(autouse=True)
def collected_files(settings, tmp_path) -> None:
    """An empty folder for collected static files: the server warns where there is none."""
    settings.STATIC_ROOT = str(tmp_path)
