"""GET /api/v1/places/{id}: a place as published."""

from django.http import HttpRequest
from ninja import Path, Router

from records.api.access import everyone_may_read
from records.api.answers import ErrorAnswer, PlaceAnswer, PlaceName, PlaceParent
from records.api.records import api_address, date_answer, page_address, page_or_404
from records.edition.connection import EditionConnection
from records.edition.queries import linked_cards

router = Router(tags=["records"])


@router.get(
    "/places/{record_id}",
    response={200: PlaceAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    url_name="place",
    summary="A place",
)
@everyone_may_read
def place(request: HttpRequest, edition: EditionConnection, record_id: Path[str]) -> PlaceAnswer:
    """Return a place with its names in all languages and times, and what it belonged to."""
    page = page_or_404(edition, "place", record_id)
    known, body = linked_cards(edition, "place", record_id), page.body
    return PlaceAnswer(
        id=page.id,
        uid=body["uid"],
        page=page_address(request, "place", page.id),
        name=body["name"],
        modern=body["modern_name"],
        country=body["country_modern"],
        **{key: body[key] for key in ("kinds", "latitude", "longitude", "precision", "unverified", "camp")},
        names=[
            PlaceName(
                **{key: row[key] for key in ("name", "language", "script", "kind")}, date=date_answer(row["date"])
            )
            for row in body["names"]
        ],
        parents=[
            PlaceParent(
                id=row["place"],
                url=api_address(request, "place", row["place"]),
                name=known["place", row["place"]]["name"],
                date=date_answer(row["date"]),
            )
            for row in body["parents"]
            if ("place", row["place"]) in known
        ],
    )
