"""One form makes one document, however often it is sent: by two clicks, a reload, or a browser that tries again."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.admin.access import may_publish, signature_of
from records.admin.links import address
from records.admin.transcribing.kept_scans import KeptScans
from records.journeys.models import JourneyStage
from records.people.models import Family, Person
from records.transcribing.entry import Entry
from records.transcribing.models import SentForm
from records.transcribing.saving import SavedEntry, save_entry

_SHOWN = 50


def save_once(entry: Entry, scans: KeptScans, pages: Sequence[str], user: Any, now: datetime) -> SentForm:
    """Save the entry with these pages, or find what it was saved as; EntryRefused saves nothing and keeps the scans."""
    try:
        with transaction.atomic():
            # Of two at the same moment, the second waits here, and then finds the token taken.
            form = SentForm.objects.create(token=scans.token, by=user, kind=entry.kind)
            saved = save_entry(
                entry, scans.pictures(pages), signature_of(user), now, may_change_published=may_publish(user)
            )
            form.document, form.made = saved.document, _plain(saved)
            form.save()
    except IntegrityError:
        before = SentForm.objects.filter(token=scans.token, by=user, document__isnull=False).first()
        if before is None:
            raise
        form = before
    scans.forget()
    return form


def _plain(saved: SavedEntry) -> dict[str, Any]:
    return {
        "created": [person.pk for person in saved.created],
        "linked": [person.pk for person in saved.linked],
        "families": [family.pk for family in saved.families],
        "stages": [stage.pk for stage in saved.stages],
        "source": saved.source.pk,
        "pictures": saved.pictures,
        "waits": [str(words) for words in (*saved.waits, *saved.left_out)],
    }


def what_was_made(form: SentForm | None) -> list[tuple[str, list[dict[str, str]]]]:
    """Return headings with rows of words and addresses; four queries however much was made."""
    made = form.made if form else {}
    families = Family.objects.filter(pk__in=made.get("families", [])).prefetch_related("partners__person")
    stages = JourneyStage.objects.filter(pk__in=made.get("stages", [])).select_related("place")
    found = [
        (_("New people"), _people(made.get("created", []))),
        (_("Linked people"), _people(made.get("linked", []))),
        (_("Families"), [{"words": str(family), "url": address(family)} for family in families]),
        (_("Stages of the journey"), [{"words": str(stage), "url": address(stage)} for stage in stages]),
        (_("Scans"), _scans(int(made.get("pictures", 0)))),
    ]
    return [(heading, rows) for heading, rows in found if rows]


def _scans(number: int) -> list[dict[str, str]]:
    return [{"words": ngettext("%d page", "%d pages", number) % number}] if number else []


def _people(pks: Sequence[int]) -> list[dict[str, str]]:
    shown = Person.objects.in_bulk(pks[:_SHOWN])
    rows = [{"words": str(shown[pk]), "url": address(shown[pk])} for pk in pks[:_SHOWN] if pk in shown]
    more = len(pks) - _SHOWN
    return [*rows, {"words": _("and %d more") % more}] if more > 0 else rows
