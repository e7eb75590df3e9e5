"""Make a PDF of the public edition: the booklet of a family, a person's page, a chart, a journey.

The website only writes down what is asked for; `make_pdf --waiting` makes it, one after the other, each in a process of
its own.
"""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.http import Http404
from filelock import Timeout

from records.management.commands._failures import one_clear_sentence
from records.website.chart_page import KINDS
from records.website.printing.asked import PAPERS, WHATS, Asked, NothingOfTheKind, asked_from
from records.website.printing.making import current_line, make, make_all, make_here, make_in_own_process
from records.website.printing.pdf_writing import CannotMakePdfs

try:
    import resource
except ImportError:
    # Windows has none.
    resource = None  # type: ignore[assignment]

# Bytes of addresses, of which the edition's file may be a quarter of a gigabyte; a hundred people take one in all.
_MOST_MEMORY = 3_000_000_000


class Command(BaseCommand):
    help = (
        "Make a PDF of the public edition, such as: make_pdf history ID OUT.pdf; or --waiting: all that was asked for."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("kind", nargs="?", choices=sorted(WHATS), help="of what")
        parser.add_argument("id", nargs="?", help="its id, as in its address")
        parser.add_argument("file", nargs="?", type=Path, help="where to")
        parser.add_argument(
            "--what", default="booklet", choices=sorted({one for whats in WHATS.values() for one in whats})
        )
        parser.add_argument("--language", default="en", choices=[code for code, _name in settings.LANGUAGES])
        parser.add_argument("--chart", default="descendants", choices=sorted(KINDS))
        parser.add_argument("--generations", type=int, default=0, help="of a chart; 0: as many as usual")
        parser.add_argument("--paper", default="a4", choices=PAPERS, help="of a chart")
        parser.add_argument("--waiting", action="store_true", help="make all that readers have asked for")
        parser.add_argument("--kept", help="one of these, as it was written down")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        try:
            if options["waiting"]:
                self._make_waiting()
            elif options["kept"]:
                _bound_memory()
                failure = make_here(current_line(), asked_from(options["kept"]))
                if failure:
                    raise CommandError(failure, returncode=1)
            elif options["file"] is None:
                raise CommandError("Say of what, its id and where to: make_pdf history ID OUT.pdf.", returncode=1)
            else:
                self._make_one(options)
        except (CannotMakePdfs, NothingOfTheKind) as error:
            raise CommandError(str(error), returncode=1) from error

    def _make_waiting(self) -> None:
        try:
            made = make_all(make_in_own_process)
        except Timeout:
            self.stdout.write("Another process is making them.")
        else:
            self.stdout.write(f"Made {made}.")

    def _make_one(self, options: dict[str, Any]) -> None:
        of_chart = {}
        if options["what"] == "chart":
            kind = KINDS[options["chart"]]
            generations = min(options["generations"] or kind.usual, kind.most)
            of_chart = {"chart": options["chart"], "generations": generations, "paper": options["paper"]}
        asked = Asked(options["kind"], options["id"], options["what"], options["language"], **of_chart)
        try:
            pages = make(asked, options["file"], lambda step: None)
        except Http404 as error:
            raise CommandError(f"The edition has no {options['kind']} {options['id']}.", returncode=1) from error
        self.stdout.write(f"{options['file']}: {pages} pages.")


def _bound_memory() -> None:
    """Let this process fail rather than take the memory of the whole machine; where the system knows no such bound,
    the caps on what stands in a booklet must do."""
    if resource is not None:
        resource.setrlimit(resource.RLIMIT_AS, (_MOST_MEMORY, resource.getrlimit(resource.RLIMIT_AS)[1]))
