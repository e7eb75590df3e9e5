"""Proposing for people and names that have just come: whoever the kept index finds likely enough joins the queue.

So nobody waits for the night. What other records and families say of a pair is weighed then, and the queue made anew.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from records.documents.models import Mention
from records.linkage.asking_index import AskedBefore, find_in_index
from records.linkage.compared import Told, compared
from records.linkage.parameters import learned_parameters
from records.linkage.proposal_rows import rows_waiting
from records.linkage.proposals import Proposal as Kept
from records.linkage.proposing import Proposal
from records.linkage.scoring import Scored
from records.linkage.told_names import told_names
from records.linkage.told_people import relatives_of_people, told_people
from records.people.models import Person

_AT_ONCE, _OF_ONE = 500, 5
_PERSON, _NAME = "p:", "n:"
Progress = Callable[[str, int, int], None]


@dataclass(slots=True)
class FoundForNew:
    """How many new people were compared; who may be the same and waits to be decided, and who may be of one family.

    Of each pair the left one is new.
    """

    compared: int = 0
    same: list[Scored] = field(default_factory=list)
    kin: list[Scored] = field(default_factory=list)


def propose_for_new(people: Sequence[int], names: Sequence[int], now: datetime, progress: Progress) -> FoundForNew:
    """Seek these people, and names on pages, in the index, which must hold them; keep what is proposed beside what is
    there.
    """
    found, total, before = FoundForNew(), len(people) + len(names), AskedBefore()
    for start in range(0, len(people), _AT_ONCE):
        part = people[start : start + _AT_ONCE]
        _propose_part(list(told_people(part)), part, now, found, before)
        progress("comparing", start + len(part), total)
    for start in range(0, len(names), _AT_ONCE):
        part = names[start : start + _AT_ONCE]
        _propose_part(list(told_names(pks=part)), [], now, found, before)
        progress("comparing", len(people) + start + len(part), total)
    return found


def _propose_part(
    new: Sequence[Told], pks: Sequence[int], now: datetime, found: FoundForNew, before: AskedBefore
) -> None:
    parameters = learned_parameters()
    told = {one.key: one for one in new}
    same: list[Proposal] = []
    for one in new:
        answer = find_in_index(compared(one), least=parameters.likely, most=_OF_ONE, with_kin=True, before=before)
        # Of two names nobody is identified with, neither is a person yet.
        pairs = [pair for pair in answer.same if _PERSON in (pair.left[:2], pair.right[:2])]
        same += [Proposal(pair, pair.is_certain(parameters)) for pair in pairs]
        found.kin += answer.kin
    found.compared += len(new)
    if same:
        told |= _others([pair.pair.right for pair in same if pair.pair.right not in told])
        same = [one for one in same if one.pair.right in told]
        records = {key: compared(one) for key, one in told.items()}
        _apart, rows = rows_waiting(_each_once(same), records, relatives_of_people(pks), now)
        Kept.objects.bulk_create(rows, ignore_conflicts=True)
        waiting = {frozenset((row.one, row.other)) for row in rows}
        found.same += [one.pair for one in same if frozenset((one.pair.left, one.pair.right)) in waiting]


def _each_once(proposals: Sequence[Proposal]) -> list[Proposal]:
    """Two who are both new are found from either side."""
    return list({frozenset((one.pair.left, one.pair.right)): one for one in proposals}.values())


def _others(keys: Sequence[str]) -> dict[str, Told]:
    people = Person.objects.filter(public_id__in=[key[2:] for key in keys if key.startswith(_PERSON)])
    names = [int(key[2:]) for key in keys if key.startswith(_NAME)]
    told = {one.key: one for one in told_people(people.values_list("pk", flat=True))}
    if names:
        # The names of a certificate tell of each other.
        documents = Mention.objects.filter(pk__in=names).values_list("document_id", flat=True)
        told |= {one.key: one for one in told_names(list(documents), pks=names)}
    return told
