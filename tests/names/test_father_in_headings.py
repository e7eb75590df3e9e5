"""A father's bare name is no second given name: headed is a patronymic, told is whose child somebody is."""

import pytest
from django.utils import translation

from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.queries import get_page
from records.names.patronymics import father_called, patronymic_in_heading
from records.people.father_words import child_of
from records.people.models import Person, PersonName
from records.record_model import Status
from tests.edition.world import TODAY

HEADED = [
    "Antonowicz",
    "Антонович",
    "Антоновна",
    "Іванівна",
    "Antonovich",
    "Iljicz",
    "s. Jana",
    "syn Antoniego",
    "Ivanovna",
]
BARE = ["Jan", "Józef", "Иван", "Fryderyk", "Stanisław", "Jana", "Antoniego", "Heinrich", "Friedrich", "Mojżesz", ""]


@pytest.mark.parametrize("patronymic", HEADED)
def test_a_patronymic_in_its_own_form_is_headed(patronymic: str) -> None:
    assert patronymic_in_heading(patronymic) == patronymic
    assert father_called(patronymic, "pl") == ""


@pytest.mark.parametrize("father", BARE)
def test_a_bare_name_is_not(father: str) -> None:
    assert patronymic_in_heading(father) == ""


@pytest.mark.parametrize(
    ("father", "polish", "english"),
    [
        ("Jan", "Jana", "Jan"),
        ("Antoni", "Antoniego", "Antoni"),
        ("Jana", "Jana", "Jan"),
        ("Antoniego", "Antoniego", "Antoni"),
        ("Mateusz", "Mateusza", "Mateusz"),
        ("Marek", "Marka", "Marek"),
    ],
)
def test_whose_child_somebody_is_said_in_the_reader_s_language(father: str, polish: str, english: str) -> None:
    assert (father_called(father, "pl"), father_called(father, "en")) == (polish, english)
    with translation.override("en"):
        words = [child_of(father, sex) for sex in "MFU"]
    assert words == [f"son of {english}", f"daughter of {english}", f"child of {english}"]


@pytest.mark.usefixtures("empty_archive")
def test_the_headings_of_the_desk_and_of_the_public_page(settings, client) -> None:
    someone = Person(sex="M", status=Status.PUBLISHED, vital="deceased")
    someone.save()
    PersonName(person=someone, given="Jan", patronymic="Jan", surname="Bielawski", preferred=True).save()
    assert str(Person.objects.get()) == "Bielawski, Jan"
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        page = get_page(connection, "person", someone.public_id)
    assert page is not None and page.card["name"] == "Jan Bielawski"
    html = client.get(f"/en/people/{someone.public_id}/", follow=True).content.decode()
    assert "son of Jan" in html
    assert "Jan Jan" not in html
