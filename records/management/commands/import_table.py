"""Take the list of an archive in: a CSV or XLSX file becomes a document with a name for each row."""

import json
from argparse import ArgumentParser
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.utils import timezone

from records.documents.collections import Collection
from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.documents.models import Source
from records.importing.comparing import compare_import
from records.importing.models import ImportBatch
from records.management.commands._failures import one_clear_sentence
from records.management.commands._operator_command import OperatorCommand
from records.management.commands._progress import progress_bars
from records.tables.columns import fault_of, meanings_for, proposed
from records.tables.models import ColumnMapping
from records.tables.plan import NAMED, PEOPLE, Plan
from records.tables.refusal import TableRefused
from records.tables.row_report import report_lines
from records.tables.table_file import first_rows, heads_of, look_at
from records.tables.table_import import import_table, preview_table
from records.tables.table_report import TableReport
from records.transcribing.checks import EntryRefused
from records.transcribing.entry import Entry, Written

_SHOWN, _LOOKED_AT = 20, 60


class Command(OperatorCommand):
    help = "Take in a list (CSV or XLSX): all of it as drafts, or nothing. See it first with --preview."

    def add_arguments(self, parser: ArgumentParser) -> None:
        lists = [kind.key for kind in DOCUMENT_KINDS.values() if kind.layout == "list"]
        parser.add_argument("file")
        parser.add_argument("--kind", choices=lists, required=True, help="what kind of list it is")
        parser.add_argument(
            "--map",
            action="append",
            default=[],
            metavar="HEAD=COLUMN",
            help="what a column is, by its head or #NUMBER (again for each), or the name of columns kept at the desk",
        )
        parser.add_argument("--preview", action="store_true", help="say what would happen and change nothing")
        parser.add_argument(
            "--people", choices=[key for key, _label in PEOPLE], default=NAMED, help="what becomes of the names"
        )
        for option in ("sheet", "charset", "delimiter", "title", "signature", "date", "place", "language"):
            parser.add_argument(f"--{option}", default="")
        parser.add_argument("--header-row", type=int, help="the row with the heads of the columns; 0: there is none")
        parser.add_argument("--head-rows", type=int, choices=(1, 2), help="2: the row above holds heads of groups")
        parser.add_argument("--quotes-are-letters", action="store_true", help="quotation marks hold no cell together")
        parser.add_argument("--source", default="", help="the public id of a source that is known already")
        parser.add_argument("--collection", default="", help="the name of a collection")
        parser.add_argument("--field", action="append", default=[], metavar="KEY=WORDS", help="a field of the list")
        parser.add_argument("--by", default="", help="on whose behalf, for the list of imports")
        parser.add_argument("--rows", default="", metavar="FILE", help="write the report of every row as CSV")
        parser.add_argument("--json", action="store_true", help="print the whole report as JSON")

    @one_clear_sentence
    def handle(self, *args: object, **options: Any) -> None:
        path = Path(options["file"])
        try:
            plan = _plan(path, options)
            with progress_bars(quiet=options["verbosity"] == 0) as progress:
                if options["preview"]:
                    report = preview_table(path, plan, progress)
                else:
                    report = import_table(path, plan, progress, by=options["by"], now=timezone.now())
                    if report.batch is not None:
                        compare_import(report.batch, timezone.now(), progress)
        except (TableRefused, EntryRefused) as error:
            raise CommandError(str(error), returncode=1) from error
        if options["rows"] and report.batch:
            from_batch = report_lines(ImportBatch.objects.get(pk=report.batch))
            Path(options["rows"]).write_text("".join(from_batch), encoding="utf-8", newline="")
        if options["json"]:
            self.stdout.write(json.dumps(report.as_dict(), ensure_ascii=False, indent=1))
        else:
            self._print(plan, report)

    def _print(self, plan: Plan, report: TableReport) -> None:
        reading = plan.reading
        self.stdout.write(f"{report.file}: {reading.sheet or reading.charset}, {report.rows} rows")
        for number, column in enumerate(plan.columns):
            self.stdout.write(f"  {plan.head_of(number)} = {column or '(left out)'}")
        for row in report.first[:_SHOWN]:
            odd = f" ({', '.join(row['problems'])})" if row["problems"] else ""
            self.stdout.write(f"  line {row['line']}: {row['name']} = {row['read']}{odd}")
        plain = report.as_dict()
        for problem in plain["problems"][:_SHOWN]:
            words = f"{problem['column']} {problem['message']} {problem['text']}".strip()
            self.stdout.write(f"  line {problem['line']}: {words}")
        if plain["problems_total"] > _SHOWN:
            self.stdout.write(f"  ... and {plain['problems_total'] - _SHOWN} more problems (--json lists them)")
        for note in report.notes:
            self.stdout.write(f"  {note}")
        if report.batch:
            made = ", ".join(f"{number} {what}" for what, number in report.created.items() if number)
            self.stdout.write(f"Created: {made}. The document is {report.document}.")
            self.stdout.write(f"This was import {report.batch}; `manage.py undo_import {report.batch}` takes it back.")
        else:
            self.stdout.write("This was a preview: nothing was changed.")


