"""Which steps of a history a user may not read: those of papers in closed collections, and citations of them."""

from collections.abc import Iterable
from typing import Any

from records.admin.closed_collections import DOCUMENT_OF, SOURCE_OF, collections_of
from records.changes.differences import Hiding, hides_nothing
from records.changes.states import Step
from records.documents.closed_sources import closed_sources
from records.documents.models import Document, Mention, Source
from records.row_history import has_history, states_of


def hiding_from(user: Any) -> Hiding:
    """Return what hides from this user the steps of closed papers; a fixed number of queries."""
    hidden = collections_of(user).hidden
    return (lambda steps: _hidden(steps, hidden)) if hidden else hides_nothing


def _hidden(steps: list[Step], hidden: frozenset[int]) -> set[int]:
    papers = {step.order: _paper(step) for step in steps if step.model in DOCUMENT_OF}
    of_names = _papers_of_names({key for kind, key in papers.values() if kind == "mention"})
    document_of = {order: of_names.get(key) if kind == "mention" else key for order, (kind, key) in papers.items()}
    shut = _shut({key for key in document_of.values() if key is not None}, hidden)
    sources = {step.order: _source(step) for step in steps if step.model in SOURCE_OF}
    told = Source.objects.filter(pk__in=set(sources.values())).exclude(pk__in=closed_sources(hidden))
    open_sources = set(told.order_by().values_list("pk", flat=True))
    # A paper or a source that nothing is known of any more stays hidden.
    return {order for order, key in document_of.items() if key is None or key in shut} | {
        order for order, key in sources.items() if key not in open_sources
    }


def _paper(step: Step) -> tuple[str, Any]:
    """Return the document of a step, or the name on a page through which it is found."""
    state = step.after or step.before
    if step.model is Document:
        return "document", step.row
    at = DOCUMENT_OF[step.model].partition("__")[0]
    return at, getattr(state, f"{at}_id", None)


def _papers_of_names(names: set[Any]) -> dict[int, int]:
    found = dict(Mention.objects.filter(pk__in=names).order_by().values_list("pk", "document_id"))
    gone = names - found.keys() - {None}
    if gone and has_history(Mention):
        found |= dict(states_of(Mention).filter(id__in=gone).order_by("state_id").values_list("id", "document_id"))
    return found


def _shut(documents: Iterable[int], hidden: frozenset[int]) -> set[int]:
    """Return those of the documents that stand in these collections, or stood there when they were deleted."""
    documents = set(documents)
    there = dict(Document.objects.filter(pk__in=documents).order_by().values_list("pk", "collection_id"))
    shut = {pk for pk, collection in there.items() if collection in hidden}
    gone = documents - there.keys()
    if gone:
        shut |= set(states_of(Document).filter(id__in=gone, collection__in=hidden).values_list("id", flat=True))
    return shut


def _source(step: Step) -> int | None:
    return step.row if step.model is Source else getattr(step.after or step.before, "source_id", None)
