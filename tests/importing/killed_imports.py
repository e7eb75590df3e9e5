"""A program for test_killed.py: import a file again and again, killed at another moment each time.

It prints one JSON line: how often the import was killed, how often it came through, and what the archive held after.
Run by itself, because a fork of the test run would share its database connection.
"""

import json
import os
import random
import select
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import django


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def wait_for_the_server() -> None:
    """Wait until a server has seen that its client is gone: until then it may still be at the last statement."""
    from django.db import connection

    while connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
            if cursor.fetchone()[0] == 0:
                return
        select.select([], [], [], 0.02)


def counted() -> dict[str, int]:
    """Return the number of rows of every table."""
    from django.apps import apps

    wait_for_the_server()
    return {model.__name__: model.objects.count() for model in apps.get_app_config("records").get_models()}


def in_a_child(work: Callable[[], object]) -> tuple[int, int]:
    """Begin a piece of work in a child; return its number and a pipe that ends with it."""
    from django.db import connection

    connection.close()
    ending, held = os.pipe()
    child = os.fork()
    if child:
        os.close(held)
        return child, ending
    code = 1
    try:
        work()
        code = 0
    finally:
        connection.close()
        os._exit(code)


def start(path: Path, act: str) -> tuple[int, int]:
    """Begin to import, or to undo the import, in a child."""
    from django.utils import timezone

    from records.importing.gedcom_import import import_gedcom
    from records.importing.models import ImportBatch
    from records.importing.undoing import undo_import

    if act == "import":
        return in_a_child(lambda: import_gedcom(path, "published", quiet))
    return in_a_child(lambda: undo_import(ImportBatch.objects.latest("id"), quiet, by="", now=timezone.now()))


def killed_after(child: int, ending: int, seconds: float) -> bool:
    """Kill a child after so long, unless it ends before; say whether it was killed."""
    select.select([ending], [], [], seconds)
    os.kill(child, signal.SIGKILL)
    _pid, status = os.waitpid(child, 0)
    os.close(ending)
    if os.WIFEXITED(status) and os.WEXITSTATUS(status) != 0:
        raise SystemExit(f"the child failed: {status}")
    return os.WIFSIGNALED(status)


def main(path: Path, act: str, times: int, seed: int) -> None:
    """Kill and rerun; stop at the first state that is neither before nor after."""
    from django.core.management import call_command

    from records.importing.models import BatchState, ImportBatch

    call_command("migrate", verbosity=0)
    chance = random.Random(seed)
    before = counted()
    if act == "undo":
        killed_after(*start(path, "import"), 600)
        before = counted()
    begun = time.monotonic()
    killed_after(*start(path, act), 600)
    whole = time.monotonic() - begun
    after = counted()
    answers = {"killed": 0, "through": 0, "neither": [], "before": before, "after": after}
    for _time in range(times):
        # Back to the state before, by the way that the killing does not disturb.
        reverse = "undo" if act == "import" else "import"
        if ImportBatch.objects.filter(state=BatchState.APPLIED).exists() == (act == "import"):
            killed_after(*start(path, reverse), 600)
        start_state = counted()
        killed = killed_after(*start(path, act), chance.uniform(0, whole * 1.1))
        state = counted()
        answers["killed" if killed else "through"] += 1
        if killed and state != start_state and not _is_complete(state, after):
            answers["neither"].append(state)
    if ImportBatch.objects.filter(state=BatchState.APPLIED).exists() != (act == "import"):
        killed_after(*start(path, act), 600)
    answers["end"] = counted()
    print(json.dumps(answers))


def _is_complete(state: dict[str, int], after: dict[str, int]) -> bool:
    """Say whether a state is that of a finished run; the list of imports and of announcements only grows."""
    grows = ("ImportBatch", "OutboxEntry", "ComparisonDue", "ImportedRecord")
    return all(state[name] == after[name] for name in after if name not in grows)


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    django.setup()
    main(Path(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
