"""Maps: the land is where it is, everything is on the sheet, nothing covers another."""

from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from records.drawing.base_maps import base_map
from records.drawing.labels import Box, text_width
from records.drawing.land import Line, countries, land
from records.drawing.projections import Azimuthal, World
from records.drawing.route_maps import NAME_SIZE, Halt, Mark, ranges, route_map
from records.drawing.sheets import sheet_for

LWOW, KOTLAS, TEHRAN, WELLINGTON = (24.03, 49.84), (46.6, 61.25), (51.4, 35.7), (174.8, -41.3)
_DEGREES = st.tuples(st.floats(-170, 180), st.floats(-55, 75))


def inside(point: tuple[float, float], ring: Line) -> bool:
    found = False
    for (x1, y1), (x2, y2) in zip(ring, (*ring[1:], ring[0]), strict=True):
        if (y1 > point[1]) != (y2 > point[1]) and point[0] < (x2 - x1) * (point[1] - y1) / (y2 - y1) + x1:
            found = not found
    return found


@pytest.mark.parametrize(
    ("place", "code"),
    [(LWOW, "UA"), ((34.1, 44.95), "UA"), ((33.5, 44.6), "UA"), ((25.28, 54.69), "LT"), ((23.83, 53.68), "BY"),
     ((21.0, 52.23), "PL"), (KOTLAS, "RU"), (TEHRAN, "IR"), ((69.2, 41.3), "UZ"), ((36.8, -3.3), "TZ"),
     (WELLINGTON, "NZ")],
)  # fmt: skip
def test_a_place_lies_in_its_country_of_today(place, code) -> None:
    holding = [name for name, polygons in countries().items() if any(inside(place, ring[0]) for ring in polygons)]
    assert holding == [code]


def test_a_coarser_land_has_fewer_points_and_the_same_borders() -> None:
    points = [sum(len(ring) for ring in land(level).outlines) for level in range(3)]
    assert points[0] > points[1] > 2 * points[2]
    assert len({len(land(level).borders) for level in range(3)}) == 1


@pytest.mark.parametrize(
    ("projection", "place", "laid"),
    [
        (Azimuthal(20, 50), (20, 50), (0, 0)),
        # A quarter of the Earth away lies at the square root of two, on every side.
        (Azimuthal(0, 0), (90, 0), (2**0.5, 0)),
        (Azimuthal(0, 0), (0, 90), (0, -(2**0.5))),
        # The corners of the Equal Earth map, from its authors' paper.
        (World(0), (180, 0), (-2.70663, 0)),
        (World(0), (0, 90), (0, -1.31736)),
        (World(11), (11, 0), (0, 0)),
    ],
)
def test_the_earth_is_laid_flat(projection, place, laid) -> None:
    assert projection.line([place])[0] == pytest.approx(laid, abs=1e-4)


def test_the_other_side_of_the_earth_is_not_on_the_sheet() -> None:
    assert Azimuthal(0, 0).line([(180, 0)]) == []


@given(st.lists(_DEGREES, min_size=1, max_size=8))
def test_every_place_is_on_its_sheet(places) -> None:
    sheet = sheet_for(places)
    for place in places:
        x, y = sheet.at(*place)
        assert 0 < x < sheet.width and 0 < y < sheet.height


@pytest.mark.parametrize("places", [[LWOW], [LWOW, KOTLAS, TEHRAN], [LWOW, (36.8, -3.3), (0, 51)], [LWOW, WELLINGTON]])
def test_the_land_of_a_sheet_is_light_and_stays_on_it(places) -> None:
    drawn = base_map(sheet_for(places))
    assert drawn.land.startswith("M") and drawn.land.endswith("Z")
    assert len(drawn.land) + len(drawn.borders) < 50_000
    for country in drawn.countries:
        assert -12 <= country.x <= 412 and -12 <= country.y <= 372


def box(mark: Mark) -> Box:
    return Box(mark.left, mark.top, mark.left + mark.width, mark.top + 18)


def name_box(mark: Mark) -> Box:
    wide = text_width(mark.label.text, NAME_SIZE)
    left = mark.label.x - {"start": 0, "middle": wide / 2, "end": wide}[mark.label.anchor]
    return Box(left + 0.2, mark.label.y - 8, left + wide - 0.2, mark.label.y)


@given(st.lists(_DEGREES, min_size=1, max_size=14))
def test_no_mark_or_name_covers_another(places) -> None:
    halts = [Halt(number, f"p{number}", f"Place {number}", *place) for number, place in enumerate(places, 1)]
    marks = route_map([halts], {}).marks
    boxes = [box(mark) for mark in marks] + [name_box(mark) for mark in marks if mark.label]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    # Every halt is on one of the marks.
    assert sorted(number for mark in marks for number in mark.numbers) == [halt.number for halt in halts]


def test_a_leg_is_dashed_where_the_way_is_not_known() -> None:
    places = [("Lwów", LWOW, True), ("Kotłas", KOTLAS, True), ("Teheran", TEHRAN, False)]
    halts = [Halt(n, name, name, *place, known=known) for n, (name, place, known) in enumerate(places, 1)]
    drawn = route_map([halts], {"UA": "Ukraina", "RU": "Rosja"})
    assert [(leg.number, leg.known) for leg in drawn.legs] == [(2, True), (3, False)]
    assert drawn.has_inferred and not drawn.has_inexact
    assert [mark.title for mark in drawn.marks] == ["1: Lwów", "2: Kotłas", "3: Teheran"]
    assert "Rosja" in {name.text for name in drawn.countries}


def test_the_way_back_does_not_cover_the_way_there() -> None:
    halts = [Halt(n, str(n), str(n), *place) for n, place in enumerate((LWOW, TEHRAN, LWOW), 1)]
    there, back = route_map([halts], {}).legs
    assert there.path.split("Q")[1].split()[0] != back.path.split("Q")[1].split()[0]


def test_what_a_family_went_together_is_drawn_once_and_known_if_it_is_known_of_one() -> None:
    home, exile, far = (Halt(n, str(n), str(n), *place) for n, place in enumerate((LWOW, KOTLAS, TEHRAN), 1))
    son_in_exile = Halt(2, "2", "2", *KOTLAS, known=False)
    drawn = route_map([[home, exile], [home, son_in_exile, far]], {})
    assert [(leg.number, leg.known, leg.people) for leg in drawn.legs] == [(2, True, 2), (3, True, 1)]
    assert [mark.words for mark in drawn.marks] == ["1", "2", "3"]


def test_without_a_place_there_is_no_map() -> None:
    assert route_map([], {}) is None


@pytest.mark.parametrize(
    ("numbers", "words"), [([1], "1"), ([1, 2], "1–2"), ([3, 1, 2, 7, 7], "1–3, 7"), ([1, 4, 6], "1, 4, 6")]
)
def test_runs_of_numbers_are_drawn_together(numbers, words) -> None:
    assert ranges(numbers) == words


def test_a_mark_has_room_for_few_numbers_and_its_title_tells_them_all() -> None:
    halts = [Halt(number, "x", "Lwów", *LWOW) for number in (*range(1, 10), 24, 26, *range(32, 38))]
    (mark,) = route_map([halts], {}).marks
    assert mark.words == "1–9, 24 …" and mark.title == "1–9, 24, 26, 32–37: Lwów"
    assert mark.width < 80 and ranges([1, 3], 2) == "1, 3"
