"""The dictionary of names follows the people: forms come with their bearers and go with the last of them."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from records.edition.composed import Bearer
from records.edition.connection import EditionMissing, edition_url, reading, writing
from records.edition.known_names import known_names
from records.edition.name_writing import NameWriter
from records.edition.open_editions import close_editions
from records.edition.person_ranking import Sought, rank_people
from records.edition.publishing import publish_changes
from records.edition.queries import people_of_surname, surnames
from records.edition.rebuilding import rebuild
from records.edition.schema import downgrade_one, newest_revision, upgrade
from records.edition.tables import BUILT, REVISION, name_form, page
from records.edition.writing import info
from records.people.models import PersonName
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person

pytestmark = pytest.mark.usefixtures("empty_archive")


def forms(url: str) -> dict[str, int]:
    with reading(url) as connection:
        rows = connection.execute(sa.select(name_form.c.text, name_form.c.bearers))
        return {row.text: row.bearers for row in rows}


def test_a_form_goes_with_its_last_bearer(settings) -> None:
    emigrant, who_stayed = person("Zofia", "Kądziołkowa"), person("Zofia", "Kądziołka")
    publish_changes(TODAY)
    assert forms(edition_url()) == {"Zofia": 2, "Kądziołkowa": 1, "Kądziołka": 1}
    emigrant.status = Status.WITHDRAWN
    emigrant.save()
    publish_changes(TODAY)
    assert forms(edition_url()) == {"Zofia": 1, "Kądziołka": 1}
    who_stayed.delete()
    publish_changes(TODAY)
    assert forms(edition_url()) == {}


def test_a_renamed_person_is_found_under_the_new_name_at_once(settings) -> None:
    someone = person("Jan", "Wróbel")
    publish_changes(TODAY)
    with reading() as connection:
        assert rank_people(connection, known_names(connection), Sought("Wróbel"))
    name = PersonName.objects.get(person=someone)
    name.surname = "Szczygieł"
    name.save()
    publish_changes(TODAY)
    with reading() as connection:
        names = known_names(connection)
        assert not rank_people(connection, names, Sought("Wróbel"))
        assert rank_people(connection, names, Sought("Шчигел"))


def test_numbers_of_forms_are_not_given_twice(settings) -> None:
    first = person("Jan", "Wróbel")
    publish_changes(TODAY)
    with reading() as connection:
        held = set(connection.execute(sa.select(name_form.c.id)).scalars())
    first.delete()
    person("Adam", "Szczygieł")
    publish_changes(TODAY)
    with reading() as connection:
        assert not held & set(connection.execute(sa.select(name_form.c.id)).scalars())


def test_relatives_tell_namesakes_apart(settings) -> None:
    father, other = person("Antoni", "Nowak", born="1880", sex="M"), person("Piotr", "Nowak", born="1880", sex="M")
    mother = person("Helena", "Nowak", born="1885")
    his_son, her_nephew = person("Jan", "Nowak", born="1912", sex="M"), person("Jan", "Nowak", born="1912", sex="M")
    family_of(father, mother, children=(his_son,))
    family_of(other, children=(her_nephew,))
    publish_changes(TODAY)
    with reading() as connection:
        names = known_names(connection)

        def first(**beside: str) -> str:
            best = rank_people(connection, names, Sought("Nowak", ("Jan",), **beside))[0]
            return str(connection.execute(sa.select(page.c.id).where(page.c.number == best.person)).scalar_one())

        assert first(father="Антон") == his_son.public_id
        assert first(father="Пётр") == her_nephew.public_id
        assert first(mother="Helena") == his_son.public_id


def test_the_forms_of_a_family_stand_together_in_any_script(settings) -> None:
    for surname in ("Szymański", "Szymańska", "Шиманский", "Szymanska"):
        person("Jan", surname)
    publish_changes(TODAY)
    with reading() as connection:
        [found], _next = surnames(connection, prefix="szym")
        assert (found.key, found.people, len(found.forms)) == ("szymanski", 4, 4)
        assert len(people_of_surname(connection, "szymanski").rows) == 4


def test_an_edition_of_another_version_is_built_anew(settings, tmp_path: Path) -> None:
    person("Jan", "Wróbel")
    publish_changes(TODAY)
    with writing(edition_url()) as engine:
        downgrade_one(engine)
    close_editions()
    with pytest.raises(EditionMissing, match="another version"), reading():
        pass
    publish_changes(TODAY)
    assert forms(edition_url()) == {"Jan": 1, "Wróbel": 1}


def test_an_edition_only_brought_up_to_date_is_built_anew(settings) -> None:
    person("Jan", "Wróbel")
    publish_changes(TODAY)
    with writing(edition_url()) as engine:
        downgrade_one(engine)
        upgrade(engine)
        with engine.begin() as connection:
            assert connection.execute(sa.select(sa.func.count()).select_from(page)).scalar_one() == 1
            # The newest migration leaves rows to be filled, and so takes the mark of a whole edition away.
            assert not info(connection, BUILT)
    publish_changes(TODAY)
    assert forms(edition_url()) == {"Jan": 1, "Wróbel": 1}
    with reading() as connection:
        assert info(connection, BUILT)


def test_the_tables_know_their_migration() -> None:
    assert newest_revision() == REVISION


def test_a_rebuild_and_a_small_change_number_alike(settings, tmp_path: Path) -> None:
    for number in range(30):
        person("Jan", f"Wróbel{'aeiou'[number % 5]}k")
    rebuild("public", TODAY)
    person("Anna", "Szczygieł")
    publish_changes(TODAY)
    with reading() as connection:
        held = connection.execute(sa.select(name_form.c.id, name_form.c.bearers)).all()
    assert len({row.id for row in held}) == len(held)
    assert sum(row.bearers for row in held) == 2 * 31


def test_long_names_do_not_stop_the_writer(tmp_path: Path) -> None:
    with writing(f"sqlite:///{tmp_path}/long.sqlite3") as engine:
        upgrade(engine)
        with engine.begin() as connection:
            writer = NameWriter(connection)
            writer.add(1, [Bearer("Ż" * 500, "Ż" * 500), Bearer("", "")])
            writer.finish()
            assert len(connection.execute(sa.select(name_form.c.text)).scalars().all()) == 2


def test_a_rare_surname_weighs_more_than_a_common_one(settings) -> None:
    for number in range(40):
        person("Adam", "Kowalski", born=str(1880 + number % 5))
    person("Adam", "Wyrwidąb")
    publish_changes(TODAY)
    with reading() as connection:
        names = known_names(connection)
        rare = rank_people(connection, names, Sought("Wyrwidąb", ("Adam",)))[0].weight
        common = rank_people(connection, names, Sought("Kowalski", ("Adam",)))[0].weight
    assert rare > common
