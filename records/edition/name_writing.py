"""Writing names: the dictionary of distinct forms, and who bears which. A form that nobody bears is removed.

One writer serves one transaction, or one whole rebuild. Rows go in as plain tuples: there are millions of them.
"""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from records.edition import tables
from records.edition.composed import Bearer
from records.names.embedding import shipped_embedding
from records.names.folding import fold
from records.names.likeness import sounds_of
from records.names.surnames import family_key

SURNAME, GIVEN = "surname", "given"
_LONGEST, _LONGEST_SOUNDS = 150, 300
_AT_ONCE = 400
_FORMS_AT_ONCE = 20_000
_BEARER_COLUMNS = tuple(column.name for column in tables.bearer.columns)
_FORM_COLUMNS = tuple(column.name for column in tables.name_form.columns)

Form = tuple[str, str]


class NameWriter:
    """Collects the rows of names and writes them; ``finish`` writes the dictionary."""

    def __init__(self, connection: sa.Connection, *, all_new: bool = False) -> None:
        """``all_new``: the edition holds no names yet, so nothing need be looked up (a rebuild)."""
        self._connection = connection
        self._all_new = all_new
        self._ids: dict[str, dict[str, int]] = {SURNAME: {}, GIVEN: {}}
        self._new: list[Form] = []
        self._counts: Counter[int] = Counter()
        self._waiting: list[tuple[int, int, Bearer]] = []
        self._last = 0 if all_new else _last_id(connection)

    def use(self, connection: sa.Connection) -> "NameWriter":
        """Go on with another transaction of the same rebuild."""
        self._connection = connection
        return self

    def add(self, person: int, bearers: Iterable[Bearer]) -> None:
        """Take the rows of one person, by the number of the page."""
        for place, bearer in enumerate(bearers):
            self._waiting.append((person, place, bearer))

    def flush(self) -> None:
        """Write the rows taken so far."""
        if not self._waiting:
            return
        self._know(SURNAME, {bearer.surname[:_LONGEST] for _person, _place, bearer in self._waiting})
        self._know(GIVEN, {bearer.given[:_LONGEST] for _person, _place, bearer in self._waiting})
        surnames, given = self._ids[SURNAME].get, self._ids[GIVEN].get
        rows = [
            (person, place, surnames(bearer[0][:_LONGEST]), given(bearer[1][:_LONGEST]), *bearer[2:])
            for person, place, bearer in self._waiting
        ]
        for _person, _place, surname, name, *_beside in rows:
            for number in (surname, name):
                if number is not None:
                    self._counts[number] += 1
        insert_tuples(self._connection, tables.bearer.name, _BEARER_COLUMNS, rows)
        self._waiting.clear()

    def _know(self, kind: str, texts: set[str]) -> None:
        """Give every text a number; no text has none."""
        held = self._ids[kind]
        texts -= held.keys()
        texts.discard("")
        if not self._all_new:
            held |= known_forms(self._connection, kind, sorted(texts))
        for text in sorted(texts):
            if text not in held:
                self._last += 1
                held[text] = self._last
                self._new.append((kind, text))

    def finish(self) -> None:
        """Write what still waits, the new forms, and how often each form is borne."""
        self.flush()
        numbers = [self._ids[kind][text] for kind, text in self._new]
        for start in range(0, len(numbers), _FORMS_AT_ONCE):
            part = slice(start, start + _FORMS_AT_ONCE)
            rows = form_rows(self._new[part], numbers[part], self._counts)
            insert_tuples(self._connection, tables.name_form.name, _FORM_COLUMNS, rows)
        new = set(numbers)
        for number, more in self._counts.items():
            if number not in new:
                _change_count(self._connection, number, more)
        if self._new:
            _tell_that_names_changed(self._connection, self._last)
        self._new, self._counts = [], Counter()

    def forget(self, people: Collection[int]) -> None:
        """Remove the rows of these persons, and the forms that nobody bears any more."""
        bearer, form = tables.bearer, tables.name_form
        lost: Counter[int] = Counter()
        numbers = list(people)
        for start in range(0, len(numbers), _AT_ONCE):
            part = bearer.c.person.in_(numbers[start : start + _AT_ONCE])
            for row in self._connection.execute(sa.select(bearer.c.surname, bearer.c.given).where(part)):
                lost.update(number for number in row if number is not None)
            self._connection.execute(sa.delete(bearer).where(part))
        for number, times in lost.items():
            _change_count(self._connection, number, -times)
        gone = self._connection.execute(sa.delete(form).where(form.c.id.in_(list(lost)), form.c.bearers <= 0))
        if gone.rowcount:
            _tell_that_names_changed(self._connection, 0)


