"""What the records of the edition have in common as JSON: addresses, dates, places named, where a statement is from."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse

from records.api.answers import Citation, DateAnswer, PlaceMention
from records.dates.day_numbers import from_day_number
from records.edition.connection import EditionConnection
from records.edition.queries import Card, Key, Page, get_page

_FOLDERS = {"person": "people", "place": "places", "stage": "stages", "document": "documents"}


def api_address(request: HttpRequest, kind: str, record_id: str) -> str:
    """Return the address of a record in this API."""
    return request.build_absolute_uri(reverse(f"api:{kind}", kwargs={"record_id": record_id}))


def page_address(request: HttpRequest, kind: str, record_id: str) -> str:
    """Return the address of a record's page for readers, in English."""
    return request.build_absolute_uri(f"/en/{_FOLDERS[kind]}/{record_id}/")


def page_or_404(edition: EditionConnection, kind: str, record_id: str) -> Page:
    """Return a record of the edition; a hidden record and one that never was answer alike."""
    found = get_page(edition, kind, record_id)
    if found is None:
        raise Http404(f"There is no {kind} {record_id} in this edition.")
    return found


def date_answer(value: Mapping[str, Any] | None) -> DateAnswer | None:
    """Return a date of the edition."""
    if not value:
        return None
    return DateAnswer(
        **{key: value[key] for key in ("value", "text", "calendar", "certainty")},
        earliest=_iso(value["earliest"]),
        latest=_iso(value["latest"]),
    )


def _iso(day: int | None) -> str:
    """Return a Julian Day Number as an ISO day."""
    return "{:04d}-{:02d}-{:02d}".format(*from_day_number(day)) if day is not None else ""


def place_mention(fact: Mapping[str, Any], cards: Mapping[Key, Card]) -> PlaceMention | None:
    """Return the place of a fact, with the words of its source."""
    card = cards.get(("place", fact["place"] or ""))
    written = fact.get("place_as_written", "")
    if card is None and not written:
        return None
    return PlaceMention(id=fact["place"] if card else "", name=card["name"] if card else "", as_written=written)


def citations(rows: Iterable[Mapping[str, Any]], cards: Mapping[Key, Card]) -> list[Citation]:
    """Return where a statement is from, as far as the sources may be shown."""
    return [
        Citation(source=row["source"], title=cards["source", row["source"]]["title"], page=row.get("page", ""))
        for row in rows
        if ("source", row["source"] or "") in cards
    ]
