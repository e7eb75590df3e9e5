"""The relatives of somebody, by what they are: from parents and children to uncles, cousins and their children."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.utils.functional import Promise

from records.edition.family_ties import ChildOf, Partnership, births_above, children_below, partnerships
from records.edition.queries import cards
from records.kinship.kin import Kin, find_kin
from records.kinship.pedigree import Birth, Pedigree
from records.kinship.words import kin_words
from records.website.access import Edition
from records.website.person_words import PersonWords, person_words
from records.website.reader_language import gettext_lazy as _
from records.website.reader_language import page_language

# A list of more than these is none that anybody reads.
MOST = 300
_UP, _DOWN = 2, 2

# The generations up and down of each group, in the order in which they are shown.
GROUPS: list[tuple[str | Promise, tuple[tuple[int, int], ...]]] = [
    (_("Parents"), ((1, 0),)),
    (_("Brothers and sisters"), ((1, 1),)),
    (_("Married or lived with"), ((0, 0),)),
    (_("Children"), ((0, 1),)),
    (_("Grandparents"), ((2, 0),)),
    (_("Grandchildren"), ((0, 2),)),
    (_("Uncles and aunts"), ((2, 1),)),
    (_("Cousins"), ((2, 2),)),
    (_("Nephews and nieces"), ((1, 2),)),
]


@dataclass(frozen=True, slots=True)
class Relative:
    """A relative, and what that one is to the person."""

    person: PersonWords
    kinship: str


@dataclass(frozen=True, slots=True)
class Relatives:
    """One group of relatives."""

    label: str
    people: list[Relative]


def relatives_of(edition: Edition, person: str, sex: str) -> list[Relatives]:
    """Return the near relatives of somebody in groups, by four queries."""
    above = births_above(edition, [person], _UP)
    forebears = list(dict.fromkeys(parent for births in above.values() for birth in births for parent in birth.parents))
    families = [birth.family for births in above.values() for birth in births]
    below = children_below(edition, [person, *forebears], _DOWN, families)[:MOST]
    couples = partnerships(edition, list(dict.fromkeys([person, *forebears, *(child.child for child in below)])))
    pedigree = _with_those_below(above, below, couples)
    partners = {person: [one.partner for one in couples if one.person == person and one.partner]}
    wanted = dict.fromkeys([*forebears, *partners[person], *(child.child for child in below)])
    known = {key[1]: card for key, card in cards(edition, [("person", one) for one in wanted]).items()}
    sexes = {one: str(card["sex"]) for one, card in known.items()} | {person: sex}
    found = _by_shape(pedigree, partners, person, (one for one in wanted if one in known))
    return [
        Relatives(
            str(label),
            [
                Relative(person_words(kin.second, known[kin.second]), kin_words(kin, sexes, page_language()))
                for shape in shapes
                for kin in found.get(shape, ())
            ],
        )
        for label, shapes in GROUPS
        if any(shape in found for shape in shapes)
    ]


def _with_those_below(
    above: Pedigree, below: Iterable[ChildOf], couples: Iterable[Partnership]
) -> dict[str, list[Birth]]:
    """Add the births of those below to those above."""
    parents: dict[str, dict[str, None]] = {}
    for couple in couples:
        both = [couple.person, couple.partner] if couple.partner else [couple.person]
        parents.setdefault(couple.family, {}).update(dict.fromkeys(both))
    births = {child: list(found) for child, found in above.items()}
    for child in below:
        own = births.setdefault(child.child, [])
        if child.family not in {birth.family for birth in own}:
            own.append(Birth(child.family, child.pedigree, tuple(parents.get(child.family, ()))))
    return births


def _by_shape(
    pedigree: Pedigree, partners: Mapping[str, list[str]], person: str, others: Iterable[str]
) -> dict[tuple[int, int], list[Kin]]:
    """Return the kin among these by the generations up and down."""
    found: dict[tuple[int, int], list[Kin]] = {}
    for other in others:
        kin = next(iter(find_kin(pedigree, partners, person, other, 1)), None)
        if kin is not None and not kin.after and not kin.before and not kin.step:
            line = kin.line
            shape = (len(line.rise), len(line.fall)) if line else (0, 0)
            found.setdefault(shape, []).append(kin)
    return found
