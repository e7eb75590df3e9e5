"""Reasons and attempts of a search as plain English sentences."""

from records.edition.empty_answers import tried
from records.edition.search import Reason
from records.edition.search_query import PersonQuery
from records.journeys.stages import STAGES
from records.names.comparison import NameReason

_PLAIN = {
    "father": "The father's name agrees: {names}.",
    "mother": "The mother's name agrees: {sought}, by the family.",
    "spouse": "The husband's or wife's name agrees: {sought}, by the family.",
    "year_same": "Born {recorded}, as sought.",
    "year_near": "Born {recorded}, close to {sought}.",
    "number": "The number {sought} stands in the papers.",
    "surname_pattern": "{recorded} fits {sought}.",
    "given_initial": "{recorded} begins with {sought}",
}
_TRIED = {
    "name": "the name {words}, in any spelling and alphabet",
    "surname": "the surname {words}, in any spelling and alphabet",
    "maiden": "the maiden name {words}",
    "pattern": "surnames that fit {words}",
    "given": "the first name {words}, in any form",
    "father": "a father called {words}",
    "mother": "a mother called {words}",
    "mother_maiden": "a mother born {words}",
    "spouse": "a husband or wife called {words}",
    "place": "the place {words}, by any of its names",
    "year": "born {words}",
    "number": "the number {words}",
    "facet": "only {words}",
}


def reason_sentence(reason: Reason) -> str:
    """Put one reason into a sentence, with the source of that form of the name."""
    return _sentence(reason) + (f" ({reason.source})" if reason.source else "")


def _sentence(reason: Reason) -> str:
    if reason.code in _PLAIN:
        names = f"{reason.recorded} for {reason.sought}" if reason.recorded else f"{reason.sought}, by the family"
        return _PLAIN[reason.code].format(recorded=reason.recorded, sought=reason.sought, names=names)
    if reason.code == "place":
        return _was_at(reason)
    if reason.code == "stage":
        label = STAGES[reason.recorded].gedcom_type if reason.recorded in STAGES else reason.recorded
        return f"On the journey: {label}."
    _kind, _, code = reason.code.partition("_")
    return NameReason(code, reason.recorded, reason.sought, reason.detail).in_words()


def _was_at(reason: Reason) -> str:
    if reason.detail == "inside":
        return f"Was at {reason.recorded}, which belonged to {reason.sought}."
    if reason.detail:
        return f"Was at {reason.recorded}, {reason.detail} km from {reason.sought}."
    return f"Was at {reason.recorded}, which you called {reason.sought}."


def tried_sentence(query: PersonQuery) -> list[str]:
    """Say what was looked for, one line each."""
    lines = []
    for code, words in tried(query):
        if code == "stage":
            label = STAGES[words].gedcom_type if words in STAGES else words
            lines.append(f"the stage: {label}.")
        else:
            lines.append(_TRIED[code].format(words=words) + ".")
    return lines
