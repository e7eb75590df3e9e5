"""Writing pages as GEDCOM beside the pages: in a rebuild at its end, in publishing in the same transaction."""

import json
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import closing
from typing import Any

import sqlalchemy as sa

from records.edition.fragment_checking import FAULTS, FragmentJudge
from records.edition.fragment_places import place_of_imported, place_of_page
from records.edition.imported_texts import Imported, ImportedTexts
from records.edition.surroundings import Around, PageRow
from records.edition.tables import fragment, loss, page
from records.gedcom_pages.page_records import KINDS_IN_FILE, PageWriter
from records.gedcom_pages.profiles import ARCHIVE, CONVERTED, PROFILES
from records.outbox import RecordKey

Row = dict[str, Any]
_AT_ONCE = 400
_BATCH = 1000


class FragmentWriter:
    """Writes the fragments of pages; remembers the lines of places and dates from batch to batch."""

    def __init__(self) -> None:
        self.around = Around()
        self._writers = [PageWriter(profile, self.around.found) for profile in PROFILES.values()]
        self._judge = FragmentJudge()

    def write(
        self, connection: sa.Connection, pages: Collection[PageRow], imported: ImportedTexts | None = None
    ) -> None:
        """Write the fragments of these pages, of which the edition must hold none.

        ``imported`` gives those that came with a file as they stood, which only an archive edition may hold.
        """
        self.around.look_up(connection, pages)
        came = imported.of(pages) if imported is not None else {}
        rows: list[Row] = []
        losses: list[Row] = []
        for one in pages:
            # Two profiles may have one text, which is judged once.
            judged, faults = None, 0
            for writer, made in zip(self._writers, self._made(one), strict=True):
                number = writer.profile.number
                if number == ARCHIVE.number and one.number in came:
                    rows += rows_of_imported(came[one.number], one.number)
                    continue
                if made.text:
                    place = place_of_page(number, one.kind, one.position)
                    rows.append({"place": place, "number": one.number, "text": made.text})
                if made.text is not judged:
                    judged = made.text
                    faults = self._judge.faults_in(made.text, seven=writer.profile.seven)
                lost = {**made.losses, FAULTS: faults} if faults else made.losses
                losses += [
                    {"number": one.number, "profile": number, "what": what, "count": count}
                    for what, count in lost.items()
                ]
        rows.sort(key=lambda row: int(row["place"]))
        for table, values in ((fragment, rows), (loss, losses)):
            if values:
                connection.execute(sa.insert(table), values)

    def _made(self, one: PageRow) -> Iterator[Any]:
        """Yield the fragment of each profile; where nothing is to be repeated for others, the first two are one."""
        archive, share_seven, share_five = self._writers
        made = archive.fragment(one.kind, one.id, one.body)
        yield made
        yield share_seven.fragment(one.kind, one.id, one.body) if made.repeatable else made
        yield share_five.fragment(one.kind, one.id, one.body)


def rows_of_imported(record: Imported, number: int) -> list[Row]:
    """Return the rows of a record that came with a file: for a copy of the file, and for a file among others."""
    rows = [(ARCHIVE.number, record.text), (CONVERTED.number, record.among_others)]
    return [
        {"place": place_of_imported(profile, record.batch, record.line), "number": number, "text": text}
        for profile, text in rows
        if text
    ]


def write_all(engine: sa.Engine, progress: Callable[[str, int, int], None], *, for_archive: bool) -> dict[str, str]:
    """Write the fragments of every page of a new edition; return what it says of imported files.

    An archive edition holds their records as they stood, those that no page stands for included.
    """
    writer = FragmentWriter()
    if not for_archive:
        _write_pages(engine, writer, None, progress)
        return {}
    with closing(ImportedTexts(writer.around.found)) as imported:
        _write_pages(engine, writer, imported, progress)
        for part in imported.without_page():
            rows = [row for record in part for row in rows_of_imported(record, -record.entry)]
            if rows:
                with engine.begin() as connection:
                    connection.execute(sa.insert(fragment), rows)
        return imported.about()


def _write_pages(
    engine: sa.Engine,
    writer: FragmentWriter,
    imported: ImportedTexts | None,
    progress: Callable[[str, int, int], None],
) -> None:
    last, done = 0, 0
    with engine.connect() as connection:
        total = connection.execute(
            sa.select(sa.func.count()).select_from(page).where(page.c.kind.in_(KINDS_IN_FILE))
        ).scalar_one()
    while True:
        with engine.begin() as connection:
            pages = _pages(
                connection.execute(_select_pages().where(page.c.number > last).order_by(page.c.number).limit(_BATCH))
            )
            if not pages:
                return
            writer.write(connection, pages, imported)
        last = pages[-1].number
        done += len(pages)
        progress("GEDCOM", done, total)


def rewrite(connection: sa.Connection, keys: Iterable[RecordKey]) -> None:
    """Write the fragments of these pages anew, as far as the edition holds the pages."""
    writer = FragmentWriter()
    for kind, ids in by_kind(keys).items():
        if kind not in KINDS_IN_FILE:
            continue
        for part in parts(ids):
            pages = _pages(connection.execute(_select_pages().where(page.c.kind == kind, page.c.id.in_(part))))
            remove(connection, [one.number for one in pages])
            writer.write(connection, pages)


def remove(connection: sa.Connection, numbers: list[int]) -> None:
    """Remove the fragments of pages, given by number."""
    for start in range(0, len(numbers), _AT_ONCE):
        part = numbers[start : start + _AT_ONCE]
        for table in (fragment, loss):
            connection.execute(sa.delete(table).where(table.c.number.in_(part)))


def _select_pages() -> sa.Select[Any]:
    columns = (page.c.number, page.c.kind, page.c.id, page.c.position, page.c.body)
    return sa.select(*columns).where(page.c.kind.in_(KINDS_IN_FILE))


def _pages(rows: Iterable[Any]) -> list[PageRow]:
    return [PageRow(row.number, row.kind, row.id, row.position, json.loads(row.body)) for row in rows]


def by_kind(keys: Iterable[RecordKey]) -> dict[str, list[str]]:
    """Return the ids of these records by kind."""
    groups: dict[str, list[str]] = {}
    for kind, record_id in keys:
        groups.setdefault(kind, []).append(record_id)
    return groups


def parts(ids: list[str]) -> Iterator[list[str]]:
    """Yield ids in parts that one query can name."""
    return (ids[start : start + _AT_ONCE] for start in range(0, len(ids), _AT_ONCE))
