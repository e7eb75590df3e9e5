"""The sound key: one string for the Polish, Russian, Ukrainian, German and English spellings of a name.

A key is a coarse picture of the sound, not a spelling: hissing sounds fall together, softness is dropped, g = h.
"""

import re
import unicodedata
from functools import lru_cache

from records.names.folding import script_of
from records.names.surnames import masculine_ending

_CYRILLIC_SOUNDS = {
    "а": "a",
    "б": "b",
    "в": "v",
    "г": "h",
    "ґ": "h",
    "д": "d",
    "е": "e",
    "є": "e",
    "ж": "S",
    "з": "s",
    "и": "i",
    "і": "i",
    "ї": "i",
    "й": "i",
    "к": "k",
    "л": "l",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "h",
    "ц": "c",
    "ч": "C",
    "ш": "S",
    "щ": "SC",
    "ы": "i",
    "э": "e",
    "ю": "u",
    "я": "a",
    "ў": "u",
}
# Longest first. Polish groups, then what German and English writers made of them.
_LATIN_GROUPS = (
    ("szcz", "SC"),
    ("shch", "SC"),
    ("schtsch", "SC"),
    ("stch", "SC"),
    ("tsch", "C"),
    ("tch", "C"),
    ("sch", "S"),
    ("cz", "C"),
    ("rz", "S"),
    ("sz", "S"),
    ("sh", "S"),
    ("zh", "S"),
    ("kh", "h"),
    ("ch", "h"),
    ("dż", "S"),
    ("dź", "ds"),
    ("dzi", "dsi"),
    ("ż", "S"),
    ("ź", "s"),
    ("ś", "s"),
    ("ć", "c"),
    ("ń", "n"),
    ("ts", "c"),
    ("tz", "c"),
    ("ck", "ck"),
    ("ph", "f"),
    ("qu", "kv"),
    ("x", "ks"),
)


@lru_cache(maxsize=20_000)
def sound_key(name: str) -> str:
    """Return the sound key of one surname or place name (empty for a text without letters).

    >>> sound_key("Szymański") == sound_key("Шиманский") == sound_key("Shimansky")
    True
    """
    lowered = masculine_ending(name.strip().lower())
    sounds = _from_cyrillic(lowered) if script_of(lowered) == "Cyrl" else _from_latin(lowered)
    sounds = re.sub(r"i+(?=[aeou])", "", sounds)
    sounds = re.sub(r"[nm](?=[bp])", "m", sounds)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^A-Za-z]", "", sounds))


def _from_cyrillic(text: str) -> str:
    text = re.sub("[ъь’']", "", text.replace("ё", "е").replace("ѣ", "е"))
    text = (
        text.replace("дж", "ж")
        .replace("рж", "ж")
        .replace("пш", "пж")
        .replace("тш", "тж")
        .replace("кш", "кж")
        .replace("хш", "хж")
    )
    return "".join(_CYRILLIC_SOUNDS.get(sign, sign) for sign in text)


def _from_latin(text: str) -> str:
    text = (
        text.replace("ą", "on")
        .replace("ę", "en")
        .replace("ó", "u")
        .replace("ł", "l")
        .replace("ä", "e")
        .replace("ö", "o")
        .replace("ü", "u")
    )
    for letters, sound in _LATIN_GROUPS:
        text = text.replace(letters, sound)
    bare = "".join(sign for sign in unicodedata.normalize("NFKD", text) if not unicodedata.combining(sign))
    return (
        bare.replace("w", "v").replace("g", "h").replace("j", "i").replace("y", "i").replace("z", "s").replace("q", "k")
    )
