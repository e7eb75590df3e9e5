"""Who somebody may be, asked of the kept index: four questions, however many people there are."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

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


def find_in_index(
    one: Compared, *, least: float, most: int = 10, weighed: int = WEIGHED, with_kin: bool = False
) -> FoundInIndex:
    """Return at most so many who may be the same, each at least so likely; and, ``with_kin``, as many of whose
    household (blocking.household_keys) this may be another.
    """
    keys = lookup_keys(one)
    state = IndexState.objects.filter(pk=1, version=VERSION).first() if keys else None
    if state is None:
        return FoundInIndex([], [])
    others = {record.unique_id: record for record in sharing_most(keys, weighed + 1)}
    household = {record.unique_id: record for record in sharing_most(household_keys(one), most + 1)} if with_kin else {}
    met = others | household
    met.pop(one.unique_id, None)
    scorer = Scorer(learned_parameters(), _frequencies([one, *met.values()]), state.records + 1)
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


def _frequencies(records: Iterable[Compared]) -> Frequencies:
    """Return how large a share of the archive has each of the values that these records have: one question."""
    told: dict[str, set[str | int]] = {column: set() for column in FREQUENCIES}
    for record in records:
        for column, values in told.items():
            if (value := getattr(record, column)) is not None:
                values.add(value)
    asked = Q()
    for column, values in told.items():
        asked |= Q(column=column, value__in=["", *map(counted_as, values)])
    counted: dict[str, dict[str, int]] = defaultdict(dict)
    for column, text, number in ValueCount.objects.filter(asked).values_list("column", "value", "number"):
        counted[column][text] = number
    return {
        column: {
            value: counted[column][counted_as(value)] / counted[column][""]
            for value in values
            if counted_as(value) in counted[column]
        }
        for column, values in told.items()
    }
