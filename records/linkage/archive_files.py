"""The archive as the files that a run in parts reads: the records as they are compared, and who is whose relative.

The same archive makes the same bytes, by which an interrupted run is known again.
"""

import hashlib
from collections.abc import Iterator
from itertools import chain, islice
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from records.linkage.compared import Compared, compared
from records.linkage.kept_index import VERSION, ComparedRecord, IndexState
from records.linkage.large_run import write_records
from records.linkage.pair_files import Progress, table_of_files, text_of
from records.linkage.told_names import names_to_compare, told_names
from records.linkage.told_people import TIES, members_of_families, people_to_compare, told_people
from records.outbox import ComparisonDue

_AT_ONCE, _TOLD_EACH = 4_096, 10_000
_MEMBERS = pa.schema([("family", pa.int64()), ("person", pa.string()), ("part", pa.string())])


def write_archive(connection: Any, records: Path, relatives: Path, progress: Progress) -> str:
    """Write both files, in a DuckDB and a part at a time, and return a word that is another one for any other archive.

    ``relatives`` holds (one, other, tie) as told_people.relatives_of_people does.
    """
    write_records(_with_progress(records_of_archive(), progress), records)
    members = relatives.with_suffix(".members")
    _write_members(members)
    ties = ", ".join(f"('{mine}', '{theirs}', '{tie}', {place})" for place, (mine, theirs, tie) in enumerate(TIES))
    # Of two who meet in several families, the last says what they are.
    connection.execute(
        "COPY (SELECT a.person AS one, b.person AS other,"  # noqa: S608
        f" arg_max(tie, a.family * {len(TIES)} + place) AS tie"
        f" FROM {table_of_files([members])} AS a JOIN {table_of_files([members])} AS b ON a.family = b.family"
        f" JOIN (VALUES {ties}) AS ties(mine, theirs, tie, place) ON a.part = mine AND b.part = theirs"
        " WHERE a.person <> b.person GROUP BY a.person, b.person ORDER BY one, other)"
        f" TO {text_of(relatives)} (FORMAT parquet)"
    )
    members.unlink()
    digest = hashlib.sha256()
    for path in (records, relatives):
        with path.open("rb") as opened:
            digest.update(hashlib.file_digest(opened, "sha256").digest())
    return digest.hexdigest()


def records_of_archive() -> Iterator[Compared]:
    """Yield everybody as they are compared: from the kept index where it holds all, otherwise read anew."""
    if index_holds_all():
        rows = ComparedRecord.objects.order_by("number").iterator(_AT_ONCE)
        return (row.compared() for row in rows)
    return (compared(told) for told in chain(told_people(), told_names()))


def index_holds_all() -> bool:
    """Tell whether the kept index is filled, of this version, and follows every change."""
    filled = IndexState.objects.filter(pk=1, version=VERSION, filled_to="", keys_wait=False)
    if not filled.exists() or ComparisonDue.objects.exists():
        return False
    # An index that was never filled follows changes, too.
    people = ComparedRecord.objects.filter(key__startswith="p:").count()
    names = ComparedRecord.objects.count() - people
    return (people, names) == (people_to_compare().count(), names_to_compare().exclude(as_written="").count())


def _with_progress(records: Iterator[Compared], progress: Progress) -> Iterator[Compared]:
    number = 0
    for number, record in enumerate(records, 1):
        yield record
        if number % _TOLD_EACH == 0:
            progress("reading", number, 0)
    progress("reading", number, number)


def _write_members(path: Path) -> None:
    rows = members_of_families()
    with pq.ParquetWriter(path, _MEMBERS) as writer:
        while some := list(islice(rows, _TOLD_EACH)):
            columns = zip(*some, strict=True)
            writer.write_table(pa.table([pa.array(each) for each in columns], _MEMBERS))
