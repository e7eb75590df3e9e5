"""A program for the tests: fill an empty archive, publish it, and export it in every wanted form.

    python -m tests.judges.exported_archive FILE_OR_demonstration FOLDER share-7.0:public share-5.5.1:archive ...

Run by itself, with a DATA_DIR of its own, so that these people never enter the archive of the test run.
"""

import sys
from datetime import date
from pathlib import Path

import django
from django.core.management import call_command

TODAY = date(2026, 11, 22)
DEMONSTRATION = "demonstration"


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def fill(what: str) -> None:
    """Take in a GEDCOM file, all of it published, or the invented families of the demonstration."""
    from records.demonstration.demo_archive import load_demo_archive
    from records.importing.gedcom_import import import_gedcom
    from records.importing.reference_data import load_reference_data

    if what == DEMONSTRATION:
        load_reference_data(quiet)
        load_demo_archive(quiet)
    else:
        import_gedcom(Path(what), "published", quiet)


def export_all(folder: Path, forms: list[str]) -> None:
    """Export the archive as it is, each form to FOLDER/PROFILE-AUDIENCE.ged."""
    from records.edition.rebuilding import rebuild
    from records.exporting.gedcom_export import export
    from records.exporting.requests import ExportRequest

    for audience in sorted({form.split(":")[1] for form in forms}):
        rebuild(audience, TODAY, quiet)
    for form in forms:
        profile, audience = form.split(":")
        export(ExportRequest(profile, audience), folder / f"{profile}-{audience}.ged")


if __name__ == "__main__":
    django.setup()
    call_command("migrate", verbosity=0)
    fill(sys.argv[1])
    export_all(Path(sys.argv[2]), sys.argv[3:])
