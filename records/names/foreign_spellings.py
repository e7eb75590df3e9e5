"""How clerks of other languages wrote a Polish surname: Russian, Ukrainian, Belarusian, German, parish Latin, English.

One usual spelling each, after the practical transcriptions; a clerk's own habits are not foreseen here. They serve
whoever must look a family up in a Russian list, the training of the matcher, and the invented archives of benchmarks.
"""

import re
from collections.abc import Callable, Mapping

from records.names.folding import fold

_RUSSIAN = {
    "szcz": "щ", "ści": "сьци", "dzi": "дзи", "dź": "дзь", "dż": "дж", "dz": "дз", "rz": "рж", "cz": "ч", "sz": "ш",
    "ch": "х", "ja": "я", "ją": "ён", "je": "е", "ję": "ен", "jo": "ё", "jó": "ю", "ju": "ю", "ji": "и",
    "lia": "ля", "liu": "лю", "lio": "лё", "lie": "ле", "lię": "лен", "lią": "лён", "cia": "ця",
    "ciu": "цю", "cio": "цё", "cie": "це", "cię": "цен", "lą": "лён", "la": "ля", "le": "ле", "lo": "лё",
    "lu": "лю", "ló": "лю", "li": "ли", "ly": "лы", "ia": "я", "ią": "ён", "ie": "е", "ię": "ен", "io": "ё", "iu": "ю",
    "ió": "ю", "ą": "он", "ę": "ен", "ł": "л", "l": "ль", "ś": "сь", "ź": "зь", "ć": "ць", "ń": "нь", "ż": "ж",
    "ó": "у", "a": "а", "b": "б", "c": "ц", "d": "д", "e": "е", "f": "ф", "g": "г", "h": "г", "i": "и", "j": "й",
    "k": "к", "m": "м", "n": "н", "o": "о", "p": "п", "r": "р", "s": "с", "t": "т", "u": "у", "w": "в", "y": "ы",
    "z": "з", "v": "в", "x": "кс", "q": "к",
}  # fmt: skip
_UKRAINIAN = _RUSSIAN | {
    "i": "і", "y": "и", "e": "е", "ie": "є", "je": "є", "h": "г", "g": "ґ", "ą": "он", "ę": "ен", "ią": "йон",
    "jo": "йо", "io": "ьо", "ji": "ї", "lo": "льо", "li": "лі", "ly": "ли", "le": "ле", "ści": "сьці", "dzi": "дзі",
    "ję": "єн", "ię": "ен", "rz": "ж",
}  # fmt: skip
_BELARUSIAN = _RUSSIAN | {
    "i": "і", "li": "лі", "ly": "лы", "e": "э", "ie": "е", "le": "ле", "szcz": "шч", "ści": "сці", "dzi": "дзі",
    "rz": "ж", "jo": "ё", "ji": "і", "ti": "ці",
}  # fmt: skip
_GERMAN = {
    "szcz": "schtsch", "cz": "tsch", "sz": "sch", "rz": "sch", "ż": "sch", "ch": "ch", "dz": "ds", "w": "w",
    "ą": "on", "ę": "en", "ó": "u", "ł": "l", "ś": "s", "ź": "s", "ć": "z", "ń": "n", "c": "z", "y": "y", "v": "w",
}  # fmt: skip
_LATIN = {
    "ks": "x", "w": "v", "k": "c", "cz": "cz", "ł": "l", "ą": "an", "ę": "en", "ó": "o", "ś": "s", "ź": "z", "ż": "z",
    "ć": "c", "ń": "n", "y": "i", "j": "i",
}  # fmt: skip
_ENGLISH = {
    "szcz": "shch", "cz": "ch", "sz": "sh", "rz": "zh", "ż": "zh", "ch": "h", "w": "v", "ł": "l", "j": "y", "c": "ts",
    "ą": "on", "ę": "en", "ó": "u", "ś": "s", "ź": "z", "ć": "ch", "ń": "n",
}  # fmt: skip
_ENGLISH_OF_RUSSIAN = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "е": "e", "ё": "e", "ж": "zh", "з": "z", "и": "i", "й": "y",
    "к": "k", "л": "l", "м": "m", "н": "n", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "у": "u", "ф": "f",
    "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "yu",
    "я": "ya", "і": "i", "ї": "yi", "є": "ye", "ґ": "g", "ў": "u",
}  # fmt: skip

