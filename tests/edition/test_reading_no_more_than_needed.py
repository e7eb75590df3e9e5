"""A search stops reading names when nobody who is left can be among the best: the best are the same anyway."""

import pytest
import sqlalchemy as sa

from records.edition import person_ranking
from records.edition.connection import reading
from records.edition.known_names import known_names
from records.edition.person_ranking import Limits, Sought, rank_people
from records.edition.tables import name_form

SOUGHT = [
    ("a surname and a first name", {"given": ("Jan",)}),
    ("two first names", {"given": ("Anna", "Maria")}),
    ("with a year", {"given": ("Jan",), "year": 1912}),
    ("with years and a father", {"given": ("Zofia",), "years": (1900, 1920), "father": "Antoni"}),
    ("without a first name", {}),
    ("nothing but a mother", {"mother": "Maria"}),
]
BEST = 5


@pytest.mark.parametrize(("case", "more"), SOUGHT, ids=[case[0] for case in SOUGHT])
def test_the_best_are_the_same(case: str, more: dict[str, object], demo_edition: str, monkeypatch) -> None:
    monkeypatch.setattr(person_ranking, "_BEARERS_AT_ONCE", 1)
    with reading(demo_edition) as connection:
        names = known_names(connection)
        surnames = list(
            connection.execute(
                sa.select(name_form.c.text).where(name_form.c.kind == "surname").order_by(name_form.c.text).limit(40)
            ).scalars()
        )
        for surname in surnames:
            sought = Sought(surname, **more)
            stopping = rank_people(connection, names, sought, Limits(2000, BEST))[:BEST]
            reading_on = rank_people(connection, names, sought, Limits(2000, 100_000))[:BEST]
            assert [one.weight for one in stopping] == [one.weight for one in reading_on]
            least = reading_on[-1].weight if len(reading_on) == BEST else float("-inf")
            surely = {one for one in reading_on if one.weight > least}
            assert surely <= set(stopping)


def test_whoever_weighs_too_little_is_not_read(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        names = known_names(connection)
        sought = Sought("", ("Jan",))
        assert rank_people(connection, names, sought)
        assert rank_people(connection, names, sought, Limits(400, least=100.0)) == []
