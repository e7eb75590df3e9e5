"""Who this may be, while somebody waits: a few records that share the most keys with it, weighed one by one.

The index is a table of (key, record) with a row for each of a record's ``lookup_keys``; whoever keeps it asks it in one
question: GROUP BY record, the most keys first. A common name brings thousands who share one key, and those who share
many are the likely ones; so it is enough to weigh some.
"""

from collections.abc import Callable, Iterable, Sequence

from records.linkage.blocking import lookup_keys
from records.linkage.compared import Compared
from records.linkage.scoring import Scored, Scorer

# The records that share the most of these keys: at most so many.
Fetch = Callable[[Sequence[int], int], Iterable[Compared]]
WEIGHED = 100


def likely_matches(
    one: Compared, fetch: Fetch, scorer: Scorer, *, least: float, most: int = 10, weighed: int = WEIGHED
) -> Sequence[Scored]:
    """Return who this may be: at most so many, each at least so likely as it stands alone, the likeliest first."""
    keys = lookup_keys(one)
    if not keys:
        return []
    others = (record for record in fetch(keys, weighed + 1) if record.unique_id != one.unique_id)
    return scorer.best(one, others, least=least, most=most)
