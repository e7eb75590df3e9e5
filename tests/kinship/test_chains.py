"""A way over families: the shortest there is, told step by step, and the same one every time."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinship.chains import InFamily, find_chain
from records.kinship.words import relation_words


def _families(*rows: tuple[str, str, str]) -> list[InFamily]:
    """Rows of (family, partners, children), each a person a letter."""
    return [
        InFamily(family, person, is_partner)
        for family, partners, children in rows
        for people, is_partner in ((partners, True), (children, False))
        for person in people
    ]


# ada and bob are brother and sister; bob's wife pia has a father, ned, whose second wife is zoe with a son kit.
_KNOWN = _families(("F1", "jw", "ab"), ("F2", "bp", "m"), ("F3", "n", "p"), ("F4", "nz", "k"), ("F5", "xy", "q"))


@pytest.mark.parametrize(
    ("first", "second", "steps"),
    [
        ("a", "n", "b sibling, p partner, n parent"),
        ("n", "a", "p child, b partner, a sibling"),
        ("a", "k", "b sibling, p partner, n parent, k child"),
        ("a", "z", "b sibling, p partner, n parent, z partner"),
        ("a", "m", "b sibling, m child"),
        ("a", "q", ""),
        ("a", "a", ""),
        ("a", "nobody", ""),
    ],
)
def test_the_way_is_the_shortest_and_says_what_each_is_to_the_one_before(first: str, second: str, steps: str) -> None:
    chain = find_chain(_KNOWN, first, second)
    assert ", ".join(f"{link.person} {link.how}" for link in chain) == steps
    assert find_chain(reversed(_KNOWN), first, second) == chain


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "brother, wife, father"),
        ("pl", "brat, żona, ojciec"),
        ("de", "Bruder, Ehefrau, Vater"),
    ],
)
def test_each_step_is_said_in_the_language_of_the_reader(language: str, said: str) -> None:
    sexes = {"b": "M", "p": "F", "n": "M"}
    chain = find_chain(_KNOWN, "a", "n")
    assert ", ".join(relation_words(link.relation(sexes[link.person]), language) for link in chain) == said


_PEOPLE = "abcdefgh"


@given(
    st.lists(
        st.tuples(st.text(_PEOPLE, max_size=2), st.text(_PEOPLE, max_size=3)).map(
            lambda row: ("".join(sorted(set(row[0]))), "".join(sorted(set(row[1]) - set(row[0]))))
        ),
        max_size=7,
    )
)
def test_no_way_is_shorter(rows: list[tuple[str, str]]) -> None:
    parts = _families(*((f"F{number}", *row) for number, row in enumerate(rows)))
    far = len(_PEOPLE) + 1
    steps = {(one, other): 0 if one == other else far for one, other in product(_PEOPLE, _PEOPLE)}
    for one, other in product(parts, parts):
        if one.family == other.family and one.person != other.person:
            steps[one.person, other.person] = 1
    for middle, one, other in product(_PEOPLE, _PEOPLE, _PEOPLE):
        steps[one, other] = min(steps[one, other], steps[one, middle] + steps[middle, other])
    for one, other in product(_PEOPLE, _PEOPLE):
        chain = find_chain(parts, one, other)
        assert len(chain) == (steps[one, other] if steps[one, other] < far else 0)
        people = [one, *(link.person for link in chain)]
        assert len(set(people)) == len(people) and (not chain or people[-1] == other)
