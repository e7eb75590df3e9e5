"""Whose fragments change because another page did.

A fragment speaks of other pages (the line of a place, a stage, a paper that names the person): when one of those
changes, the fragments of the pages that speak of it are written anew.
"""

import json
from collections.abc import Collection, Iterable

import sqlalchemy as sa

from records.edition.fragment_writing import by_kind, parts, rewrite
from records.edition.tables import link, page
from records.outbox import RecordKey

# What pages say, as it stands in the edition.
Said = dict[RecordKey, str]
# Kinds of page on which fragments of others hang, and the kinds that speak of them.
_SPOKEN_OF: dict[str, tuple[str, ...]] = {
    "place": ("person", "family", "document", "stage"),
    "stage": ("person",),
    "document": (),
}


class Written:
    """The pages that one round of publishing wrote, and what they said before and after."""

    def __init__(self) -> None:
        self._pages: set[RecordKey] = set()
        self._changed: set[RecordKey] = set()
        self._named: set[RecordKey] = set()

    def note(self, pages: Collection[RecordKey], before: Said, after: Said) -> None:
        """Note that these pages were written anew."""
        self._pages.update(pages)
        changed = {key for key in before.keys() | after.keys() if before.get(key) != after.get(key)}
        self._changed |= changed
        for told in (before, after):
            self._named |= _named_in({key: told[key] for key in changed & told.keys()})

    def write_fragments(self, connection: sa.Connection, most: int) -> set[RecordKey]:
        """Write the fragments of the pages and of those that speak of them; return what is left for later.

        Those that speak of them are left when they are more than ``most``.
        """
        speaking = (_speaking_of(connection, self._changed) | self._named) - self._pages
        later = speaking if len(speaking) > most else set()
        rewrite(connection, self._pages | (speaking - later))
        return later


def said(connection: sa.Connection, keys: Iterable[RecordKey]) -> Said:
    """Return what those pages say on which fragments of others hang."""
    found: Said = {}
    for kind, ids in by_kind(keys).items():
        if kind not in _SPOKEN_OF:
            continue
        for part in parts(ids):
            rows = connection.execute(sa.select(page.c.id, page.c.body).where(page.c.kind == kind, page.c.id.in_(part)))
            found |= {RecordKey(kind, row.id): row.body for row in rows}
    return found


def _named_in(said: Said) -> set[RecordKey]:
    """Return the people whom these documents, as they stand, take their names to be."""
    return {
        RecordKey("person", person["person"])
        for key, body in said.items()
        if key.kind == "document"
        for mention in json.loads(body)["mentions"]
        for person in mention["people"]
    }


def _speaking_of(connection: sa.Connection, keys: Iterable[RecordKey]) -> set[RecordKey]:
    """Return the pages whose fragments hang on these places and stages, those of a stage's travellers included."""
    found: set[RecordKey] = set()
    for kind, ids in by_kind(keys).items():
        for part in parts(ids):
            rows = connection.execute(
                sa.select(link.c.from_kind, link.c.from_id).where(
                    link.c.to_kind == kind, link.c.to_id.in_(part), link.c.from_kind.in_(_SPOKEN_OF.get(kind, ()))
                )
            )
            found |= {RecordKey(row.from_kind, row.from_id) for row in rows}
    stages = {key for key in found if key.kind == "stage"}
    return (found - stages) | (_speaking_of(connection, stages) if stages else set())
