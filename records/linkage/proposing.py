"""From compared records to proposals: which pairs may be one person, each with all that speaks for and against it.

Pure Python, for an archive that one machine holds in memory; the pairs of a large run can be brought along. A proposal
speaks in codes (comparison and step), which the desk puts into words. Nothing is merged here: a person decides.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations

from records.linkage.blocking import lookup_keys
from records.linkage.compared import Compared
from records.linkage.comparisons import COMPARISONS, FAMILY
from records.linkage.family_ties import Relatives, weigh_families
from records.linkage.parameters import Parameters
from records.linkage.rivals import weigh_rivals
from records.linkage.scoring import Part, Scored, Scorer, frequencies_of
from records.linkage.through_others import weigh_through_others

_OWN = frozenset(one.name for one in COMPARISONS)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A pair that may be one person; ``certain``: above the automatic threshold, so that it is shown first."""

    pair: Scored
    certain: bool

    def told(self) -> Sequence[Part]:
        """Return the parts that say something, the heaviest first; with the start they are the weight of the pair."""
        speaking = [part for part in self.pair.parts if part.weight or part.rarity]
        return sorted(speaking, key=lambda part: (-abs(part.weight + part.rarity), part.comparison))

    def evidence(self) -> str:
        """Return what the two records themselves tell, as codes: while it stays, who decided need not be asked again.

        Neither what others say of them is in it nor how rare their names are: these change with every record taken in.
        """
        told = (part for part in self.pair.parts if part.step and part.comparison in _OWN)
        return " ".join(f"{part.comparison}={part.step}" for part in told)


def propose(
    records: Iterable[Compared],
    parameters: Parameters,
    *,
    alone: Iterable[Scored] | None = None,
    relatives: Relatives | None = None,
    least: float | None = None,
) -> list[Proposal]:
    """Return the pairs that are likely enough to be proposed, or of at least this probability, the likeliest first.

    ``alone``: the pairs above ``parameters.kept`` that an engine found among these very records; otherwise they are
    looked for here. ``relatives``: where it is told who is whose spouse, child, parent or sibling.
    """
    by_key = {record.unique_id: record for record in records}
    scorer = Scorer(parameters, frequencies_of(by_key.values()), len(by_key))
    if alone is None:
        alone = pairs_alone(by_key.values(), scorer, parameters.kept)
    weighed = weigh_rivals(alone, {key: record.source for key, record in by_key.items()})
    heard = weigh_through_others(weighed, by_key, scorer, parameters.through_others)
    told = weigh_families(heard, relatives or {}, parameters.through_others[FAMILY])
    enough = parameters.likely if least is None else least
    likely = sorted(
        (pair for pair in told if pair.probability >= enough),
        key=lambda pair: (-pair.weight, pair.left, pair.right),
    )
    return [Proposal(pair, pair.is_certain(parameters)) for pair in likely]


def pairs_alone(records: Iterable[Compared], scorer: Scorer, least: float) -> Iterator[Scored]:
    """Yield every pair that shares a key and is of at least this probability, each once, as it stands alone."""
    held: dict[int, list[Compared]] = defaultdict(list)
    for record in sorted(records, key=lambda record: record.unique_id):
        for key in lookup_keys(record):
            held[key].append(record)
    seen: set[tuple[str, str]] = set()
    for sharing in held.values():
        for left, right in combinations(sharing, 2):
            if (pair := (left.unique_id, right.unique_id)) not in seen:
                seen.add(pair)
                if (scored := scorer.score(left, right)).probability >= least:
                    yield scored
