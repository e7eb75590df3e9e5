"""A person's family: parents, brothers and sisters, partners, children. Whoever may not be shown is simply absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from records.edition.queries import Card, Key, Page
from records.people.kinds import PEDIGREES
from records.website.footnotes import Footnotes
from records.website.life_events import EventGroup, event_groups
from records.website.person_words import PersonWords, person_words


@dataclass(frozen=True, slots=True)
class Kin:
    """One relative, and how the parentage is recorded where it is not by birth."""

    person: PersonWords
    parentage: str
    notes: list[int]


@dataclass(frozen=True, slots=True)
class ParentFamily:
    """The family a person grew up in."""

    parents: list[PersonWords]
    siblings: list[Kin]
    parentage: str
    notes: list[int]


@dataclass(frozen=True, slots=True)
class OwnFamily:
    """A family a person founded."""

    partners: list[PersonWords]
    children: list[Kin]
    events: list[EventGroup]
    note: str


def family_members(families: Mapping[str, Page]) -> list[Key]:
    """Return the keys of everyone in these families."""
    pages = families.values()
    people = [row["person"] for page in pages for part in ("partners", "children") for row in page.body[part]]
    return [("person", person) for person in people]


def family_places(families: Mapping[str, Page]) -> list[Key]:
    """Return the keys of the places and sources of these families' events."""
    events = [event for page in families.values() for event in page.body["events"]]
    children = [row for page in families.values() for row in page.body["children"]]
    sources = [
        citation["source"] for row in (*events, *children) for citation in row["citations"] if citation["source"]
    ]
    return [("place", event["place"]) for event in events if event["place"]] + [
        ("source", source) for source in sources
    ]


def parent_families(
    person: Page, families: Mapping[str, Page], cards: Mapping[Key, Card], footnotes: Footnotes
) -> list[ParentFamily]:
    """Return the families in which the person is a child."""
    found = []
    for row in person.body["families_as_child"]:
        family = families.get(row["id"])
        if family is None:
            continue
        own: dict[str, Any] = next(
            (child for child in family.body["children"] if child["person"] == person.id), {"citations": []}
        )
        siblings = [child for child in family.body["children"] if child["person"] != person.id]
        found.append(
            ParentFamily(
                _people(family.body["partners"], cards),
                _kin(siblings, cards, footnotes),
                _parentage(row["pedigree"]),
                footnotes.cite(own["citations"]),
            )
        )
    return found


def own_families(
    person: Page, families: Mapping[str, Page], cards: Mapping[Key, Card], footnotes: Footnotes
) -> list[OwnFamily]:
    """Return the families in which the person is a partner."""
    found = []
    for family_id in person.body["families_as_partner"]:
        family = families.get(family_id)
        if family is not None:
            partners = [row for row in family.body["partners"] if row["person"] != person.id]
            found.append(
                OwnFamily(
                    _people(partners, cards),
                    _kin(family.body["children"], cards, footnotes),
                    event_groups(family.body["events"], cards, footnotes),
                    family.body["note"],
                )
            )
    return found


def _people(rows: list[dict[str, Any]], cards: Mapping[Key, Card]) -> list[PersonWords]:
    keys = [("person", row["person"]) for row in rows]
    return [person_words(key[1], cards[key]) for key in keys if key in cards]


def _kin(rows: list[dict[str, Any]], cards: Mapping[Key, Card], footnotes: Footnotes) -> list[Kin]:
    return [
        Kin(
            person_words(row["person"], cards["person", row["person"]]),
            _parentage(row["pedigree"]),
            footnotes.cite(row["citations"]),
        )
        for row in rows
        if ("person", row["person"]) in cards
    ]


def _parentage(pedigree: str) -> str:
    return "" if pedigree in ("birth", "") else str(PEDIGREES.get(pedigree, pedigree))
