"""A program for test_killed_exports.py: export again and again, killed at another moment each time.

It prints one JSON line: how often it was killed, and whether the file was ever anything but the old one or the new.
"""

import hashlib
import json
import os
import random
import sys
import time
from datetime import date
from pathlib import Path

import django

from tests.importing.killed_imports import in_a_child, killed_after, quiet


def start(target: Path) -> tuple[int, int]:
    """Begin to export in a child; return its number and a pipe that ends with it."""
    from records.exporting.gedcom_export import export
    from records.exporting.requests import ExportRequest, Scope

    return in_a_child(lambda: export(ExportRequest("share-7.0", "public", Scope("everything")), target, quiet))


def main(source: Path, target: Path, times: int, seed: int) -> None:
    """Import and publish a file; then kill exports of it."""
    from django.core.management import call_command

    from records.edition.rebuilding import rebuild
    from records.importing.gedcom_import import import_gedcom

    call_command("migrate", verbosity=0)
    import_gedcom(source, "published", quiet)
    rebuild("public", date(2026, 11, 22))
    chance = random.Random(seed)
    begun = time.monotonic()
    killed_after(*start(target), 600)
    whole, complete = time.monotonic() - begun, hashlib.sha256(target.read_bytes()).hexdigest()
    answers = {"killed": 0, "half": 0}
    for turn in range(times):
        # Now over an older file, now where there is none.
        target.write_text("older") if turn % 2 else target.unlink(missing_ok=True)
        answers["killed"] += killed_after(*start(target), chance.uniform(0, whole * 1.1))
        seen = target.read_bytes() if target.exists() else None
        old = b"older" if turn % 2 else None
        answers["half"] += seen != old and (seen is None or hashlib.sha256(seen).hexdigest() != complete)
    killed_after(*start(target), 600)
    answers["complete"] = hashlib.sha256(target.read_bytes()).hexdigest() == complete
    print(json.dumps(answers))


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    django.setup()
    main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3]), int(sys.argv[4]))
