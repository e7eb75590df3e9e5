"""The demonstration: everything set up, loaded, published and served with one command. Running it again is safe."""

import logging
import secrets
import threading
import uuid
from argparse import ArgumentParser
from datetime import date
from io import StringIO

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.management.color import no_style
from django.db import connection
from django.utils import timezone
from django_tasks import DEFAULT_TASK_BACKEND_ALIAS, DEFAULT_TASK_QUEUE_NAME
from django_tasks_db.management.commands.db_worker import Worker

from records.contributions.demo_messages import load_demo_messages
from records.demonstration.demo_archive import load_demo_archive
from records.edition.picture_store import prepare_pictures
from records.edition.publishing import publish_changes
from records.edition.rebuilding import no_progress, rebuild
from records.importing.reference_data import load_reference_data
from records.linkage.following import follow_changes
from records.linkage.proposals_of_archive import propose_for_archive
from records.management.commands._failures import one_clear_sentence
from records.management.commands._progress import progress_bars
from records.management.commands.assets import missing as missing_assets
from records.outbox import OutboxEntry
from records.people.models import Person
from records.privacy.counted_records import counted_records
from records.privacy.visibility import public_on

# The groups of the desk and what they may were made by the migrations.
_KEPT = {"auth_group", "auth_group_permissions", "auth_permission", "django_content_type"}
GROUPS = ("volunteer", "editor", "archivist", "administrator")
# Marks the accounts that this command made and may give a new password.
DEMO_MARK = "(demonstration)"


def _start_worker() -> None:
    """Carry out the desk's jobs in a thread: the demonstration needs no second command, and nothing outlives it."""
    logging.getLogger("django_tasks_db").setLevel(logging.ERROR)
    worker = Worker(
        queue_names=[DEFAULT_TASK_QUEUE_NAME],
        interval=1,
        batch=False,
        backend_name=DEFAULT_TASK_BACKEND_ALIAS,
        startup_delay=False,
        max_tasks=None,
        worker_id=f"demo-{uuid.uuid4().hex}",
        excluded_queue_names=[],
    )
    threading.Thread(target=worker.run, daemon=True).start()


class Command(BaseCommand):
    help = (
        "Set up both databases, load the reference data and the invented demo archive, publish, and serve on loopback."
    )
    requires_migrations_checks = False

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--no-serve", action="store_true", help="set up only")
        parser.add_argument(
            "--fresh",
            action="store_true",
            help="empty the archive first; refused when it holds people who are not invented",
        )
        parser.add_argument("--port", type=int, default=8000)

    @one_clear_sentence
    def handle(self, *args: object, **options: object) -> None:
        if not 0 < int(str(options["port"])) < 65536:
            raise CommandError("A port is a number from 1 to 65535.", returncode=1)
        self.stdout.write("Preparing the working archive ...")
        call_command("migrate", verbosity=0, interactive=False)
        if options["fresh"]:
            self._empty()
        with progress_bars() as progress:
            new = load_reference_data(progress) | load_demo_archive(progress)
            load_demo_messages()
            follow_changes()
            propose_for_archive(timezone.now(), no_progress, counted_records(public_on(date.today())))
            if any(new.values()) or options["fresh"] or OutboxEntry.objects.count() > 500:
                pages = rebuild("public", date.today(), progress)
                self.stdout.write(f"Published the edition: {pages} pages.")
            else:
                self.stdout.write(f"Nothing new to load; published {publish_changes(date.today())} changes.")
        call_command("make_hints", verbosity=0, stdout=StringIO())
        prepare_pictures(no_progress)
        if missing_assets():
            # Served by this command or by another: where they cannot be fetched, that is told and no more.
            call_command("assets", stdout=self.stdout, stderr=self.stderr)
        self._make_users()
        if not options["no_serve"]:
            self._serve(int(str(options["port"])))

    def _empty(self) -> None:
        if Person.objects.filter(invented=False).exists():
            raise CommandError(
                "The archive holds people who are not invented; --fresh would delete them. Nothing was changed.",
                returncode=1,
            )
        tables = set(connection.introspection.django_table_names(only_existing=True, include_views=False))
        going = connection.ops.sql_flush(no_style(), sorted(tables - _KEPT), reset_sequences=True, allow_cascade=True)
        connection.ops.execute_sql_flush(going)

    def _make_users(self) -> None:
        self.stdout.write("\nAccounts for this demonstration (the passwords are new each time):")
        for name in GROUPS:
            user, created = get_user_model().objects.get_or_create(
                username=name, defaults={"is_staff": True, "first_name": name.title(), "last_name": DEMO_MARK}
            )
            if not created and user.last_name != DEMO_MARK:
                self.stdout.write(f"  {name:14} an account of this name exists already; it is left as it is")
                continue
            password = secrets.token_urlsafe(12)
            user.set_password(password)
            user.save()
            user.groups.set([Group.objects.get(name=name)])
            self.stdout.write(f"  {name:14} {password}")

    def _serve(self, port: int) -> None:
        self.stdout.write(
            f"\nThe site:  http://127.0.0.1:{port}/\nThe desk:  http://127.0.0.1:{port}/admin/\nStop with Ctrl-C.\n"
        )
        self.stdout.flush()
        connection.close()
        _start_worker()
        call_command(
            "runserver",
            f"127.0.0.1:{port}",
            use_reloader=False,
            skip_checks=True,
            verbosity=1 if settings.DEBUG else 0,
        )
