"""An edition as rows of plain tables, in one pass and in memory that does not grow with it.

Rows come in the order of the records' ids, so one edition always gives the same rows. A place that an event names
but this edition does not hold is left out: an id that leads nowhere helps nobody.
"""

from collections.abc import Callable, Iterator
from typing import Any

from records.edition.connection import EditionConnection
from records.edition.counting import counts
from records.edition.queries import cards, pages_in_order
from records.exporting.plain_pages import KINDS, Numbers, Row, other_value, page_rows
from records.exporting.plain_tables import plain_tables

Progress = Callable[[str, int, int], None]
PlainRow = tuple[str, list[Any]]
_AT_ONCE = 250
# A page names many places; the edition is asked for so many at once.
_PLACES_AT_ONCE = 500


def plain_rows(connection: EditionConnection, progress: Progress) -> Iterator[PlainRow]:
    """Yield (table, values in the order of its columns) for every record of the edition."""
    totals, numbers = counts(connection), Numbers()
    orders = {name: dict.fromkeys(column.name for column in table.columns) for name, table in plain_tables().items()}
    for kind in KINDS:
        done, last = 0, ""
        while pages := pages_in_order(connection, kind, last, _AT_ONCE):
            last = pages[-1].id
            rows = [row for page in pages for row in page_rows(page, numbers)]
            _leave_out_missing_places(connection, rows)
            for table, values in rows:
                yield table, [values.get(column) for column in orders[table]]
                for name in sorted(values.keys() - orders[table].keys()):
                    _other, more = other_value(numbers, table, values["id"], name, values[name])
                    yield "other_values", [more.get(column) for column in orders["other_values"]]
            done += len(pages)
            progress(kind, done, totals.get(kind, 0))


def _leave_out_missing_places(connection: EditionConnection, rows: list[Row]) -> None:
    columns = {
        name: [column.name for column in table.columns if column.refers_to == "places"]
        for name, table in plain_tables().items()
    }
    named = sorted({values[column] for table, values in rows for column in columns[table] if values.get(column)})
    held: set[str] = set()
    for start in range(0, len(named), _PLACES_AT_ONCE):
        keys = [("place", place) for place in named[start : start + _PLACES_AT_ONCE]]
        held |= {place for _kind, place in cards(connection, keys)}
    for table, values in rows:
        for column in columns[table]:
            if values.get(column) not in held:
                values[column] = None
