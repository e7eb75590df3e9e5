"""Send the daily letter to everyone at the desk for whom something waits; a second run of the day sends none twice."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from records.admin.reviewing.letters import send_daily_letters


class Command(BaseCommand):
    help = "Send the daily letter: what waits in review, what was given back, what contradicts itself. Run it daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default=settings.SITE_ADDRESS, help="the address of the site, for the links")
        parser.add_argument("--day", type=date.fromisoformat, help="of which day (YYYY-MM-DD); else today")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            sent, before = send_daily_letters(options["site"].rstrip("/"), options["day"])
        except OSError as error:
            raise CommandError(f"A letter could not be sent; run it again later. {error}") from error
        self.stdout.write(f"{sent} letters sent, {before} had gone before.")