# Masculine and feminine endings of the adjectival surnames, which each language writes in its own way.
_ENDINGS = {
    "russian": (("ńsk", "нск"), ("dzk", "дзк"), ("lsk", "льск"), ("sk", "ск"), ("ck", "цк")),
    "ukrainian": (("ńsk", "нськ"), ("dzk", "дзьк"), ("lsk", "льськ"), ("sk", "ськ"), ("ck", "цьк")),
    "belarusian": (("ńsk", "нск"), ("dzk", "дзк"), ("lsk", "льск"), ("sk", "ск"), ("ck", "цк")),
}
_LAST = {
    "russian": ("ий", "ая"),
    "ukrainian": ("ий", "а"),
    "belarusian": ("і", "ая"),
}


def _replacer(table: Mapping[str, str]) -> Callable[[str], str]:
    pattern = re.compile("|".join(sorted(map(re.escape, table), key=len, reverse=True)))
    return lambda text: pattern.sub(lambda found: table[found.group()], text)


_TO = {
    "russian": _replacer(_RUSSIAN),
    "ukrainian": _replacer(_UKRAINIAN),
    "belarusian": _replacer(_BELARUSIAN),
    "german": _replacer(_GERMAN),
    "latin": _replacer(_LATIN),
    "english": _replacer(_ENGLISH),
    "english_of_russian": _replacer(_ENGLISH_OF_RUSSIAN),
}


def in_cyrillic(surname: str, language: str = "russian", *, feminine: bool = False, by_sound: bool = False) -> str:
    """Return the usual Russian, Ukrainian or Belarusian spelling of a Polish surname, in lower case.

    ``by_sound`` writes rz as it is heard (Кшижановский) instead of letter by letter (Кржижановский).

    >>> in_cyrillic("Szymański"), in_cyrillic("Szymański", "ukrainian"), in_cyrillic("Szymański", feminine=True)
    ('шиманский', 'шиманський', 'шиманская')
    """
    lowered = surname.lower()
    if by_sound:
        lowered = re.sub("(?<=[pkt])rz|(?<=ch)rz", "sz", lowered).replace("rz", "ż")
    stem, last = lowered, ""
    for polish, foreign in _ENDINGS[language]:
        for written, wanted in ((f"{polish}i", feminine), (f"{polish}a", True)):
            if lowered.endswith(written) and not last:
                stem, last = lowered.removesuffix(written), foreign + _LAST[language][wanted]
    stem = re.sub("[ąę](?=[bp])", lambda found: "om" if found.group() == "ą" else "em", stem)
    written = _TO[language](stem) + last
    # After hissing letters and ц the soft and hard i fall together; е stands for э except at the very beginning.
    written = re.sub("(?<=[шжщч])ы", "и" if language == "russian" else "ы", written)
    written = re.sub("(?<=[чшжщ])([яюё])", lambda found: {"я": "а", "ю": "у", "ё": "о"}[found.group()], written)
    return re.sub("ь(?=[ьаоуэыеиіяюёє])", "", written)


def in_german(surname: str) -> str:
    """Return a German clerk's spelling: Szymański becomes schymansky."""
    return re.sub("(?<=[sc]k)i$", "y", _TO["german"](re.sub("(?<=[sdn])ck(?=[ia]$)", "ck", surname.lower())))


def in_parish_latin(surname: str) -> str:
    """Return a parish clerk's Latin spelling: Szymański becomes szimanscius or szimanski, Nowak novac."""
    return re.sub("(?<=s)c(?=i$)", "k", _TO["latin"](surname.lower()))


def in_english(surname: str) -> str:
    """Return an emigrant's English spelling: Szymański becomes shymansky, Wójcik vuychik."""
    return re.sub("(?<=[sk]k)i$|(?<=s)ki$", lambda found: "ky" if found.group() == "ki" else "y",
                  _TO["english"](surname.lower()))  # fmt: skip


def english_of_cyrillic(cyrillic: str) -> str:
    """Return the English transcription of a Russian spelling, as on an emigrant's papers: Шиманский, shimanskiy."""
    return re.sub("iy$", "y", _TO["english_of_russian"](cyrillic.lower()))


def without_diacritics(surname: str) -> str:
    """Return the surname as a foreign typewriter has it: Dąbrowski, dabrowski."""
    return fold(surname)
