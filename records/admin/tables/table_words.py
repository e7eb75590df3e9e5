"""What a list would bring, or brought, in words for the desk."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.http import HttpRequest
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.import_desk import part_of
from records.admin.import_words import counted
from records.admin.same_person.likely_of_file import people_of_ids
from records.documents.kinds import DOCUMENT_KINDS
from records.tables.charset import REASONS
from records.tables.columns import meanings_for
from records.tables.plan import PEOPLE, Plan
from records.tables.problems import PROBLEMS
from records.tables.refusal import TableRefused
from records.tables.row_report import OUTCOMES
from records.tables.table_file import first_rows
from records.transcribing.likely_people import REASONS as WHY_LIKELY


def shown_rows(path: Path, plan: Plan, most: int) -> dict[str, Any]:
    """Return the first rows as they are read, and how they were read."""
    try:
        rows = first_rows(path, plan.reading, most)
        fault = ""
    except (TableRefused, OSError) as error:
        rows, fault = [], str(error)
    # Rows may be of different lengths in the file; the page shows them as wide as the widest.
    width = max((len(row.cells) for row in rows), default=0)
    shown = [{"line": row.line, "cells": [*row.cells, *[""] * (width - len(row.cells))]} for row in rows]
    return {"heads": plan.heads, "rows": shown, "fault": fault, "how_read": how_read(plan)}


def how_read(plan: Plan) -> str:
    """Say in which form and letters the file is read, and why."""
    reading = plan.reading
    if reading.form == "xlsx":
        return _("workbook, sheet %s") % reading.sheet
    why = REASONS.get(reading.charset_reason, "")
    return _("%(charset)s (%(why)s)") % {"charset": reading.charset.upper(), "why": why}


def outcome_lines(report: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Return how many rows became what."""
    return [
        {"what": str(OUTCOMES[code]), "number": number}
        for code, number in report.get("outcomes", {}).items()
        if code in OUTCOMES and number
    ]


def report_context(request: HttpRequest, report: Mapping[str, Any], plan: Plan) -> dict[str, Any]:
    """Return what the page of a list shows this user of its report."""
    kind = DOCUMENT_KINDS[plan.list_head.kind]
    labels = {field.key: capfirst(str(field.label)) for field in kind.person_fields}
    meanings = dict(meanings_for(kind))
    problems = [{**one, "words": PROBLEMS.get(one["code"], one["code"])} for one in report["problems"]]
    return {
        "report": report,
        "kind_label": capfirst(str(kind.label)),
        "how_read": how_read(plan),
        "people_choice": dict(PEOPLE)[plan.people],
        "column_words": [(plan.head_of(n), meanings.get(column, "")) for n, column in enumerate(plan.columns)],
        "first": [_first(row, labels) for row in report["first"]],
        "likely": _likely(request, report["likely"]),
        "codes": [(PROBLEMS.get(code, code), number) for code, number in report["codes"].items()],
        "problems": part_of(problems, request.GET.get("problems", ""), report["problems_total"]),
        "counts": counted(dict(report)),
    }


def _first(row: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, Any]:
    values = [{**value, "label": labels.get(value["key"], value["key"])} for value in row["values"]]
    return {**row, "values": values, "problems": [PROBLEMS.get(code, code) for code in row["problems"]]}


def _likely(request: HttpRequest, rows: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """Return the rows with those of the archive whom this user may see; a row without any is left out."""
    here = people_of_ids(request, {one["id"] for row in rows for one in row["people"]})
    found = []
    for row in rows:
        people = [
            {"id": one["id"], "words": here[one["id"]], "reasons": [str(WHY_LIKELY[code]) for code in one["reasons"]]}
            for one in row["people"]
            if one["id"] in here
        ]
        if people:
            found.append({"line": row["line"], "name": row["name"], "people": people})
    return found