def _plan(path: Path, options: dict[str, Any]) -> Plan:
    chosen = {key: options[key] for key in ("sheet", "charset", "delimiter", "header_row", "head_rows")}
    reading = look_at(path, **chosen, quotes=not options["quotes_are_letters"])
    kind = DOCUMENT_KINDS[options["kind"]]
    plan = Plan(reading, heads_of(path, reading), (), _list_head(kind, options), options["people"])
    samples = [row.cells for row in first_rows(path, reading, _LOOKED_AT)]
    columns = proposed(plan.heads, samples, kind)
    heads = {plan.head_of(number): number for number in range(len(columns))}
    given = _given(options["map"], kind)
    unknown = [head for head in given if head not in heads] if any("=" in one for one in options["map"]) else []
    if unknown:
        raise TableRefused(f"There is no column {unknown[0]}. The columns are: {', '.join(heads)}.")
    # What was said goes before what was proposed.
    said = {given[head] for head in heads if head in given}
    found = [given.get(head, "@keep" if columns[at] in said else columns[at]) for head, at in heads.items()]
    fault = fault_of(found, kind)
    if fault:
        known = ", ".join(key for key, _label in meanings_for(kind) if key)
        raise TableRefused(f"{fault} Say it with --map HEAD=COLUMN; a column is one of: {known}, or nothing.")
    return Plan(reading, plan.heads, tuple(found), plan.list_head, plan.people)


def _given(options: Sequence[str], kind: DocumentKind) -> dict[str, str]:
    """Return what columns are said to be: by head, or by the name of columns kept at the desk."""
    found: dict[str, str] = {}
    for one in options:
        head, sign, column = one.rpartition("=")
        if sign:
            found[head] = column
            continue
        mapping = ColumnMapping.objects.filter(name=one, kind=kind.key).first()
        if mapping is None:
            raise TableRefused(f"No columns of this kind of list are kept under the name {one}.")
        found |= mapping.columns
    return found


def _list_head(kind: DocumentKind, options: dict[str, Any]) -> Entry:
    source = Source.objects.filter(public_id=options["source"]).first() if options["source"] else None
    collection = Collection.objects.filter(name=options["collection"]).first() if options["collection"] else None
    if options["source"] and source is None:
        raise TableRefused(f"There is no source {options['source']}.")
    if options["collection"] and collection is None:
        raise TableRefused(f"There is no collection {options['collection']}.")
    fields = dict(one.partition("=")[::2] for one in options["field"])
    return Entry(
        kind=kind.key,
        fields={key: Written(words) for key, words in fields.items()},
        date=Written(options["date"]),
        place=Written(options["place"]),
        source=source.pk if source else None,
        collection=collection.pk if collection else None,
        **{key: options[key] for key in ("title", "signature", "language")},
    )
