"""Proposing for the whole archive: all are compared with all who may be the same, and what is likely is kept.

All of it is held in memory, some kilobytes a record. The proposals of before stand until the new ones are written, in
one transaction: a crash leaves the old ones.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import astuple, dataclass, fields
from datetime import datetime
from typing import NamedTuple, TypeVar

from django.db import transaction

from records.documents.models import Mention
from records.linkage.compared import Compared, Told, compared
from records.linkage.deciding import decided_of, pair_of
from records.linkage.deciding_names import knowing
from records.linkage.estimating import HARDLY, estimate_people
from records.linkage.family_ties import Relatives
from records.linkage.models import Identification, NotSame
from records.linkage.parameters import Parameters, learned_parameters
from records.linkage.people_estimate import keep_estimate
from records.linkage.proposals import Proposal as Kept
from records.linkage.proposing import Proposal, propose
from records.linkage.told_names import told_names
from records.linkage.told_people import relatives_of_people, told_people
from records.names.surnames import family_key

_PERSON, _NAME = "p:", "n:"
_AT_ONCE = 500
_KIN = frozenset({"spouse", "parent", "child"})
Row = TypeVar("Row")
# What says nothing of how much a record tells.
_SILENT = frozenset({"unique_id", "kind", "source", "surname_sound", "surname_skeleton", "surname_skeleton2"})
_FACTS = tuple(column.name for column in fields(Compared) if column.name not in _SILENT)
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
    told = {one.key: one for one in told_people()}
    people = len(told)
    progress("reading", people, people)
    told |= {one.key: one for one in told_names()}
    records: dict[str, Compared] = {}
    for number, one in enumerate(told.values(), 1):
        records[one.key] = compared(one)
        if number % 1_000 == 0 or number == len(told):
            progress("names", number, len(told))
    relatives = relatives_of_people()
    parameters = learned_parameters()
    found = propose(records.values(), parameters, relatives=relatives, least=HARDLY)
    with_people = [one for one in found if _PERSON in (one.pair.left[:2], one.pair.right[:2])]
    of_names = [one for one in found if _both(one)[0].startswith(_NAME)]
    opened = _opened(with_people, relatives)
    # The fainter ones are for the estimate alone.
    found, with_people, apart, waiting = (
        _likely(some, parameters) for some in (found, with_people, opened.apart, opened.waiting)
    )
    rows = [_kept(one, told, records, now, again=_both(one) in opened.decided) for one in waiting]
    with transaction.atomic():
        Kept.objects.all().delete()
        for start in range(0, len(rows), _AT_ONCE):
            Kept.objects.bulk_create(rows[start : start + _AT_ONCE])
            progress("proposals", min(start + _AT_ONCE, len(rows)), len(rows))
        if counted is not None:
            _estimate(told.keys() & counted, [*opened.waiting, *of_names], now)
    return ProposalReport(
        people, len(told) - people, len(rows), len(apart) - len(rows), len(with_people) - len(apart),
        len(found) - len(with_people),
    )  # fmt: skip


def _likely(pairs: Iterable[Proposal], parameters: Parameters) -> list[Proposal]:
    return [one for one in pairs if one.pair.probability >= parameters.likely]


def _estimate(counted: Collection[str], pairs: Iterable[Proposal], now: datetime) -> None:
    """Keep how many people are behind these records: kin, names of one page and who was told apart are two people."""
    likely = ((one.pair.left, one.pair.right, one.pair.probability) for one in pairs)
    people = sum(key.startswith(_PERSON) for key in counted)
    keep_estimate(estimate_people(counted, likely), people, now)


class _Opened(NamedTuple):
    """Pairs ``apart``, neither of kin nor on one page; those of them ``waiting`` to be decided; and what of them was
    ``decided`` before, and whether that rests."""

    apart: list[Proposal]
    waiting: list[Proposal]
    decided: Mapping[tuple[str, str], bool]


def _opened(with_people: Sequence[Proposal], relatives: Relatives) -> _Opened:
    on_page = _on_the_page([_both(one) for one in with_people])
    apart = [one for one in with_people if not _are_kin(one, relatives) and _both(one) not in on_page]
    decided = _decided(apart)
    return _Opened(apart, [one for one in apart if not decided.get(_both(one), False)], decided)


def rows_waiting(
    with_people: Sequence[Proposal],
    told: Mapping[str, Told],
    records: Mapping[str, Compared],
    relatives: Relatives,
    now: datetime,
) -> tuple[list[Proposal], list[Kept]]:
    """Return those of the proposals, each with a person, that are neither of kin nor on one page; and the rows of those
    that wait to be decided. ``told`` and ``records`` hold both ends of each.
    """
    found = _opened(with_people, relatives)
    return found.apart, [_kept(one, told, records, now, again=_both(one) in found.decided) for one in found.waiting]


def _both(one: Proposal) -> tuple[str, str]:
    """Return the keys of a pair, a person first."""
    left, right = sorted((one.pair.left, one.pair.right), key=lambda key: (key.startswith(_NAME), key))
    return left, right


def _people(one: Proposal) -> tuple[str, str]:
    return pair_of(one.pair.left[2:], one.pair.right[2:])


def _are_kin(one: Proposal, relatives: Relatives) -> bool:
    """Tell whether the two are partners in a family, or parent and child: no merge could make one of them."""
    return relatives.get(one.pair.left, {}).get(one.pair.right) in _KIN


def _on_the_page(pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the pairs of a person and a name of whom the person is another name on that page."""
    found: set[tuple[str, str]] = set()
    for part in _parts([both for both in pairs if both[1].startswith(_NAME)]):
        page_of = dict(
            Mention.objects.filter(pk__in=[int(name[2:]) for _person, name in part]).values_list("pk", "document_id")
        )
        stand = Identification.objects.filter(person__public_id__in=[person[2:] for person, _name in part])
        on_page = set(stand.filter(withdrawn=False).values_list("person__public_id", "mention__document_id"))
        found |= {both for both in part if (both[0][2:], page_of.get(int(both[1][2:]))) in on_page}
    return found


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + _AT_ONCE] for start in range(0, len(rows), _AT_ONCE))


