"""Why a person was found, in plain words."""

from dataclasses import dataclass, replace

from django.utils.translation import gettext as _

from records.edition.search import Reason
from records.names.folding import script_of
from records.website.language_words import Spoken, guessed
from records.website.person_words import reading_of


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One reason: a sentence around the recorded spelling, which may be empty, and its reading in Latin letters."""

    sentence: str
    recorded: Spoken
    reading: Spoken


def reason_words(reason: Reason) -> ReasonWords:
    """Put a reason into words; the recorded spelling follows the sentence."""
    if reason.code in ("surname_sounds_alike", "surname_different") and script_of(reason.recorded) != script_of(
        reason.sought
    ):
        reason = replace(reason, code="surname_other_script")
    recorded = guessed(reason.recorded) if not reason.code.startswith("year") else Spoken("")
    return ReasonWords(
        _sentence(reason),
        recorded,
        reading_of(reason.recorded) if recorded and script_of(reason.recorded) == "Cyrl" else Spoken(""),
    )


def _sentence(reason: Reason) -> str:
    sentences = {
        "surname_same_spelling": _("surname spelled as you wrote it:"),
        "surname_without_diacritics": _("surname the same but for accents:"),
        "surname_other_ending": _("another form of the same family name:"),
        "surname_other_script": _("the same surname in other letters:"),
        "surname_sounds_alike": _("surname spelled differently, but sounds alike:"),
        "surname_different": _("surname spelled differently, but sounds alike:"),
        "given_same": _("first name as you wrote it:"),
        "given_same_set": _("another form of the first name:"),
        "father": _("the father's name agrees: %(name)s") % {"name": reason.sought},
        "place": _("was at or near a place you named: %(name)s") % {"name": reason.sought},
        "year_same": _("year of birth agrees: %(year)s") % {"year": reason.recorded},
        "year_near": _("born close to %(sought)s: %(year)s") % {"sought": reason.sought, "year": reason.recorded},
    }
    return sentences.get(reason.code, _("agrees with what you wrote:"))
