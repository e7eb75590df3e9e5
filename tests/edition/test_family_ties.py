"""Ancestors, descendants and partners in an edition: what the families say, nearest first, nobody who is hidden."""

import random
from pathlib import Path

import pytest

from records.edition.connection import reading
from records.edition.family_ties import births_above, children_below, partnerships
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.people.models import FamilyChild
from records.record_model import Status
from tests.edition.world import TODAY, World, family_of, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def _five() -> list:
    """A grandmother, a mother with a husband, a child of both, and a foster child."""
    ewa, ada = person("Ewa", "Nowak", "1860"), person("Ada", "Nowak", "1885")
    jan = person("Jan", "Kos", "1880", "M")
    leo, ola = person("Leo", "Kos", "1905", "M"), person("Ola", "Wilk", "1908")
    family_of(ewa, children=(ada,))
    family = family_of(jan, ada, children=(leo, ola))
    foster = FamilyChild.objects.get(family=family, person=ola)
    foster.pedigree = "foster"
    foster.save()
    return [ewa, ada, jan, leo, ola]


def test_up_and_down_and_across(settings) -> None:
    ewa, ada, jan, leo, ola = _five()
    rebuild("public", TODAY)
    ids = {one.public_id: one.names.get().given for one in (ewa, ada, jan, leo, ola)}
    with reading(settings.EDITION_URL) as edition:
        above = births_above(edition, [leo.public_id], 12)
        parents = {ids[child]: [ids[one] for one in birth.parents] for child, (birth,) in above.items()}
        assert parents == {"Leo": ["Jan", "Ada"], "Ada": ["Ewa"]}
        assert list(births_above(edition, [leo.public_id], 1)) == [leo.public_id]
        below = children_below(edition, [ewa.public_id], 2)
        assert [(ids[one.child], one.pedigree, one.generation) for one in below] == [
            ("Ada", "birth", 1),
            ("Leo", "birth", 2),
            ("Ola", "foster", 2),
        ]
        couples = partnerships(edition, [ewa.public_id, jan.public_id])
        assert {(ids[one.person], one.partner and ids[one.partner]) for one in couples} == {
            ("Ewa", None),
            ("Jan", "Ada"),
        }
        with_partners = births_above(edition, [jan.public_id], 3, with_partners=True)
        assert [ids[child] for child in with_partners] == ["Ada"]


def test_who_is_withdrawn_is_nobodys_parent_any_more(settings) -> None:
    _ewa, ada, _jan, leo, ola = _five()
    rebuild("public", TODAY)
    ada.status = Status.WITHDRAWN
    ada.save()
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as edition:
        (birth,) = births_above(edition, [leo.public_id], 12)[leo.public_id]
        assert len(birth.parents) == 1
        below = children_below(edition, [], 1, [birth.family])
        assert {one.child for one in below} == {leo.public_id, ola.public_id}


def test_a_circle_of_families_ends(settings) -> None:
    ada, leo = person("Ada", "Nowak", "1885"), person("Leo", "Nowak", "1886")
    family_of(ada, children=(leo,))
    family_of(leo, children=(ada,))
    rebuild("public", TODAY)
    with reading(settings.EDITION_URL) as edition:
        assert set(births_above(edition, [ada.public_id], 12)) == {ada.public_id, leo.public_id}
        assert len(children_below(edition, [ada.public_id], 12)) == 12


def test_every_tie_is_between_pages_of_the_edition(tmp_path: Path, settings) -> None:
    import sqlalchemy as sa

    from records.edition.tables import page, tie

    World(random.Random(3)).build()
    url = f"sqlite:///{tmp_path}/e.sqlite3"
    rebuild("public", TODAY, url=url)
    with reading(url) as edition:
        shown = {row.id for row in edition.execute(sa.select(page.c.id))}
        ties = edition.execute(sa.select(tie)).all()
        assert ties and {row.family_id for row in ties} | {row.person_id for row in ties} <= shown
