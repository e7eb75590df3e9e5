"""What else carries the words of a search: places by any of their names, papers, histories, and lines of texts."""

from dataclasses import dataclass, replace
from functools import cache
from typing import Any

from django.conf import settings

from records.dates.day_numbers import day_number
from records.edition.full_text import search_texts
from records.edition.known_places import known_places
from records.edition.place_hierarchy import place_hierarchy
from records.edition.search import search_other
from records.journeys.stages import STAGES
from records.names.folding import fold
from records.website.access import Edition
from records.website.date_words import our_date_words
from records.website.document_words import document_words
from records.website.history_words import history_words
from records.website.journey_words import stage_label, stage_title
from records.website.language_words import Spoken, guessed, in_reader_language, spoken
from records.website.place_words import place_words
from records.website.reader_language import gettext as _
from records.website.reader_language import speaking

_LINES, _KINDS_OF_STAGES = 6, 3
NOTHING = Spoken("")
BEFORE_THE_WAR = day_number(1939, 8, 31)


@dataclass(frozen=True, slots=True)
class Other:
    """A record that is no person: the name of its address, its id, how it is called; what a place is today, or what
    kind of stage a train is of."""

    address: str
    id: str
    name: Any
    today: str = ""
    then: Spoken = NOTHING
    unverified: bool = False


def others(edition: Edition, words: str) -> list[tuple[str, list[Other]]]:
    """Return what else carries the words: a heading, and the records below it."""
    headings = {
        "place": _("Places"),
        "stage": _("The journey"),
        "document": _("Documents"),
        "history": _("Family histories"),
        "chapter": _("Chronicle"),
        "source": _("Sources"),
    }
    found = search_other(edition, words) if words else {}
    records = {
        kind: [other(kind, record_id, card) for record_id, card in found[kind]] for kind in headings if found.get(kind)
    }
    if records.get("place"):
        records["place"] = belonged(edition, records["place"])
    if words and (kinds := _kinds_of_stages(words)):
        records["stage"] = [*kinds, *records.get("stage", [])]
    return [(heading, records[kind]) for kind, heading in headings.items() if records.get(kind)]


def _kinds_of_stages(words: str) -> list[Other]:
    """Return the usual stages whose name carries all of the words, in any of our languages."""
    sought = set(fold(words).split())
    return [
        Other("website:stage_kind", code, Spoken(stage_label(code)))
        for code, carried in _words_of_stages().items()
        if sought <= carried
    ][:_KINDS_OF_STAGES]


@cache
def _words_of_stages() -> dict[str, set[str]]:
    found: dict[str, set[str]] = {code: set() for code in STAGES}
    for language, _name in settings.LANGUAGES:
        with speaking(language):
            for code, stage in STAGES.items():
                found[code] |= set(fold(str(stage.label)).split())
    return found


def belonged(edition: Edition, places: list[Other]) -> list[Other]:
    """Add to each place what it belonged to before the war: "województwo lwowskie, Rzeczpospolita Polska (1939)"."""
    known = known_places(edition)
    told = []
    for place in places:
        then = place_hierarchy(known, place.id, BEFORE_THE_WAR)
        above = [step.name for step in then.steps[1:]] if then else []
        told.append(replace(place, then=spoken(f"{', '.join(above)} (1939)", "pl")) if above else place)
    return told


def other(kind: str, record_id: str, card: dict[str, Any]) -> Other:
    """Word a record from its card."""
    address = f"website:{kind}"
    if kind == "place":
        words = place_words(record_id, card)
        return Other(address, record_id, words.name, words.today, unverified=words.unverified)
    if kind == "document":
        return Other(address, record_id, document_words(record_id, card).title)
    if kind == "history":
        return Other(address, record_id, history_words(record_id, card).title)
    if kind == "stage":
        label, title, date = stage_label(card["code"]), stage_title(card["title"]), our_date_words(card["date"])
        beside = (label if title else "", str(date.words) if date else "")
        return Other(address, record_id, title or Spoken(label), ", ".join(filter(None, beside)))
    title = guessed(card["title"]) if kind == "source" else in_reader_language(card["title"])
    return Other(address, record_id, title)


@dataclass(frozen=True, slots=True)
class Line:
    """A stretch of a history or a paper in which the words stand: whose it is, and what is before and behind."""

    record: Other
    before: str
    match: str
    after: str


def texts(edition: Edition, words: str) -> list[Line]:
    """Return where the words stand in histories and transcriptions."""
    found = search_texts(edition, words, _LINES) if words else []
    return [Line(other(one.kind, one.id, one.card), one.before, one.match, one.after) for one in found]
