"""Which of the labelled records are told together as one family."""

from collections import defaultdict
from collections.abc import Iterable
from itertools import permutations

from tests.benchmarks.labelled_records import Labelled

# Who is told beside whom: the other's place in the household, after one's own.
_TIES = {
    ("parent", "parent"): "spouse",
    ("parent", "child"): "child",
    ("child", "parent"): "parent",
    ("child", "child"): "sibling",
}
_TELL_FAMILIES = ("deported", "settlement", "")


def told_relatives(records: Iterable[Labelled]) -> dict[str, dict[str, str]]:
    """Return who is told beside whom: in the files of deportation and settlement, and among the archive's people."""
    together: dict[tuple[int, str], list[Labelled]] = defaultdict(list)
    for one in records:
        if one.place and one.told.source in _TELL_FAMILIES:
            together[one.household, one.told.source].append(one)
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for family in together.values():
        for one, other in permutations(family, 2):
            if one.person != other.person:
                found[one.told.key][other.told.key] = _TIES[one.place, other.place]
    return found
