"""Which likely pairs wait for somebody's decision, and the rows of the queue that are made of them.

Kin are no pair to be decided, nor is somebody who stands on that page already; what was decided rests until something
new is known.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import astuple, fields
from datetime import datetime
from typing import NamedTuple, TypeVar

from records.documents.models import Mention
from records.linkage.compared import Compared
from records.linkage.deciding import decided_of, pair_of
from records.linkage.deciding_names import knowing
from records.linkage.family_ties import Relatives
from records.linkage.models import Identification, NotSame
from records.linkage.proposals import Proposal as Kept
from records.linkage.proposing import Proposal

PERSON, NAME = "p:", "n:"
AT_ONCE = 500
_KIN = frozenset({"spouse", "parent", "child"})
Row = TypeVar("Row")
# What says nothing of how much a record tells.
_SILENT = frozenset({"unique_id", "kind", "source", "surname_sound", "surname_skeleton", "surname_skeleton2"})
_FACTS = tuple(column.name for column in fields(Compared) if column.name not in _SILENT)


def has_person(one: Proposal) -> bool:
    """Tell whether a person of the archive is one of the two; of two names on pages neither is one yet."""
    return PERSON in (one.pair.left[:2], one.pair.right[:2])


def both_of(one: Proposal) -> tuple[str, str]:
    """Return the keys of a pair, a person first."""
    left, right = sorted((one.pair.left, one.pair.right), key=lambda key: (key.startswith(NAME), key))
    return left, right


class Opened(NamedTuple):
    """Pairs ``apart``, neither of kin nor on one page; those of them ``waiting`` to be decided; and what of them was
    ``decided`` before, and whether that rests."""

    apart: list[Proposal]
    waiting: list[Proposal]
    decided: Mapping[tuple[str, str], bool]


def open_pairs(with_people: Sequence[Proposal], relatives: Relatives) -> Opened:
    """Return which of these pairs, each with a person, wait. ``relatives``: of the people in them."""
    on_page = _on_the_page([both_of(one) for one in with_people])
    apart = [one for one in with_people if not _are_kin(one, relatives) and both_of(one) not in on_page]
    decided = _decided(apart)
    return Opened(apart, [one for one in apart if not decided.get(both_of(one), False)], decided)


def rows_waiting(
    with_people: Sequence[Proposal],
    records: Mapping[str, Compared],
    relatives: Relatives,
    now: datetime,
) -> tuple[list[Proposal], list[Kept]]:
    """Return those of the proposals, each with a person, that are neither of kin nor on one page; and the rows of those
    that wait to be decided. ``records`` hold both ends of each.
    """
    found = open_pairs(with_people, relatives)
    return found.apart, [row_of(one, records, now, again=both_of(one) in found.decided) for one in found.waiting]


def _people(one: Proposal) -> tuple[str, str]:
    return pair_of(one.pair.left[2:], one.pair.right[2:])


def _are_kin(one: Proposal, relatives: Relatives) -> bool:
    """Tell whether the two are partners in a family, or parent and child: no merge could make one of them."""
    return relatives.get(one.pair.left, {}).get(one.pair.right) in _KIN


def _on_the_page(pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of the pairs of a person and a name of whom the person is another name on that page."""
    found: set[tuple[str, str]] = set()
    for part in _parts([both for both in pairs if both[1].startswith(NAME)]):
        page_of = dict(
            Mention.objects.filter(pk__in=[int(name[2:]) for _person, name in part]).values_list("pk", "document_id")
        )
        stand = Identification.objects.filter(person__public_id__in=[person[2:] for person, _name in part])
        on_page = set(stand.filter(withdrawn=False).values_list("person__public_id", "mention__document_id"))
        found |= {both for both in part if (both[0][2:], page_of.get(int(both[1][2:]))) in on_page}
    return found


def _parts(rows: Sequence[Row]) -> Iterator[Sequence[Row]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


def _decided(pairs: Sequence[Proposal]) -> dict[tuple[str, str], bool]:
    """Return the pairs somebody decided, and whether they rest: not the same, and nothing new is known."""
    found: dict[tuple[str, str], bool] = {}
    people = {_people(one): both_of(one) for one in pairs if both_of(one)[1].startswith(PERSON)}
    for part in _parts(list(people)):
        found |= {people[pair]: one.rests for pair, one in decided_of(part).items()}
    for names in _parts(sorted({int(both_of(one)[1][2:]) for one in pairs if both_of(one)[1].startswith(NAME)})):
        found |= _refused(names)
    return found


def _refused(names: Sequence[int]) -> dict[tuple[str, str], bool]:
    """Return the people whom these names were said not to be, and whether that rests: nothing new is known since."""
    rows = list(NotSame.objects.filter(mention__in=names).select_related("mention", "person"))
    now = knowing([(row.mention, row.person.public_id) for row in rows if row.fingerprint])
    return {
        (f"{PERSON}{row.person.public_id}", f"{NAME}{row.mention_id}"): not row.fingerprint
        or row.fingerprint == now.get((row.mention_id, row.person.public_id))
        for row in rows
    }


def row_of(one: Proposal, records: Mapping[str, Compared], now: datetime, *, again: bool) -> Kept:
    """Return the row of the queue; ``again``: it was decided, and something new is known since."""
    left, right = both_of(one)
    told = (records[left], records[right])
    facts = min(sum(getattr(record, name) is not None for name in _FACTS) for record in told)
    homes = [place for record in told for place in (record.place, record.district, record.region) if place]
    surname = told[0].surname_key or told[1].surname_key or ""
    return Kept(
        one=left, other=right, probability=one.pair.probability, weight=one.pair.weight, start=one.pair.start,
        parts=[list(astuple(part)) for part in one.told()], certain=one.certain, again=again,
        gain=round(one.pair.probability * facts, 3), surname=surname[:150], place=homes[0] if homes else "",
        made_at=now,
    )  # fmt: skip
