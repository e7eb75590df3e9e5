"""The desk's jobs in tests: done at once in the request that asks for them, in folders of the test's own."""

from collections.abc import Iterator
from pathlib import Path

import pytest

IMMEDIATE = {"default": {"BACKEND": "django_tasks.backends.immediate.ImmediateBackend"}}
NOBODY_WORKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}


@pytest.fixture
def private_folder(settings, tmp_path: Path) -> Path:
    """An empty private folder."""
    settings.PRIVATE_DIR = tmp_path / "private"
    return settings.PRIVATE_DIR


@pytest.fixture
def done_at_once(settings, private_folder: Path) -> Iterator[None]:
    """Jobs are done while the request waits."""
    settings.TASKS = IMMEDIATE
    yield


@pytest.fixture
def nobody_works(settings, private_folder: Path) -> Iterator[None]:
    """Jobs are asked for, and no worker comes."""
    settings.TASKS = NOBODY_WORKS
    yield
