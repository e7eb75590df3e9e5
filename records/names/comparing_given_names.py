"""Comparing two given names: the same, another language's form, a pet form, a patronymic, an initial."""

from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from records.names.canonical import canonical_forms
from records.names.comparison import Comparison, NameReason
from records.names.folding import fold, script_of
from records.names.given_name_table import sets_of_form
from records.names.given_names import could_be_initial_of, given_name_sets, is_diminutive
from records.names.letter_differences import differing_letters
from records.names.patronymics import fathers_of_patronymic
from records.names.scripts import language_of_script
from records.names.transliteration import to_polish_letters

_DIFFERENT = "different"


def compare_given_names(recorded: str, sought: str) -> Comparison:
    """Compare given names word by word; every name sought must fit, in any order. Never fails.

    Reasons: same_spelling, without_diacritics, other_script, same_name_elsewhere, diminutive, diminutive_of_several,
    patronymic_of, initial, sounds_alike, letters_differ, different. The weakest name decides on the score.
    """
    mine, theirs = recorded.replace("-", " ").split(), sought.replace("-", " ").split()
    if not mine or not theirs:
        return Comparison(0.0, (NameReason(_DIFFERENT, recorded, sought),), False)
    best = [max((_compare(one, other) for one in mine), key=lambda found: found.score) for other in theirs]
    best.sort(key=lambda found: found.score)
    reasons = tuple(reason for found in best for reason in found.reasons)
    return Comparison(best[0].score, reasons, all(found.same_name for found in best))


@lru_cache(maxsize=65_536)
def _compare(recorded: str, sought: str) -> Comparison:
    def found(code: str, score: float, same_name: bool, detail: str = "") -> Comparison:
        return Comparison(score, (NameReason(code, recorded, sought, detail),), same_name)

    if recorded.casefold() == sought.casefold():
        return found("same_spelling", 1.0, True)
    if fold(recorded) and fold(recorded) == fold(sought):
        return found("without_diacritics", 0.98, True)
    return (
        _by_initial(recorded, sought)
        or _by_set(recorded, sought)
        or _by_father(recorded, sought)
        or _by_sound(recorded, sought)
        or found(_DIFFERENT, 0.0, False)
    )


def _one(code: str, recorded: str, sought: str, score: float, same_name: bool, detail: str = "") -> Comparison:
    return Comparison(score, (NameReason(code, recorded, sought, detail),), same_name)


def _by_initial(recorded: str, sought: str) -> Comparison | None:
    if could_be_initial_of(recorded, sought) or could_be_initial_of(sought, recorded):
        return _one("initial", recorded, sought, 0.6, False)
    return None


def _by_set(recorded: str, sought: str) -> Comparison | None:
    """A name listed is surely of its set; one that only sounds like a listed one is probably."""
    shared = given_name_sets(recorded) & given_name_sets(sought)
    if not shared:
        return None
    listed = bool(sets_of_form(recorded)) and bool(sets_of_form(sought))
    short = [name for name in (recorded, sought) if is_diminutive(name)]
    if any(len(given_name_sets(name)) > 1 for name in short):
        return _one("diminutive_of_several", recorded, sought, 0.75, False)
    if short:
        return _one("diminutive", recorded, sought, 0.88, listed)
    if script_of(recorded) != script_of(sought) and _are_spellings(recorded, sought):
        detail = language_of_script(recorded if script_of(recorded) != "Latn" else sought)
        return _one("other_script", recorded, sought, 0.94 if listed else 0.85, listed, detail)
    return _one("same_name_elsewhere", recorded, sought, 0.92 if listed else 0.85, listed)


def _are_spellings(one: str, other: str) -> bool:
    """Tell whether two names of different scripts sound alike: Ян is a spelling of Jan and Yan, not of Hans."""
    readings = [canonical_forms(to_polish_letters(name)) for name in (one, other)]
    return bool(set(readings[0]) & set(readings[1]))


def _by_father(recorded: str, sought: str) -> Comparison | None:
    fathers, names = fathers_of_patronymic(recorded), given_name_sets(sought)
    backwards = fathers_of_patronymic(sought) & given_name_sets(recorded)
    return _one("patronymic_of", recorded, sought, 0.5, False) if fathers & names or backwards else None


def _by_sound(recorded: str, sought: str) -> Comparison | None:
    mine, theirs = canonical_forms(recorded)[:1], canonical_forms(sought)[:1]
    if not mine or not theirs:
        return None
    if mine == theirs:
        return _one("sounds_alike", recorded, sought, 0.7, False)
    longest = max(len(mine[0]), len(theirs[0]))
    apart = Levenshtein.distance(mine[0], theirs[0])
    if longest > 3 and apart <= max(1, longest // 4):
        detail = differing_letters(to_polish_letters(recorded), to_polish_letters(sought), apart + 1)
        if detail:
            return _one("letters_differ", recorded, sought, 0.6 * (1 - apart / longest), False, detail)
    return None
