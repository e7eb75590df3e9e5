"""What a page without hits says: what was tried, and which lists are in this edition and which are not."""

import json
from dataclasses import dataclass

import sqlalchemy as sa

from records.edition.search_query import PersonQuery
from records.edition.tables import link, page

# Said with the lists: most of what was ever written about the deportees lies elsewhere.
MOST_RECORDS_ARE_ELSEWHERE = "most_records_are_elsewhere"
_MOST_SOURCES = 50


def tried(query: PersonQuery) -> list[tuple[str, str]]:
    """Return what was looked for, as (code, words).

    Codes: name, surname, maiden, pattern, given, father, mother, mother_maiden (understood, but not searched by),
    spouse, place, year (as "1912" or "1907–1917"), number, stage (a code of stages.py), facet ("stage: ITALY").
    """
    found = [("name", " ".join(query.words))]
    found += [
        (code, getattr(query, code))
        for code in ("surname", "maiden", "pattern", "given", "father", "mother", "mother_maiden", "spouse")
    ]
    found += [("place", place) for place in query.places]
    if query.year is not None:
        found.append(("year", f"{query.year - query.years_around}–{query.year + query.years_around}"))
    found.append(("number", query.number))
    found += [("stage", code) for code in query.stages]
    found += [("facet", f"{name}: {value}") for name, value in sorted(query.facets.items())]
    return [(code, words) for code, words in found if words]


@dataclass(frozen=True, slots=True)
class SourceList:
    """One source of the edition: its id and title, and how many people's pages cite it."""

    id: str
    title: str
    people: int


@dataclass(frozen=True, slots=True)
class ListsSearched:
    """The sources that were searched, those most cited first, and the archives of which nothing is in the edition."""

    indexed: tuple[SourceList, ...]
    archives_not_indexed: tuple[tuple[str, str], ...]
    remark: str = MOST_RECORDS_ARE_ELSEWHERE


def lists_searched(connection: sa.Connection) -> ListsSearched:
    """Return which lists this edition holds, and which archives (id, name) it only knows of."""
    people = sa.func.count()
    cited = (
        sa.select(link.c.to_id, people.label("people"))
        .where(link.c.to_kind == "source", link.c.from_kind == "person")
        .group_by(link.c.to_id)
        .subquery()
    )
    rows = connection.execute(
        sa.select(page.c.id, page.c.card, cited.c.people)
        .select_from(cited.join(page, (page.c.kind == "source") & (page.c.id == cited.c.to_id)))
        .order_by(cited.c.people.desc(), page.c.sort_key, page.c.id)
    ).all()
    held = {json.loads(row.card)["archive"] for row in rows}
    archives = connection.execute(
        sa.select(page.c.id, page.c.card).where(page.c.kind == "archive").order_by(page.c.sort_key, page.c.id)
    )
    return ListsSearched(
        tuple(SourceList(row.id, json.loads(row.card)["title"], row.people) for row in rows[:_MOST_SOURCES]),
        tuple((row.id, json.loads(row.card)["name"]) for row in archives if row.id not in held),
    )
