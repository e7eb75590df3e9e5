"""Folding: the form of a text in which case, diacritics and the Polish crossed l no longer matter."""

import re
import unicodedata
from collections.abc import Mapping

# Letters that do not decompose into a base letter and a mark.
_UNDECOMPOSED = {
    "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʻ": "'", "ʿ": "'",
}  # fmt: skip
# Old Russian orthography, and letters that typists interchange.
_CYRILLIC = {"ѣ": "е", "ѳ": "ф", "ѵ": "и", "ё": "е", "ґ": "г"}
_SPACES = re.compile(r"[\W_]+", re.UNICODE)


def fold(text: str) -> str:
    """Return the text in lower case without diacritics, its words separated by single spaces.

    >>> fold("Żółkiew, pow. Żółkiewski")
    'zolkiew pow zolkiewski'
    """
    if text.isascii():
        return _SPACES.sub(" ", text.lower().replace("'", "")).strip()
    # й must survive: it decomposes into и and a breve, and that distinction carries sound.
    # Compatibility signs (fullwidth, mathematical letters) show their letter, perhaps a capital, only decomposed.
    lowered = _replaced(unicodedata.normalize("NFKC", text).casefold(), _UNDECOMPOSED)
    kept = lowered.replace("й", "\ue000").replace("ї", "\ue001")
    decomposed = unicodedata.normalize("NFKD", kept)
    bare = _replaced(decomposed, {sign: "" for sign in set(decomposed) if unicodedata.combining(sign)})
    bare = _replaced(bare.replace("\ue000", "й").replace("\ue001", "ї"), _CYRILLIC).replace("'", "")
    return _SPACES.sub(" ", bare).strip()


def _replaced(text: str, others: Mapping[str, str]) -> str:
    """Return the text with others in place of some signs; most of them stand in few texts."""
    for sign, other in others.items():
        if sign in text:
            text = text.replace(sign, other)
    return text


def script_of(text: str) -> str:
    """Return the ISO 15924 code of the script of the first letter: "Cyrl", "Hebr" or "Latn"."""
    for sign in text:
        if "\u0400" <= sign <= "\u052f":
            return "Cyrl"
        if "\u0590" <= sign <= "\u05ff":
            return "Hebr"
        if sign.isalpha():
            return "Latn"
    return "Latn"
