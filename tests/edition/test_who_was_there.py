"""Who was there: the answers are those that the dates give one by one, and each is read from an index, on both engines.

Invented: ten thousand people at one place, a few at others, on days that a seed gives.
"""

import random
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
import sqlalchemy as sa

from records.dates.overlaps import Stay, Together, overlap
from records.edition.company import on_the_same_stage, possibly_there, surely_there
from records.edition.connection import reading, writing
from records.edition.queries import linking
from records.edition.schema import upgrade
from records.edition.tables import STATE, edition_info, link, list_row, page, presence
from records.edition.who_was_there import (
    PersonsStay,
    beside_on_documents,
    days_there,
    people_there,
    stays_of,
)
from records.edition.writing import set_info
from tests.conftest import new_database

_PEOPLE, _FEW = 10_000, 300
# 1 January 1940.
_FIRST = 2429630


def _stay(chance: random.Random) -> Stay:
    first = _FIRST + chance.randrange(600)
    last = first + chance.randrange(200)
    kind = chance.randrange(10)
    if kind == 0:
        return Stay(None, None)
    if kind == 1:
        return Stay(first, None)
    if kind == 2:
        return Stay(None, last)
    return Stay(first, last, first + 2, last - 2) if kind < 6 and last - first > 3 else Stay(first, last)


def _presences() -> list[dict[str, object]]:
    chance = random.Random(6)
    rows = []
    for number in range(_PEOPLE):
        # The crowd is a part of all: read through, the table would cost four times as much.
        places = [("big", f"stage{chance.randrange(40)}")]
        places += [("big", "back again")] if number < _FEW else []
        places += [(f"far{chance.randrange(500)}", f"away{part}{chance.randrange(300)}") for part in range(3)]
        if number < _FEW:
            places += [("small", f"other{chance.randrange(5)}"), (None, "nowhere")]
        for at, (place, stage) in enumerate(places):
            stay = _stay(chance)
            counted = int(place not in [before for before, _stage in places[:at]])
            rows.append(
                {"person_id": f"p{number:05d}", "stage_id": stage, "place_id": place, "code": "EXILE_SETTLEMENT"}
                | {"sort_key": f"name {number % 997:03d}", "role": "", "outcome": "arrived", "documented": True}
                | {"counted": counted}
                | {name: getattr(stay, name) for name in ("earliest", "latest", "sure_from", "sure_until")}
            )
    return rows


def _pages() -> list[dict[str, object]]:
    return [
        {"number": number + 1, "kind": "person", "id": f"p{number:05d}", "sort_key": f"name {number % 997:03d}"}
        # As heavy as a page is: of a table of light rows a server reads all.
        | {"card": "{}", "body": '"' + "x" * 1500 + '"', "position": 0}
        for number in range(_PEOPLE)
    ]


def _fill(url: str) -> None:
    speaks = [
        {"to_kind": "place", "to_id": "big", "from_kind": "person", "from_id": row["id"], "sort_key": row["sort_key"]}
        for row in _pages()
    ]
    named = [
        {"document_id": f"d{number // 200}", "position": number % 200, "person_id": f"p{number:05d}", "row": ""}
        | {"image": None, "sure": number % 3 != 0}
        for number in range(2000)
    ]
    with writing(url) as engine:
        upgrade(engine)
        with engine.begin() as connection:
            for table, rows in ((page, _pages()), (presence, _presences()), (link, speaks), (list_row, named)):
                connection.execute(sa.insert(table), rows)
        with engine.begin() as connection:
            connection.execute(sa.text("ANALYZE"))


@pytest.fixture(scope="module")
def crowded_file(tmp_path_factory) -> str:
    url = f"sqlite:///{tmp_path_factory.mktemp('crowded')}/edition.sqlite3"
    _fill(url)
    return url


@pytest.fixture(scope="module")
def crowded_server(postgres_server: str) -> Iterator[str]:
    with new_database(postgres_server) as url:
        _fill(url)
        yield url


@pytest.fixture(params=["crowded_file", pytest.param("crowded_server", marks=pytest.mark.postgres)])
def crowded(request: pytest.FixtureRequest) -> Iterator[sa.Connection]:
    """An edition with a crowded place, in a file and on a server."""
    with reading(request.getfixturevalue(request.param)) as connection:
        yield connection


def _known(connection: sa.Connection) -> dict[tuple[str, str], tuple[str | None, Stay]]:
    columns = ("earliest", "latest", "sure_from", "sure_until")
    rows = connection.execute(
        sa.select(presence.c.person_id, presence.c.stage_id, presence.c.place_id, *(presence.c[n] for n in columns))
    )
    return {(row[0], row[1]): (row[2], Stay(*row[3:])) for row in rows}


def _all(connection: sa.Connection, at: tuple[str, str], days: tuple[int, int]) -> list[tuple[str, str]]:
    found, mark = [], ""
    while True:
        part = people_there(connection, at, days, after=mark, limit=150)
        found += [(row.id, row.more["stage"]) for row in part.rows]
        if not part.next:
            return found
        mark = part.next


