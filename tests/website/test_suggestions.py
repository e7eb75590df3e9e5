"""What the search field offers while somebody types."""

from django.test import Client

from tests.website.conftest import counted_queries


def _suggestions(client: Client, typed: str, wanted: str = "all") -> list[dict[str, str]]:
    response = client.get("/en/suggest/", {"q": typed, "for": wanted})
    assert response.status_code == 200 and response["Content-Type"] == "application/json"
    return response.json()["suggestions"]


def test_a_surname_is_offered_in_any_script_and_spelling(client: Client, demo_edition: str) -> None:
    for typed in ("Szym", "szym", "Шим", "Shim", "SZYMAŃSKA", "Шиманская"):
        names = " ".join(f"{one['text']} {one['more']}" for one in _suggestions(client, typed))
        assert "Szymański" in names and "Шиманский" in names, typed


def test_the_script_of_the_reader_comes_first(client: Client, demo_edition: str) -> None:
    assert _suggestions(client, "Шим")[0]["text"] == "Шиманская"
    assert _suggestions(client, "Шим")[0]["lang"] == "ru"
    assert _suggestions(client, "szym")[0]["text"].startswith("Szyma")


def test_the_words_before_are_kept(client: Client, demo_edition: str) -> None:
    assert _suggestions(client, "Jan Szym")[0]["value"].startswith("Jan Szyma")
    values = [one["value"] for one in _suggestions(client, "Jan Szymański, near Sam")]
    assert "Jan Szymański, near Samarkanda" in values


def test_a_place_is_offered_by_its_name_of_today(client: Client, demo_edition: str) -> None:
    found = _suggestions(client, "Lviv", "place")
    assert found[0]["kind"] == "place" and found[0]["text"] == "Lviv" and "Lwów" in found[0]["more"]
    assert all(one["kind"] == "place" for one in _suggestions(client, "Sam", "place"))
    assert all(one["kind"] == "surname" for one in _suggestions(client, "Sa", "surname"))


def test_too_little_or_nonsense_offers_nothing(client: Client, demo_edition: str) -> None:
    for typed in ("", "s", " ", "12", "\x00", "%", "_", "'\"", "﷽" * 400, "Szym\U0010ffff"):
        assert isinstance(_suggestions(client, typed), list)
    assert _suggestions(client, "s") == _suggestions(client, "") == []


def test_suggesting_takes_a_few_queries_whatever_is_typed(client: Client, demo_edition: str) -> None:
    for typed in ("sz", "Шим", "Jan Shim", "kowalska", "Sa"):
        with counted_queries() as statements:
            _suggestions(client, typed)
        assert len(statements) <= 12, typed


def test_suggestions_are_not_kept(client: Client, demo_edition: str) -> None:
    assert client.get("/en/suggest/?q=szym")["Cache-Control"] == "private, no-store"
