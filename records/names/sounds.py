"""The sound key: one string for the Polish, Russian, Ukrainian, German and English spellings of a name.

A key is a coarse picture of the sound, not a spelling: hissing sounds fall together, softness is dropped, g = h.
"""

import re
import unicodedata
from functools import lru_cache

from records.names.surnames import masculine_ending

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
    # Cyrillic letters have been read as Polish ones by then.
    sounds = _from_latin(masculine_ending(name.strip().lower()))
    sounds = re.sub(r"i+(?=[aeou])", "", sounds)
    sounds = re.sub(r"[nm](?=[bp])", "m", sounds)
    return re.sub(r"(.)\1+", r"\1", re.sub(r"[^A-Za-z]", "", sounds))


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
