"""Places as they were and as they are: "Lwów (today Lviv, Ukraine)"."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from records.edition.queries import Card, Key
from records.places.kinds import PLACE_KINDS
from records.website.language_words import Spoken, country_names, guessed, spoken
from records.website.reader_language import gettext as _

NOTHING = Spoken("")


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """A place in a sentence: its name of the time, what it is today, and the words of the source if they differ."""

    id: str
    name: Spoken
    today: str = ""
    written: Spoken = NOTHING
    unverified: bool = False

    def __str__(self) -> str:
        return f"{self.name} ({self.today})" if self.today else str(self.name)


def today_words(card: Card) -> str:
    """Return what a place is called today and its country; only the country where the name is the same."""
    country = country_names(card["country"])
    if card["modern"] and card["modern"] != card["name"]:
        return _("today %(place)s") % {"place": ", ".join(filter(None, (card["modern"], country)))}
    return country


def place_words(place_id: str, card: Card, written: str = "") -> PlaceWords:
    """Word a place from its card; ``written`` is how the source names it."""
    different = written if written != card["name"] else ""
    return PlaceWords(place_id, spoken(card["name"], "pl"), today_words(card), guessed(different), card["unverified"])


def place_of(fact: Mapping[str, Any], cards: Mapping[Key, Card], key: str = "place") -> PlaceWords | None:
    """Word the place of an event, stage or document; where none is identified, the words of its source stand alone."""
    place_id = fact.get(key) or ""
    written = fact.get("place_as_written", "") if key == "place" else ""
    card = cards.get(("place", place_id))
    if card:
        return place_words(place_id, card, written)
    return PlaceWords("", guessed(written)) if written else None


def kind_words(kinds: list[str]) -> list[str]:
    """Return the kinds of a place in words."""
    return [str(PLACE_KINDS.get(kind, kind)) for kind in kinds]


def kinds_sentence(kinds: list[str]) -> str:
    """Return the kinds of a place as the beginning of a sentence."""
    return str(capfirst(", ".join(kind_words(kinds))))


def precision_words(precision: str) -> str:
    """Say how exactly coordinates are known."""
    return {
        "town": _("the town itself"),
        "approx": _("approximate"),
        "region_capital": _("the capital of the region"),
        "region_centroid": _("the middle of the region"),
        "parent_town": _("the nearest town known"),
        "exact": _("the very spot"),
        "unknown": _("not known how exact"),
    }.get(precision, precision)


def coordinates_words(latitude: float | None, longitude: float | None) -> str:
    """Return coordinates with their points of the compass, to a hundredth of a degree, about a kilometre."""
    if latitude is None or longitude is None:
        return ""
    # Translators: N, S, E, W are the points of the compass.
    north = _("%(degrees)s° N") if latitude >= 0 else _("%(degrees)s° S")
    east = _("%(degrees)s° E") if longitude >= 0 else _("%(degrees)s° W")
    return f"{north % {'degrees': f'{abs(latitude):.2f}'}}, {east % {'degrees': f'{abs(longitude):.2f}'}}"
