"""What is proposed while someone types: readings of names, places of the gazetteer, dates said aloud."""

from collections.abc import Set

from django.utils.translation import get_language

from records.transcribing.date_proposals import DateProposal, propose_date
from records.transcribing.name_proposals import NameProposal, propose_names
from records.transcribing.place_proposals import Bounds, PlaceProposal, propose_places

__all__ = ["DateProposal", "NameProposal", "PlaceProposal", "dates", "names", "places"]


def names(text: str, script: str = "", surnames: Set[str] = frozenset()) -> list[NameProposal]:
    """Return ranked readings of a name as written, divided into its parts; ``surnames`` are the page's. No query."""
    return propose_names(text, script, surnames)


def places(text: str, on: Bounds = (None, None)) -> list[PlaceProposal]:
    """Return the places a text may name, the likeliest first; ``on`` are Julian Day Numbers. Four queries."""
    return propose_places(text, on)


def dates(text: str, language: str = "") -> DateProposal:
    """Return how a date is understood, in words of the language in use; no query."""
    return propose_date(text, (language or get_language() or "en")[:2])
