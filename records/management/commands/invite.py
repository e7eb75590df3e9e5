"""Inviting from the command line: how the first administrator of an empty archive gets an account."""

from argparse import ArgumentParser

from django.conf import settings
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.urls import reverse
from django.utils import timezone

from records.accounts.audit import write_down
from records.accounts.invitations import has_account, invite
from records.management.commands._failures import one_clear_sentence


class Command(BaseCommand):
    help = "Invite someone to the desk by e-mail, and print the address that makes the account."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("email")
        parser.add_argument("--role", default="volunteer", help="volunteer, editor, archivist or administrator")
        parser.add_argument("--site", default=settings.SITE_ADDRESS, help="where the site is, https://kresy.example")

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        email, site = str(options["email"]), str(options["site"]).rstrip("/")
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an e-mail address.", returncode=1) from None
        role = Group.objects.filter(name=str(options["role"])).first()
        if role is None:
            raise CommandError("A role is volunteer, editor, archivist or administrator.", returncode=1)
        if has_account(email):
            raise CommandError("Someone signs in with this e-mail address already.", returncode=1)
        made, address = invite(
            email, role, [], None, timezone.now(), lambda token: site + reverse("invitation", args=(token,))
        )
        write_down("invited", role=role.name, invitation=made.pk)
        self.stdout.write(address)
