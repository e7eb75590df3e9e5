"""Maps of places: every place is in one mark, no mark covers another, and the place asked for stands by itself."""

from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from records.drawing.labels import Box
from records.drawing.place_maps import Spot, SpotMark, locator_map, places_map, places_maps

_DEGREES = st.tuples(st.floats(15, 75), st.floats(35, 65))


def spots(places: list[tuple[float, float]]) -> list[Spot]:
    return [Spot(f"p{number}", f"Miejsce {number}", *at) for number, at in enumerate(places)]


def box(mark: SpotMark) -> Box:
    # Marks grow with what is drawn into them later: their middles stay apart.
    small = min(mark.radius, 4.0)
    return Box(mark.x - small, mark.y - small, mark.x + small, mark.y + small)


@settings(max_examples=25)
@given(st.lists(_DEGREES, min_size=1, max_size=60))
def test_every_place_is_in_one_mark_and_no_mark_covers_another(places) -> None:
    drawn = places_map(spots(places), {})
    assert sorted(spot.place for mark in drawn.marks for spot in mark.spots) == sorted(
        one.place for one in spots(places)
    )
    assert not any(box(one).meets(box(other)) for one, other in combinations(drawn.marks, 2))
    for mark in drawn.marks:
        assert 0 < mark.x < drawn.sheet.width and 0 < mark.y < drawn.sheet.height


# Each place lies on a sheet of its own, whose land is drawn for it.
@settings(max_examples=12)
@given(_DEGREES, st.lists(st.tuples(st.floats(-3, 3), st.floats(-3, 3)), max_size=20))
def test_the_place_asked_for_stands_by_itself(at, around) -> None:
    near = spots([(at[0] + x, at[1] + y) for x, y in around])
    drawn = locator_map(Spot("own", "Sarny", *at), near, {})
    assert [mark.place for mark in drawn.marks if mark.main] == ["own"]
    assert drawn.marks[0].label.text == "Sarny" and drawn.marks[0].number == 1


def test_many_places_together_are_counted_and_shown_once_more_from_nearby() -> None:
    crowd = spots([(24 + number % 6 / 5, 50 + number // 6 / 5) for number in range(36)])
    far = [Spot("far", "Tengeru", 36.8, -3.4), Spot("region", "obwód", 64.0, 62.0, exact=False)]
    whole, close = places_maps([*crowd, *far], {"PL": "Polska"})
    assert max(mark.number for mark in whole.marks) == 36
    assert whole.has_inexact and not close.has_inexact
    assert sum(mark.number for mark in close.marks) == 36 and len(close.marks) > 5
    assert {mark.title for mark in whole.marks} >= {"Tengeru", "obwód"}


def test_without_places_there_is_no_map() -> None:
    assert places_map([], {}) is None and places_maps([], {}) == []
