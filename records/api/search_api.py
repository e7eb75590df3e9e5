"""GET /api/v1/search and /api/v1/suggest: the same fields, facets and reasons as the search page."""

from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from ninja import Field, Query, Router, Schema
from ninja.errors import HttpError

from records.api.access import everyone_may_read
from records.api.answers import (
    ErrorAnswer,
    FacetValue,
    FoundPerson,
    FoundPlace,
    Reason,
    SearchAnswer,
    SuggestAnswer,
    Suggestion,
)
from records.api.reasons import in_english
from records.api.records import api_address, page_address
from records.documents.kinds import DOCUMENT_KINDS
from records.edition.connection import EditionConnection
from records.edition.facet_counting import FACETS
from records.edition.narrowed_search import (
    PARAMETERS,
    Chosen,
    NarrowedFound,
    chosen_facets,
    facets_in_rows,
    search_narrowed,
)
from records.edition.queries import Card, Key, cards
from records.edition.search import Hit, search_other
from records.edition.search_query import read_query
from records.edition.suggesting import LONGEST, SHORTEST, suggest_places, suggest_surnames
from records.journeys.stages import STAGES

router = Router(tags=["search"])

MOST_AT_ONCE, _FACET_VALUES, _PLACES, _SURNAMES = 50, 20, 8, 8
_FIELDS = ("surname", "given", "maiden", "father", "mother", "spouse", "born", "place", "number")


class SearchFields(Schema):
    """What may be asked."""

    q: str = Field(
        "",
        max_length=200,
        description="what is known of a person, in any order: names, father, year, place, number",
    )
    surname: str = Field("", max_length=200, description="the surname, in any spelling")
    given: str = Field("", max_length=200, description="the given names, in any language")
    maiden: str = Field("", max_length=200, description="the surname at birth")
    father: str = Field("", max_length=200, description="the father's given name, or a patronymic")
    mother: str = Field("", max_length=200, description="the mother's given name")
    spouse: str = Field("", max_length=200, description="the husband's or wife's given name")
    born: str = Field("", max_length=200, description="when born: 1912, about 1912, 1910-1915, or a date in words")
    place: str = Field("", max_length=200, description="a place, by any of its names")
    number: str = Field("", max_length=200, description="an army number, or the number of a document")
    stage: list[str] = Field(
        [],
        max_length=6,
        description="only people on this stage: a code such as DEPORT_1, as the facets give it",
    )
    region: list[str] = Field(
        [], max_length=6, description="only people seen in this region: a place's id, as the facets give it"
    )
    at: list[str] = Field([], max_length=6, description="only people seen at this place: its id")
    fate: list[str] = Field([], max_length=6, description="only people with this fate, as the facets give it")
    paper: list[str] = Field(
        [], max_length=6, description="only people named in a paper of this kind, as the facets give it"
    )
    decade: list[str] = Field([], max_length=6, description="only people born in this decade: its first year, 1930")
    named: list[str] = Field(
        [], max_length=6, description="only people whom a paper names so surely, as the facets give it"
    )
    limit: int = Field(25, ge=1, le=MOST_AT_ONCE, description="how many people at once")
    after: str = Field("", max_length=400, description="the mark in the address of the next part")


@router.get("/search", response={200: SearchAnswer, 400: ErrorAnswer, 503: ErrorAnswer}, summary="Search people")
@everyone_may_read
def search(
    request: HttpRequest,
    edition: EditionConnection,
    fields: Query[SearchFields],
) -> SearchAnswer:
    """Search in any spelling and alphabet; every person found comes with the reasons, exact before similar."""
    asked = _clean(request.GET)
    chosen = chosen_facets(asked.getlist)
    known = {name: asked.get(name, "") for name in _FIELDS}
    query = read_query(asked.get("q", ""), **known, facets=facets_in_rows(chosen))
    if query.is_empty:
        raise HttpError(
            400, "Ask for something: a name in q, any of the fields, a stage or a place (at); the rest narrows."
        )
    unknown = [code for code in asked.getlist("stage") if code not in STAGES]
    if unknown:
        raise HttpError(400, f"There is no stage {unknown[0][:40]!r}; the facets of an answer name those there are.")
    found = search_narrowed(edition, query, chosen, fields.limit, fields.after)
    places = search_other(edition, asked.get("q", "") or known["place"]).get("place", [])
    return SearchAnswer(
        number=len(found.ids),
        more=found.is_cut,
        people=[_person(request, hit) for hit in found.hits],
        facets=_facets(edition, found, chosen),
        places=[_place(request, place_id, card) for place_id, card in places[:_PLACES]],
        next=_next(request, found.next),
    )


