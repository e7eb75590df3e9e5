"""What comparing two names yields: a score, whether they are one name, and the reasons, in codes and in English."""

from dataclasses import dataclass

# Finest first. Each takes: the recorded and the sought spelling, and a detail (an orthography, or letters).
_SENTENCES = {
    "same_spelling": "{recorded} is spelled as sought.",
    "without_diacritics": "{recorded} and {sought} differ only in accents.",
    "other_gender": "{recorded} and {sought} are forms of one family's name, with another ending.",
    "other_script": "{recorded} is {sought} in {detail} spelling.",
    "german_spelling": "{recorded} and {sought} are one name, once in German spelling.",
    "latin_spelling": "{recorded} and {sought} are one name, once in the Latin of parish books.",
    "english_spelling": "{recorded} and {sought} are one name, once in English spelling.",
    "sounds_alike": "{recorded} and {sought} sound alike, but are spelled differently.",
    "part_of_double": "One of {recorded} and {sought} is a part of the other, which is a double surname.",
    "letters_differ": "{recorded} and {sought} differ in letters: {detail}.",
    "similar": "{recorded} and {sought} are only similar.",
    "different": "{recorded} and {sought} are different names.",
    "same_name_elsewhere": "{recorded} and {sought} are forms of one given name.",
    "diminutive": "{recorded} and {sought}: one is a pet form of the other.",
    "diminutive_of_several": "{recorded} and {sought}: a pet form, but of other names too.",
    "patronymic_of": "{recorded} names the father: {sought}.",
    "initial": "{recorded} and {sought}: one may be the initial of the other.",
}
_ORTHOGRAPHIES = {"russian-pre-1918": "old Russian", "latin-polish": "Polish", "latin": "Latin"}
# In a detail, this sign stands for a letter that is not there.
NO_LETTER = "–"


@dataclass(frozen=True, slots=True)
class NameReason:
    """One reason: its code, the two spellings, and a detail.

    Of other_script the detail is the orthography (scripts.py); of letters_differ the letters, recorded before sought,
    such as "sz/s, l/–", where – is a missing letter. The doors put codes into the reader's language.
    """

    code: str
    recorded: str = ""
    sought: str = ""
    detail: str = ""

    def in_words(self) -> str:
        """Say the reason in plain English."""
        detail = self.detail
        if self.code == "other_script":
            detail = _ORTHOGRAPHIES.get(detail, detail.capitalize())
        elif self.code == "letters_differ":
            detail = ", ".join(map(_letters_in_words, detail.split(", ")))
        return _SENTENCES[self.code].format(recorded=self.recorded, sought=self.sought, detail=detail)


def _letters_in_words(pair: str) -> str:
    recorded, _, sought = pair.partition("/")
    if recorded == NO_LETTER:
        return f"{sought} missing"
    return f"{recorded} added" if sought == NO_LETTER else f"{recorded} for {sought}"


@dataclass(frozen=True, slots=True)
class Comparison:
    """How alike two names are, from 0 to 1.

    ``same_name`` holds only where a known custom of writing leads from one spelling to the other; a letter that is
    really another, or only the like sound, never makes one name of two.
    """

    score: float
    reasons: tuple[NameReason, ...]
    same_name: bool

    @property
    def reason(self) -> str:
        """The code of the first and weightiest reason."""
        return self.reasons[0].code

    @property
    def sentence(self) -> str:
        """All reasons in plain English."""
        return " ".join(reason.in_words() for reason in self.reasons)
