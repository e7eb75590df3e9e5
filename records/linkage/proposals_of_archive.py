"""Proposing for the whole archive in memory: all are compared with all who may be the same, and what is likely is kept.

All of it is held in memory, some kilobytes a record; above some 300,000 records it is done in parts
(proposing_in_parts.py), with the same answers. The proposals of before stand until the new ones are written, in one
transaction: a crash leaves the old ones.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from records.linkage.compared import Compared, compared
from records.linkage.estimating import HARDLY, estimate_people
from records.linkage.parameters import Parameters, learned_parameters
from records.linkage.people_estimate import keep_estimate
from records.linkage.proposal_rows import AT_ONCE, PERSON, both_of, has_person, open_pairs, row_of
from records.linkage.proposals import Proposal as Kept
from records.linkage.proposing import Proposal, propose
from records.linkage.told_names import told_names
from records.linkage.told_people import relatives_of_people, told_people

# What is done, how much of it, and of how much in all.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class ProposalReport:
    """How many people and names on pages were compared, and what became of the likely pairs.

    ``rest`` were decided before, and nothing new is known. ``of_kin`` are partners, parent and child, or somebody who
    stands on that page already; ``of_names`` are two names of whom neither is a person of the archive yet.
    """

    people: int
    names: int
    kept: int
    rest: int
    of_kin: int
    of_names: int


def propose_for_archive(now: datetime, progress: Progress, counted: Collection[str] | None = None) -> ProposalReport:
    """Compare all and keep what is proposed, in place of what was proposed before.

    ``counted``: the keys of the records that the public may see; how many people are likely behind them is estimated.
    """
    told = list(told_people())
    people = len(told)
    progress("reading", people, people)
    told += told_names()
    records: dict[str, Compared] = {}
    for number, one in enumerate(told, 1):
        records[one.key] = compared(one)
        if number % 1_000 == 0 or number == len(told):
            progress("names", number, len(told))
    relatives = relatives_of_people()
    parameters = learned_parameters()
    found = propose(records.values(), parameters, relatives=relatives, least=HARDLY)
    with_people = [one for one in found if has_person(one)]
    of_names = [one for one in found if not has_person(one)]
    opened = open_pairs(with_people, relatives)
    # The fainter ones are for the estimate alone.
    found, with_people, apart, waiting = (
        _likely(some, parameters) for some in (found, with_people, opened.apart, opened.waiting)
    )
    rows = [row_of(one, records, now, again=both_of(one) in opened.decided) for one in waiting]
    with transaction.atomic():
        Kept.objects.all().delete()
        for start in range(0, len(rows), AT_ONCE):
            Kept.objects.bulk_create(rows[start : start + AT_ONCE])
            progress("proposals", min(start + AT_ONCE, len(rows)), len(rows))
        if counted is not None:
            _estimate(records.keys() & counted, [*opened.waiting, *of_names], now)
    return ProposalReport(
        people, len(told) - people, len(rows), len(apart) - len(rows), len(with_people) - len(apart),
        len(found) - len(with_people),
    )  # fmt: skip


def _likely(pairs: Iterable[Proposal], parameters: Parameters) -> list[Proposal]:
    return [one for one in pairs if one.pair.probability >= parameters.likely]


def _estimate(counted: Collection[str], pairs: Iterable[Proposal], now: datetime) -> None:
    """Keep how many people are behind these records: kin, names of one page and who was told apart are two people."""
    likely = ((one.pair.left, one.pair.right, one.pair.probability) for one in pairs)
    people = sum(key.startswith(PERSON) for key in counted)
    keep_estimate(estimate_people(counted, likely), people, now)
