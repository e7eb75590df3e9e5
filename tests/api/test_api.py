"""The API: the same answers as the pages, in JSON; described, limited, kept only as long as they hold."""

import json
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from records.api.routes import api, urlpatterns
from tests.website.conftest import CERTIFICATE, WITHHELD, counted_queries, one_id

ROOT = "/api/v1"


@pytest.fixture(autouse=True)
def no_collected_files(tmp_path: Path, settings) -> None:
    """WhiteNoise wants at least an empty folder."""
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STATIC_ROOT.mkdir()


def _get(client: Client, address: str, status: int = 200) -> dict[str, Any]:
    response = client.get(f"{ROOT}/{address}")
    assert response.status_code == status, response.content
    assert response["Content-Type"].startswith("application/json")
    return json.loads(response.content)


def test_a_search_gives_people_with_reasons_as_codes_and_words(client: Client, demo_edition: str) -> None:
    answer = _get(client, "search?q=Shimansky+Yan,+father+Anton,+about+1912,+Lvov")
    first = answer["people"][0]
    assert first["name"] == "Ян Антонович Шиманский" and not first["similar"]
    codes = {reason["code"]: reason["words"] for reason in first["reasons"]}
    assert "Russian spelling" in codes["surname_other_script"]
    assert codes["father"] and codes["year_near"] == "Born close to 1912: 1911."
    assert "Lwów" in [place["name"] for place in answer["places"]] + [codes["place"][7:-1]]


def test_a_look_alike_is_never_called_the_same(client: Client, demo_edition: str) -> None:
    people = _get(client, "search?q=Szumanski")["people"]
    assert people and all(person["similar"] for person in people)
    assert all(person["reasons"][0]["words"].startswith("Only similar:") for person in people)


def test_the_api_finds_whom_the_page_finds(client: Client, demo_edition: str) -> None:
    for query in ("q=Nowak", "q=Nowak&stage=EVAC_2", "surname=Szymanski&father=Antoni", "stage=DEPORT_1&fate=died"):
        ids = [person["id"] for person in _get(client, f"search?{query}")["people"]]
        page = client.get(f"/en/search/?{query}").content.decode()
        places = [page.index(f'class="person" href="/en/people/{record_id}/"') for record_id in ids]
        assert places, query


def test_pages_of_an_answer_follow_each_other(client: Client, demo_edition: str) -> None:
    whole = _get(client, "search?stage=PREWAR&limit=50")
    seen, answer = [], _get(client, "search?stage=PREWAR&limit=7")
    while True:
        seen += [person["id"] for person in answer["people"]]
        if not answer["next"]:
            break
        answer = _get(client, answer["next"].partition(f"{ROOT}/")[2])
    assert seen[:50] == [person["id"] for person in whole["people"]]
    assert len(seen) == len(set(seen)) == whole["number"]


def test_facets_come_with_codes_labels_and_numbers(client: Client, demo_edition: str) -> None:
    facets = _get(client, "search?q=Nowak&fate=died")["facets"]
    assert set(facets) == {"stage", "region", "at", "fate", "paper", "decade", "named"}
    assert {"value": "died", "chosen": True}.items() <= next(
        one for one in facets["fate"] if one["value"] == "died"
    ).items()
    assert all(one["label"] and one["number"] for values in facets.values() for one in values)


def test_a_person_has_names_claims_journey_and_family(client: Client, demo_archive: Path, demo_edition: str) -> None:
    person = _get(client, f"people/{one_id(demo_archive, 'person', 'Władysław Zarębski')}")
    assert person["name"] == "Władysław Zarębski" and len(person["names"]) > 1
    births = [event for event in person["events"] if event["kind"] == "birth"]
    assert len(births) == 2 and all(birth["rival"] for birth in births)
    assert births[0]["date"]["earliest"] == "1897-04-14" and births[0]["citations"][0]["title"]
    assert {"parent", "partner", "child"} & {relative["relation"] for relative in person["family"]}
    assert "DEPORT_1" in [stage["code"] for stage in person["journey"]]
    assert "Demonstration volunteer" not in json.dumps(person)


def test_a_place_has_its_names_and_what_it_belonged_to(client: Client, demo_archive: Path, demo_edition: str) -> None:
    lwow = one_id(demo_archive, "place", '"name":"Lwów"')
    place = _get(client, f"places/{lwow}")
    assert place["modern"] == "Lviv" and place["country"] == "UA"
    assert place["names"] and place["parents"][0]["url"].startswith("http://testserver/api/v1/places/")


def test_people_and_records_are_counted_apart(client: Client, demo_archive: Path, demo_edition: str) -> None:
    figures = _get(client, "figures")
    assert figures["identified"] + figures["unidentified"] == figures["names_on_papers"] > 0
    assert figures["people"] > 0 and figures["method"].endswith("/en/counting/")
    assert figures["estimate"] is None
    document = _get(client, f"documents/{one_id(demo_archive, 'document', CERTIFICATE)}")
    assert document["number_of_names"] > document["number_unidentified"] >= 0


def test_suggestions_are_those_of_the_page(client: Client, demo_edition: str) -> None:
    texts = [one["text"] for one in _get(client, "suggest?q=Шим")["suggestions"]]
    assert texts[0] == "Шиманская"


