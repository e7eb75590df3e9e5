"""Parts that cannot stand twice: a child once in a family, a traveller once on a stage, a name on a page once.

What one of the two rows leaves open is filled from the other; where both say something else, nothing is merged until
somebody has made them agree.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.dated_model import Dated
from records.histories.models import HistoryPerson
from records.journeys.models import Outcome, Presence, Traveller
from records.linkage.models import Identification, NotSame
from records.merging.ties import rows_of_part
from records.people.models import FamilyChild, Person
from records.record_model import RecordPart

# model: what it stands in, and for each column that may be filled the value that says nothing
_ONCE: dict[type[RecordPart], tuple[str, Mapping[str, Any]]] = {
    FamilyChild: ("family_id", {"pedigree": None}),
    Traveller: (
        "stage_id",
        {"role": "", "outcome": Outcome.UNKNOWN, "presence": Presence.INFERRED, "reason": "", "note": ""},
    ),
    HistoryPerson: ("history_id", {}),
    NotSame: ("mention_id", {"note": ""}),
}
_DATES = tuple(column.name for column in Dated._meta.local_fields)
_SURENESS = ("uncertain", "probable", "sure")


@dataclass(slots=True)
class Twice:
    """One part of each that say the same; ``filled`` is what comes to the row kept, ``differs`` what stands against."""

    kept: Any
    gone: Any
    filled: dict[str, Any] = field(default_factory=dict)
    differs: list[str] = field(default_factory=list)

    def words(self) -> str:
        """Return what is said twice, in words."""
        return f"{capfirst(str(self.kept._meta.verbose_name))}: {_where(self.kept)}"

    def refusal(self) -> str:
        """Return why both cannot become one."""
        said = {"where": self.words(), "what": ", ".join(self.differs)}
        return (
            _("%(where)s – both records are there, and say different things (%(what)s). Make them agree first.") % said
        )


def said_twice(kept: Person, gone: Person) -> list[Twice]:
    """Return the pairs of parts of which one must go."""
    found = []
    for model, (where, fillable) in _ONCE.items():
        own = {getattr(row, where): row for row in rows_of_part(model, kept)}
        for other in rows_of_part(model, gone).order_by("pk"):
            if getattr(other, where) in own:
                found.append(_compare(own[getattr(other, where)], other, fillable))
    return found


def identified_twice(kept: Person, gone: Person) -> list[Twice]:
    """Return the pairs of decisions that a name on a page is either of them; the surer one stays in force."""
    own = {row.mention_id: row for row in Identification.objects.filter(person=kept, withdrawn=False)}
    others = Identification.objects.filter(person=gone, withdrawn=False, mention__in=list(own)).order_by("pk")
    return [Twice(own[other.mention_id], other) for other in others]


def is_surer(one: Identification, other: Identification) -> bool:
    """Whether one decision is surer than another."""
    return _SURENESS.index(one.certainty) > _SURENESS.index(other.certainty)


def _compare(kept: Any, gone: Any, fillable: Mapping[str, Any]) -> Twice:
    found = Twice(kept, gone)
    for name, nothing in fillable.items():
        own, other = getattr(kept, name), getattr(gone, name)
        if own == other or other == nothing:
            continue
        if own == nothing:
            found.filled[name] = other
        elif name == "note" and len(both := f"{own}\n\n{other}") <= (kept._meta.get_field(name).max_length or 10_000):
            found.filled[name] = both
        else:
            found.differs.append(str(kept._meta.get_field(name).verbose_name))
    if isinstance(kept, Dated):
        _compare_dates(kept, gone, found)
    return found


def _compare_dates(kept: Any, gone: Any, found: Twice) -> None:
    own, other = (kept.date_text, kept.date_value), (gone.date_text, gone.date_value)
    if own == other or not any(other):
        return
    if any(own):
        found.differs.append(_("date"))
    else:
        found.filled |= {name: getattr(gone, name) for name in _DATES}


def _where(row: Any) -> str:
    for name in ("family", "stage", "history", "mention"):
        if hasattr(row, f"{name}_id"):
            return str(getattr(row, name))
    return str(row)


def refusals_of(pairs: Iterable[Twice]) -> list[str]:
    """Return the sentences that speak against making one of each pair."""
    return [pair.refusal() for pair in pairs if pair.differs]