def _clean(given: QueryDict) -> QueryDict:
    asked = given.copy()
    for name, values in given.lists():
        asked.setlist(name, [value.replace("\x00", "") for value in values])
    return asked


def _person(request: HttpRequest, hit: Hit) -> FoundPerson:
    codes = {reason.code.partition("_")[0] for reason in hit.reasons}
    return FoundPerson(
        id=hit.id,
        url=api_address(request, "person", hit.id),
        page=page_address(request, "person", hit.id),
        **{key: hit.card[key] for key in ("name", "reading", "other_names", "born", "died", "invented")},
        similar="similar" in codes and "surname" not in codes,
        reasons=[
            Reason(
                code=reason.code,
                recorded=reason.recorded,
                sought=reason.sought,
                detail=reason.detail,
                source=reason.source,
                words=in_english(reason),
            )
            for reason in hit.reasons
        ],
    )


def _place(request: HttpRequest, place_id: str, card: Card) -> FoundPlace:
    return FoundPlace(
        id=place_id,
        url=api_address(request, "place", place_id),
        name=card["name"],
        modern=card["modern"],
        country=card["country"],
    )


def _next(request: HttpRequest, mark: str) -> str:
    if not mark:
        return ""
    query = request.GET.copy()
    query["after"] = mark
    return request.build_absolute_uri(f"{request.path}?{query.urlencode()}")


def _facets(edition: EditionConnection, found: NarrowedFound, chosen: Chosen) -> dict[str, list[FacetValue]]:
    among = set(found.ids)
    numbers = {
        name: {value: len(people & among) for value, people in found.counted[name].items() if people & among}
        for name in FACETS
    }
    frequent = {
        name: sorted(values, key=lambda value: (-values[value], value))[:_FACET_VALUES]
        for name, values in numbers.items()
    }
    places = cards(edition, [("place", value) for name in ("region", "place") for value in frequent[name]])
    answer: dict[str, list[FacetValue]] = {parameter: [] for parameter in PARAMETERS.values()}
    for name, values in frequent.items():
        answer[PARAMETERS[name]] += [
            FacetValue(
                value=value,
                label=_label(name, value, places),
                number=numbers[name][value],
                chosen=value in chosen.get(name, []),
            )
            for value in values
        ]
    return answer


def _label(name: str, value: str, places: dict[Key, Card]) -> str:
    if name in ("wave", "stage"):
        return STAGES[value].gedcom_type if value in STAGES else value
    if name in ("region", "place"):
        return str(places.get(("place", value), {}).get("name", ""))
    if name == "document":
        return str(DOCUMENT_KINDS[value].label) if value in DOCUMENT_KINDS else value
    return value.replace("_", " ")


@router.get("/suggest", response={200: SuggestAnswer, 400: ErrorAnswer, 503: ErrorAnswer}, summary="Complete a name")
@everyone_may_read
def suggest(
    request: HttpRequest,
    edition: EditionConnection,
    q: Annotated[str, Query(..., min_length=SHORTEST, max_length=LONGEST)],
) -> SuggestAnswer:
    """Offer recorded surnames and places that begin like the letters given, in any script."""
    typed = q.replace("\x00", "")
    surnames = [
        Suggestion(kind="surname", text=one.text, more=one.forms) for one in suggest_surnames(edition, typed, _SURNAMES)
    ]
    places = [_place_suggestion(one.card) for one in suggest_places(edition, typed, _PLACES)]
    return SuggestAnswer(suggestions=surnames + places)


def _place_suggestion(card: dict[str, Any]) -> Suggestion:
    modern = card["modern"] if card["modern"] != card["name"] else ""
    return Suggestion(kind="place", text=card["name"], more=[modern] if modern else [])
