"""What families say of a pair: where a spouse, a child, a parent of the one is already one with that of the other.

Some lists tell families together, and the archive knows those of its people. One step only: whose relatives are one is
taken from the pairs as they stand without their families, so that the order changes nothing.
"""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace

from records.linkage.comparisons import FAMILY
from records.linkage.scoring import Part, Scored, probability_of

# What a relative is to somebody, and what it says when such a relative of each of the two is one person. Of parents and
# siblings brothers share all, of spouse and children nobody but the one: so these say more.
_SAYS = {
    "spouse": "same_spouse_or_child",
    "child": "same_spouse_or_child",
    "parent": "same_parent",
    "sibling": "same_sibling",
}
SURE = 0.9

# Of a record by its key: its relatives' records by their keys, each as what it is to the record (a key of _SAYS).
Relatives = Mapping[str, Mapping[str, str]]


def weigh_families(
    pairs: Iterable[Scored],
    relatives: Relatives,
    bits: Mapping[str, float],
    one: Collection[frozenset[str]] | None = None,
) -> list[Scored]:
    """Return the pairs, each with what its families say as one part more. ``bits``: those of each step of FAMILY.

    ``one``: which relatives are one, each two keys; without it, whoever surely is by these very pairs.
    """
    scored = list(pairs)
    if one is None:
        one = {frozenset((pair.left, pair.right)) for pair in scored if pair.probability >= SURE}
    weighed = []
    for pair in scored:
        said = _said(relatives.get(pair.left, {}), relatives.get(pair.right, {}), one)
        part = part_of_families(said, bits)
        weight = pair.weight + part.weight
        parts = (*pair.parts, part)
        weighed.append(replace(pair, weight=weight, probability=probability_of(weight), parts=parts))
    return weighed


def part_of_families(said: str, bits: Mapping[str, float]) -> Part:
    """Return the part of what families say, a step of FAMILY or nothing."""
    return Part(FAMILY, said, bits[said] if said else 0.0)


def _said(mine: Mapping[str, str], theirs: Mapping[str, str], one: Collection[frozenset[str]]) -> str:
    """Return the step that says the most; nothing where no relatives are one."""
    said = {
        _SAYS[tie]
        for relative, tie in mine.items()
        for other, other_tie in theirs.items()
        if tie == other_tie and (relative == other or frozenset((relative, other)) in one)
    }
    return next((step for step in _ORDER if step in said), "")


_ORDER: Sequence[str] = tuple(dict.fromkeys(_SAYS.values()))
