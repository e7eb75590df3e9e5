"""The maps as data: the land once and unchanged, the route of a journey as its page shows it."""

import itertools
import json
from html import unescape

from django.test import Client


def test_the_land_is_closed_lines_without_a_jump_and_kept_by_the_browser(client: Client) -> None:
    response = client.get("/map/land.json")
    land, borders = json.loads(response.content)["features"]
    rings = [ring for polygon in land["geometry"]["coordinates"] for ring in polygon]
    assert all(ring[0] == ring[-1] for ring in rings)
    lines = [*rings, *borders["geometry"]["coordinates"]]
    assert all(abs(a[0] - b[0]) < 180 for line in lines for a, b in itertools.pairwise(line))
    again = client.get("/map/land.json", headers={"If-None-Match": response["ETag"]})
    assert (again.status_code, again.content) == (304, b"")


def test_the_route_has_the_stages_of_the_page(client: Client, addresses: dict[str, str]) -> None:
    page = unescape(client.get(f"/en/{addresses['journey_person']}").content.decode())
    data = client.get(f"/en/{addresses['journey_person']}route.json").json()
    points = [feature["properties"] for feature in data["features"] if feature["geometry"]["type"] == "Point"]
    legs = [feature["properties"] for feature in data["features"] if feature["geometry"]["type"] == "LineString"]
    assert points and legs
    for point in points:
        assert f'id="step-{point["number"]}"' in page and point["place"] in page and point["stage"] in page
    assert {leg["number"] for leg in legs} <= {point["number"] for point in points}


def test_who_is_not_shown_has_no_route(client: Client, demo_edition: str) -> None:
    assert client.get("/en/people/nobodyatall0/journey/route.json").status_code == 404
