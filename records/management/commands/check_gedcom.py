"""Check a GEDCOM file: every fault with its line, in one sentence."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from records.gedcom.validating.file_checking import check_file
from records.gedcom.validating.findings import Finding
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand


class Command(OperatorCommand):
    help = "Check whether a .ged or .gdz file is valid GEDCOM 7.0 or 5.5.1. Nothing is imported or changed."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path, help="the GEDCOM or GEDZIP file")
        parser.add_argument("--charset", default="", help="the character set, such as CP1250")
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        counted: Counter[str] = Counter()
        for finding in check_file(options["file"], options["charset"]):
            counted[finding.severity] += 1
            self.stdout.write(json.dumps(asdict(finding), ensure_ascii=False) if options["json"] else _words(finding))
        errors, warnings = counted["error"], counted["warning"]
        if errors:
            raise CommandError(f"The file is not valid: {errors} errors, {warnings} warnings.", returncode=1)
        if not options["json"]:
            self.stdout.write(f"The file is valid; {warnings} warnings.")


def _words(finding: Finding) -> str:
    place = f"line {finding.line}" if finding.line else "archive"
    words = f" [{finding.text}]" if finding.text else ""
    return f"{place}: {finding.severity}: {finding.message}{words}"
