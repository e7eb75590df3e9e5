"""Why a person was found, in plain words. A look-alike is called similar, and what differs is named."""

from dataclasses import dataclass, replace

from django.utils.functional import Promise

from records.edition.search import Reason
from records.names.comparison import NO_LETTER
from records.website.journey_words import stage_label
from records.website.language_words import Spoken, guessed
from records.website.our_words import our_words
from records.website.person_words import reading_of
from records.website.reader_language import gettext
from records.website.reader_language import gettext_lazy as _

Words = str | Promise

# The recorded name follows the sentence.
SURNAMES: dict[str, Words] = {
    "same_spelling": _("surname spelled as you wrote it:"),
    "without_diacritics": _("surname the same but for accents:"),
    "other_gender": _("the same surname, as a wife, a daughter or a man bears it:"),
    "other_script": _("the same surname in other letters:"),
    "german_spelling": _("the same surname, once in German spelling:"),
    "latin_spelling": _("the same surname, once as a parish book writes it:"),
    "english_spelling": _("the same surname, once in English spelling:"),
    "sounds_alike": _("the surname sounds the same:"),
    "part_of_double": _("part of a double surname:"),
    "letters_differ": _("the surname differs in a letter:"),
    "pattern": _("surname that fits the letters you gave:"),
}
SIMILAR: dict[str, Words] = {
    "part_of_double": _("similar: your name is one part of a double surname:"),
    "sounds_alike": _("similar: the surname sounds alike, but is another:"),
    "letters_differ": _("similar: the surname differs in some letters:"),
    "different": _("another surname, found by what else agrees:"),
}
ORTHOGRAPHIES: dict[str, Words] = {
    "russian": _("the same surname in Russian letters:"),
    "ukrainian": _("the same surname in Ukrainian letters:"),
    "belarusian": _("the same surname in Belarusian letters:"),
    "russian-pre-1918": _("the same surname in old Russian letters:"),
    "hebrew": _("the same surname in Hebrew letters:"),
}
GIVEN: dict[str, Words] = {
    "same_spelling": _("first name as you wrote it:"),
    "without_diacritics": _("first name the same but for accents:"),
    "other_script": _("the same first name in other letters:"),
    "same_name_elsewhere": _("the same first name in another language:"),
    "diminutive": _("short form of the same first name:"),
    "diminutive_of_several": _("short form that may stand for the first name:"),
    "patronymic_of": _("the father’s name as part of the name:"),
    "initial": _("only the first letter of the first name is recorded or given:"),
    "sounds_alike": _("first name that sounds alike:"),
    "letters_differ": _("first name that differs in a letter:"),
}

NOTHING = Spoken("")


@dataclass(frozen=True, slots=True)
class ReasonWords:
    """One reason: a sentence, the recorded spelling after it and how that is read, where it stands, what differs."""

    sentence: str
    recorded: Spoken = NOTHING
    reading: Spoken = NOTHING
    source: Spoken = NOTHING
    source_id: str = ""
    more: str = ""
    is_similar: bool = False


def reason_words(reason: Reason) -> ReasonWords:
    """Put a reason into words; the recorded spelling follows the sentence."""
    group, _under, code = reason.code.partition("_")
    if group in ("surname", "similar") and code:
        return _of_surname(group, code, reason)
    if group == "given":
        return _with_recorded(str(GIVEN.get(code, gettext("the first name is near:"))), reason)
    return ReasonWords(_fact(reason))


def _of_surname(group: str, code: str, reason: Reason) -> ReasonWords:
    if group == "similar":
        sentence = str(SIMILAR.get(code, gettext("similar, but perhaps another family:")))
    else:
        sentence = str(ORTHOGRAPHIES.get(reason.detail, "")) if code == "other_script" else ""
        sentence = sentence or str(SURNAMES.get(code, gettext("the same surname:")))
    return replace(
        _with_recorded(sentence, reason),
        source=our_words(reason.source),
        source_id=reason.source_id,
        more=letters_words(reason.detail),
        is_similar=group == "similar",
    )


def _with_recorded(sentence: str, reason: Reason) -> ReasonWords:
    recorded = guessed(reason.recorded)
    return ReasonWords(sentence, recorded, reading_of(reason.recorded) if recorded else NOTHING)


def letters_words(detail: str) -> str:
    """Name the letters that differ: "sz/s, l/–" is recorded before sought, with a dash for no letter."""
    return ", ".join(_pair_words(*pair.partition("/")[::2]) for pair in detail.split(", ") if "/" in pair)


def _pair_words(recorded: str, sought: str) -> str:
    if recorded == NO_LETTER:
        return gettext("%(letters)s is missing") % {"letters": sought}
    if sought == NO_LETTER:
        return gettext("%(letters)s is added") % {"letters": recorded}
    return gettext("%(recorded)s instead of %(sought)s") % {"recorded": recorded, "sought": sought}


def _fact(reason: Reason) -> str:
    """Say what agrees beside the name."""
    name = {"name": reason.recorded or reason.sought}
    sentences: dict[str, str] = {
        "father": gettext("the father’s name agrees: %(name)s") % name,
        "mother": gettext("the mother’s name agrees: %(name)s") % name,
        "spouse": gettext("the name of the husband or wife agrees: %(name)s") % name,
        "number": gettext("the number stands in the papers: %(name)s") % name,
        "year_same": gettext("year of birth agrees: %(year)s") % {"year": reason.recorded},
        "year_near": gettext("born close to %(sought)s: %(year)s") % {"sought": reason.sought, "year": reason.recorded},
        "stage": gettext("was on this stage of the journey: %(stage)s") % {"stage": stage_label(reason.recorded)},
    }
    if reason.code == "place":
        return _place(reason)
    return sentences.get(reason.code, gettext("agrees with what you wrote"))


def _place(reason: Reason) -> str:
    named = {"place": reason.recorded, "sought": reason.sought, "distance": reason.detail}
    if reason.detail == "inside":
        return gettext("was at %(place)s, which belongs to %(sought)s") % named
    if reason.detail.isdecimal():
        return gettext("was at %(place)s, %(distance)s km from %(sought)s") % named
    return gettext("was at %(place)s") % named
