"""GET /api/v1/figures: how many people and how many records, counted apart."""

from django.http import HttpRequest
from ninja import Router

from records.api.access import everyone_may_read
from records.api.answers import ErrorAnswer, EstimatedPeople, FiguresAnswer
from records.edition.connection import EditionConnection
from records.edition.counting import all_names, counts, people_estimated

router = Router(tags=["records"])


@router.get(
    "/figures",
    response={200: FiguresAnswer, 503: ErrorAnswer},
    url_name="figures",
    summary="How many people and records",
)
@everyone_may_read
def figures(request: HttpRequest, edition: EditionConnection) -> FiguresAnswer:
    """Return how many people and how many names on papers are published, and the estimate of the people behind them."""
    numbers, names, estimate = counts(edition), all_names(edition), people_estimated(edition)
    return FiguresAnswer(
        people=numbers.get("person", 0),
        names_on_papers=names.all,
        identified=names.identified,
        unidentified=names.unidentified,
        documents=numbers.get("document", 0),
        method=request.build_absolute_uri("/en/counting/"),
        estimate=EstimatedPeople(**estimate) if estimate else None,
    )
