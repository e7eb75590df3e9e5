"""The outline of a person: what a search needs of everybody who fits, before any page is read.

Its traits are words: ``s:EVAC_2`` a stage, ``p:`` with the id of a place, ``f:died`` what became of somebody there. So
are its papers: ``d:grave`` the kind of a document, ``c:sure`` or ``c:uncertain`` how surely one means the person.
"""

from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from typing import Any, NamedTuple

import sqlalchemy as sa

from records.edition.composed import Composed
from records.edition.tables import facet, link, outline
from records.names.surnames import family_key

STAGE, PLACE, FATE, DOCUMENT, CERTAINTY = "s", "p", "f", "d", "c"
LETTERS = {"stage": STAGE, "place": PLACE}
# To have arrived is no fate, and to be unknown none either.
_NOT_A_FATE = frozenset({"unknown", "arrived"})
_AT_ONCE, _LONGEST = 500, 150
_OUTLINES = sa.select(*outline.columns).where(outline.c.number.in_(sa.bindparam("numbers", expanding=True)))


class Outline(NamedTuple):
    """One person: the number of the page, the id, the place in lists, the days between which the birth lies, traits and
    papers."""

    number: int
    id: str
    sort_key: str
    earliest: int | None
    latest: int | None
    traits: str
    papers: str

    def among(self, letter: str, values: Collection[str]) -> list[str]:
        """Return, in their order, those of the values that are traits of this kind."""
        found = (trait[2:] for trait in self.traits.split() if trait.startswith(letter))
        return [value for value in found if value in values]


def outline_of(record: Composed, number: int) -> dict[str, Any]:
    """Return the row of a person whose page has this number."""
    traits = {f"{LETTERS[name]}:{value}" for name, value in record.facets if name in LETTERS}
    traits |= {f"{FATE}:{one.outcome}" for one in record.presences if one.outcome not in _NOT_A_FATE}
    return {
        "number": number,
        "id": record.id,
        "sort_key": record.sort_key,
        "earliest": record.earliest,
        "latest": record.latest,
        "traits": " ".join(sorted(traits)),
        "papers": "",
    }


def named_by(connection: sa.Connection, documents: Sequence[str]) -> set[str]:
    """Return the ids of the people whom these documents name."""
    found: set[str] = set()
    for start in range(0, len(documents), _AT_ONCE):
        part = link.c.from_id.in_(documents[start : start + _AT_ONCE])
        named = sa.select(link.c.to_id).where(link.c.from_kind == "document", part, link.c.to_kind == "person")
        found |= set(connection.execute(named).scalars())
    return found


def tell_papers(connection: sa.Connection, people: Collection[str], *, new: Collection[str] = ()) -> None:
    """Write which papers name these people, as the pages of the documents say now; of ``new`` ones nothing is written
    where none does."""
    words = sa.bindparam("words", type_=sa.Text)
    change = sa.update(outline).where(outline.c.id == sa.bindparam("person"), outline.c.papers != words)
    change = change.values(papers=words)
    ids = sorted({*people, *new})
    for start in range(0, len(ids), _AT_ONCE):
        part = ids[start : start + _AT_ONCE]
        papers = _papers_of(connection, part)
        changed = [{"person": one, "words": papers.get(one, "")} for one in part if one in papers or one in people]
        if changed:
            connection.execute(change, changed)


def _papers_of(connection: sa.Connection, people: Sequence[str]) -> dict[str, str]:
    kind = facet.alias("kind")
    rows = connection.execute(
        sa.select(link.c.to_id, kind.c.value, link.c.certainty)
        .select_from(link.join(kind, kind.c.id == link.c.from_id))
        .where(link.c.to_kind == "person", link.c.to_id.in_(people), link.c.from_kind == "document")
        .where(kind.c.kind == "document", kind.c.facet == "kind")
    )
    found: dict[str, set[str]] = defaultdict(set)
    for person, paper, certainty in rows:
        # One paper may surely name somebody whom another names perhaps.
        sure = "sure" if certainty == "sure" else "uncertain"
        found[person] |= {f"{DOCUMENT}:{paper}", f"{CERTAINTY}:{sure}"}
    return {person: " ".join(sorted(words)) for person, words in found.items()}


def namesakes_of(record: Composed, number: int) -> list[dict[str, Any]]:
    """Return the rows by which a person is listed under every surname that is recorded."""
    families = {family_key(surname)[:_LONGEST] for one in record.bearers if (surname := one.surname[:_LONGEST])}
    owner = {"sort_key": record.sort_key, "id": record.id, "number": number}
    return [{"family": family, **owner} for family in sorted(families) if family]


def outlines(connection: sa.Connection, numbers: Sequence[int]) -> Iterator[Outline]:
    """Yield the outlines of these people, by the numbers of their pages."""
    for start in range(0, len(numbers), _AT_ONCE):
        rows = connection.execute(_OUTLINES, {"numbers": numbers[start : start + _AT_ONCE]})
        yield from map(Outline._make, rows.all())
