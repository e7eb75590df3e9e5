"""Kill the server while it saves, again and again: each save is whole or absent, with its history and its outbox.

    python -m tests.benchmarks.killed_saves 100 [--server]

A child sends a form that changes the record, two rows and adds a third, and is killed (SIGKILL) at a random moment.
"""

import os
import random
import select
import signal
import time
from typing import Any

from tests.benchmarks.saving_at_once import Desk, on_a_database_of_its_own


def start(desk: Desk, form: dict[str, Any]) -> tuple[int, int]:
    """Send the form in a child; return its number and a pipe that ends with it."""
    from django.db import connections

    connections.close_all()
    ending, held = os.pipe()
    child = os.fork()
    if child:
        os.close(held)
        return child, ending
    from records.admin import giving_status

    # What waits to be published must still wait, for the count: nobody publishes here.
    giving_status.publish_soon = lambda: None
    code = 1
    try:
        code = 0 if desk.clients[0].post(desk.address, form).status_code == 302 else 2
    finally:
        os._exit(code)


def killed(child: int, ending: int, seconds: float) -> bool:
    """Kill the child after so long, unless it ends before; say whether it was killed."""
    select.select([ending], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    os.close(ending)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status):
        raise SystemExit(f"the child failed: {os.WEXITSTATUS(status)}")
    return os.WIFSIGNALED(status)


def wait_for_the_server() -> None:
    """Wait until PostgreSQL has seen that its client is gone."""
    from django.db import connection

    query = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(query)
            if cursor.fetchone()[0] == 0:
                return
        select.select([], [], [], 0.02)


def state(desk: Desk) -> dict[str, Any]:
    """Return what is stored of the record, and what is kept of its changes."""
    from django.contrib.admin.models import LogEntry

    from records.change_sets import ChangeSet, TouchedRow
    from records.outbox import OutboxEntry

    wait_for_the_server()
    desk.record.refresh_from_db()
    events = desk.record.events.order_by("pk").values_list("kind", "cause", "value")
    return {
        "note": desk.record.note,
        "events": [list(event) for event in events],
        "sets": ChangeSet.objects.count(),
        "rows": TouchedRow.objects.count(),
        "log": LogEntry.objects.count(),
        "outbox": OutboxEntry.objects.exists(),
    }


def saved(before: dict[str, Any], mark: str) -> dict[str, Any]:
    """Return the state after a whole save."""
    events = [[kind, mark, value] for kind, _cause, value in before["events"]] + [["other", "", mark]]
    grown = {"sets": before["sets"] + 1, "rows": before["rows"] + 4, "log": before["log"] + 1}
    return {"note": mark, "events": events, **grown, "outbox": True}


def run(times: int, seed: int) -> dict[str, Any]:
    """Make so many saves and kill each; return how many came through, how many were absent, and what was neither."""
    from records.outbox import OutboxEntry

    desk, chance = Desk(), random.Random(seed)
    counts = {"whole": 0, "absent": 0, "killed": 0}
    neither: list[Any] = []
    length = 0.0
    for number in range(times + 1):
        desk.record.events.filter(kind="other").delete()
        form, mark = desk.opened(), f"save {number}"
        OutboxEntry.objects.all().delete()
        before = state(desk)
        row = {"events-2-kind": "other", "events-2-value": mark, "events-TOTAL_FORMS": "3"}
        cited = {"events-2-citations-TOTAL_FORMS": "0", "events-2-citations-INITIAL_FORMS": "0"}
        change = {"note": mark, "events-0-cause": mark, "events-1-cause": mark, **row, **cited}
        begun = time.monotonic()
        # The first is left alone: it tells how long a save takes.
        counts["killed"] += killed(*start(desk, {**form, **change}), chance.uniform(0, length) if number else 60)
        length = length or time.monotonic() - begun
        after = state(desk)
        found = "whole" if after == saved(before, mark) else "absent" if after == before else ""
        if found:
            counts[found] += 1
        else:
            neither.append([before, after])
    return {**counts, "neither": neither}


if __name__ == "__main__":
    on_a_database_of_its_own(run, __doc__)
