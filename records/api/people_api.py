"""GET /api/v1/people/{id}: a person as published."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from ninja import Path, Router

from records.api.access import everyone_may_read
from records.api.answers import ErrorAnswer, EventAnswer, NameAnswer, PersonAnswer, Relative, StageAnswer
from records.api.records import api_address, citations, date_answer, page_address, page_or_404, place_mention
from records.edition.connection import EditionConnection
from records.edition.queries import Card, Key, Page, cards, get_pages, linked_cards
from records.journeys.stages import STAGES

router = Router(tags=["records"])

_NAME = ("kind", "given", "patronymic", "surname", "as_written", "language", "script", "reading")
_PARTNERS, _CHILDREN = "partners", "children"


@router.get(
    "/people/{record_id}",
    response={200: PersonAnswer, 404: ErrorAnswer, 503: ErrorAnswer},
    url_name="person",
    summary="A person",
)
@everyone_may_read
def person(request: HttpRequest, edition: EditionConnection, record_id: Path[str]) -> PersonAnswer:
    """Return a person with every form of the name, rival claims side by side, the journey and the family.

    The id of somebody who was made one with another person since answers 301, with the address of that person.
    """
    page = page_or_404(edition, "person", record_id)
    known = linked_cards(edition, "person", record_id)
    own_families = [row["id"] for row in page.body["families_as_child"]]
    families = get_pages(edition, "family", [*own_families, *page.body["families_as_partner"]])
    return PersonAnswer(
        id=page.id,
        uid=page.body["uid"],
        page=page_address(request, "person", page.id),
        name=page.card["name"],
        sex=page.body["sex"],
        invented=page.body["invented"],
        names=[_name(row, known) for row in page.body["names"]],
        events=[_event(row, known) for row in page.body["events"]],
        journey=[_stage(request, row, known) for row in page.body["journey"]],
        family=_family(request, edition, page, families),
    )


def _name(row: Mapping[str, Any], known: Mapping[Key, Card]) -> NameAnswer:
    return NameAnswer(**{key: row[key] for key in _NAME}, citations=citations(row["citations"], known))


def _event(row: Mapping[str, Any], known: Mapping[Key, Card]) -> EventAnswer:
    return EventAnswer(
        **{key: row[key] for key in ("kind", "type", "value", "note", "rival")},
        date=date_answer(row["date"]),
        place=place_mention(row, known),
        conclusion=row["conclusion"]["reason"] if row["conclusion"] else "",
        citations=citations(row["citations"], known),
    )


def _stage(request: HttpRequest, row: Mapping[str, Any], known: Mapping[Key, Card]) -> StageAnswer:
    of_all = known.get(("stage", row["stage"]), {}).get("date")
    return StageAnswer(
        code=row["code"],
        label=STAGES[row["code"]].gedcom_type if row["code"] in STAGES else row["code"],
        page=page_address(request, "stage", row["stage"]),
        date=date_answer(row["date"] or of_all),
        role=row["role"],
        outcome=row["outcome"],
        documented=row["presence"] == "documented",
    )


def _family(
    request: HttpRequest, edition: EditionConnection, page: Page, families: Mapping[str, Page]
) -> list[Relative]:
    """Return the relatives who may be shown, each once for each way of being one."""
    relations: dict[tuple[str, str], None] = {}
    born_into = {row["id"] for row in page.body["families_as_child"]}
    for family_id, family in families.items():
        words = ("parent", "sibling") if family_id in born_into else ("partner", "child")
        for part, relation in zip((_PARTNERS, _CHILDREN), words, strict=True):
            relations |= {(row["person"], relation): None for row in family.body[part] if row["person"] != page.id}
    people = cards(edition, [("person", record_id) for record_id, _relation in relations])
    return [
        Relative(
            id=record_id,
            url=api_address(request, "person", record_id),
            name=people["person", record_id]["name"],
            relation=relation,
        )
        for record_id, relation in relations
        if ("person", record_id) in people
    ]
