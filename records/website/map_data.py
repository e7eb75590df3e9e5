"""Maps for programs and for the map that can be zoomed: the land, and the route of a journey, as GeoJSON."""

import json
from functools import cache
from hashlib import sha256
from itertools import pairwise
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseNotModified, JsonResponse
from django.http.response import HttpResponseBase

from records.drawing.land import Line, land
from records.drawing.route_cards import route_card
from records.website.access import Edition, everyone_may_read, everyone_without_edition
from records.website.journey_loading import journey_of
from records.website.journey_words import stage_label
from records.website.route_words import family_halts

_WEEK = 7 * 24 * 3600
_LEVEL = 1


@everyone_without_edition
def land_data(request: HttpRequest) -> HttpResponseBase:
    """Return the land and the present-day borders; the same for everyone until the program is renewed."""
    content, etag = _land()
    headers = {"ETag": etag, "Cache-Control": f"public, max-age={_WEEK}"}
    if request.headers.get("If-None-Match") == etag:
        return HttpResponseNotModified(headers=headers)
    return HttpResponse(content, content_type="application/geo+json", headers=headers)


@cache
def _land() -> tuple[bytes, str]:
    drawn = land(_LEVEL)
    rings = {"type": "MultiPolygon", "coordinates": [[_rounded((*ring, ring[0]))] for ring in drawn.outlines]}
    lines = {"type": "MultiLineString", "coordinates": [_rounded(line) for line in drawn.borders]}
    features = [{"type": "Feature", "properties": {"is": name}, "geometry": geometry} for name, geometry in (
        ("land", rings), ("borders", lines))]  # fmt: skip
    content = json.dumps({"type": "FeatureCollection", "features": features}, separators=(",", ":")).encode()
    return content, f'"{sha256(content).hexdigest()[:32]}"'


def _rounded(line: Line) -> list[list[float]]:
    """Return a line in hundredths of degrees that goes on beyond 180 degrees rather than jump around the Earth."""
    found: list[list[float]] = []
    turns = 0
    for number, (x, y) in enumerate(line):
        step = x - line[number - 1][0] if number else 0.0
        turns += (step < -180) - (step > 180)
        found.append([round(x + 360 * turns, 2), round(y, 2)])
    return found


@everyone_may_read
def route_data(request: HttpRequest, edition: Edition, kind: str, record_id: str) -> HttpResponse:
    """Return the halts and legs of a journey; the map of the journey's page shows the same."""
    journey = journey_of(edition, kind, record_id)
    features: list[dict[str, Any]] = []
    for route in family_halts(journey.stages, journey.known):
        for before, halt in pairwise(route):
            ends = [[before.longitude, before.latitude], [halt.longitude, halt.latitude]]
            features.append(_feature("LineString", ends, number=halt.number, known=halt.known))
    halts = {halt: None for route in family_halts(journey.stages, journey.known) for halt in route}
    for halt in sorted(halts, key=lambda one: one.number):
        stage = journey.stages[halt.number - 1]
        words = {"number": halt.number, "place": halt.name, "stage": stage_label(stage.card["code"])}
        features.append(_feature("Point", [halt.longitude, halt.latitude], **words, exact=halt.exact))
    return JsonResponse({"type": "FeatureCollection", "features": features}, content_type="application/geo+json")


@everyone_may_read
def card(request: HttpRequest, edition: Edition, kind: str, record_id: str) -> HttpResponse:
    """Return the journey as the picture that goes with a shared link."""
    journey = journey_of(edition, kind, record_id)
    drawn = route_card(family_halts(journey.stages, journey.known), "Kresy Families")
    if drawn is None:
        raise Http404("No place of this journey is known.")
    return HttpResponse(drawn, content_type="image/png")


def _feature(kind: str, coordinates: list[Any], **properties: object) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties, "geometry": {"type": kind, "coordinates": coordinates}}
