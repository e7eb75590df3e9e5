"""The pairs that the engines look at are those that share a lookup key, and few true pairs are never looked at."""

from collections import defaultdict
from itertools import combinations

from records.linkage.blocking import BLOCKING, lookup_keys
from records.linkage.compared import Compared, Told, compared
from records.linkage.splink_model import duckdb_connection, table_of
from tests.benchmarks.labelled_records import labelled_records


def _pairs_by_keys(records: list[Compared]) -> set[tuple[str, str]]:
    held: dict[int, list[str]] = defaultdict(list)
    for record in records:
        for key in lookup_keys(record):
            held[key].append(record.unique_id)
    return {pair for keys in held.values() for pair in combinations(sorted(keys), 2)}


def test_rules_and_lookup_keys_bring_the_same_pairs() -> None:
    records = [compared(one.told) for one in labelled_records(2_500, 3)]
    found: set[tuple[str, str]] = set()
    with duckdb_connection(1, "1GB") as connection:
        connection.register("records", table_of(records))
        for rule in BLOCKING:
            asked = (
                f"SELECT l.unique_id, r.unique_id FROM records l, records r WHERE l.unique_id < r.unique_id AND {rule}"
            )
            found.update((left, right) for left, right in connection.execute(asked).fetchall())
    assert found == _pairs_by_keys(records)


def test_nearly_all_true_pairs_are_looked_at() -> None:
    labelled = labelled_records(5_000, 3)
    person = {one.told.key: one.person for one in labelled}
    of_person: dict[int, list[str]] = defaultdict(list)
    for key, number in person.items():
        of_person[number].append(key)
    true = {pair for keys in of_person.values() for pair in combinations(sorted(keys), 2)}
    looked_at = _pairs_by_keys([compared(one.told) for one in labelled])
    assert len(true & looked_at) / len(true) > 0.94


def test_keys_are_numbers_that_stay_the_same() -> None:
    keys = lookup_keys(compared(Told("1", "row", "Nowak", "Jan", born=(2_420_000, 2_420_000))))
    assert keys == lookup_keys(compared(Told("2", "row", "Новак", "Ян", born=(2_420_000, 2_420_000))))
    assert all(0 <= key < 2**63 for key in keys)
    assert keys[0] == 8502943404257486110
    assert lookup_keys(compared(Told("3", "row", "", ""))) == ()
