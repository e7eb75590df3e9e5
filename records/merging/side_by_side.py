"""Both people field by field and part by part, in words; a fixed number of queries."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.histories.models import HistoryPerson
from records.journeys.models import Traveller
from records.linkage.models import Identification, NotSame
from records.merging.ties import PARTS, rows_of_part
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.record_model import RecordPart

# Leaves out the rows that somebody must not see.
Seen = Callable[[QuerySet], QuerySet]
LABELS: dict[type[RecordPart], Any] = {
    PersonName: gettext_lazy("names"),
    Event: gettext_lazy("events"),
    PersonCitation: gettext_lazy("citations of persons"),
    FamilyPartner: gettext_lazy("families as a partner"),
    FamilyChild: gettext_lazy("families as a child"),
    Traveller: gettext_lazy("stages of the journey"),
    HistoryPerson: gettext_lazy("family histories"),
    Identification: gettext_lazy("names on pages"),
    NotSame: gettext_lazy("not the same persons"),
}
_CITED: dict[type[RecordPart], type[RecordPart]] = {
    PersonName: NameCitation,
    Event: EventCitation,
    FamilyChild: ChildCitation,
}
_ALONG: dict[type[RecordPart], tuple[tuple[str, ...], tuple[str, ...]]] = {
    Event: (("place",), ()),
    PersonCitation: (("source",), ()),
    FamilyPartner: (("family",), ("family__partners__person",)),
    FamilyChild: (("family",), ("family__partners__person",)),
    Traveller: (("stage__place",), ()),
    Identification: (("mention__document",), ()),
    NotSame: (("mention__document",), ()),
}


@dataclass(frozen=True, slots=True)
class Said:
    """One part in words, and where it is found; ``twice``: the other record says the very same."""

    words: str
    twice: bool = False
    sources: str = ""


@dataclass(frozen=True, slots=True)
class PartGroup:
    """All parts of one kind, of the one kept and of the other."""

    label: str
    kept: tuple[Said, ...]
    gone: tuple[Said, ...]


def everything(rows: QuerySet) -> QuerySet:
    """Leave out nothing."""
    return rows


def part_groups(kept: Person, gone: Person, seen: Seen = everything) -> list[PartGroup]:
    """Return the parts of both, kind by kind; kinds of which neither has any are left out."""
    found = []
    for model in PARTS:
        own, other = (_said(_rows(model, person, seen)) for person in (kept, gone))
        if own or other:
            both = {words for words, _sources in own} & {words for words, _sources in other}
            found.append(PartGroup(capfirst(str(LABELS[model])), _marked(own, both), _marked(other, both)))
    return found


def _rows(model: type[RecordPart], person: Person, seen: Seen) -> QuerySet[Any]:
    joined, along = _ALONG.get(model, ((), ()))
    listed: list[Any] = list(along)
    rows: QuerySet[Any] = seen(rows_of_part(model, person))
    cited: Any = _CITED.get(model)
    if cited is not None:
        citations = seen(cited._default_manager.select_related("source"))
        listed.append(Prefetch("citations", citations, to_attr="cited"))
    return rows.select_related(*joined, "person").prefetch_related(*listed)


def _marked(said: Iterable[tuple[str, str]], both: set[str]) -> tuple[Said, ...]:
    return tuple(Said(words, words in both, sources) for words, sources in said)


def _said(rows: Iterable[Any]) -> list[tuple[str, str]]:
    return [(part_words(row), _sources_of(row)) for row in rows]


def _sources_of(row: Any) -> str:
    found = (" · ".join(word for word in (str(one.source), one.page) if word) for one in getattr(row, "cited", ()))
    return "; ".join(dict.fromkeys(found))


def part_words(row: Any) -> str:
    """Return what a part says, without saying of whom."""
    if isinstance(row, PersonName):
        return f"{row} ({row.get_kind_display()})"
    if isinstance(row, Event):
        where = str(row.place) if row.place else row.place_as_written
        kind = capfirst(str(row.get_kind_display()))
        concluded = _("our conclusion") if row.is_conclusion else ""
        said = (row.date_text or row.date_value, where, row.value, row.cause, row.note, concluded)
        return f"{kind}: {' · '.join(word for word in said if word)}".removesuffix(": ")
    if isinstance(row, PersonCitation):
        return " · ".join(word for word in (str(row.source), row.page) if word)
    if isinstance(row, FamilyChild):
        return f"{row.family} ({row.get_pedigree_display()})"
    if isinstance(row, Traveller):
        own = (str(row.stage), row.role, row.get_outcome_display(), row.date_text or row.date_value, row.note)
        return " · ".join(word for word in own if word)
    if isinstance(row, Identification):
        withdrawn = _("withdrawn") if row.withdrawn else row.get_certainty_display()
        return f"{row.mention} – {row.mention.document} ({withdrawn})"
    if isinstance(row, NotSame):
        return f"≠ {row.mention} – {row.mention.document}"
    return str(getattr(row, "family", None) or getattr(row, "history", None) or row)
