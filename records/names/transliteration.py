"""Cyrillic to Polish letters: a reading, never an answer. The Cyrillic form stays as it is written.

Rules: fixtures/reference/README of the transliteration, after the Polish-Russian practical transcription read
backwards. One best reading is given here, for showing and for the sound key.
"""

import re

from records.names.folding import script_of

# Endings first: they tell more than their letters. Longest first.
_ENDINGS = (
    ("ський", "ski"),
    ("цький", "cki"),
    ("ньский", "ński"),
    ("нский", "ński"),
    ("льский", "lski"),
    ("дзкий", "dzki"),
    ("дский", "dzki"),
    ("ский", "ski"),
    ("цкий", "cki"),
    ("ньская", "ńska"),
    ("нская", "ńska"),
    ("льская", "lska"),
    ("дзкая", "dzka"),
    ("дская", "dzka"),
    ("ская", "ska"),
    ("цкая", "cka"),
    ("ська", "ska"),
    ("цька", "cka"),
    ("скі", "ski"),
    ("цкі", "cki"),
    ("кевич", "kiewicz"),
    ("гевич", "giewicz"),
    ("левич", "lewicz"),
    ("шевич", "szewicz"),
    ("чевич", "czewicz"),
    ("жевич", "żewicz"),
    ("ревич", "rewicz"),
    ("цевич", "cewicz"),
    ("евич", "iewicz"),
    ("ович", "owicz"),
    ("чук", "czuk"),
    ("ий", "i"),
    ("ый", "y"),
    ("ій", "ij"),
)
_VOWELS = "аеёиоуыэюяіїєѣ"
_SOFTENING = "еёиюяьіє"
_PLAIN = {
    "а": "a",
    "б": "b",
    "в": "w",
    "г": "g",
    "ґ": "g",
    "д": "d",
    "з": "z",
    "к": "k",
    "м": "m",
    "н": "n",
    "о": "o",
    "п": "p",
    "р": "r",
    "с": "s",
    "т": "t",
    "у": "u",
    "ф": "f",
    "х": "ch",
    "ц": "c",
    "ч": "cz",
    "щ": "szcz",
    "ы": "y",
    "э": "e",
    "й": "j",
    "ў": "u",
    "ъ": "",
}
_GROUPS = (
    ("дзь", "dź"),
    ("дз", "dz"),
    ("дж", "dż"),
    ("рж", "rz"),
    ("пш", "prz"),
    ("тш", "trz"),
    ("кш", "krz"),
    ("хш", "chrz"),
    ("ць", "ć"),
    ("сь", "ś"),
    ("зь", "ź"),
    ("нь", "ń"),
    ("ть", "ć"),
    ("ль", "l"),
)
_NASALS = {"он": "ą", "ом": "ą", "эн": "ę", "ен": "ę", "эм": "ę", "ем": "ę"}


def to_polish_letters(text: str) -> str:
    """Return the likeliest Polish reading of each Cyrillic word; other words stay as they are.

    >>> to_polish_letters("Шиманский Ян")
    'Szymański Jan'
    """
    return re.sub(r"[\u0400-\u052f]+", lambda match: _read_word(match.group()), text)


def _read_word(word: str) -> str:
    if script_of(word) != "Cyrl":
        return word
    lower = word.lower().replace("ё", "е").replace("ѣ", "е").replace("ѳ", "ф").rstrip("ъ")
    ending = next(((old, new) for old, new in _ENDINGS if lower.endswith(old) and len(lower) > len(old)), ("", ""))
    core = lower.removesuffix(ending[0])
    reading = _read_letters(core, following=ending[0][:1]) + ending[1]
    if word.isupper() and len(word) > 1:
        return reading.upper()
    return reading[:1].upper() + reading[1:] if word[:1].isupper() else reading


def _read_letters(core: str, following: str) -> str:
    out: list[str] = []
    index = 0
    while index < len(core):
        group = next(((old, new) for old, new in _GROUPS if core.startswith(old, index)), None)
        if group:
            out.append(group[1])
            index += len(group[0])
            continue
        before = core[index - 1] if index else ""
        after = core[index + 1] if index + 1 < len(core) else following
        out.append(_read_letter(core[index], before, after))
        index += 1
    return "".join(out)


def _read_letter(letter: str, before: str, after: str) -> str:
    after_vowel = not before or before in _VOWELS or before in "ьъ"
    if letter == "л":
        return "l" if after and after in _SOFTENING else "ł"
    if letter == "ш":
        return "sz"
    if letter == "ж":
        return "ż"
    if letter == "ь":
        return ""
    if letter in "еє":
        return "je" if after_vowel else ("e" if before in "шжчщрлдтц" else "ie")
    if letter == "и":
        return "y" if before and before in "шжчцщрдт" else "i"
    if letter in "іѵ":
        return "i"
    if letter == "ї":
        return "ji"
    if letter in "яю":
        vowel = "a" if letter == "я" else "u"
        return "j" + vowel if after_vowel else (vowel if before in "лшжчц" else "i" + vowel)
    return _PLAIN.get(letter, letter)


def nasal_readings(text: str) -> list[str]:
    """Return Polish readings in which он, ен ... before a consonant may hide ą or ę (Домбровский: Dąbrowski)."""
    lower = text.lower()
    readings = []
    for letters, nasal in _NASALS.items():
        position = lower.find(letters)
        after = lower[position + 2 : position + 3]
        if position >= 0 and after and after not in _VOWELS + "ьнм":
            glide = "j" if letters[0] == "е" and position == 0 else ""
            marked = lower[:position] + glide + nasal + lower[position + 2 :]
            readings.append(to_polish_letters(marked))
    return readings
