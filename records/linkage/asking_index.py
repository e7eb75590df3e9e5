"""Who somebody may be, asked of the kept index: four questions, however many people there are."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db import connection
from django.db.models import Exists, Q

from records.linkage.blocking import household_keys, lookup_keys
from records.linkage.compared import Compared
from records.linkage.comparisons import FREQUENCIES
from records.linkage.kept_index import VERSION, ComparedRecord, IndexState, LookupKey, ValueCount, counted_as
from records.linkage.looking_up import WEIGHED
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Frequencies, Scored, Scorer


@dataclass(frozen=True, slots=True)
class FoundInIndex:
    """Who somebody may be: the ``same`` (likely enough), and ``kin`` (another of the family), the likeliest first."""

    same: Sequence[Scored]
    kin: Sequence[Scored]


@dataclass(slots=True)
class AskedBefore:
    """What the index said of itself and of values, for whoever asks it of many records in a row: that is asked once.

    ``records``: how many it holds, -1 where there is none; ``counts``: how many have a value of a column.
    """

    records: int | None = None
    counts: dict[tuple[str, str], int] = field(default_factory=dict)

    def is_there(self) -> bool:
        if self.records is None:
            state = IndexState.objects.filter(pk=1, version=VERSION).first()
            self.records = -1 if state is None else state.records
        return self.records >= 0


def find_in_index(
    one: Compared,
    *,
    least: float,
    most: int = 10,
    weighed: int = WEIGHED,
    with_kin: bool = False,
    before: AskedBefore | None = None,
) -> FoundInIndex:
    """Return at most so many who may be the same, each at least so likely; and, ``with_kin``, as many of whose
    household (blocking.household_keys) this may be another. ``before``: where the index does not change meanwhile.
    """
    keys = lookup_keys(one)
    before = AskedBefore() if before is None else before
    if not keys or not before.is_there():
        return FoundInIndex([], [])
    others = {record.unique_id: record for record in sharing_most(keys, weighed + 1)}
    household = {record.unique_id: record for record in sharing_most(household_keys(one), most + 1)} if with_kin else {}
    met = others | household
    met.pop(one.unique_id, None)
    scorer = Scorer(learned_parameters(), _frequencies([one, *met.values()], before.counts), (before.records or 0) + 1)
    scored = [scorer.score(one, other) for other in met.values()]
    scored.sort(key=lambda pair: (-pair.weight, pair.right))
    same = [pair for pair in scored if pair.probability >= least]
    kin = [pair for pair in scored if pair.right in household and pair.probability < least]
    return FoundInIndex(same[:most], kin[:most])


def kept_columns(key: str) -> Compared | None:
    """Return a record as an index of this version has it; None of one that is not in it yet."""
    of_version = IndexState.objects.filter(version=VERSION)
    held = ComparedRecord.objects.filter(key=key).filter(Exists(of_version)).first()
    return held.compared() if held is not None else None


def sharing_most(keys: Sequence[int], most: int) -> list[Compared]:
    """Return those who share the most of these keys, at most so many."""
    if not keys:
        return []
    lookup, record = (connection.ops.quote_name(model._meta.db_table) for model in (LookupKey, ComparedRecord))
    marks = ", ".join(["%s"] * len(keys))
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT held.columns FROM {record} AS held JOIN ("  # noqa: S608
            f" SELECT record, COUNT(*) AS shared FROM {lookup} WHERE key IN ({marks}) GROUP BY record"
            " ORDER BY shared DESC, record LIMIT %s) AS best ON held.number = best.record"
            " ORDER BY best.shared DESC, best.record",
            [*keys, most],
        )
        return [Compared(*json.loads(columns)) for (columns,) in cursor.fetchall()]


def _frequencies(records: Iterable[Compared], counts: dict[tuple[str, str], int]) -> Frequencies:
    """Return how large a share of the archive has each of the values that these records have: at most one question.

    What it answers is added to ``counts``.
    """
    told: dict[str, set[str | int]] = {column: set() for column in FREQUENCIES}
    for record in records:
        for column, values in told.items():
            if (value := getattr(record, column)) is not None:
                values.add(value)
    asked = {column: {"", *map(counted_as, values)} for column, values in told.items()}
    unknown = {column: [value for value in values if (column, value) not in counts] for column, values in asked.items()}
    condition = Q()
    for column, missing in unknown.items():
        counts |= dict.fromkeys(((column, value) for value in missing), 0)
        condition |= Q(column=column, value__in=missing) if missing else Q()
    if condition:
        for column, text, number in ValueCount.objects.filter(condition).values_list("column", "value", "number"):
            counts[column, text] = number
    return {
        column: {
            value: number / counts[column, ""] for value in values if (number := counts[column, counted_as(value)])
        }
        for column, values in told.items()
    }