def known_forms(connection: sa.Connection, kind: str, texts: Sequence[str]) -> dict[str, int]:
    """Return the numbers of those texts of a kind that the edition holds."""
    form, found = tables.name_form, {}
    for start in range(0, len(texts), _AT_ONCE):
        part = form.c.text.in_(texts[start : start + _AT_ONCE])
        for row in connection.execute(sa.select(form.c.id, form.c.text).where(form.c.kind == kind, part)):
            found[row.text] = row.id
    return found


def form_rows(forms: Sequence[Form], numbers: Sequence[int], counts: Counter[int]) -> list[tuple[Any, ...]]:
    """Return the rows of ``name_form`` for these forms."""
    embedding = shipped_embedding()
    surnames = [text for kind, text in forms if kind == SURNAME]
    vectors = iter(embedding.small_vectors(surnames) if embedding and surnames else [None] * len(surnames))
    rows = []
    for (kind, text), number in zip(forms, numbers, strict=True):
        vector = next(vectors) if kind == SURNAME else None
        family = family_key(text) if kind == SURNAME else fold(text)
        held = None if vector is None else vector.tobytes()
        rows.append((number, kind, text, family[:_LONGEST], sounds_of(text)[:_LONGEST_SOUNDS], held, counts[number]))
    return rows


def insert_tuples(
    connection: sa.Connection, table: str, columns: Sequence[str], rows: Sequence[tuple[Any, ...]]
) -> None:
    """Insert many rows without the cost of naming each value."""
    if not rows:
        return
    if connection.dialect.name == "postgresql":
        with connection.connection.cursor().copy(f"COPY {table} ({', '.join(columns)}) FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
        return
    marks = ", ".join("?" for _column in columns)
    statement = f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({marks})"  # noqa: S608 (only our own words)
    connection.exec_driver_sql(statement, list(rows))


def drop_bearer_indexes(connection: sa.Connection) -> None:
    """Drop the indexes of the rows of names, for filling an empty table faster."""
    for index in tables.bearer.indexes:
        index.drop(connection)


def create_bearer_indexes(connection: sa.Connection) -> None:
    """Create them again."""
    for index in sorted(tables.bearer.indexes, key=lambda index: str(index.name)):
        index.create(connection)


def _change_count(connection: sa.Connection, number: int, more: int) -> None:
    form = tables.name_form
    connection.execute(sa.update(form).where(form.c.id == number).values(bearers=form.c.bearers + more))


# What the edition says of its names: the highest number ever given (numbers are not given twice, for readers keep
# them in memory), and a count of changes by which readers see that they must look again.
LAST_NAME, NAMES_CHANGED = "last_name_form", "names_changed"


def _last_id(connection: sa.Connection) -> int:
    held = _info(connection, LAST_NAME)
    highest = connection.execute(sa.select(sa.func.max(tables.name_form.c.id))).scalar() or 0
    return max(held, highest)


def _info(connection: sa.Connection, name: str) -> int:
    info = tables.edition_info
    return int(connection.execute(sa.select(info.c.value).where(info.c.name == name)).scalar() or 0)


def _tell_that_names_changed(connection: sa.Connection, last: int) -> None:
    info = tables.edition_info
    values = {NAMES_CHANGED: _info(connection, NAMES_CHANGED) + 1, LAST_NAME: max(last, _info(connection, LAST_NAME))}
    for name, value in values.items():
        connection.execute(sa.delete(info).where(info.c.name == name))
        connection.execute(sa.insert(info).values(name=name, value=str(value)))
