"""A person found: who it is, why, whether the name is the same or only similar, and where to find namesakes."""

from dataclasses import dataclass

from records.edition.search import Hit
from records.names.surnames import family_key
from records.website.language_words import Spoken, guessed
from records.website.person_words import PersonWords, person_words, reading_of
from records.website.search_reasons import ReasonWords, reason_words


@dataclass(frozen=True, slots=True)
class Surname:
    """The recorded surname by which somebody was found, and the address of all its bearers."""

    text: Spoken
    reading: Spoken
    key: str


@dataclass(frozen=True, slots=True)
class Result:
    """A person found, and why."""

    person: PersonWords
    reasons: list[ReasonWords]
    is_similar: bool
    surname: Surname | None


@dataclass(frozen=True, slots=True)
class ResultGroup:
    """The results whose name is the same, or those whose name is only similar."""

    is_similar: bool
    results: list[Result]


def result(hit: Hit) -> Result:
    """Word one hit."""
    codes = {reason.code.partition("_")[0] for reason in hit.reasons}
    is_similar = "similar" in codes and "surname" not in codes
    recorded = next((reason.recorded for reason in hit.reasons if reason.code.startswith(("surname_", "similar_"))), "")
    key = family_key(recorded) if recorded else ""
    return Result(
        person_words(hit.id, hit.card),
        [reason_words(reason) for reason in hit.reasons],
        is_similar,
        Surname(guessed(recorded), reading_of(recorded), key) if key else None,
    )


def by_likeness(results: list[Result]) -> list[ResultGroup]:
    """Put the same names before those that are only similar; each keeps its order."""
    same = [one for one in results if not one.is_similar]
    similar = [one for one in results if one.is_similar]
    return [ResultGroup(is_similar, group) for is_similar, group in ((False, same), (True, similar)) if group]
