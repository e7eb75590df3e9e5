"""Merging and then undoing it leaves every row of the archive, and the public edition, as they were."""

import os
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from django.db import transaction
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings, strategies

from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.linkage.merges import Merge
from records.merging.refusing import MergeRefused
from records.merging.undoing import plan_undo, undo_merge
from tests.edition.test_both_ways_agree import agree
from tests.edition.world import TODAY, rows_of
from tests.merging.doubled_world import DoubledWorld, archive_rows, merge, reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
STEADY = settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
    derandomize=True,
    # A seed says nothing by being small.
    phases=[Phase.generate],
)


def undo(merged: Merge) -> None:
    assert plan_undo(merged).later == ()
    undo_merge(merged, reason="They are cousins.", user=reviewer(), now=timezone.now())


def same(before: dict, after: dict) -> None:
    for table, rows in before.items():
        assert after[table] == rows, table


def merge_and_undo(world: DoubledWorld, url: str, other: str) -> int:
    """Merge at random, undo it, and hold the archive and the edition against those before; return how often."""
    done = 0
    rebuild("public", TODAY, url=url)
    archive, edition = archive_rows(), rows_of(url)
    for _turn in range(4):
        one, two = world.chance.sample(world.people, 2) if _turn % 2 else world.double()
        publish_changes(TODAY)
        archive, edition = archive_rows(), rows_of(url)
        try:
            merged = merge(one, two)
        except MergeRefused:
            same(archive, archive_rows())
            continue
        publish_changes(TODAY)
        if done == 0:
            rebuild("public", TODAY, url=other)
            agree(url, other)
        undo(Merge.objects.get(pk=merged.pk))
        publish_changes(TODAY)
        same(archive, archive_rows())
        same(edition, rows_of(url))
        done += 1
    return done


@STEADY
@given(seed=strategies.integers(0, 10_000))
def test_merging_and_undoing_is_the_identity(seed: int, tmp_path: Path, settings) -> None:
    url, other = (f"sqlite:///{tmp_path}/{name}{seed}.sqlite3" for name in "ab")
    settings.EDITION_URL = url
    with transaction.atomic():
        world = DoubledWorld(random.Random(seed))
        world.build()
        assert merge_and_undo(world, url, other) > 0
        transaction.set_rollback(True)


def undone_after_a_while(world: DoubledWorld, url: str, other: str) -> bool:
    """Merge two, let anything happen, and undo it with any answers; return whether that could be done."""
    one, two = world.double()
    try:
        merged = merge(one, two)
    except MergeRefused:
        return False
    world.people.remove(two)
    for _turn in range(12):
        world.change()
    publish_changes(TODAY)
    before = archive_rows()
    answers = {later.key: world.chance.choice(["stays", "goes"]) for later in plan_undo(merged).later}
    try:
        undo_merge(Merge.objects.get(pk=merged.pk), reason="No.", user=reviewer(), now=timezone.now(), answers=answers)
    except MergeRefused:
        same(before, archive_rows())
        return False
    publish_changes(TODAY)
    rebuild("public", TODAY, url=other)
    agree(url, other)
    after = archive_rows()
    for table in before:
        lost = {row["id"] for row in before[table]} - {row["id"] for row in after[table]}
        # A contradiction follows from the claims of each.
        assert not lost or table == "Contradiction", table
    return True


@STEADY
@given(seed=strategies.integers(0, 10_000))
def test_whatever_happened_since_nothing_is_lost(seed: int, tmp_path: Path, settings) -> None:
    url, other = (f"sqlite:///{tmp_path}/{name}{seed}.sqlite3" for name in "cd")
    settings.EDITION_URL = url
    with transaction.atomic():
        world = DoubledWorld(random.Random(seed))
        world.build()
        rebuild("public", TODAY, url=url)
        done = [undone_after_a_while(world, url, other) for _turn in range(2)]
        assert any(done)
        transaction.set_rollback(True)


@pytest.mark.postgres
def test_on_a_server_it_is_the_same(tmp_path: Path, postgres_url: str) -> None:
    socket = postgres_url.partition("host=")[2]
    database = postgres_url.partition("?")[0].rsplit("/", 1)[1]
    places = {
        "DATABASE_URL": f"postgres://postgres@/{database}?host={socket}",
        "EDITION_URL": postgres_url,
        "DATA_DIR": str(tmp_path / "data"),
    }
    program = [sys.executable, str(Path(__file__).with_name("merged_on_a_server.py")), "11"]
    done = subprocess.run(
        [*program, f"sqlite:///{tmp_path}/other.sqlite3"],
        env=os.environ | places,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert int(done.stdout) > 0


def in_a_chain(undo_in: Callable[[list[Merge]], list[Merge]]) -> None:
    world = DoubledWorld(random.Random(5))
    world.build()
    (anna, hanna), (ania, _other) = world.double(), world.double()
    before = archive_rows()
    for someone in (anna, hanna, ania):
        type(someone).objects.filter(pk=someone.pk).update(status="published", confidential=False)
    before = archive_rows()
    merged = [merge(hanna, anna), merge(ania, hanna)]
    for one in undo_in(merged):
        undo(Merge.objects.get(pk=one.pk))
    same(before, archive_rows())


def test_a_chain_is_undone_from_its_end() -> None:
    in_a_chain(lambda merged: merged[::-1])


def test_a_chain_is_not_undone_from_its_beginning() -> None:
    def backwards(merged: list[Merge]) -> list[Merge]:
        (sentence,) = plan_undo(merged[0]).refusals
        assert sentence.endswith("Undo that merge first.")
        with pytest.raises(MergeRefused, match="Undo that merge first"):
            undo_merge(merged[0], reason="x", user=reviewer(), now=timezone.now())
        return merged[::-1]

    in_a_chain(backwards)


def said_of_parts(rows: dict) -> dict:
    """Return what the archive says beside the people themselves; when it was worked on left out."""
    left_out = ("changed_at", "worked_on_at")
    return {
        table: [{name: value for name, value in row.items() if name not in left_out} for row in found]
        for table, found in rows.items()
        if table != "Person"
    }


@pytest.mark.parametrize("first", [0, 1])
def test_two_merges_into_one_person_are_undone_in_either_order(first: int) -> None:
    world = DoubledWorld(random.Random(8))
    world.build()
    (anna, hanna), (ania, _other) = world.double(), world.double()
    for someone in (anna, hanna, ania):
        type(someone).objects.filter(pk=someone.pk).update(status="published", confidential=False)
    before = archive_rows()
    merged = [merge(hanna, anna), merge(hanna, ania)]
    for one in (merged[first], merged[1 - first]):
        # The texts of three people stand in one column: whose they are by now is asked.
        later = plan_undo(one).later
        assert all(part.column for part in later)
        undo_merge(
            Merge.objects.get(pk=one.pk),
            reason="No.",
            user=reviewer(),
            now=timezone.now(),
            answers={part.key: "stays" for part in later},
        )
    if first:
        same(before, archive_rows())
    same(said_of_parts(before), said_of_parts(archive_rows()))
