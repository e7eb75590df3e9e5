"""GET /api/v1/search and /api/v1/suggest: the same fields, facets and reasons as the search page."""

from typing import Annotated, Any

from django.http import HttpRequest, QueryDict
from ninja import Query, Router
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
Text = Annotated[str, Query("", max_length=200)]
Values = Annotated[list[str], Query([], max_length=6)]
_FIELDS = ("surname", "given", "maiden", "father", "mother", "spouse", "born", "place", "number")


@router.get("/search", response={200: SearchAnswer, 400: ErrorAnswer, 503: ErrorAnswer}, summary="Search people")
@everyone_may_read
def search(
    request: HttpRequest,
    edition: EditionConnection,
    q: Text,
    surname: Text,
    given: Text,
    maiden: Text,
    father: Text,
    mother: Text,
    spouse: Text,
    born: Text,
    place: Text,
    number: Text,
    stage: Values,
    region: Values,
    at: Values,
    fate: Values,
    paper: Values,
    decade: Values,
    named: Values,
    limit: Annotated[int, Query(25, ge=1, le=MOST_AT_ONCE)],
    after: Annotated[str, Query("", max_length=400)],
) -> SearchAnswer:
    """Search in any spelling and alphabet; every person found comes with the reasons, exact before similar."""
    asked = _clean(request.GET)
    chosen = chosen_facets(asked.getlist)
    fields = {name: asked.get(name, "") for name in _FIELDS}
    query = read_query(asked.get("q", ""), **fields, facets=facets_in_rows(chosen))
    if query.is_empty:
        raise HttpError(400, "Ask for something: a name in q, or any of the fields.")
    found = search_narrowed(edition, query, chosen, limit, after)
    places = search_other(edition, asked.get("q", "") or fields["place"]).get("place", [])
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
