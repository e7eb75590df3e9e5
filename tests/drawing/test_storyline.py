"""The lines of a family: together on one stage, apart on two, ended where they ended; none lies on another."""

import re
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.drawing.storyline import ROW, TOP, Scene, storyline

_PEOPLE = ["ada", "bronek", "celina", "dorota", "edek"]
_SCENES = st.lists(
    st.dictionaries(st.sampled_from(_PEOPLE), st.sampled_from(["arrived", "died", "separated"]), min_size=1),
    min_size=2,
    max_size=12,
)


def test_together_apart_and_together_again() -> None:
    home, camp = {"ada": "arrived", "bronek": "arrived"}, {"bronek": "arrived"}
    drawn = storyline(["ada", "bronek"], [Scene(home), Scene(camp), Scene(home)])
    gaps = []
    for row in range(3):
        ada, bronek = (next(dot.x for dot in drawn.rows[row].dots if dot.person == n) if any(
            dot.person == n for dot in drawn.rows[row].dots) else None for n in (1, 2))  # fmt: skip
        gaps.append(None if ada is None or bronek is None else abs(ada - bronek))
    assert gaps == [19.0, None, 19.0]
    assert "C" in drawn.lines[0].path + drawn.lines[1].path
    assert [row.width for row in drawn.rows] == [37.0, 18.0, 37.0]


@pytest.mark.parametrize(
    ("scenes", "lines"),
    [
        ([{"ada": "arrived"}, {"ada": "died", "bronek": "arrived"}], {"ada": "died", "bronek": "arrived"}),
        ([{"ada": "left_behind", "bronek": "arrived"}, {"bronek": "born"}], {"ada": "left_behind", "bronek": "born"}),
    ],
)
def test_a_line_ends_with_the_last_stage(scenes, lines) -> None:
    drawn = storyline(["ada", "bronek"], [Scene(scene) for scene in scenes])
    assert {line.person: line.outcome for line in drawn.lines} == lines


def test_who_is_inferred_is_marked() -> None:
    drawn = storyline(["ada", "bronek"], [Scene({"ada": "", "bronek": ""}, frozenset({"bronek"}))] * 2)
    assert [(dot.person, dot.inferred) for dot in drawn.rows[0].dots] == [(1, False), (2, True)]


@pytest.mark.parametrize("scenes", [[], [{"ada": ""}], [{"ada": ""}, {"ada": ""}], [{"ada": "", "bronek": ""}]])
def test_one_line_or_one_stage_is_no_drawing(scenes) -> None:
    assert storyline(["ada", "bronek"], [Scene(scene) for scene in scenes]) is None


@given(_SCENES)
def test_no_line_runs_on_another(scenes) -> None:
    drawn = storyline(_PEOPLE, [Scene(scene) for scene in scenes])
    if drawn is None:
        return
    for row in drawn.rows:
        xs = sorted(dot.x for dot in row.dots)
        assert all(b - a >= 18.9 for a, b in pairwise(xs))
        assert row.left > 160 and row.right < drawn.width
    assert len({line.letter for line in drawn.lines}) == len(drawn.lines)
    assert sum(len(row.dots) for row in drawn.rows) == sum(len(scene) for scene in scenes)


@given(_SCENES, st.integers(0, 12))
def test_a_line_cut_in_two_is_the_whole_line(scenes, row) -> None:
    drawn = storyline(_PEOPLE, [Scene(scene) for scene in scenes])
    if drawn is None:
        return
    cut = TOP + ROW * row
    for line in drawn.lines:
        steps = {step for part in (line.between(0, cut), line.between(cut, drawn.height)) for step in _steps(part)}
        assert steps >= set(_steps(line.path))


def _steps(path: str) -> list[str]:
    return re.findall(r"[VC][^VC]+", path)
