"""The names of an edition in memory: loaded once, looked through for every search, refreshed when names change.

Only numbers leave this module: whoever shows a name reads its text from the edition, where what was withdrawn is gone.
"""

import threading
from array import array
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

import numpy as np
import sqlalchemy as sa

from records.edition.connection import marks
from records.edition.name_writing import GIVEN, NAMES_CHANGED, SURNAME
from records.edition.tables import BUILT, name_form
from records.edition.unclear_forms import UnclearForms
from records.names.embedding import shipped_embedding
from records.names.name_index import NameIndex

# Editions of which this process keeps the names.
_KEPT = 3
# From so many new forms, or so many small parts, all are arranged anew.
_MOST_NEW, _MOST_PARTS = 2000, 20
_ROWS_AT_ONCE = 5000

# Number, text, sounds, vector and bearers of a form.
FormRow = tuple[int, str, str, bytes | None, int]


@dataclass(frozen=True, slots=True)
class FormFound:
    """A name form that may be meant: its number, how close it is (0 to 1), and how many bear it."""

    number: int
    closeness: float
    bearers: int


class _Part:
    """Some forms of surnames, arranged for looking through."""

    def __init__(self, rows: Iterable[FormRow], *, learned: bool) -> None:
        embedding = shipped_embedding() if learned else None
        self.numbers, self.bearers = array("l"), array("l")
        forms: list[str] = []
        sounds: list[str] = []
        vectors = bytearray()
        self.unclear = UnclearForms()
        for number, text, sound, vector, bearers in rows:
            self.numbers.append(number)
            self.bearers.append(bearers)
            self.unclear.take(len(forms), text)
            forms.append(text)
            sounds.append(sound)
            vectors += vector or b""
        held = None
        if embedding is not None and len(vectors) == len(forms) * embedding.size:
            held = np.frombuffer(vectors, np.int8).reshape(len(forms), embedding.size)
        self.index = NameIndex(forms, sounds, embedding=embedding, vectors=held)


@dataclass(slots=True)
class KnownNames:
    """The surnames and given names of one edition."""

    learned: bool = True
    changed: int = -1
    given: dict[int, str] = field(default_factory=dict)
    _parts: list[_Part] = field(default_factory=list)
    _last: dict[str, int] = field(default_factory=lambda: {SURNAME: 0, GIVEN: 0})

    def look_again(self, connection: sa.Connection, changed: int) -> None:
        """Take in the forms that came since the last look; who searches meanwhile goes on with the old ones."""
        parts, after = self._parts, self._last[SURNAME]
        if not parts or len(parts) > _MOST_PARTS or _number(connection, SURNAME, after) > _MOST_NEW:
            parts, after = [], 0
        new = _Part(_forms(connection, SURNAME, after), learned=self.learned)
        self._parts = [*parts, new] if len(new.numbers) else parts
        self._last[SURNAME] = max([after, *new.numbers])
        given = {row[0]: row[1] for row in _forms(connection, GIVEN, self._last[GIVEN])}
        self.given = self.given | given
        self._last[GIVEN] = max([self._last[GIVEN], *given])
        self.changed = changed

    def surnames_like(self, typed: str, most: int, at_least: float = 0.0) -> list[FormFound]:
        """Return the recorded surnames that may be meant, the closest first, none less close than ``at_least``."""
        found = [
            FormFound(part.numbers[one.position], one.closeness, part.bearers[one.position])
            for part in self._parts
            for one in part.index.resolve(typed, most, at_least)
        ]
        unclear = self._unclear(typed, at_least, found)
        found += unclear
        if len(self._parts) > 1 or unclear:
            found.sort(key=lambda one: (-one.closeness, one.number))
        return found[:most]

    def _unclear(self, typed: str, at_least: float, found: Iterable[FormFound]) -> list[FormFound]:
        """Return the surnames with unread letters that may be meant, and are not found by their letters."""
        known = {one.number for one in found}
        return [
            FormFound(part.numbers[position], closeness, part.bearers[position])
            for part in self._parts
            for position, closeness in part.unclear.meant_by(typed)
            if closeness >= at_least and part.numbers[position] not in known
        ]

    def number_of_surnames(self) -> int:
        """Return how many distinct surname forms are known."""
        return sum(len(part.numbers) for part in self._parts)


def _forms(connection: sa.Connection, kind: str, after: int) -> Iterator[FormRow]:
    """Yield the forms of a kind in the order of their texts, so that every engine arranges them alike."""
    form = name_form
    rows = connection.execution_options(yield_per=_ROWS_AT_ONCE).execute(
        sa.select(form.c.id, form.c.text, form.c.sounds, form.c.vector, form.c.bearers)
        .where(form.c.kind == kind, form.c.id > after)
        .order_by(form.c.text)
    )
    for row in rows:
        yield row.id, row.text, row.sounds, row.vector, row.bearers


def _number(connection: sa.Connection, kind: str, after: int) -> int:
    query = sa.select(sa.func.count()).where(name_form.c.kind == kind, name_form.c.id > after)
    return int(connection.execute(query).scalar_one())


# By address and matcher: the rebuild whose names they are, and the names.
_known: dict[tuple[str, bool], tuple[str, KnownNames]] = {}
_lock = threading.Lock()


def known_names(connection: sa.Connection, *, learned: bool = True) -> KnownNames:
    """Return the names of this edition as they stand now; ``learned=False`` leaves the learned matcher out."""
    said = marks(connection)
    key, built, changed = (str(connection.engine.url), learned), said.get(BUILT, ""), int(said.get(NAMES_CHANGED, 0))
    with _lock:
        of_build, names = _known.pop(key, ("", KnownNames()))
        if of_build != built:
            names = KnownNames(learned=learned)
        if names.changed < changed:
            names.look_again(connection, changed)
        _known[key] = (built, names)
        while len(_known) > _KEPT:
            del _known[next(iter(_known))]
    return names
