"""Make hints for volunteers: who fits a followed search, and what may fill the gap of a journey."""

from collections.abc import Mapping
from typing import Any

from django.utils import timezone

from records.edition.connection import reading
from records.hints.making import make_hints
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.website.follow_letters import fitting


class Command(OperatorCommand):
    help = "Look for published people who fit a followed search, and for records that fill the gap of a journey."

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        with reading() as edition:

            def who_fits(asked: Mapping[str, str]) -> list[str]:
                return [person.id for person in fitting(edition, dict(asked))]

            report = make_hints(who_fits, timezone.now())
        for what, kept in (("followed searches", report.searches), ("gaps in journeys", report.gaps)):
            self.stdout.write(f"Of {what}: {kept.new} hints are new, {kept.again} came again, {kept.gone} went.")
