"""Searching what is not a person: places by any name, documents by number or words, histories, sources, chapters."""

import json
from collections import defaultdict
from collections.abc import Sequence
from functools import cache
from typing import Any

import sqlalchemy as sa

from records.edition.named_places import search_places
from records.edition.search_evidence import with_number
from records.edition.search_query import read_query
from records.edition.tables import page, search_key
from records.names.folding import fold
from records.names.given_name_table import sets_of_form

_MOST_WORDS, _MOST_FOUND = 8, 200

OtherHit = tuple[str, dict[str, Any]]


def search_other(connection: sa.Connection, text: str, limit_each: int = 8) -> dict[str, list[OtherHit]]:
    """Return places, documents, histories, sources and chapters that a text may mean: kind to (id, card).

    They carry every word of it, or else every name in it; documents also by number, places also misspelt.
    """
    query = read_query(text)
    words = fold(text).split()
    found = _carrying(connection, words, limit_each)
    named = fold(" ".join((*query.words, query.surname, query.maiden, *query.places))).split()
    if named and set(named) != set(words):
        for kind, hits in _carrying(connection, named, limit_each).items():
            found.setdefault(kind, hits)
    places = [
        (place, card)
        for phrase in query.places or (text,)
        for place, card, _name, _how in search_places(connection, phrase, limit_each)
    ]
    if places:
        found["place"] = _first([*places, *found.get("place", [])], limit_each)
    if query.number:
        found["document"] = _first([*_by_number(connection, query.number), *found.get("document", [])], limit_each)
    return {kind: hits for kind, hits in found.items() if hits}


def _first(hits: Sequence[OtherHit], most: int) -> list[OtherHit]:
    return list(dict((record_id, (record_id, card)) for record_id, card in reversed(hits)).values())[::-1][:most]


def _by_number(connection: sa.Connection, number: str) -> list[OtherHit]:
    ids = with_number(connection, "document", number)
    rows = connection.execute(
        sa.select(page.c.id, page.c.card).where(page.c.kind == "document", page.c.id.in_(ids)).order_by(page.c.sort_key)
    )
    return [(row.id, json.loads(row.card)) for row in rows]


def _carrying(connection: sa.Connection, folded: Sequence[str], limit_each: int) -> dict[str, list[OtherHit]]:
    """Return the records that carry all of these words."""
    words = list(dict.fromkeys(folded))[:_MOST_WORDS]
    found: defaultdict[str, list[OtherHit]] = defaultdict(list)
    if not words:
        return found
    # The rarest word leads: as a rule no given name, and the longest.
    first, *others = sorted(words, key=lambda word: (bool(sets_of_form(word)), -len(word)))
    asked = {"first": first, **{f"other_{place}": word for place, word in enumerate(others)}}
    rows = connection.execute(_question(len(others)), asked)
    for row in rows:
        if len(found[row.kind]) < limit_each:
            found[row.kind].append((row.id, json.loads(row.card)))
    return found


@cache
def _question(others: int) -> sa.Select[tuple[str, str, str]]:
    """Ask for the records that carry a word and so many others: put into words once for each number."""
    carrying = (
        sa.select(search_key.c.kind, search_key.c.id)
        .where(search_key.c.key == sa.bindparam("first"), search_key.c.role == "word", search_key.c.kind != "person")
        .where(*(_carries(sa.bindparam(f"other_{place}")) for place in range(others)))
        .order_by(search_key.c.kind, search_key.c.id)
        .limit(_MOST_FOUND)
        .subquery()
    )
    return (
        sa.select(page.c.kind, page.c.id, page.c.card)
        .select_from(carrying.join(page, (page.c.kind == carrying.c.kind) & (page.c.id == carrying.c.id)))
        .order_by(page.c.kind, page.c.sort_key, page.c.id)
    )


def _carries(word: sa.BindParameter[str]) -> sa.ColumnElement[bool]:
    other = search_key.alias()
    return sa.exists().where(
        other.c.key == word, other.c.role == "word", other.c.kind == search_key.c.kind, other.c.id == search_key.c.id
    )
