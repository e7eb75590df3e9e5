"""What a page without hits says: what was tried, and which lists are in this edition and which are not."""

import json
from dataclasses import dataclass

import sqlalchemy as sa

from records.edition.search_query import PersonQuery
from records.edition.tables import link, page

# Said with the lists: most of what was ever written about the deportees lies elsewhere.
MOST_RECORDS_ARE_ELSEWHERE = "most_records_are_elsewhere"
_MOST_SOURCES = 50
# Counting every citation of a large edition would take longer than the search; so many sources, each so far.
_SOURCES_COUNTED, _COUNTED_TO = 100, 1000


def tried(query: PersonQuery) -> list[tuple[str, str]]:
    """Return what was looked for, as (code, words).

    Codes: name, surname, maiden, pattern, given, father, mother, mother_maiden, spouse, place, year (as "1907–1917"),
    number, stage (a code of stages.py), facet ("stage: ITALY").
    """
    found = [("name", " ".join(query.words))]
    found += [
        (code, getattr(query, code))
        for code in ("surname", "maiden", "pattern", "given", "father", "mother", "mother_maiden", "spouse")
    ]
    found += [("place", place) for place in query.places]
    if query.born_at_most is not None:
        first, last = query.born_at_most
        found.append(("year", str(first) if first == last else f"{first}–{last}"))
    found.append(("number", query.number))
    found += [("stage", code) for code in query.stages]
    found += [("facet", f"{name}: {value}") for name, value in sorted(query.facets.items())]
    return [(code, words) for code, words in found if words]


@dataclass(frozen=True, slots=True)
class SourceList:
    """One source of the edition: its id and title, and how many people's pages cite it, or more than so many."""

    id: str
    title: str
    people: int
    is_more: bool = False


@dataclass(frozen=True, slots=True)
class ListsSearched:
    """The sources that were searched, those most cited first, and the archives of which nothing is in the edition."""

    indexed: tuple[SourceList, ...]
    archives_not_indexed: tuple[tuple[str, str], ...]
    remark: str = MOST_RECORDS_ARE_ELSEWHERE


def lists_searched(connection: sa.Connection) -> ListsSearched:
    """Return which lists this edition holds, and which archives (id, name) it only knows of.

    Of an edition of many sources the first hundred by title are counted, and each only up to a thousand people.
    """
    cited = sa.exists().where(*_citing(page.c.id))
    rows = connection.execute(
        sa.select(page.c.id, page.c.card).where(page.c.kind == "source", cited).order_by(page.c.sort_key, page.c.id)
    ).all()
    cards = {row.id: json.loads(row.card) for row in rows}
    people = _people_citing(connection, list(cards)[:_SOURCES_COUNTED])
    most_cited = sorted(people, key=lambda source: -people[source])[:_MOST_SOURCES]
    held = {card["archive"] for card in cards.values()}
    archives = connection.execute(
        sa.select(page.c.id, page.c.card).where(page.c.kind == "archive").order_by(page.c.sort_key, page.c.id)
    )
    return ListsSearched(
        tuple(
            SourceList(source, cards[source]["title"], min(people[source], _COUNTED_TO), people[source] > _COUNTED_TO)
            for source in most_cited
        ),
        tuple((row.id, json.loads(row.card)["name"]) for row in archives if row.id not in held),
    )


def _citing(source: sa.ColumnElement[str]) -> tuple[sa.ColumnElement[bool], ...]:
    return link.c.to_kind == "source", link.c.to_id == source, link.c.from_kind == "person"


def _people_citing(connection: sa.Connection, sources: list[str]) -> dict[str, int]:
    """Return, in the order of the sources, how many people cite each, counted up to one more than is told."""
    some = sa.select(sa.literal(1).label("one")).where(*_citing(page.c.id)).limit(_COUNTED_TO + 1).correlate(page)
    number = sa.select(sa.func.count()).select_from(some.subquery()).scalar_subquery()
    rows = connection.execute(
        sa.select(page.c.id, number.label("people")).where(page.c.kind == "source", page.c.id.in_(sources))
    )
    found = {row.id: row.people for row in rows}
    return {source: found[source] for source in sources}