def test_who_was_there_is_what_the_dates_say(crowded: sa.Connection) -> None:
    known = _known(crowded)
    # Who was there in these days, part by part and by name, each stay once.
    first, last = _FIRST + 300, _FIRST + 302
    asked = Stay(first, last, first, last)
    here = {key: overlap(asked, stay) for key, (place, stay) in known.items() if place == "small"}
    expected = {key for key, one in here.items() if one.together in (Together.CERTAIN, Together.POSSIBLE)}
    found = _all(crowded, ("place", "small"), (first, last))
    assert set(found) == expected and len(found) == len(expected) > 50
    assert [int(person[1:]) % 997 for person, _stage in found] == sorted(int(person[1:]) % 997 for person, _ in found)
    # The numbers of the bars say the same.
    days = days_there(crowded, ("place", "small"))
    assert days.possible(first, last) == len(expected)
    assert days.sure(first, last) == sum(one.together is Together.CERTAIN for one in here.values())
    assert days.dated + days.undated == _FEW and days.undated > 10
    # Who came twice is two stays, and one person.
    crowd = days_there(crowded, ("place", "big"))
    assert (crowd.people, crowd.stays) == (_PEOPLE, _PEOPLE + _FEW)
    assert days_there(crowded, ("stage", "other1")).people == Counter(stage for _person, stage in known)["other1"]
    # Of one stage, too.
    on_stage = Counter(stage for _person, stage in known)["other1"]
    assert len(people_there(crowded, ("stage", "other1"), limit=500).rows) == on_stage


def test_who_was_with_somebody_is_what_the_dates_say(crowded: sa.Connection) -> None:
    known = _known(crowded)
    for number in range(12):
        person = f"p{number:05d}"
        own = [one for one in stays_of(crowded, [person])[person] if one.place in ("small", None)]
        for one in own:
            stage = {key[0] for key in known if key[1] == one.stage}
            others = {
                key: overlap(one.stay, stay).together
                for key, (place, stay) in known.items()
                if place == one.place and place and key[0] not in stage
            }
            numbers = Counter(others.values())
            together = (on_the_same_stage, surely_there, possibly_there)
            same, sure, possible = (ask(crowded, [one], 500).get(one.stage) for ask in together)
            assert (same.number if same else 0) == len(stage) - 1
            assert (sure.number if sure else 0) == numbers[Together.CERTAIN]
            assert (possible.number if possible else 0) == numbers[Together.POSSIBLE]
            for group, kind in ((sure, Together.CERTAIN), (possible, Together.POSSIBLE)):
                rows = group.first if group else []
                assert all(overlap(one.stay, row.more["stay"]).together is kind for row in rows)


def test_only_the_neighbours_on_a_list_are_named(crowded: sa.Connection) -> None:
    beside = beside_on_documents(crowded, "p00203", 2)
    assert [(one.document, one.person, one.away, one.sure) for one in beside] == [
        ("d1", "p00202", -1, True),
        ("d1", "p00204", 1, False),
        ("d1", "p00201", -2, False),
        ("d1", "p00205", 2, True),
    ]
    # The first of a list has nobody above, and the last of the list before does not stand there.
    assert {one.person for one in beside_on_documents(crowded, "p00200", 2)} == {"p00201", "p00202"}


def test_the_list_of_a_crowded_place_goes_on_by_name(crowded: sa.Connection) -> None:
    found, mark = [], ""
    for _part in range(3):
        part = linking(crowded, ("place", "big"), "person", after=mark)
        found, mark = found + [row.id for row in part.rows], part.next
    assert found == sorted((f"p{n:05d}" for n in range(_PEOPLE)), key=lambda one: (int(one[1:]) % 997, one))[:150]


@contextmanager
def _asked(connection: sa.Connection) -> Iterator[list[tuple[str, object]]]:
    statements: list[tuple[str, object]] = []

    def note(_connection, _cursor, statement, parameters, *_rest) -> None:
        # What the edition says of itself is read once for a page.
        if "edition_info" not in statement:
            statements.append((statement, parameters))

    sa.event.listen(connection, "before_cursor_execute", note)
    try:
        yield statements
    finally:
        sa.event.remove(connection, "before_cursor_execute", note)


def test_the_days_of_a_crowd_are_counted_once_for_each_state_of_the_edition(crowded_file: str) -> None:
    counted, numbers = [], set()
    for state in ("one", "one", "two"):
        with writing(crowded_file) as engine, engine.begin() as connection:
            set_info(connection, **{STATE: state})
        with reading(crowded_file) as connection, _asked(connection) as statements:
            days = days_there(connection, ("place", "big"))
        numbers.add((days.dated, days.undated))
        counted.append(sum("presence" in statement for statement, _parameters in statements))
    with writing(crowded_file) as engine, engine.begin() as connection:
        connection.execute(sa.delete(edition_info))
    assert (counted, len(numbers)) == ([1, 0, 1], 1)


def test_every_question_is_answered_by_an_index(crowded: sa.Connection) -> None:
    own = PersonsStay("p00003", "stage1", "big", "EXILE_SETTLEMENT", Stay(_FIRST, _FIRST + 9, _FIRST, _FIRST + 9))
    with _asked(crowded) as statements:
        people_there(crowded, ("place", "big"), (_FIRST, _FIRST + 5), after="name 500~p00500~stage1")
        people_there(crowded, ("stage", "stage1"))
        days_there(crowded, ("place", "big"))
        days_there(crowded, ("stage", "stage1"))
        stays_of(crowded, [f"p{number:05d}" for number in range(50)])
        for ask in (on_the_same_stage, surely_there, possibly_there):
            ask(crowded, [own], 6)
        beside_on_documents(crowded, "p00203", 5)
        linking(crowded, ("place", "big"), "person", after="name 500~p00500")
    # Two for each of the three ways of having been there; nobody else's stage adds one.
    assert len(statements) == 13
    for statement, parameters in statements:
        words = "EXPLAIN QUERY PLAN " if crowded.dialect.name == "sqlite" else "EXPLAIN "
        plan = "\n".join(str(tuple(row)) for row in crowded.exec_driver_sql(words + statement, parameters))
        # A table is never read through; what a query has found already may be.
        words = "'SCAN " if crowded.dialect.name == "sqlite" else "Seq Scan on "
        assert not [name for name in ("page", "presence", "link", "list_row") if f"{words}{name}" in plan], plan
