"""Comparing two surnames: a score and the reason in words."""

from dataclasses import dataclass

from records.names.folding import fold, script_of
from records.names.sounds import sound_key
from records.names.surnames import family_key


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are: a score from 0 to 1, and a reason code that the doors put into words."""

    score: float
    reason: str


def compare_surnames(recorded: str, sought: str) -> Comparison:
    """Compare a recorded surname with the one sought.

    Reasons: same_spelling, without_diacritics, other_ending, other_script, sounds_alike, different.
    """
    if recorded.casefold() == sought.casefold():
        return Comparison(1.0, "same_spelling")
    if fold(recorded) == fold(sought):
        return Comparison(0.97, "without_diacritics")
    if family_key(recorded) == family_key(sought):
        return Comparison(0.93, "other_ending")
    if sound_key(recorded) and sound_key(recorded) == sound_key(sought):
        other_script = script_of(recorded) != script_of(sought)
        return Comparison(0.88 if other_script else 0.82, "other_script" if other_script else "sounds_alike")
    return Comparison(0.0, "different")
