"""Folding: the form of a text in which case, diacritics and the Polish crossed l no longer matter."""

import re
import unicodedata

# Letters that do not decompose into a base letter and a mark.
_UNDECOMPOSED = str.maketrans(
    {"ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "ı": "i", "’": "'", "ʻ": "'", "ʿ": "'"}
)
# Old Russian orthography, and letters that typists interchange.
_CYRILLIC = str.maketrans({"ѣ": "е", "ѳ": "ф", "ѵ": "и", "ё": "е", "ґ": "г"})
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
    lowered = unicodedata.normalize("NFKC", text).casefold().translate(_UNDECOMPOSED)
    kept = lowered.replace("й", "\ue000").replace("ї", "\ue001")
    decomposed = unicodedata.normalize("NFKD", kept)
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    bare = bare.replace("\ue000", "й").replace("\ue001", "ї").translate(_CYRILLIC).replace("'", "")
    return _SPACES.sub(" ", bare).strip()


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