def _decided(pairs: Sequence[Proposal]) -> dict[tuple[str, str], bool]:
    """Return the pairs somebody decided, and whether they rest: not the same, and nothing new is known."""
    found: dict[tuple[str, str], bool] = {}
    people = {_people(one): _both(one) for one in pairs if _both(one)[1].startswith(_PERSON)}
    for part in _parts(list(people)):
        found |= {people[pair]: one.rests for pair, one in decided_of(part).items()}
    for names in _parts(sorted({int(_both(one)[1][2:]) for one in pairs if _both(one)[1].startswith(_NAME)})):
        found |= _refused(names)
    return found


def _refused(names: Sequence[int]) -> dict[tuple[str, str], bool]:
    """Return the people whom these names were said not to be, and whether that rests: nothing new is known since."""
    rows = list(NotSame.objects.filter(mention__in=names).select_related("mention", "person"))
    now = knowing([(row.mention, row.person.public_id) for row in rows if row.fingerprint])
    return {
        (f"{_PERSON}{row.person.public_id}", f"{_NAME}{row.mention_id}"): not row.fingerprint
        or row.fingerprint == now.get((row.mention_id, row.person.public_id))
        for row in rows
    }


def _kept(
    one: Proposal, told: Mapping[str, Told], records: Mapping[str, Compared], now: datetime, *, again: bool
) -> Kept:
    left, right = _both(one)
    facts = min(sum(getattr(records[key], name) is not None for name in _FACTS) for key in (left, right))
    homes = [place for key in (left, right) for place in told[key].places if place]
    surname = told[left].surname or told[right].surname
    return Kept(
        one=left, other=right, probability=one.pair.probability, weight=one.pair.weight, start=one.pair.start,
        parts=[list(astuple(part)) for part in one.told()], certain=one.certain, again=again,
        gain=round(one.pair.probability * facts, 3), surname=family_key(surname)[:150] if surname else "",
        place=homes[0] if homes else "", made_at=now,
    )  # fmt: skip
