"""What speaks for a person beside the name: where the person was, on which stages, which numbers, which initials."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field

import sqlalchemy as sa

from records.dates.day_numbers import from_day_number
from records.edition.named_places import PlaceNear, PlacesNamed
from records.edition.outlines import PLACE, STAGE, Outline
from records.edition.person_ranking import (
    GIVEN_INITIAL,
    GIVEN_OTHER,
    HOME_OTHER,
    HOME_SAME,
    YEAR_FAR,
    YEAR_SAME,
    YEAR_STEP,
)
from records.edition.search_query import PersonQuery
from records.edition.search_readings import NameReading
from records.edition.tables import bearer, facet, link, page, search_key
from records.names.folding import fold
from records.names.given_names import could_be_initial_of
from records.names.given_sets import given_set_numbers, words_of

STAGE_SAME, NUMBER_SAME = 3.0, 12.0
_AT_ONCE = 400
_NEARER_FIRST, _FAR_ENOUGH = 0.001, 100
_HOMES = (
    sa.select(bearer.c.person, bearer.c.home)
    .distinct()
    .where(bearer.c.person.in_(sa.bindparam("people", expanding=True)), bearer.c.home.is_not(None))
)


@dataclass(slots=True)
class Seen:
    """What of the places and stages that were named stands in one person's life."""

    places: list[str] = field(default_factory=list)
    stages: list[str] = field(default_factory=list)

    def best_of(self, places: PlacesNamed, words: Collection[str]) -> dict[str, tuple[str, PlaceNear]]:
        """Return, for each word that named a place, the nearest place where the person was."""
        best: dict[str, tuple[str, PlaceNear]] = {}
        for word in words:
            for place in sorted(self.places):
                found = places.by_word.get(word, {}).get(place)
                if found and (word not in best or found.near > best[word][1].near):
                    best[word] = (place, found)
        return best

    def weight(self, places: PlacesNamed, words: Collection[str], already: float = 0.0) -> float:
        """Return how much the places and stages weigh; each word that names a place counts once.

        ``already`` is what the home weighed in the ranking: it is one of these places and must not count twice.
        """
        was_there = HOME_SAME * sum(found.near for _place, found in self.best_of(places, words).values())
        return (was_there - already if was_there else 0.0) + (STAGE_SAME if self.stages else 0.0)


def seen_of(outline: Outline, places: PlacesNamed, stages: Collection[str]) -> Seen:
    """Return which of the places and stages stand in a person's life."""
    if not places.by_word and not stages:
        return Seen()
    return Seen(outline.among(PLACE, places.near), outline.among(STAGE, stages))


def having(name: str, values: Iterable[str]) -> sa.ColumnElement[bool]:
    """Return the condition that a person's page has one of these values of a facet."""
    found = sa.select(facet.c.id).where(
        facet.c.facet == name, facet.c.value.in_(sorted(values)), facet.c.kind == "person"
    )
    return page.c.id.in_(found)


def who_was_there(
    connection: sa.Connection, query: PersonQuery, places: PlacesNamed, reading: NameReading
) -> list[int]:
    """Return the people, by number, with these given names who were at the places or on the stages named."""
    sets = {number for word in reading.sought.given for number in given_set_numbers(word)}
    ids = {place for word in reading.place_words for place in places.by_word[word]}
    if not sets or not (ids or query.stages):
        return []
    there = having("place", ids) if ids else having("stage", query.stages)
    rows = connection.execute(
        sa.select(bearer.c.person)
        .distinct()
        .select_from(bearer.join(page, page.c.number == bearer.c.person))
        .where(bearer.c.given_set.in_(sorted(sets)), page.c.kind == "person", there)
        .order_by(bearer.c.person)
        .limit(_AT_ONCE)
    )
    return [row.person for row in rows]


def home_weights(connection: sa.Connection, homes: Mapping[int, Mapping[int, float]]) -> dict[int, float]:
    """Return what the home weighed for each person, by number; ``homes`` are the places sought for each."""
    wanted = [person for person, sought in homes.items() if sought]
    if not wanted:
        return {}
    rows = connection.execute(_HOMES, {"people": wanted})
    near = {row.person: homes[row.person].get(row.home) for row in rows}
    return {person: HOME_OTHER if found is None else HOME_SAME * found for person, found in near.items()}


def number_keys(number: str) -> list[str]:
    """Return the keys under which a number may stand: with its letters, and without those before it."""
    whole = "".join(fold(number).split())
    bare = whole.lstrip("abcdefghijklmnopqrstuvwxyz№")
    return list(dict.fromkeys(key for key in (whole, bare) if len(key) > 2))


def with_number(connection: sa.Connection, kind: str, number: str) -> list[str]:
    """Return the ids of those records of a kind in which this number stands."""
    keys = number_keys(number)
    if not keys:
        return []
    rows = connection.execute(
        sa.select(search_key.c.id)
        .distinct()
        .where(search_key.c.key.in_(keys), search_key.c.role == "number", search_key.c.kind == kind)
        .order_by(search_key.c.id)
        .limit(_AT_ONCE)
    )
    return [row.id for row in rows]


def named_in(connection: sa.Connection, documents: Collection[str]) -> set[str]:
    """Return the ids of the people whom these documents name."""
    rows = connection.execute(
        sa.select(link.c.to_id)
        .distinct()
        .where(link.c.from_kind == "document", link.c.from_id.in_(list(documents)), link.c.to_kind == "person")
        .limit(_AT_ONCE)
    )
    return {row.to_id for row in rows}


def of_initials(initials: Iterable[str], given: str) -> float:
    """Weigh initials that were sought against the recorded given names; nothing where none are recorded."""
    recorded = words_of(given)
    if not recorded:
        return 0.0
    return sum(
        GIVEN_INITIAL if any(could_be_initial_of(initial, word) for word in recorded) else GIVEN_OTHER
        for initial in initials
    )


def years_apart(query: PersonQuery, earliest: int | None, latest: int | None) -> int | None:
    """Return by how many years a birth between two days (Julian Day Numbers) misses the years sought."""
    if query.born is None or earliest is None or latest is None:
        return None
    first, last = query.born
    return max(from_day_number(earliest)[0] - last, first - from_day_number(latest)[0], 0)


def of_birth(query: PersonQuery, earliest: int | None, latest: int | None) -> float:
    """Weigh a birth against the years sought, where no name was."""
    apart = years_apart(query, earliest, latest)
    if apart is None:
        return 0.0
    if apart > query.years_beside or query.year is None or earliest is None or latest is None:
        return YEAR_FAR
    # All of 1903 to 1919 fit 1911±8 alike, but of those the nearest come first.
    middle = (from_day_number(earliest)[0] + from_day_number(latest)[0]) / 2
    return YEAR_SAME - YEAR_STEP * apart - _NEARER_FIRST * min(abs(middle - query.year), _FAR_ENOUGH)


def given_texts(texts: Mapping[int, str], form: int | None) -> str:
    """Return the recorded given names of a form, by its number."""
    return texts.get(form, "") if form is not None else ""
