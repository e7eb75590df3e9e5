"""Invented lists for the tests: nobody on them ever lived."""

from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from records.documents.kinds import DOCUMENT_KINDS
from records.fixture_files import fixture_path
from records.tables.columns import proposed
from records.tables.plan import NAMED, Plan
from records.tables.table_file import first_rows, heads_of, look_at
from records.tables.table_import import import_table
from records.tables.table_report import TableReport
from records.transcribing.entry import Entry, Written

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)
BY = "Ada Archivist"
EVACUATION = fixture_path("tables", "evacuation_list_invented.xlsx")
CEMETERY = fixture_path("tables", "cemetery_list_invented.csv")
EVACUATION_HEAD = Entry(
    kind="evacuation_list",
    fields={"departure": Written("15.08.1942"), "to_port": Written("Pahlevi"), "ship": Written("Żdanow (invented)")},
)
CEMETERY_HEAD = Entry(kind="cemetery_list", title="Invented cemetery", fields={"cemetery": Written("Nigdzie")})


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def planned(path: Path, list_head: Entry, people: str = NAMED, **chosen: object) -> Plan:
    reading = look_at(path, **chosen)
    heads = heads_of(path, reading)
    samples = [row.cells for row in first_rows(path, reading, 30)]
    columns = proposed(heads, samples, DOCUMENT_KINDS[list_head.kind])
    return Plan(reading, heads, columns, list_head, people)


def evacuation(people: str = NAMED) -> Plan:
    return planned(EVACUATION, EVACUATION_HEAD, people, sheet="Список", header_row=3)


def taken_in(path: Path, plan: Plan, *, may_change_published: bool = False) -> TableReport:
    return import_table(path, plan, quiet, by=BY, now=NOW, may_change_published=may_change_published)


def written(folder: Path, text: str, name: str = "list.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def titled(plan: Plan, title: str) -> Plan:
    return replace(plan, list_head=replace(plan.list_head, title=title))
