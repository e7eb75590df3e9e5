"""Which steps of a history, and which deleted records, a user may not read: those of papers hidden from them, and what
is known from such papers alone.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from django.db.models import Model

from records.admin.closed_collections import CITATIONS, DOCUMENT_OF, collections_of, seen_among
from records.change_sets import TouchedRow
from records.changes.differences import Hiding, hides_nothing
from records.changes.row_models import record_models
from records.changes.states import Step
from records.documents.models import Document, Mention, Source
from records.documents.unseen import Unseen
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.linkage.openly_known import hidden_with_papers
from records.outbox import RecordKey
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonName,
)
from records.row_history import has_history, states_of

# Through which kept rows a deleted one leads to what it was known from: (their kind, it, what they lead to, its kind).
_LEADS: dict[type[Model], tuple[type[Model], str, str, type[Model]]] = {
    Person: (Identification, "person_id", "mention_id", Mention),
    Source: (Document, "source_id", "id", Document),
    Family: (FamilyPartner, "family_id", "person_id", Person),
    JourneyStage: (StageCitation, "stage_id", "source_id", Source),
    PersonName: (NameCitation, "name_id", "source_id", Source),
    Event: (EventCitation, "event_id", "source_id", Source),
    FamilyChild: (ChildCitation, "child_id", "source_id", Source),
    FamilyPartner: (FamilyPartner, "id", "person_id", Person),
    Traveller: (Traveller, "id", "person_id", Person),
}


def hiding_from(user: Any) -> Hiding:
    """Return what hides from this user the steps of hidden papers; a fixed number of queries."""
    return (lambda steps: _hidden(steps, user)) if collections_of(user).unseen else hides_nothing


def hidden_gone(user: Any, keys: Iterable[RecordKey]) -> set[RecordKey]:
    """Return those of the deleted records that ever stood in a collection hidden from this user, or came from there."""
    if not collections_of(user).unseen:
        return set()
    by_kind: dict[str, set[str]] = defaultdict(set)
    for key in keys:
        by_kind[key.kind].add(key.record_id)
    found: set[RecordKey] = set()
    for kind, ids in by_kind.items():
        model = record_models().get(kind)
        if model is Document or model in _LEADS:
            named = model._meta.model_name
            notes = TouchedRow.objects.order_by().filter(record_kind=kind, record_id__in=ids, model=named)
            rows = dict(notes.values_list("row", "record_id").distinct())
            found |= {RecordKey(kind, rows[row]) for row in _gone_hidden(user, model, set(rows))}
    return found


def _hidden(steps: list[Step], user: Any) -> set[int]:
    unseen = collections_of(user).unseen
    papers = {step.order: _paper(step) for step in steps if step.model in DOCUMENT_OF}
    of_names = _papers_of_names({key for kind, key in papers.values() if kind == "mention"})
    document_of = {order: of_names.get(key) if kind == "mention" else key for order, (kind, key) in papers.items()}
    shut = _shut({key for key in document_of.values() if key is not None}, unseen)
    # A paper that nothing is known of any more stays hidden.
    found = {order for order, key in document_of.items() if key is None or key in shut}
    by_model: dict[type[Model], list[Step]] = defaultdict(list)
    for step in steps:
        if step.model in CITATIONS or step.model is Source or step.model in hidden_with_papers():
            by_model[step.model].append(step)
    for model, several in by_model.items():
        closed = _hidden_rows(user, model, several)
        found |= {step.order for step in several if step.row in closed}
    return found


def _hidden_rows(user: Any, model: type[Model], steps: Sequence[Step]) -> set[Any]:
    rows = {step.row for step in steps}
    there = set(model._default_manager.filter(pk__in=rows).order_by().values_list("pk", flat=True))
    gone = rows - there
    hidden = there - seen_among(user, model, there)
    if not gone:
        return hidden
    if model not in CITATIONS:
        return hidden | _gone_hidden(user, model, gone)
    leads = {step.row: getattr(step.after or step.before, "source_id", None) for step in steps if step.row in gone}
    told = seen_among(user, Source, {source for source in leads.values() if source is not None})
    # A source that nothing is known of any more stays hidden.
    return hidden | {row for row, source in leads.items() if source not in told}


def _gone_hidden(user: Any, model: type[Model], rows: set[Any]) -> set[Any]:
    """Return those of the rows, deleted ones, that were known from hidden papers and from nothing else."""
    unseen = collections_of(user).unseen
    if model is Document:
        return _shut(rows, unseen)
    if model is Mention:
        papers = _papers_of_names(rows)
        shut = _shut(set(papers.values()), unseen)
        return {row for row in rows if papers.get(row) is None or papers[row] in shut}
    if model not in _LEADS:
        return set()
    through, of_row, column, leads_to = _LEADS[model]
    kept = states_of(through).filter(**{f"{of_row}__in": rows}).order_by().values_list(of_row, column).distinct()
    leads: dict[Any, set[Any]] = defaultdict(set)
    for row, lead in kept:
        if lead is not None:
            leads[row].add(lead)
    asked = {lead for several in leads.values() for lead in several}
    there = set(leads_to._default_manager.filter(pk__in=asked).order_by().values_list("pk", flat=True))
    closed = (there - seen_among(user, leads_to, there)) | _gone_hidden(user, leads_to, asked - there)
    # A family is called by its partners: one of them hidden hides it.
    return {row for row, several in leads.items() if (several & closed if model is Family else several <= closed)}


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


def _shut(documents: Iterable[int], unseen: Unseen) -> set[int]:
    """Return those of the documents that are hidden, or stood in a hidden collection when they were deleted."""
    documents = set(documents)
    there = set(Document.objects.filter(pk__in=documents).order_by().values_list("pk", flat=True))
    shut = set(unseen.all().filter(pk__in=there).values_list("pk", flat=True))
    gone = documents - there
    if gone and unseen.collections:
        kept = states_of(Document).filter(id__in=gone, collection__in=unseen.collections)
        shut |= set(kept.values_list("id", flat=True))
    return shut
