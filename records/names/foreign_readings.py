"""Reading a German, English or parish-Latin spelling of a surname back into Polish letters."""

import re
from collections.abc import Callable, Mapping

# Letters that only a foreign hand writes in a Polish surname.
_EVIDENCE = (
    ("german", re.compile(r"sch|[^aeiou]tz|tz|[äöüß]|ck(?!i$|a$|ie)|zky$|nzk|dsch|dsk|owitz$")),
    ("english", re.compile(r"sh|zh|kh|tch|sk[iy]{2}$|sky$|tsky$|^y|[^aeiou]y[aou]|ee|oo|v[iy]ch$|ts")),
    (
        "latin",
        re.compile(r"(?:[sc]c|vi|[sc]k)i?us$|x|v|c(?=[aourlt])|(?<=.{4}[iyao])c$|[sc]ci$"),
    ),
)
_GERMAN = {
    "schtsch": "szcz", "stsch": "szcz", "tsch": "cz", "dsch": "dż", "sch": "sz", "tz": "c", "z": "c", "ck": "k",
    "ph": "f",
    "th": "t", "v": "w", "ß": "s", "ä": "e", "ö": "o", "ü": "i", "ds": "dz", "cz": "cz", "ch": "ch", "sz": "sz",
    "rz": "rz",
    "dz": "dz", "ckl": "ckl",
}  # fmt: skip
_ENGLISH = {
    "shch": "szcz", "sh": "sz", "zh": "ż", "tch": "cz", "ch": "cz", "kh": "ch", "ts": "c", "v": "w", "ee": "i",
    "oo": "u",
    "ya": "ja", "yu": "ju", "yo": "jo", "ye": "je", "sz": "sz", "cz": "cz", "ph": "f", "th": "t",
}  # fmt: skip
_LATIN = {"x": "ks", "v": "w", "ch": "ch", "cz": "cz", "ck": "ck", "qu": "kw", "ph": "f", "th": "t"}
_ENDINGS = {
    "german": ((r"[sz]ky$", "ski"), (r"(?:tz|z)k[iy]$", "cki"), (r"ow[iy]t(?:z|sch)$",
    "owicz"), (r"ew[iy]t(?:z|sch)$", "ewicz")),
    "english": ((r"tsk(?:y|iy|ii|i)$", "cki"), (r"sk(?:y|iy|ii|i)$", "ski"), (r"v[iy]t?ch$", "wicz")),
    "latin": (
        (r"[sk]c(?:i|ius|us)$|sk(?:i?us)$", "ski"),
        (r"c[ck](?:i|i?us)$", "cki"),
        (r"c(?=[aourlt])|(?<=[iyaoe])c$", "k"),
    ),
}  # fmt: skip


def foreign_spelling(name: str) -> str:
    """Return "german", "english" or "latin" where the letters of a name in Latin script show such a hand; else ""."""
    lowered = name.lower()
    return next((language for language, letters in _EVIDENCE if letters.search(lowered)), "")


def _replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(sorted(table, key=len, reverse=True)))
    return lambda text: pattern.sub(lambda match: table[match.group()], text)


_LETTERS = {"german": _replacer(_GERMAN), "english": _replacer(_ENGLISH), "latin": _replacer(_LATIN)}


def polish_reading(name: str, language: str) -> str:
    """Return a surname in German, English or parish-Latin spelling as a Pole would spell what it sounds like.

    >>> polish_reading("Ratschinsky", "german"), polish_reading("Dabrovscius", "latin")
    ('raczinski', 'dabrowski')
    """
    lowered = name.lower()
    ending = ""
    for pattern, polish in _ENDINGS[language]:
        match = re.search(pattern, lowered)
        if match and match.end() == len(lowered):
            lowered, ending = lowered[: match.start()], polish
            break
    if language == "latin":
        lowered = re.sub("c(?=[aourlt])", "k", lowered)
    return _LETTERS[language](lowered) + ending
