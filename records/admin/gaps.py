"""What is missing most among the newest records: so many are looked at, however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, Model, OuterRef, QuerySet
from django.utils.translation import gettext as _

from records.admin.closed_collections import visible_to
from records.admin.links import address
from records.documents.models import Document, DocumentImage, Mention
from records.linkage.models import Identification
from records.people.models import Event, Person
from records.record_model import Status

LOOKED_AT = 1000
_EXAMPLES = 5


@dataclass(frozen=True, slots=True)
class Gap:
    """Something that so many of the newest records lack, and the first of them: (words, address)."""

    words: str
    examples: Sequence[tuple[str, str]]


def gaps_for(user: Any) -> list[Gap]:
    """Return what is missing, as far as this user may see it."""
    births = Event.objects.filter(person=OuterRef("pk"), kind="birth")
    pictures = DocumentImage.objects.filter(document=OuterRef("pk"))
    decided = Identification.objects.filter(mention=OuterRef("pk"), withdrawn=False)
    asked: tuple[tuple[str, str, QuerySet], ...] = (
        (
            "records.view_person",
            _("Published people without a birth: %(number)d of the newest %(looked)d people"),
            # Said by what it is not: asked for the published ones, SQLite would go through all of them.
            _newest(Person).filter(~Exists(births)).exclude(status__in=set(Status) - {Status.PUBLISHED}),
        ),
        (
            "records.view_document",
            _("Documents without a picture: %(number)d of the newest %(looked)d"),
            _newest(Document).filter(~Exists(pictures)),
        ),
        (
            "records.view_mention",
            _("Names on pages that nobody has identified: %(number)d of the newest %(looked)d"),
            _newest(Mention).filter(~Exists(decided)),
        ),
    )
    gaps = [_gap(words, visible_to(user, rows)) for permission, words, rows in asked if user.has_perm(permission)]
    return [gap for gap in gaps if gap.examples]


def _newest(model: type[Model]) -> QuerySet:
    rows = model._default_manager.order_by("-pk")
    return rows.filter(pk__in=rows.values("pk")[:LOOKED_AT])


def _gap(words: str, rows: QuerySet) -> Gap:
    found = list(rows)
    examples = [(str(row), address(row)) for row in found[:_EXAMPLES]]
    return Gap(words % {"number": len(found), "looked": LOOKED_AT}, examples)
