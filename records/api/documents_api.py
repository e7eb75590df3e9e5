"""GET /api/v1/documents/{id}: a document as published."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from ninja import Path, Router

from records.api.access import everyone_may_read
from records.api.answers import DocumentAnswer, ErrorAnswer, IdentifiedPerson, NamedOnPage, PictureAnswer, TextAnswer
from records.api.records import api_address, date_answer, page_address, page_or_404, place_mention
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.picture_crop import crop_of
from records.edition.connection import EditionConnection
from records.edition.queries import linked_cards

router = Router(tags=["records"])
# A list taken in from a file may have a hundred thousand names.
_MOST_NAMES = 1000


@router.get(
    "/documents/{record_id}",
    response={200: DocumentAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    url_name="document",
    summary="A document",
)
@everyone_may_read
def document(request: HttpRequest, edition: EditionConnection, record_id: Path[str]) -> DocumentAnswer:
    """Return a document with its words, its pictures and the names on it; of a withheld one only what may be shown."""
    page = page_or_404(edition, "document", record_id)
    known, body = linked_cards(edition, "document", record_id), page.body
    images = body.get("images", [])
    manifest = reverse("manifest", kwargs={"record_id": page.id}) if images else ""
    return DocumentAnswer(
        id=page.id,
        uid=body["uid"],
        page=page_address(request, "document", page.id),
        manifest=request.build_absolute_uri(manifest) if manifest else "",
        kind=body["kind"],
        kind_label=str(DOCUMENT_KINDS[body["kind"]].label) if body["kind"] in DOCUMENT_KINDS else body["kind"],
        **{key: body[key] for key in ("title", "withheld", "invented")},
        **{key: body.get(key, "") for key in ("signature", "language", "holder_today", "provenance", "rights", "note")},
        date=date_answer(body["date"]),
        place=place_mention(body, known),
        source=body["source"] or "",
        pictures=[_picture(request, image) for image in images],
        texts=[*_texts(body, "transcription"), *_texts(body, "translation")],
        number_of_names=len(body["mentions"]),
        number_unidentified=sum(not mention["people"] for mention in body["mentions"]),
        names=[_named(request, mention) for mention in body["mentions"][:_MOST_NAMES]],
    )


def _picture(request: HttpRequest, image: Mapping[str, Any]) -> PictureAnswer:
    address = request.build_absolute_uri(reverse("image", kwargs={"sha256": image["sha256"]}))
    told = {key: image[key] for key in ("sha256", "caption", "width", "height")}
    return PictureAnswer(**told, side=image.get("side", ""), url=address)


def _texts(body: Mapping[str, Any], what: str) -> list[TextAnswer]:
    return [
        TextAnswer(
            what=what,
            language=row["language"],
            script=row.get("script", ""),
            side=row.get("side", ""),
            text=row["text"],
        )
        for row in body.get(f"{what}s", [])
    ]


def _named(request: HttpRequest, mention: Mapping[str, Any]) -> NamedOnPage:
    crop = crop_of(mention)
    return NamedOnPage(
        **{key: mention[key] for key in ("as_written", "romanised", "role", "relation", "row", "birth_year")},
        picture=mention.get("image"),
        area=[crop.left, crop.top, crop.width, crop.height] if crop else None,
        people=[
            IdentifiedPerson(
                id=row["person"],
                url=api_address(request, "person", row["person"]),
                certainty=row["certainty"],
                reason=row["reason"],
            )
            for row in mention["people"]
        ],
    )
