"""Everything in the archive that says whose it is: by a key, or by the public id. A test looks for what is missing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Model, QuerySet

from records.contributions.models import Contribution, Statement
from records.histories.models import HistoryPerson
from records.importing.models import ExternalId, ImportedRecord, ImportedRow, Residue
from records.journeys.models import Traveller
from records.linkage.models import Identification, NotSame
from records.people.models import (
    Event,
    FamilyChild,
    FamilyPartner,
    Person,
    PersonCitation,
    PersonName,
)
from records.record_model import RecordPart
from records.reviewing.models import Remark

# The parts of a person, which have a history: each has a column ``person``.
PARTS: tuple[type[RecordPart], ...] = (
    PersonName,
    Event,
    PersonCitation,
    FamilyPartner,
    FamilyChild,
    Traveller,
    HistoryPerson,
    Identification,
    NotSame,
)


@dataclass(frozen=True, slots=True)
class Tie:
    """A table without a history whose rows name a person; ``where`` narrows it to rows about people.

    ``key`` and ``public_id`` are the columns that do so, or "".
    """

    model: type[Model]
    key: str = ""
    public_id: str = ""
    where: Mapping[str, str] = field(default_factory=dict)
    # What is written into a row besides, when it comes to another person.
    also: Mapping[str, Any] = field(default_factory=dict)

    def rows(self, person: Person) -> QuerySet[Any]:
        """Return the rows that name this person."""
        whose = {self.key: person.pk} if self.key else {self.public_id: person.public_id}
        return self.model._default_manager.filter(**self.where, **whose).order_by("pk")

    def columns_for(self, person: Person) -> dict[str, Any]:
        """Return what stands in a row of this person."""
        found = {self.key: person.pk} if self.key else {}
        return found | ({self.public_id: person.public_id} if self.public_id else {})


_OF_PERSON = {"kind": Person.KIND}
TIES: tuple[Tie, ...] = (
    # The record of a file was found to be the one kept, and did not make it: so it can be undone without it.
    Tie(ImportedRecord, "target", "record_id", _OF_PERSON, {"created": False}),
    Tie(ExternalId, "target", "", _OF_PERSON),
    Tie(Residue, "", "record_id", _OF_PERSON),
    Tie(ImportedRow, "", "person_id"),
    Tie(Remark, "", "record_id", {"record_kind": Person.KIND}),
    Tie(Contribution, "", "about_id", {"about_kind": Person.KIND}),
    Tie(Statement, "person_id"),
)
# Tables that name a person and stay as they are, with the reason.
LEFT_ALONE = {
    "TouchedRow": "the history of a record stays its own",
    "OutboxEntry": "what waits is published: what is gone, too",
    "InReview": "the place in the line is left, and taken again (snapshots.py)",
    "Contradiction": "follows from the events (snapshots.py)",
    "ComparisonDue": "what waits is compared anew: who is gone is taken out of the index",
    "ComparedRecord": "follows from the record: kept anew when that changes (linkage/following.py)",
    "Proposal": "follows from comparing all; of whoever goes nothing is proposed any more",
    "Hint": "follows from comparing all and from the searches; one of whoever goes is not shown, and goes by itself",
    "PersonPair": "a decision outlives the records; it is read through the merges",
    "Merge": "a chain of merges is followed",
}


def parts_of(person: Person) -> Iterable[RecordPart]:
    """Yield every part of a person, kind by kind, in its order."""
    for model in PARTS:
        yield from rows_of_part(model, person).order_by("pk")


def rows_of_part(model: type[RecordPart], person: Person) -> QuerySet[Any]:
    """Return the parts of one kind that a person has."""
    rows: QuerySet[Any] = model._default_manager.all()
    return rows.filter(person=person)
