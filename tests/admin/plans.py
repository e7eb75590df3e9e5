"""How a database answers the questions of a page: what it is asked, by which plan, and how much of it is work.

A plan alone can mislead: a walk along an index is cheap when fifty rows end it and dear when nothing fits. So the rows
that PostgreSQL visited, and the steps that SQLite's machine made, are counted beside it.
"""

import json
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection

# Who asks: the session, the account and its groups, the collections open to it, what they read a second time. The same
# few queries for every page.
_WHO_ASKS = re.compile(
    r'FROM "(django_session|django_content_type|auth_\w+|records_collection\w*|records_begunreading|mfa_\w+'
    r'|usersessions_\w+|account_\w+)"'
)
# Tables of some dozens or hundreds of rows, however large the archive: written by hand, or once for each file.
SHORT = frozenset({
    "records_archive", "records_author", "records_chapter", "records_chapter_sources", "records_claim",
    "records_chronicleevent", "records_collection", "records_collectionmember", "records_download", "records_export",
    "records_familyhistory", "records_importbatch", "records_importjob", "records_invitation",
    "records_invitation_collections", "records_tablejob", "records_tablemapping", "records_topic",
    # One row for each register or book: 500 in a tree of a million people. They are sought by any word of the title.
    "records_source",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Asked:
    """One query as it was sent."""

    sql: str
    values: Sequence[Any] | None

    @property
    def tells_who_asks(self) -> bool:
        return bool(_WHO_ASKS.search(self.sql))

    @property
    def reads(self) -> bool:
        return self.sql.lstrip().upper().startswith(("SELECT", "WITH"))


@dataclass(frozen=True, slots=True)
class Plan:
    """How one query is answered: its steps in words, what is wrong with them, and the rows or steps of the work."""

    words: str
    faults: tuple[str, ...]
    work: int


@contextmanager
def questions_asked() -> Iterator[list[Asked]]:
    """Collect the queries for the content of a page, with their values; those that tell who asks are left out."""
    asked: list[Asked] = []

    def collect(execute: Any, sql: str, values: Any, many: bool, context: Any) -> Any:
        query = Asked(sql, values)
        if query.reads and not query.tells_who_asks:
            asked.append(query)
        return execute(sql, values, many, context)

    with connection.execute_wrapper(collect):
        yield asked


def plan_of(query: Asked) -> Plan:
    """Explain a query on the database in use and do it once."""
    plan = _on_postgresql(query) if connection.vendor == "postgresql" else _on_sqlite(query)
    counted = ("it counts",) if re.search(r"\bCOUNT\(", query.sql) else ()
    return Plan(plan.words, (*counted, *plan.faults), plan.work)


# --- SQLite -------------------------------------------------------------------------------------------------


def _on_sqlite(query: Asked) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {query.sql}", query.values)
        steps = [row[3] for row in cursor.fetchall()]
        turns = 0

        def turn() -> int:
            nonlocal turns
            turns += 1
            return 0

        connection.connection.set_progress_handler(turn, 100)
        try:
            cursor.execute(query.sql, query.values)
            cursor.fetchall()
        finally:
            connection.connection.set_progress_handler(None, 0)
    return Plan("\n".join(steps), tuple(_sqlite_faults(steps, query.sql)), turns * 100)


def _sqlite_faults(steps: list[str], sql: str) -> Iterator[str]:
    tables = {alias: table for table, alias in re.findall(r'(?:FROM|JOIN) "(\w+)" (\w+)\b', sql)}
    for step in steps:
        # For a Bloom filter SQLite reads all of a table before a join.
        found = re.match(r"(?:SCAN|BLOOM FILTER ON) (\w+)(.*)", step)
        if found is None:
            continue
        table = tables.get(found[1], found[1])
        # A walk in the order of the list ends with its last row; whether it does, the work tells.
        in_order = step.startswith("SCAN") and ("USING INDEX" in found[2] or "ORDER BY" in sql) and not _sorts(steps)
        if table.startswith("records_") and table not in SHORT and not (in_order and "LIMIT" in sql):
            yield step


def _sorts(steps: list[str]) -> bool:
    return any(step.startswith("USE TEMP B-TREE FOR ORDER BY") for step in steps)


# --- PostgreSQL ---------------------------------------------------------------------------------------------


def _on_postgresql(query: Asked) -> Plan:
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN (ANALYZE, TIMING OFF, FORMAT JSON) {query.sql}", query.values)
        found = cursor.fetchone()[0]
    top = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    nodes = list(_nodes(top))
    faults = []
    for node in nodes:
        table = node.get("Relation Name", "")
        if node["Node Type"] == "Seq Scan" and table.startswith("records_") and table not in SHORT:
            faults.append(f"Seq Scan on {table}")
    visited = sum(_visited(node) for node in nodes)
    return Plan("\n".join(_worded(top)), tuple(faults), visited)


def _nodes(node: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield node
    for below in node.get("Plans", ()):
        yield from _nodes(below)


def _visited(node: dict[str, Any]) -> int:
    """Return the rows that a node took from a table or an index, those included that it threw away."""
    if "Scan" not in node["Node Type"] or node["Node Type"] in ("Subquery Scan", "CTE Scan"):
        return 0
    thrown = node.get("Rows Removed by Filter", 0) + node.get("Rows Removed by Index Recheck", 0)
    return int((node["Actual Rows"] + thrown) * node["Actual Loops"])


def _worded(node: dict[str, Any], depth: int = 0) -> Iterator[str]:
    what = " ".join(str(node[key]) for key in ("Node Type", "Relation Name", "Index Name") if key in node)
    yield f"{'  ' * depth}{what}: {node['Actual Rows']} rows x {node['Actual Loops']}"
    for below in node.get("Plans", ()):
        yield from _worded(below, depth + 1)
