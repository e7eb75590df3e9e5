"""Publishing bit by bit and building anew give the same rows, whatever happened in between, on either engine."""

import random
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings, strategies

from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.outbox import OutboxEntry
from tests.edition.world import TODAY, World, rows_of


def agree(url: str, other: str) -> None:
    published, built = rows_of(url), rows_of(other)
    for table, rows in built.items():
        assert published[table] - rows == set(), f"too much in {table}"
        assert rows - published[table] == set(), f"missing in {table}"


def live_through(seed: int, url: str, other: str, turns: int) -> None:
    world = World(random.Random(seed))
    world.build()
    rebuild("public", TODAY, url=url)
    for turn in range(turns):
        world.change()
        if turn % 3 == 2:
            publish_changes(TODAY)
            assert not OutboxEntry.objects.exists()
    publish_changes(TODAY)
    rebuild("public", TODAY, url=other)
    agree(url, other)


@pytest.mark.usefixtures("empty_archive")
@settings(
    max_examples=25,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
)
@given(seed=strategies.integers(0, 10_000))
def test_incremental_publishing_gives_the_rows_of_a_rebuild(seed: int, tmp_path: Path, settings) -> None:
    from django.db import transaction

    url, other = f"sqlite:///{tmp_path}/a{seed}.sqlite3", f"sqlite:///{tmp_path}/b{seed}.sqlite3"
    settings.EDITION_URL = url
    with transaction.atomic():
        live_through(seed, url, other, turns=24)
        transaction.set_rollback(True)


@pytest.mark.usefixtures("empty_archive")
def test_publishing_twice_changes_nothing(tmp_path: Path, settings) -> None:
    from records.outbox import announce

    world = World(random.Random(1))
    world.build()
    publish_changes(TODAY)
    before = rows_of(settings.EDITION_URL)
    announce(person.key for person in world.people)
    publish_changes(TODAY)
    assert rows_of(settings.EDITION_URL) == before
