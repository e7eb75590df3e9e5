"""Claims of one kind side by side, in words."""

from typing import Any

from django.utils.text import capfirst

from records.admin.reviewing.paper_page import with_sources
from records.documents.unseen import Unseen
from records.people.kinds import EVENT_KINDS
from records.record_model import Record
from records.reviewing.queries import rivals_of


def kind_words(kind: str) -> str:
    """Return what a kind of event is called."""
    return capfirst(str(EVENT_KINDS[kind][0])) if kind in EVENT_KINDS else kind


def rival_claims(record: Record, may_change: bool, unseen: Unseen) -> list[dict[str, Any]]:
    """Return the claims of one kind side by side, for the form of a person or a family."""
    return [
        {
            "kind": kind_words(kind),
            "concluded": next((claim for claim in claims if claim.is_conclusion), None),
            "claims": [(claim.pk, with_sources(claim), claim.is_conclusion) for claim in claims],
            "may_change": may_change,
        }
        for kind, claims in rivals_of(record, unseen)
    ]
