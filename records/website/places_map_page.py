"""All places of the archive on one map, or those around one of them; the same as a list by country."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from records.drawing.place_maps import PlacesMap, Spot, locator_map, places_maps
from records.edition.known_places import KnownPlace, KnownPlaces, known_places
from records.edition.nearby_places import nearby_places
from records.names.folding import fold
from records.website.access import Edition, everyone_may_read
from records.website.language_words import Spoken, country_names, spoken, territory_names
from records.website.place_map import spots_of

# What is around a place on its map: all within so many kilometres.
_AROUND_KM, _MOST_AROUND = 420.0, 400


@dataclass(frozen=True, slots=True)
class ListedPlace:
    """A place in the list: its name of those days, and that of today where it is another."""

    id: str
    name: Spoken
    today: str


@dataclass(frozen=True, slots=True)
class Country:
    """The places that lie in one country of today."""

    name: str
    places: list[ListedPlace]


@everyone_may_read
def all_places(request: HttpRequest, edition: Edition) -> HttpResponse:
    """Show where the places lie."""
    places = known_places(edition)
    main = places.places.get(request.GET.get("around", ""))
    shown = _around(places, main) if main else list(places.places.values())
    spots = spots_of(shown)
    context = {
        "main": _listed(main) if main else None,
        "maps": _maps(spots, main),
        "number": len(spots),
        "countries": _by_country(shown),
        "without": len(shown) - len(spots),
    }
    return render(request, "website/places_map.html", context)


def _maps(spots: Sequence[Spot], main: KnownPlace | None) -> list[PlacesMap]:
    """Draw a place in the middle of those around it, or all places."""
    if main is None or main.at is None:
        return places_maps(spots, territory_names())
    return [locator_map(spots[0], spots[1:], territory_names())]


def _around(places: KnownPlaces, main: KnownPlace) -> list[KnownPlace]:
    return [main, *(near.place for near in nearby_places(places, main.id, _AROUND_KM, _MOST_AROUND))]


def _by_country(places: Sequence[KnownPlace]) -> list[Country]:
    """Return the places by the country they lie in today, each by its name."""
    found: dict[str, list[KnownPlace]] = {}
    for place in places:
        found.setdefault(place.country, []).append(place)
    countries = [
        Country(country_names(code), [_listed(one) for one in sorted(group, key=lambda one: fold(one.name))])
        for code, group in found.items()
    ]
    return sorted(countries, key=lambda country: (not country.name, fold(country.name)))


def _listed(place: KnownPlace) -> ListedPlace:
    return ListedPlace(place.id, spoken(place.name, "pl"), place.modern if place.modern != place.name else "")
