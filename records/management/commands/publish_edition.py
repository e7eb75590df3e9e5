"""Publish: drain the outbox into the public edition, or build an edition anew."""

from argparse import ArgumentParser
from datetime import date

from records.edition.connection import edition_url, sqlite_path
from records.edition.picture_store import prepare_pictures
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars


class Command(OperatorCommand):
    help = "Publish what changed; --rebuild builds the whole edition beside the old one and swaps it in."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--rebuild", action="store_true", help="build the whole edition anew")
        parser.add_argument(
            "--audience",
            choices=("public", "archive"),
            default="public",
            help="archive: the complete preservation copy; it lives apart and never touches the public edition",
        )

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        audience = str(options["audience"])
        today = date.today()
        if options["rebuild"] or audience == "archive":
            with progress_bars(quiet=options["verbosity"] == 0) as progress:
                pages = rebuild(audience, today, progress)
            where = sqlite_path(edition_url(audience)) or "the database server"
            self.stdout.write(f"Built the {audience} edition: {pages} pages, in {where}.")
        else:
            self.stdout.write(f"Published {publish_changes(today)} changes.")
        if audience == "public":
            prepare_pictures(lambda _what, _done, _total: None)
