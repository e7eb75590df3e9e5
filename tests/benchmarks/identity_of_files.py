"""Every file of a folder in and out again: what was lost, what was added, whether the second copy has the same bytes.

    DATA_DIR=/some/empty/folder python -m tests.benchmarks.identity_of_files FOLDER

Empties the archive before each file: never give it the folder of a real one.
"""

import os
import sys
from pathlib import Path

import django


def main(folder: Path) -> None:
    """Try every GEDCOM file below a folder."""
    from django.core.management import call_command

    from records.gedcom.problems import GedcomError
    from tests.exporting.test_identity import structures, there_and_back, trees

    if not os.environ.get("DATA_DIR"):
        sys.exit("Set DATA_DIR to a folder of its own: the archive there is emptied.")
    call_command("migrate", verbosity=0)
    same = 0
    files = sorted(path for path in folder.rglob("*") if path.suffix.lower() in (".ged", ".gdz"))
    first, second = (Path(os.environ["DATA_DIR"], name) for name in ("first.ged", "second.ged"))
    for path in files:
        try:
            for source, copy in ((path, first), (first, second)):
                call_command("flush", interactive=False, verbosity=0)
                there_and_back(source, copy)
        except GedcomError as error:
            print(f"{path.relative_to(folder)}: refused. {error}")
            continue
        before, after = structures(trees(path)), structures(trees(first))
        lost, added = (before - after).total(), (after - before).total()
        equal = trees(path) == trees(first) and first.read_bytes() == second.read_bytes()
        same += equal
        if not equal:
            print(f"{path.relative_to(folder)}: {lost} lost, {added} added")
    print(f"{same} of {len(files)} files came out as they went in, and the second copy as the first.")


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    django.setup()
    main(Path(sys.argv[1]))
