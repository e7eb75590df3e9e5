"""Each step says the same in SQL and in Python: on records drawn so that every step is reached, silence included."""

import random
from itertools import combinations
from typing import Any

import pyarrow as pa
import pytest

from records.linkage.blocking import BLOCKING
from records.linkage.compared import COLUMNS, NUMBERS, Compared
from records.linkage.comparisons import COMPARISONS, Comparison
from records.linkage.splink_model import duckdb_connection, table_of

_WORDS = ("kovalq", "kovalsq", "kafalq", "navak", "navaq", "", "f", "m", "senior", "junior", "a", "b")


def _value(name: str, chance: random.Random) -> Any:
    if chance.random() < 0.25:
        return None
    if name == "sex":
        return chance.choice("fm")
    if name not in NUMBERS:
        return chance.choice(_WORDS)
    return chance.randint(1, 12) if chance.random() < 0.5 else chance.randint(1900, 1925)


def _records() -> list[Compared]:
    chance = random.Random(5)
    drawn = [{name: _value(name, chance) for name in COLUMNS} for _record in range(60)]
    return [Compared(**{**values, "unique_id": f"{place:03d}", "kind": "row"}) for place, values in enumerate(drawn)]


def _sql(comparison: Comparison) -> str:
    whens = [f"WHEN {comparison.not_told.sql} THEN ''"] if comparison.not_told else []
    whens += [f"WHEN {step.condition.sql} THEN '{step.code}'" for step in comparison.steps if step.condition]
    return f"CASE {' '.join(whens)} ELSE '{comparison.steps[-1].code}' END"


@pytest.fixture(scope="module")
def pairs() -> Any:
    records = _records()
    table = table_of(records)
    with duckdb_connection(1, "1GB") as connection:
        sides = [table.rename_columns([f"{name}_{side}" for name in COLUMNS]) for side in "lr"]
        connection.register("l", sides[0])
        connection.register("r", sides[1])
        yield records, connection


@pytest.mark.parametrize("comparison", COMPARISONS, ids=lambda one: one.name)
def test_sql_and_python_agree(comparison: Comparison, pairs: Any) -> None:
    records, connection = pairs
    asked = f"SELECT {_sql(comparison)} FROM l, r WHERE unique_id_l < unique_id_r ORDER BY unique_id_l, unique_id_r"
    by_sql = [code for (code,) in connection.execute(asked).fetchall()]
    steps = [comparison.step_of(one, other) for one, other in combinations(records, 2)]
    assert by_sql == [step.code if step else "" for step in steps]


def test_every_step_of_a_comparison_has_a_name_of_its_own_and_the_last_takes_what_is_left() -> None:
    for comparison in COMPARISONS:
        assert len({step.code for step in comparison.steps}) == len(comparison.steps)
        assert comparison.steps[-1].condition is None
        assert all(step.condition is not None for step in comparison.steps[:-1])


def test_pairs_are_looked_at_by_columns_that_records_have() -> None:
    with duckdb_connection(1, "1GB") as connection:
        connection.register("l", pa.table(table_of(_records())))
        for rule in BLOCKING:
            connection.execute(f"SELECT count(*) FROM l AS l, l AS r WHERE {rule}").fetchall()
