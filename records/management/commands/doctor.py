"""Say what is wrong with this installation, and how it is mended."""

import json
from argparse import ArgumentParser
from dataclasses import asdict

from django.core.management.base import CommandError
from django.utils import timezone

from records.management.commands._operator_command import OperatorCommand
from records.upkeep.findings import BEWARE, WELL, WRONG, examine

_SIGNS = {WELL: "ok", BEWARE: "beware", WRONG: "WRONG"}


class Command(OperatorCommand):
    help = "Look at databases, edition, disk, jobs, settings; name what is wrong and how to mend it. Changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--thorough", action="store_true", help="read all of the databases, find every picture")
        parser.add_argument("--json", action="store_true", help="for machines: one list of findings")

    def handle(self, *args: object, **options: object) -> None:
        found = []
        for one in examine(timezone.now(), thorough=bool(options["thorough"])):
            found.append(one)
            if not options["json"]:
                mend = f"\n{'':8}{'':14}-> {one.mend}" if one.mend else ""
                self.stdout.write(f"{_SIGNS[one.state]:8}{one.part:14}{one.words}{mend}")
        if options["json"]:
            self.stdout.write(json.dumps([asdict(one) for one in found], ensure_ascii=False, indent=1))
        wrong = sum(one.state == WRONG for one in found)
        if wrong:
            raise CommandError(f"{wrong} of {len(found)} findings must be mended.", returncode=1)
