"""What machines are told: which part fails, to everyone; figures, to the monitor alone."""

import pytest
from django.db import DatabaseError
from django.test import Client

pytestmark = pytest.mark.django_db
_TOKEN = "a long word of the operator"


def test_ready_when_archive_edition_and_disk_are(client: Client, demo_edition: str) -> None:
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (200, b"ready\n")
    assert "no-store" in answer["Cache-Control"]


@pytest.mark.parametrize(
    ("harmed", "value", "said"),
    [
        ("archive_answers", lambda: False, "archive"),
        ("disk", lambda: (1000, 1000), "disk"),
    ],
)
def test_not_ready_names_the_part_and_no_more(client, demo_edition, monkeypatch, harmed, value, said) -> None:
    monkeypatch.setattr(f"records.upkeep.views.{harmed}", value)
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content.decode()) == (503, f"not ready: {said}\n")


def test_without_an_edition_not_ready(client: Client, settings) -> None:
    settings.EDITION_URL = "sqlite:////nowhere/at/all.sqlite3"
    answer = client.get("/readyz")
    assert (answer.status_code, answer.content) == (503, b"not ready: edition\n")


@pytest.mark.parametrize(
    ("token", "sent", "status"),
    [
        ("", "", 404),
        ("", "Bearer ", 404),
        (_TOKEN, "", 404),
        (_TOKEN, "Bearer another word", 404),
        (_TOKEN, _TOKEN, 404),
        (_TOKEN, f"Bearer {_TOKEN}", 200),
    ],
)
def test_figures_are_for_who_knows_the_word(client, demo_edition, settings, token, sent, status) -> None:
    settings.METRICS_TOKEN = token
    assert client.get("/metrics", headers={"Authorization": sent}).status_code == status


def test_the_figures_are_those_of_the_installation(client: Client, demo_edition: str, settings, monkeypatch) -> None:
    settings.METRICS_TOKEN = _TOKEN

    def asked() -> dict[str, float]:
        text = client.get("/metrics", headers={"Authorization": f"Bearer {_TOKEN}"}).content.decode()
        return {
            line.split()[0]: float(line.split()[1]) for line in text.splitlines() if line and not line.startswith("#")
        }

    found = asked()
    assert found["kresy_archive_up"] == found["kresy_edition_up"] == 1
    assert found["kresy_edition_bytes"] > 100_000 and found["kresy_outbox_waiting"] == 0

    def fails() -> None:
        raise DatabaseError

    monkeypatch.setattr("records.upkeep.views.waiting_changes", lambda _now: fails())
    assert "kresy_outbox_waiting" not in asked()


@pytest.mark.parametrize("address", ["/readyz", "/metrics"])
def test_nothing_can_be_sent_there(client: Client, address: str) -> None:
    assert client.post(address).status_code == 405
