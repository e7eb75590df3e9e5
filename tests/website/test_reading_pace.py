"""One address reads page after page; it is asked to wait, others are not, and a minute later it may go on."""

from collections.abc import Callable

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory

from records.website.reading_pace import ReadingPace


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.now = 6_000.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ask(settings) -> Callable[..., HttpResponse]:
    """Ask for an address as somebody, at a moment."""
    settings.READINGS_PER_MINUTE = 3
    clock, requests = Clock(), RequestFactory()
    pace = ReadingPace(lambda request: HttpResponse("a page"), clock)

    def sent(path: str, who: str = "192.0.2.1", later: float = 0) -> HttpResponse:
        clock.now += later
        request: HttpRequest = requests.get(path, REMOTE_ADDR=who)
        return pace(request)

    return sent


def test_who_asks_too_much_is_asked_to_wait_and_may_go_on(ask: Callable[..., HttpResponse]) -> None:
    assert [ask("/en/surnames/", later=1).status_code for _time in range(5)] == [200, 200, 200, 429, 429]
    waiting = ask("/en/surnames/")
    assert waiting["Retry-After"] == "56" and "A moment, please" in waiting.content.decode()
    assert ask("/en/surnames/", "192.0.2.2").status_code == 200
    assert ask("/en/surnames/", later=56).status_code == 200


@pytest.mark.parametrize(
    ("path", "times", "answer"),
    [
        ("/media/0f/", 9, 200),
        ("/admin/", 9, 200),
        ("/healthz", 9, 200),
        ("/en/suggest/", 12, 200),
        ("/en/suggest/", 13, 429),
        ("/api/v1/people", 4, 429),
        ("/pl/", 4, 429),
    ],
)
def test_what_is_counted(ask: Callable[..., HttpResponse], path: str, times: int, answer: int) -> None:
    assert [ask(path) for _time in range(times)][-1].status_code == answer


def test_typing_a_name_takes_nothing_from_reading(ask: Callable[..., HttpResponse]) -> None:
    assert [ask("/en/suggest/").status_code for _time in range(12)][-1] == 200
    assert ask("/en/").status_code == 200


def test_the_api_answers_with_data(ask: Callable[..., HttpResponse]) -> None:
    answer = [ask("/api/v1/people") for _time in range(4)][-1]
    assert answer["Content-Type"] == "application/json" and b"Too many questions" in answer.content


def test_without_a_limit_nobody_waits(client: Client, settings) -> None:
    settings.READINGS_PER_MINUTE = 0
    assert {client.get("/en/tell/thanks/").status_code for _time in range(20)} == {200}


def test_the_page_is_in_the_language_of_the_address(client: Client, settings) -> None:
    settings.READINGS_PER_MINUTE = 1
    for who, language, words in (("192.0.2.7", "pl", "Chwileczkę"), ("192.0.2.8", "de", "Einen Moment")):
        answers = [client.get(f"/{language}/tell/thanks/", REMOTE_ADDR=who) for _time in range(2)]
        assert words in answers[-1].content.decode()
