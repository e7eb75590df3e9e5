"""Which places lie near another: of those in memory, only the band between two latitudes is looked through."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from records.edition.known_places import KnownPlace, KnownPlaces
from records.edition.place_hierarchy import distance_km

_KM_OF_A_DEGREE = 111.0


@dataclass(frozen=True, slots=True)
class NearPlace:
    """A place and how far away it lies, in kilometres."""

    place: KnownPlace
    km: float


def nearby_places(places: KnownPlaces, place_id: str, within_km: float, limit: int) -> list[NearPlace]:
    """Return the places near another, the nearest first; none for one of which only the region is known."""
    own = places.places.get(place_id)
    if own is None or own.at is None or not own.is_point:
        return []
    band = within_km / _KM_OF_A_DEGREE
    first = bisect_left(places.by_latitude, (own.at[0] - band, ""))
    last = bisect_right(places.by_latitude, (own.at[0] + band, "\U0010ffff"))
    found = []
    for _latitude, other_id in places.by_latitude[first:last]:
        other = places.places[other_id]
        if other_id != place_id and other.at is not None:
            km = distance_km(own.at, other.at)
            if km <= within_km:
                found.append(NearPlace(other, km))
    return sorted(found, key=lambda near: (near.km, near.place.id))[:limit]
