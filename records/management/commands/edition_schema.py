"""The schema of the published edition: upgrade it, check it, add a migration."""

import tempfile
from argparse import ArgumentParser

from django.core.management.base import BaseCommand, CommandError

from records.edition.connection import edition_url, writing
from records.edition.schema import add_migration, current_revision, differences, newest_revision, upgrade
from records.edition.tables import metadata
from records.management.commands._failures import one_clear_sentence


class Command(BaseCommand):
    help = "Upgrade the edition's tables, check that code and migrations agree, or add a migration."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("action", choices=("upgrade", "check", "add"))
        parser.add_argument("sentence", nargs="?", default="", help="for add: what the migration does, as a sentence")
        parser.add_argument("--audience", choices=("public", "archive"), default="public")

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        action = str(options["action"])
        url = edition_url(str(options["audience"])) if action == "upgrade" else "sqlite:///:memory:"
        if action == "upgrade":
            with writing(url) as engine:
                upgrade(engine)
                with engine.connect() as connection:
                    self.stdout.write(f"The edition stands at migration {current_revision(connection)}.")
            return
        self._against_a_new_edition(action, str(options["sentence"]))

    def _against_a_new_edition(self, action: str, sentence: str) -> None:

        with (
            tempfile.TemporaryDirectory() as folder,
            writing(f"sqlite:///{folder}/edition.sqlite3") as engine,
        ):
            upgrade(engine)
            with engine.connect() as connection:
                found = differences(connection)
            if action == "check":
                if found:
                    where = ", ".join(
                        sorted({table for entry in found for table in metadata.tables if table in str(entry)})
                    )
                    raise CommandError(
                        f"The tables in the code and migration {newest_revision()} differ ({where}); "
                        "add a migration with: edition_schema add.",
                        returncode=1,
                    )
                self.stdout.write(f"No missing migration: code and migration {newest_revision()} agree.")
            elif not sentence:
                raise CommandError("Say what the migration does: edition_schema add 'Add a table of ...'", returncode=1)
            else:
                self.stdout.write(f"Wrote {add_migration(engine, sentence)}.")
