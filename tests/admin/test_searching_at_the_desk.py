"""Finding records from the desk: without Polish letters, across scripts, in any order, always by an index."""

import pytest
from django.contrib import admin
from django.contrib.admin.options import InlineModelAdmin
from django.contrib.admin.utils import flatten_fieldsets
from django.contrib.auth.models import User
from django.db import connection
from django.urls import reverse

from records.admin import searching as search
from records.admin.known_choices import KnownAutocomplete
from records.admin.sources_admin import find_sources
from records.documents.models import Document, Mention, Source
from records.journeys.models import JourneyStage
from records.people.models import Family, FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceName
from tests.admin.desk import address, dead_person, document, mention, person, source

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def people() -> None:
    for given, surname in (
        ("Jan", "Żółkiewski"),
        ("Anna", "Szymańska"),
        ("Jan", "Szymański"),
        ("Антон", "Вишневский"),
        ("Zofia", "Jankowska"),
    ):
        person(given, surname)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("Zolkiew", ["Żółkiewski, Jan"]),
        ("żółkiewski", ["Żółkiewski, Jan"]),
        ("Jan Szymanski", ["Szymański, Jan"]),
        ("szym ja", ["Szymański, Jan"]),
        ("Szymanska", ["Szymańska, Anna", "Szymański, Jan"]),
        ("Шиманский", ["Szymańska, Anna", "Szymański, Jan"]),
        ("Вишн", ["Вишневский, Антон"]),
        ("Jan", ["Jankowska, Zofia"]),
        ("Kowal", []),
    ],
)
def test_people_are_found_by_beginnings_of_their_names(typed, found, people) -> None:
    assert [str(someone) for someone in search.find_people(Person.objects.all(), typed)] == found


def test_a_public_id_finds_its_record() -> None:
    wanted = person()
    person("Anna", "Inna")
    assert list(search.find_people(Person.objects.all(), wanted.public_id)) == [wanted]


def test_those_who_sound_alike_are_found_when_nothing_begins_so(demo_edition) -> None:
    # The edition is the demonstration's; the archive of this test holds one of its people.
    from records.edition.connection import reading
    from records.edition.search import search_people
    from records.edition.search_query import read_query

    with reading() as edition:
        hit = search_people(edition, read_query("Shimansky")).hits[0]
    known = Person(public_id=hit.id)
    known.save()
    assert list(search.find_people(Person.objects.all(), "Shimansky")) == [known]


@pytest.mark.parametrize("typed", ["Zolkiew", "Żółkiew", "Жовква", "Nesterow"])
def test_a_place_is_found_by_any_of_its_names(typed) -> None:
    zolkiew = Place(name="Żółkiew")
    zolkiew.save()
    for name in ("Жовква", "Nesterow"):
        PlaceName(place=zolkiew, name=name).save()
    Place(name="Lwów").save()
    assert list(search.find_places(Place.objects.all(), typed)) == [zolkiew]


def test_a_document_is_found_by_a_name_on_its_page() -> None:
    letter = document(title="A letter")
    document(title="Another")
    mention(letter, "Żurkowa Aniela")
    assert list(search.find_documents(Document.objects.all(), "zurkow")) == [letter]


def test_families_and_stages_are_found_by_what_they_hold(at_desk) -> None:
    family, wife = Family(), person("Anna", "Wójcik")
    family.save()
    FamilyPartner(family=family, person=wife).save()
    assert list(search.find_families(Family.objects.all(), "wojcik")) == [family]
    place = Place(name="Kotłas")
    place.save()
    stage = JourneyStage(code="arrest", place=place)
    stage.save()
    html = at_desk("volunteer").get(address(JourneyStage, "changelist"), {"q": "kotlas"}).content.decode()
    assert address(stage) in html


def _plan(queryset) -> str:
    sql, parameters = queryset[:51].query.sql_with_params()
    with connection.cursor() as cursor:
        cursor.execute(f"EXPLAIN QUERY PLAN {sql}", parameters)
        return "\n".join(row[3] for row in cursor.fetchall())


@pytest.mark.skipif(connection.vendor != "sqlite", reason="The plan is SQLite's.")
@pytest.mark.parametrize(
    "queryset",
    [
        lambda: search.find_people(Person.objects.all(), "zolk"),
        lambda: search.find_people(Person.objects.all(), "jan zolk"),
        lambda: search.find_places(Place.objects.all(), "zolk"),
        lambda: search.find_documents(Document.objects.all(), "zolk"),
        lambda: search.find_beginning(Mention.objects.all(), "zolk"),
    ],
    ids=["people", "people by two words", "places", "documents", "mentions"],
)
def test_no_search_reads_a_whole_table(queryset) -> None:
    dead_person("Jan", "Zolkiewski")
    mention(document(title="Zolkiew"), "Zolkiewski")
    plan = _plan(queryset())
    assert "SEARCH" in plan
    assert "SCAN" not in plan


def test_a_choice_while_typing_tells_namesakes_apart(at_desk) -> None:
    from records.people.models import Event

    for year in ("1900", "1912"):
        Event(person=person("Jan", "Kowalski"), kind="birth", date_text=year).save()
    asked = {"term": "kowal", "app_label": "records", "model_name": "traveller", "field_name": "person"}
    answer = at_desk("volunteer").get(reverse("admin:autocomplete"), asked).json()
    assert [row["text"] for row in answer["results"]] == ["Kowalski, Jan · 1900", "Kowalski, Jan · 1912"]
    assert answer["pagination"]["more"] is False


LARGE = {"Person", "Place", "Source", "Document", "JourneyStage", "Family", "Mention", "Archive"}


def _forms_of_the_desk():
    for model_admin in admin.site._registry.values():
        yield model_admin
        for rows in model_admin.inlines:
            yield rows(model_admin.model, admin.site)
            yield from (nested(rows.model, admin.site) for nested in getattr(rows, "inlines", ()))


def test_large_tables_are_never_a_plain_select(rf, at_desk) -> None:
    request = rf.get("/admin/")
    request.user = User(is_superuser=True, is_staff=True)
    plain = []
    for form_admin in _forms_of_the_desk():
        for field in form_admin.model._meta.get_fields():
            if not field.many_to_one or field.related_model.__name__ not in LARGE:
                continue
            choice = form_admin.formfield_for_dbfield(field, request)
            widget = getattr(choice.widget, "widget", choice.widget)
            is_parent = isinstance(form_admin, InlineModelAdmin) and field.related_model is form_admin.parent_model
            if (
                not isinstance(widget, KnownAutocomplete)
                and not is_parent
                and field.name in _shown(form_admin, request)
            ):
                plain.append(f"{type(form_admin).__name__}.{field.name}")
    assert plain == []


def _shown(form_admin, request) -> set[str]:
    shown = set(flatten_fieldsets(form_admin.get_fieldsets(request)))
    return shown - set(form_admin.get_readonly_fields(request))


def test_names_of_a_person_are_one_hit_each() -> None:
    someone = person("Jan", "Kowalski")
    PersonName(person=someone, given="Иван", surname="Ковальский").save()
    PersonName(person=someone, given="John", surname="Kowalsky").save()
    assert list(search.find_people(Person.objects.all(), "kowal")) == [someone]
    assert list(search.find_people(Person.objects.all(), "john kowalski")) == [someone]


def test_sources_are_found_by_any_word() -> None:
    cards = source("Register cards of Sarny")
    source("Another")
    assert list(find_sources(Source.objects.all(), "sarny register")) == [cards]