@pytest.mark.parametrize(
    ("address", "status"),
    [
        ("search", 400),
        ("search?q=a&limit=51", 400),
        ("search?q=a&limit=x", 400),
        (f"search?q={'a' * 201}", 400),
        ("search?q=Nowak&" + "&".join(["fate=died"] * 7), 400),
        ("suggest", 400),
        ("suggest?q=s", 400),
        ("people/nobody0000000", 404),
        ("places/nowhere", 404),
        ("nothing/at/all", 404),
    ],
)
def test_an_error_is_json_with_one_sentence(client: Client, demo_edition: str, address: str, status: int) -> None:
    answer = _get(client, address, status)
    assert list(answer) == ["error"] and answer["error"].endswith(".") and answer["error"][0].isupper()


def test_other_methods_are_refused_with_a_sentence(client: Client, demo_edition: str) -> None:
    for method in (client.post, client.put, client.delete, client.patch):
        response = method(f"{ROOT}/search?q=Nowak")
        assert response.status_code == 405 and response["Allow"] == "GET, HEAD" and "error" in response.json()
    assert client.head(f"{ROOT}/search?q=Nowak").status_code == 200


def test_without_an_edition_the_api_says_so(client: Client) -> None:
    assert _get(client, "search?q=Nowak", 503) == {"error": "Nothing is published yet."}


def test_an_answer_is_kept_only_as_long_as_it_holds(client: Client, demo_edition: str) -> None:
    first = client.get(f"{ROOT}/search?q=Nowak")
    assert first["Cache-Control"] == "public, no-cache"
    again = client.get(f"{ROOT}/search?q=Nowak", headers={"if-none-match": first["ETag"]})
    assert again.status_code == 304 and not again.content
    assert client.get(f"{ROOT}/search?q=Nowak", headers={"if-none-match": '"other"'}).status_code == 200


def test_the_language_of_a_browser_changes_nothing(client: Client, demo_edition: str) -> None:
    address = f"{ROOT}/search?q=Nowak"
    answers = [client.get(address, headers={"accept-language": language}) for language in ("en", "pl", "de")]
    assert len({answer.content for answer in answers}) == 1
    assert {answer["Content-Language"] for answer in answers} == {"en"}


def test_the_description_names_every_operation_and_nothing_comes_from_elsewhere(
    client: Client, demo_edition: str
) -> None:
    document = _get(client, "openapi.json")
    assert document["openapi"].startswith("3.1")
    assert set(document["paths"]) == {
        f"{ROOT}/{path}"
        for path in (
            "search",
            "suggest",
            "figures",
            "people/{record_id}",
            "places/{record_id}",
            "documents/{record_id}",
        )
    }
    for operations in document["paths"].values():
        assert list(operations) == ["get"] and operations["get"]["summary"]
    for address in ("docs", "redoc", ""):
        assert client.get(f"{ROOT}/{address}").status_code == 404
    page = client.get("/en/data/").content.decode()
    assert 'href="/api/v1/openapi.json"' in page and "cdn" not in page


def test_every_operation_states_who_may_use_it() -> None:
    views = [
        operation.view_func
        for _prefix, router in api._routers
        for path_view in router.path_operations.values()
        for operation in path_view.operations
    ]
    assert len(views) >= 5
    assert [view.__name__ for view in views if not hasattr(view, "__wrapped__")] == []
    assert [pattern.name for pattern in urlpatterns if not hasattr(pattern.callback, "__wrapped__")] == []


def test_strange_input_is_no_failure(client: Client, demo_edition: str) -> None:
    for value in ("%00", "%F0%9F", "'\"", "[?]*(", "%EF%BF%BF", "١٩١٢", "~", "Szym?nski"):
        for name in ("q", "surname", "born", "place", "number", "stage", "at", "decade", "after"):
            response = client.get(f"{ROOT}/search?q=Nowak&{name}={value}")
            assert response.status_code in (200, 400), (name, value)


def test_a_search_takes_a_fixed_number_of_queries(client: Client, demo_edition: str) -> None:
    numbers = []
    for limit in (2, 2, 50):
        with counted_queries() as statements:
            _get(client, f"search?q=Nowak&limit={limit}")
        numbers.append(len(statements))
    assert numbers[1] == numbers[2] <= 30, numbers


def test_a_document_tells_its_words_its_names_and_where_its_manifest_is(
    client: Client, demo_archive: Path, demo_edition: str
) -> None:
    certificate = _get(client, f"documents/{one_id(demo_archive, 'document', CERTIFICATE)}")
    assert certificate["kind_label"] and [one["side"] for one in certificate["pictures"]] == ["front", "back"]
    assert client.get(certificate["manifest"]).json()["type"] == "Manifest"
    assert client.get(certificate["pictures"][0]["url"]).status_code == 200
    assert certificate["names"][0]["area"] == [105, 364, 915, 42] and certificate["names"][0]["people"]
    withheld = _get(client, f"documents/{one_id(demo_archive, 'document', WITHHELD)}")
    assert (withheld["manifest"], withheld["texts"], withheld["pictures"], withheld["title"]) == ("", [], [], "")
