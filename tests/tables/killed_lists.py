"""A program for test_killed_lists.py: take a list in again and again, killed at another moment each time.

It prints one JSON line, as that for files of records does. Run by itself, because a fork of the test run would share
its database connection.
"""

import json
import os
import random
import sys
import time
from contextlib import suppress
from pathlib import Path

import django


def main(path: Path, times: int, seed: int) -> None:
    """Kill and rerun; note every state that is neither before nor after."""
    from django.core.management import call_command

    from records.importing.models import BatchState, ImportBatch
    from records.importing.undoing import undo_import
    from records.tables.plan import CREATE
    from records.tables.refusal import TableRefused
    from records.transcribing.entry import Entry
    from tests.importing.killed_imports import counted, in_a_child, killed_after
    from tests.tables.lists import BY, NOW, planned, quiet, taken_in

    call_command("migrate", verbosity=0)
    plan = planned(path, Entry(kind="train_list", title="Invented"), CREATE)
    chance, before = random.Random(seed), counted()

    def take_in() -> None:
        taken_in(path, plan)

    def take_in_or_be_told() -> None:
        with suppress(TableRefused):
            take_in()

    def undo() -> None:
        undo_import(ImportBatch.objects.latest("id"), quiet, by=BY, now=NOW)

    begun = time.monotonic()
    killed_after(*in_a_child(take_in), 600)
    whole, after = time.monotonic() - begun, counted()
    killed_after(*in_a_child(undo), 600)
    answers = {"killed": 0, "neither": [], "before": before, "after": after, "undone": counted()}
    for _time in range(times):
        start, begun = counted(), time.monotonic()
        if killed_after(*in_a_child(take_in), chance.uniform(0, whole * 0.9)):
            answers["killed"] += 1
            if counted() != start:
                answers["neither"].append(counted())
        else:
            # The first, which was measured, may have had less of the machine: aim at what it takes now.
            whole = min(whole, time.monotonic() - begun)
        if ImportBatch.objects.filter(state=BatchState.APPLIED).exists():
            killed_after(*in_a_child(undo), 600)
    # Two who take the same list in at the same moment: one does, and the other is told.
    for child in [in_a_child(take_in_or_be_told), in_a_child(take_in_or_be_told)]:
        killed_after(*child, 600)
    answers["end"] = counted()
    answers["applied"] = ImportBatch.objects.filter(state=BatchState.APPLIED).count()
    print(json.dumps(answers))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    django.setup()
    main(Path(sys.argv[1]), int(sys.argv[2]), int(sys.argv[3]))
