"""Who stands in a chart and where: ancestors and descendants as a tree of people, no larger than a sheet can show."""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from records.edition.family_ties import ChildOf, Partnership
from records.kinship.pedigree import Pedigree

# More boxes than these are no picture any more: the others are on the charts of those they hang on.
MOST_BOXES = 60


@dataclass(slots=True)
class Standing:
    """Somebody in a chart, with the partners, and the parents or the children.

    ``how`` is the pedigree of the tie to the one before; ``at`` the number of that one's partner who is the other
    parent, 0 where none is; ``more`` counts parents or children who are known and have no box here.
    """

    person: str
    how: str = ""
    partners: list[str] = field(default_factory=list)
    branches: list["Standing"] = field(default_factory=list)
    at: int = 0
    more: int = 0


@dataclass(frozen=True, slots=True)
class Descent:
    """The children of families in their order, and the families of people, the other partners with them."""

    children: Mapping[str, Sequence[ChildOf]]
    families: Mapping[str, Mapping[str, Sequence[str]]]


def descent_of(children: Sequence[ChildOf], couples: Sequence[Partnership]) -> Descent:
    """Gather the rows of the edition by family and by person."""
    by_family: dict[str, dict[str, ChildOf]] = {}
    for child in children:
        by_family.setdefault(child.family, {}).setdefault(child.child, child)
    families: dict[str, dict[str, list[str]]] = {}
    for couple in couples:
        partners = families.setdefault(couple.person, {}).setdefault(couple.family, [])
        if couple.partner is not None:
            partners.append(couple.partner)
    return Descent({family: list(found.values()) for family, found in by_family.items()}, families)


def ancestors(person: str, pedigree: Pedigree, generations: int, room: int = MOST_BOXES) -> Standing:
    """Return a person with the ancestors of so many generations, the nearest first where there is no room for all."""
    root = Standing(person)
    room -= 1
    waiting = deque([(root, 0)])
    while waiting:
        child, generation = waiting.popleft()
        for birth in pedigree.get(child.person, ()):
            for parent in birth.parents:
                if generation == generations or room <= 0:
                    child.more += 1
                    continue
                room -= 1
                child.branches.append(Standing(parent, birth.pedigree))
                waiting.append((child.branches[-1], generation + 1))
    return root


def descendants(person: str, descent: Descent, generations: int, room: int = MOST_BOXES) -> Standing:
    """Return a person with partners and the descendants of so many generations, the nearest first.

    Somebody comes with all partners or not at all, so that a chart has no more boxes than there is room for.
    """
    root = Standing(person, partners=_partners(person, descent))
    room -= 1 + len(root.partners)
    waiting = deque([(root, 0)])
    while waiting:
        parent, generation = waiting.popleft()
        for family, partners in descent.families.get(parent.person, {}).items():
            at = parent.partners.index(partners[0]) + 1 if partners else 0
            for child in descent.children.get(family, ()):
                standing = Standing(child.child, child.pedigree, _partners(child.child, descent), at=at)
                if generation == generations or room <= len(standing.partners):
                    parent.more += 1
                    continue
                room -= 1 + len(standing.partners)
                parent.branches.append(standing)
                waiting.append((standing, generation + 1))
    return root


def _partners(person: str, descent: Descent) -> list[str]:
    families = descent.families.get(person, {}).values()
    return list(dict.fromkeys(partner for partners in families for partner in partners))


def people_of(*standing: Standing) -> list[str]:
    """Return everyone in these trees once."""
    found: dict[str, None] = {}
    waiting = list(standing)
    for one in waiting:
        found |= dict.fromkeys((one.person, *one.partners))
        waiting += one.branches
    return list(found)


def without(standing: Standing, shown: Mapping[str, object]) -> Standing:
    """Return the tree without those who have no card, and what hangs on them alone."""
    standing.partners = [partner for partner in standing.partners if partner in shown]
    standing.branches = [without(branch, shown) for branch in standing.branches if branch.person in shown]
    return standing
