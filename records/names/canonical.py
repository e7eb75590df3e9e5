"""The canonical form: how a surname sounds, one letter a sound, whatever script and spelling it is written in.

Polish, Russian, Ukrainian, Belarusian, German, English, Czech, Lithuanian and parish-Latin spellings of one name come
out as one form, or as forms that share most letters. Endings of wives, daughters and languages fall away: Szymański,
Шиманская and Shimansky are all "Simanq". A letter that may be read in two ways gives two forms, at most six in all.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping, Sequence
from functools import lru_cache

MOST_FORMS = 6

# The sounds: vowels a e i o u; b p d t g k x(h, ch) v f m n l r s z S(sz) Z(ż, rz) c C(cz).
# At the end q stands for -ski, Q for -cki.
_CYRILLIC = {
    "щ": "SC", "шч": "SC", "сьц": "sc", "дзь": "dz", "дз": "dz", "дж": "dZ", "рж": "Z", "рш": "S", "зж": "Z",
    "пш": "pS", "кш": "kS", "тш": "tS", "хш": "xS", "тс": "c", "тц": "c", "дс": "c",
    "ий": "i", "ый": "i", "ій": "i", "ье": "e", "ья": "a", "ьо": "o", "ью": "u", "йо": "o", "ио": "o", "ия": "a",
    "а": "a", "б": "b", "в": "v", "г": "g", "ґ": "g", "д": "d", "е": "e", "ё": "o", "є": "e", "ж": "Z", "з": "z",
    "и": "i", "і": "i", "ї": "i", "й": "i", "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r",
    "с": "s", "т": "t", "у": "u", "ф": "f", "х": "x", "ц": "c", "ч": "C", "ш": "S", "ъ": "", "ы": "i", "ь": "",
    "э": "e", "ю": "u", "я": "a", "ў": "v", "ѣ": "e", "ѳ": "f", "ѵ": "i", "'": "", "’": "",
}  # fmt: skip
_LATIN = {
    "szcz": "SC", "shch": "SC", "schtsch": "SC", "stsch": "SC", "šč": "SC", "stch": "SC", "sztsch": "SC", "śc": "sc",
    "tsch": "C", "tch": "C", "cz": "C", "č": "C", "ć": "c", "tš": "C", "sch": "S", "sz": "S", "sh": "S", "š": "S",
    "ś": "s", "rz": "Z", "rż": "Z", "rsz": "S", "rsch": "S", "zh": "Z", "ż": "Z", "ž": "Z", "ź": "z", "dž": "dZ",
    "dzh": "dZ", "dż": "dZ", "dź": "dz", "kh": "x", "ch": "x", "h": "x", "ph": "f", "ts": "c", "tz": "c", "cs": "C",
    "ck": "k", "qu": "kv", "x": "ks", "ý": "i", "í": "i", "ij": "i", "iy": "i", "ii": "i", "yj": "i", "yi": "i",
    "ja": "a", "ya": "a", "ia": "a", "je": "e", "ye": "e", "ie": "e", "jo": "o", "yo": "o", "io": "o", "ju": "u",
    "yu": "u", "iu": "u", "jó": "u", "ió": "u", "ią": "on", "ię": "en", "ją": "on", "ję": "en", "ji": "i",
    "ą": "on", "ę": "en", "ó": "u", "ů": "u", "ł": "l", "ń": "n", "ň": "n", "ě": "e", "ä": "e", "ö": "o", "ü": "i",
    "ß": "s", "y": "i", "j": "i", "w": "v", "q": "k",
    "eau": "o", "ou": "u", "oo": "u", "ee": "i", "au": "av", "aj": "ai", "ey": "ei",
}  # fmt: skip
_HEBREW = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "", "ו": "o", "ז": "z", "ח": "x", "ט": "t", "י": "i", "כ": "k",
    "ך": "x", "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "e", "פ": "p", "ף": "f", "צ": "c",
    "ץ": "c", "ק": "k", "ר": "r", "ש": "S", "ת": "t", "װ": "v", "וו": "v", "ײ": "ei", "יי": "ei", "ױ": "oi",
    "סק": "sk", "זש": "Z", "טש": "C",
}  # fmt: skip
_KEPT_LETTERS = frozenset("abcdefgiklmnoprstuvxzSZC")


def _replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: table[found.group()], text)


_from_cyrillic = _replacer(_CYRILLIC)
_from_latin = _replacer(_LATIN)
_from_hebrew = _replacer(_HEBREW)
_HAS_CYRILLIC, _HAS_HEBREW = re.compile("[\u0400-\u052f]"), re.compile("[\u0590-\u05ff]")

# Endings, on the sounds: every form of an adjectival surname in any language and gender.
_AFTER_SK = "(?:i?[iae]i?[ae]?|i?i?us|i?is|iene|aite|ova|oi|ou|ei|og[oa]|om[iu]?|u)"
_SKI = re.compile(f"(?:[szZ]k|S[ck]|sc){_AFTER_SK}?$")
_CKI = re.compile(f"(?:[cC]k|cc){_AFTER_SK}$")
# What wives and daughters add to a noun; the stem alone is one more reading.
_WIVES = re.compile(r"(?<=[^aeiou])(?:ovna|uvna|ova|eva|anka|ina|ixa|ov|ev|iene|aite|ite|ute|us|as|is|i|a|e|u)$")
_SHORTEST_STEM = 3
# Readings that are not sure: in the spelling, the sound and the other sound it may be.
_DOUBTS: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile("(?<!s)ch|(?<=[aeiouy])h$"), "cz"),
    (re.compile("c(?=[aou]|[lrt](?!z))|c$"), "k"),
    (re.compile("z(?![hzź])"), "c"),
    (re.compile("(?<=[aeo])n(?=[bp])"), "m"),
)


@lru_cache(maxsize=100_000)
def canonical_forms(name: str) -> tuple[str, ...]:
    """Return the sounds of one surname, likeliest reading first, at most six; empty for a text without letters.

    >>> canonical_forms("Szymański")[0] == canonical_forms("Шиманская")[0] == canonical_forms("Shimansky")[0]
    True
    """
    lowered = unicodedata.normalize("NFC", name.lower())
    forms: dict[str, None] = {}
    for spelled in _spellings(lowered):
        sounds = _sounds(spelled)
        whole = _one_ending(sounds)
        forms[whole] = None
        if whole[-1:] not in ("q", "Q"):
            stem = _WIVES.sub("", whole)
            if stem != whole and len(stem) >= _SHORTEST_STEM:
                forms[stem] = None
    forms.pop("", None)
    return tuple(forms)[:MOST_FORMS]


def _spellings(lowered: str) -> list[str]:
    spelled = [lowered]
    if _HAS_CYRILLIC.search(lowered) or _HAS_HEBREW.search(lowered):
        return spelled
    if "ch" in lowered and "cz" not in lowered and "sch" not in lowered:
        spelled.append(lowered.replace("ch", "cz"))
    if re.search("c(?![hzskieyęěżźóśj])|c[aou]", lowered):
        spelled.append(re.sub("c(?![hzskieyęěżźóśj])", "k", lowered))
    return spelled


def _sounds(spelled: str) -> str:
    if _HAS_CYRILLIC.search(spelled):
        raw = _from_cyrillic(spelled.replace("ъ", ""))
    elif _HAS_HEBREW.search(spelled):
        raw = _from_hebrew(spelled)
    else:
        # The ck of -cki is two sounds, that of Ankudowycz written "anckudowytsch" one.
        raw = _from_latin(re.sub("ck(?=(?:i|y|a|ie|e)(?:[jyi]|us|is)?$)|t?zk(?=[iy]$)", "tsk", spelled))
    if not raw.isascii():
        raw = "".join(sign for sign in unicodedata.normalize("NFKD", raw) if sign in _KEPT_LETTERS)
    raw = re.sub("[^a-zSZC]", "", raw)
    raw = re.sub("i+(?=[aeou])", "", raw)
    raw = re.sub("(?<=[aeiou])n(?=[bp])", "m", raw)
    return re.sub(r"(.)\1+", r"\1", raw)


def _one_ending(sounds: str) -> str:
    if len(sounds) > _SHORTEST_STEM:
        shortened = _CKI.sub("Q", sounds)
        if shortened == sounds:
            shortened = _SKI.sub("q", sounds)
        if len(shortened) > 2:
            return shortened
    return sounds


_SKELETON = str.maketrans(
    {"o": "a", "e": "i", "g": "x", "z": "S", "Z": "S", "s": "S", "c": "C", "b": "p", "d": "t", "v": "f", "m": "n"}
    | {"Q": "q"}
)
_REPEATED = re.compile(r"(.)\1+")
_NO_VOWELS = str.maketrans("", "", "aeiou")


# Each search compares hundreds of the recorded forms, again and again the same ones.
@lru_cache(maxsize=200_000)
def skeleton(form: str) -> str:
    """Return the coarse picture of a canonical form: hissing, voiced and nasal sounds fall together, a = o, e = i."""
    return _REPEATED.sub(r"\1", form.translate(_SKELETON))


def skeletons(forms: Sequence[str]) -> list[str]:
    """Return the skeletons of many canonical forms, which hold no line breaks, in a third of the time."""
    return skeleton("\n".join(forms)).split("\n") if forms else []


def consonants(form: str) -> str:
    """Return the first letter and the consonants of a skeleton: what is left when all vowels are doubtful."""
    coarse = skeleton(form)
    return coarse[:1] + coarse[1:].translate(_NO_VOWELS)
