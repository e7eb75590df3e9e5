"""No migration is missing, in either database, and each can be applied from nothing and taken back."""

from pathlib import Path

from django.core.management import call_command

from records.edition.connection import writing
from records.edition.schema import current_revision, differences, downgrade_one, newest_revision, upgrade


def test_no_django_migration_is_missing(db) -> None:
    call_command("makemigrations", "--check", "--dry-run", verbosity=0)


def test_no_edition_migration_is_missing(tmp_path: Path) -> None:
    with writing(f"sqlite:///{tmp_path}/new.sqlite3") as engine:
        upgrade(engine)
        with engine.connect() as connection:
            assert differences(connection) == []
            assert current_revision(connection) == newest_revision()
        downgrade_one(engine)
        upgrade(engine)
        with engine.connect() as connection:
            assert differences(connection) == []
