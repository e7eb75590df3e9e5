"""The shortest way between two people over families of any kind, for those whom no line and no two marriages join.

"The father of the wife of a brother" has no name in most languages: such a way is told step by step.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from records.kinship.relation import Relation


class InFamily(NamedTuple):
    """Somebody's part in a family: as one of the partners, or as a child."""

    family: str
    person: str
    is_partner: bool


class Link(NamedTuple):
    """One step of a way: who comes next, and what they are to the one before, by their sex."""

    person: str
    how: str

    def relation(self, sex: str) -> Relation:
        """Return what they are to the one before."""
        return {
            PARENT: Relation(up=sex),
            CHILD: Relation(down=sex),
            SIBLING: Relation(up="U", down=sex),
            PARTNER: Relation(before=sex),
        }[self.how]


PARENT, CHILD, SIBLING, PARTNER = "parent", "child", "sibling", "partner"
_HOW = {(False, True): PARENT, (True, False): CHILD, (False, False): SIBLING, (True, True): PARTNER}


def find_chain(parts: Iterable[InFamily], first: str, second: str) -> list[Link]:
    """Return the shortest way from the first to the second, who comes last in it; empty where none is known.

    Of ways equally long it is always the same one: the neighbours of everybody are looked at in the order of their ids.
    """
    families, of_person = defaultdict[str, list[InFamily]](list), defaultdict[str, list[InFamily]](list)
    for part in parts:
        families[part.family].append(part)
        of_person[part.person].append(part)
    reached: dict[str, tuple[str, str]] = {first: ("", "")}
    waiting = [first]
    for person in waiting:
        if person == second:
            break
        near = {
            other.person: _HOW[own.is_partner, other.is_partner]
            for own in of_person[person]
            for other in families[own.family]
        }
        for other, how in sorted(near.items()):
            if other not in reached:
                reached[other] = person, how
                waiting.append(other)
    chain: list[Link] = []
    while second in reached and second != first:
        before, how = reached[second]
        chain.append(Link(second, how))
        second = before
    return chain[::-1]
