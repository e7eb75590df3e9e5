"""The answer when nobody is found: what was tried, the nearest names, what is and is not indexed here."""

from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise

from records.edition.counting import counts
from records.edition.empty_answers import lists_searched, tried
from records.edition.narrowed_search import Chosen
from records.edition.nearest_surnames import NearSurname, nearest_surnames
from records.edition.search_query import PersonQuery
from records.website.access import Edition
from records.website.journey_words import stage_label
from records.website.language_words import Spoken, guessed
from records.website.our_words import our_words
from records.website.reader_language import gettext as _
from records.website.reader_language import gettext_lazy

_NEAREST, _WORDS, _SOURCES, _ARCHIVES = 6, 2, 5, 8
# Farther ones would only mock the reader.
_NEAR_ENOUGH = 0.45
_NAME = gettext_lazy(
    "a name: %(words)s — in this spelling, in other spellings that sound alike, and in Cyrillic letters"
)
TRIED: dict[str, str | Promise] = {
    "name": _NAME,
    "surname": _NAME,
    "given": _NAME,
    "pattern": gettext_lazy("a name with letters left open: %(words)s"),
    "maiden": gettext_lazy("a maiden name: %(words)s"),
    "father": gettext_lazy("a father called %(words)s, in any form of the name"),
    "mother": gettext_lazy("a mother called %(words)s, in any form of the name"),
    "mother_maiden": gettext_lazy("a mother whose maiden name was %(words)s"),
    "spouse": gettext_lazy("a husband or wife called %(words)s, in any form of the name"),
    "place": gettext_lazy("a place: %(words)s"),
    "number": gettext_lazy("a number in the papers: %(words)s"),
    "year": gettext_lazy("born %(words)s"),
    "stage": gettext_lazy("a stage of the journey: %(words)s"),
}


@dataclass(frozen=True, slots=True)
class Near:
    """A recorded surname near to one that was sought."""

    key: str
    text: Spoken


def nothing_found(edition: Edition, query: PersonQuery, chosen: Chosen) -> dict[str, Any]:
    """Return what the empty answer says."""
    lists = lists_searched(edition)
    return {
        "tried": tried_words(query, chosen),
        "near": _near(edition, query),
        "numbers": counts(edition),
        "indexed": [(one.id, our_words(one.title)) for one in lists.indexed[:_SOURCES]],
        "not_indexed": [our_words(name) for _id, name in lists.archives_not_indexed[:_ARCHIVES]],
    }


def tried_words(query: PersonQuery, chosen: Chosen) -> list[str]:
    """Say what was looked for, so that a reader sees how the words were understood."""
    attempts = [
        str(TRIED[code]) % {"words": stage_label(words) if code == "stage" else words}
        for code, words in tried(query)
        if code in TRIED
    ]
    if chosen:
        attempts.append(_("only those who fit what you chose at the side"))
    return attempts


def _near(edition: Edition, query: PersonQuery) -> list[Near]:
    """Return the recorded surnames nearest to the words of the query."""
    words = [word for word in (query.surname, query.maiden, *query.words) if word]
    found: dict[str, NearSurname] = {}
    for word in words[:_WORDS]:
        for near in nearest_surnames(edition, word, _NEAREST):
            if near.closeness >= _NEAR_ENOUGH:
                found.setdefault(near.key, near)
    return [Near(near.key, guessed(near.text)) for near in found.values()]
