"""Marks in a list of people: where one part ended and the next begins, however the list was changed in between."""

import json
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Iterable

# Where somebody stands in the order: the weight, negative, then the sort key and the id of the page.
Place = tuple[float, str, str]
_KEPT = 40


def mark_of(place: Place) -> str:
    """Return a short opaque text for a place in the list: sort keys may be long, so that their beginning must do."""
    value = json.dumps([-place[0], place[1][:_KEPT], place[2]], ensure_ascii=False)
    return urlsafe_b64encode(value.encode()).decode().rstrip("=")


def position_in(places: Iterable[Place], mark: str) -> int:
    """Return how many of the places lie before or at the mark; a text that is no mark is the beginning."""
    try:
        weight, sort_key, record_id = json.loads(urlsafe_b64decode(mark + "=" * (-len(mark) % 4)))
        marked = (-float(weight), str(sort_key), str(record_id))
    except (ValueError, TypeError, OverflowError):
        return 0
    places = list(places)
    same = next((number for number, place in enumerate(places, 1) if place[2] == marked[2]), 0)
    # Whoever stood there may be gone: the list goes on with those who stood behind.
    return same or sum((place[0], place[1][:_KEPT], place[2]) <= marked for place in places)
