"""Tell those who follow a search of people newly published; a second run of the day tells nobody twice."""

from argparse import ArgumentParser
from smtplib import SMTPException
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from records.management.commands._failures import one_clear_sentence
from records.website.follow_letters import tell_all


class Command(BaseCommand):
    help = "Look up every followed search in the public edition and write to those for whom somebody is new. Run daily."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--site", default=settings.SITE_ADDRESS, help="the address of the site, for the links")

    @one_clear_sentence
    def handle(self, *args: Any, **options: Any) -> None:
        try:
            looked, sent = tell_all(localdate(), options["site"].rstrip("/"))
        except (OSError, SMTPException) as error:
            raise CommandError(f"A letter could not be sent; run it again later. {error}") from error
        self.stdout.write(f"{looked} searches looked up, {sent} letters sent.")
