"""Check the archive for what is unlikely: warnings with their rule, never rejections."""

import json
from argparse import ArgumentParser
from collections import Counter
from dataclasses import asdict
from typing import Any

from django.core.management.base import CommandError

from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.plausibility.checking import PartySizes, check_archive

RULES = tuple(f"P{number}" for number in range(1, 17))


class Command(OperatorCommand):
    help = "Apply the plausibility rules P1-P16 to every person and document. Warnings never block anything."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--rule", action="append", default=[], help="show this rule only, such as P6; may be repeated"
        )
        parser.add_argument("--json", action="store_true", help="one JSON object a line")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        unknown = [rule for rule in options["rule"] if rule not in RULES]
        if unknown:
            raise CommandError(f"There is no rule {', '.join(unknown)}: the rules are P1 to P16.", returncode=1)
        counted: Counter[str] = Counter()
        sizes = PartySizes()
        for warning in check_archive(sizes):
            if options["rule"] and warning.rule not in options["rule"]:
                continue
            counted[warning.rule] += 1
            if options["json"]:
                self.stdout.write(json.dumps(asdict(warning), ensure_ascii=False))
            else:
                self.stdout.write(
                    f"{warning.rule:4} {warning.level:8} {warning.label} [{warning.record_id}]: {warning.sentence}"
                )
        if not options["json"]:
            summary = ", ".join(
                f"{rule} {number}" for rule, number in sorted(counted.items(), key=lambda pair: int(pair[0][1:]))
            )
            self.stdout.write(f"\n{counted.total()} warnings" + (f": {summary}" if summary else "") + ".")
            averages = ", ".join(f"{code} {size}" for code, size in sizes.averages().items())
            if averages:
                self.stdout.write(f"P5, people of one family deported together, on average: {averages}.")
