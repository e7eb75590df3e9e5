"""The lines between two people: what is found is held against every way there is, in families made by chance."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.kinship.kin import find_kin
from records.kinship.lines import find_lines
from records.kinship.pedigree import Birth, pedigree_of
from records.kinship.relation import relation_of
from records.kinship.words import kin_words

# child, family, how, parent
_FAMILY = [
    ("ada", "F1", "birth", "jan"),
    ("ada", "F1", "birth", "ewa"),
    ("bob", "F1", "birth", "jan"),
    ("bob", "F1", "birth", "ewa"),
    ("ida", "F2", "birth", "jan"),
    ("ida", "F2", "birth", "zoe"),
    ("leo", "F3", "birth", "ada"),
    ("leo", "F3", "birth", "tom"),
    ("mia", "F4", "birth", "bob"),
    ("mia", "F4", "birth", "pia"),
    ("ned", "F5", "adopted", "ida"),
    ("lost", "F6", "birth", None),
    ("found", "F6", "birth", None),
    ("kit", "F7", "birth", "zoe"),
    ("uta", "F8", "birth", "tom"),
]
_PARTNERS = {"ada": ["tom"], "tom": ["ada"], "bob": ["pia"], "pia": ["bob"], "jan": ["ewa", "zoe"], "zoe": ["jan"]}
_SEXES = dict.fromkeys(("ada", "ewa", "zoe", "ida", "mia", "pia", "uta"), "F") | dict.fromkeys(
    ("jan", "bob", "leo", "tom", "ned", "kit"), "M"
)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("ada", "jan", "father"),
        ("jan", "ada", "daughter"),
        ("ada", "bob", "brother"),
        ("ada", "ida", "half-sister"),
        ("leo", "jan", "grandfather"),
        ("leo", "bob", "uncle"),
        ("mia", "leo", "first cousin"),
        ("leo", "ida", "half-aunt"),
        ("ida", "ned", "adopted son"),
        ("leo", "ned", "half first cousin by adoption"),
        ("lost", "found", "sibling"),
        ("ida", "kit", "brother"),
        ("ada", "tom", "husband"),
        ("jan", "tom", "son-in-law"),
        ("tom", "jan", "father-in-law"),
        ("tom", "bob", "brother-in-law"),
        ("tom", "pia", "sister-in-law (wife of the wife’s brother)"),
        ("leo", "pia", "aunt by marriage (wife of the uncle)"),
        ("ada", "uta", "stepdaughter"),
        ("uta", "ada", "stepmother"),
        ("ada", "zoe", "stepmother"),
        ("ada", "kit", "stepbrother"),
    ],
)
def test_who_is_what_to_whom(first: str, second: str, said: str) -> None:
    assert kin_words(find_kin(pedigree_of(_FAMILY), _PARTNERS, first, second)[0], _SEXES, "en") == said


def test_one_known_parent_in_common_is_not_called_half() -> None:
    line = find_lines(pedigree_of(_FAMILY), "ida", "kit")[0]
    assert (line.half, line.unclear, line.forebears) == (False, True, ("zoe",))


def test_nobody_is_kin_to_themselves_and_strangers_are_none() -> None:
    pedigree = pedigree_of(_FAMILY)
    assert find_kin(pedigree, _PARTNERS, "ada", "ada") == []
    assert find_kin(pedigree, _PARTNERS, "ada", "lost") == []


def test_cousins_who_married_have_a_child_with_two_lines() -> None:
    rows = [*_FAMILY, ("eve", "F9", "birth", "leo"), ("eve", "F9", "birth", "mia")]
    lines = find_lines(pedigree_of(rows), "eve", "jan")
    assert [line.rise for line in lines] == [("eve", "leo", "ada"), ("eve", "mia", "bob")]
    found = find_kin(pedigree_of(rows), {"leo": ["mia"]}, "leo", "mia")
    assert [kin_words(kin, _SEXES, "en") for kin in found] == ["wife", "first cousin"]


def test_a_circle_of_faulty_parents_ends() -> None:
    rows = [("a", "F1", "birth", "b"), ("b", "F2", "birth", "a"), ("c", "F1", "birth", "b")]
    assert [line.length for line in find_lines(pedigree_of(rows), "a", "b")] == [1, 1]
    assert find_lines(pedigree_of(rows), "a", "c")


_PEOPLE = list(range(9))


@st.composite
def _pedigrees(draw: st.DrawFn) -> dict[str, list[Birth]]:
    """Families in which everyone's parents have lower numbers, often the same ones."""
    rows = []
    for child in _PEOPLE[1:]:
        parents = draw(st.lists(st.integers(0, child - 1), max_size=2, unique=True))
        rows += [(str(child), f"F{sorted(parents)}", "birth", str(parent)) for parent in parents]
    return pedigree_of(rows)


def _climbs(pedigree: dict[str, list[Birth]], person: str) -> list[tuple[str, ...]]:
    """Every way up from a person, that person included."""
    parents = [parent for birth in pedigree.get(person, []) for parent in birth.parents]
    return [(person,), *((person, *way) for parent in parents for way in _climbs(pedigree, parent))]


@given(_pedigrees(), st.sampled_from(_PEOPLE), st.sampled_from(_PEOPLE))
def test_the_lines_are_all_pairs_of_ways_that_meet_only_at_their_top(pedigree, first, second) -> None:
    first, second = str(first), str(second)
    expected = set()
    for one, other in product(_climbs(pedigree, first), _climbs(pedigree, second)):
        if first != second and one[-1] == other[-1] and not set(one[:-1]) & set(other[:-1]):
            expected.add((one[:-1], other[:-1][::-1]))
    found = find_lines(pedigree, first, second, most=1000)
    assert {(line.rise, line.fall) for line in found} == expected
    assert len(found) == len(expected)
    assert [line.length for line in found] == sorted(line.length for line in found)


@given(_pedigrees(), st.sampled_from(_PEOPLE), st.sampled_from(_PEOPLE))
def test_the_way_back_is_the_way_there(pedigree, first, second) -> None:
    there = [relation_of(kin, {}) for kin in find_kin(pedigree, {}, str(first), str(second), most=1000)]
    back = [relation_of(kin, {}) for kin in find_kin(pedigree, {}, str(second), str(first), most=1000)]
    assert sorted((len(one.up), len(one.down), one.half) for one in there) == sorted(
        (len(one.down), len(one.up), one.half) for one in back
    )
