"""Export an edition, or a part of it, as GEDCOM or GEDZIP."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export
from records.exporting.loss_sentences import loss_sentence
from records.exporting.losses import loss_report
from records.exporting.requests import (
    ALL_RELATIVES,
    AUDIENCES,
    PROFILES,
    ExportRefused,
    ExportRequest,
    read_generations,
    read_scope,
    refuse_other_ending,
)
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars

# What the option --version of before stands for.
_OF_VERSION = {"7.0": "share-7.0", "5.5.1": "share-5.5.1"}


class Command(OperatorCommand):
    help = "Write the public edition, or a complete archive edition, or a part of either, as GEDCOM 7.0 or 5.5.1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("out", help="the file to write; it appears only when it is complete")
        parser.add_argument("--profile", choices=PROFILES, help="how much the file says (share-7.0)")
        parser.add_argument("--version", dest="gedcom_version", choices=tuple(_OF_VERSION), help="a share profile")
        parser.add_argument("--audience", choices=AUDIENCES, default="public")
        parser.add_argument(
            "--scope",
            default="everything",
            help="everything, person:ID, history:ID, place:ID, document:ID, search:QUERY or file:NUMBER",
        )
        parser.add_argument(
            "--generations", type=int, default=2, help=f"up and down from the person; {ALL_RELATIVES}: all relatives"
        )
        parser.add_argument("--gedzip", action="store_true", help="with the pictures, in one archive")
        parser.add_argument("--report", action="store_true", help="only say what the file would not carry")

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        # Django's own --version would stand in the way of ours.
        return super().create_parser(prog_name, subcommand, conflict_handler="resolve", **kwargs)

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        try:
            self._export(
                Path(options["out"]), _request(options), quiet=options["verbosity"] == 0, only_report=options["report"]
            )
        except ExportRefused as refused:
            raise CommandError(str(refused), returncode=1) from refused

    def _export(self, out: Path, request: ExportRequest, *, quiet: bool, only_report: bool) -> None:
        if not only_report:
            refuse_other_ending(request, out.name)
        with progress_bars(quiet=quiet) as progress:
            if request.audience == "archive":
                rebuild("archive", date.today(), progress)
            if only_report:
                self._say_losses(request)
                return
            report = export(request, out, progress)
        written = ", ".join(f"{number} {what}" for what, number in report.written.items())
        self.stdout.write(f"Wrote {out}: {request.profile}, {request.audience} edition: {written}.")
        self.stdout.write(f"  {report.records} records, {report.bytes} bytes, SHA-256 {report.sha256}")
        for what, number in report.not_carried.items():
            self.stdout.write(f"  Not carried: {loss_sentence(what, number)}")

    def _say_losses(self, request: ExportRequest) -> None:
        entries = loss_report(request).entries
        for entry in entries:
            examples = f" ({'; '.join(entry.examples)})" if entry.examples else ""
            self.stdout.write(f"{loss_sentence(entry.what, entry.count)}{examples}")
        if not entries:
            self.stdout.write("Everything goes out in its own form.")


def _request(options: dict[str, Any]) -> ExportRequest:
    return ExportRequest(
        options["profile"] or _OF_VERSION.get(options["gedcom_version"], "share-7.0"),
        options["audience"],
        read_scope(options["scope"]),
        read_generations(options["generations"]),
        options["gedzip"],
    )
