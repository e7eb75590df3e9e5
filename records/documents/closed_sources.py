"""Citations of papers that someone may not see: whoever may not open a paper is told nothing that is cited from it."""

from typing import Any

from django.db.models import Case, CharField, Exists, ExpressionWrapper, F, OuterRef, Q, QuerySet, When

from records.documents.models import Document, Source
from records.documents.unseen import Unseen


def closed_sources(unseen: Unseen) -> QuerySet[Source]:
    """Return the sources that have documents, and all of them unseen (primary keys)."""
    within = unseen.all().filter(source__isnull=False)
    elsewhere = Document.objects.order_by().filter(unseen.apart_from())
    known = Source.objects.order_by().filter(pk__in=within.values("source"))
    return known.exclude(Exists(elsewhere.filter(source=OuterRef("pk"))))


def is_closed(unseen: Unseen) -> Q:
    """Return the condition that a citation leads to an unseen paper: of a source that holds many, by its words."""
    papers = Document.objects.order_by()
    elsewhere = papers.filter(unseen.apart_from(), source=OuterRef("source"))
    cited = unseen.all().annotate(cited_at=ExpressionWrapper(OuterRef("page"), CharField()))
    # The sources of unseen papers first: an index finds the few citations that are looked at closely.
    near = Q(source__in=unseen.all().filter(source__isnull=False).values("source"))
    meant = Q(cited_at__startswith=_CITED_BY) | ~Exists(elsewhere)
    return near & Q(Exists(cited.filter(meant, source=OuterRef("source"))))


# As records/transcribing words a citation, and records/reviewing/came_along.py finds it again.
_CITED_BY = Case(When(signature="", then=F("title")), default=F("signature"))


def openly_cited(citations: QuerySet[Any], unseen: Unseen) -> QuerySet[Any]:
    """Return the citations, with their sources read along, without those of unseen papers."""
    rows = citations.select_related("source")
    return rows.exclude(is_closed(unseen)) if unseen else rows
