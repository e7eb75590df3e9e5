"""Sources that are known from closed collections alone: whoever may not see those papers sees no citation of them."""

from collections.abc import Collection as Several
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from records.documents.models import Document, Source


def closed_sources(hidden: Several[int]) -> QuerySet[Source]:
    """Return the sources that have documents, and all of them in these collections (primary keys)."""
    within = Document.objects.order_by().filter(collection__in=hidden, source__isnull=False)
    elsewhere = Document.objects.order_by().filter(Q(collection__isnull=True) | ~Q(collection__in=hidden))
    known = Source.objects.order_by().filter(pk__in=within.values("source"))
    return known.exclude(Exists(elsewhere.filter(source=OuterRef("pk"))))


def openly_cited(citations: QuerySet[Any], hidden: Several[int]) -> QuerySet[Any]:
    """Return the citations, with their sources read along, without those of sources closed by these collections."""
    rows = citations.select_related("source")
    return rows.exclude(source__in=closed_sources(hidden)) if hidden else rows
