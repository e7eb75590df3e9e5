"""Misspellings as clerks, emigrants and typists make them: what the matcher learns and the benchmarks ask for."""

import random
import re
from collections.abc import Callable

from records.names.foreign_spellings import (
    english_of_cyrillic,
    in_cyrillic,
    in_english,
    in_german,
    in_parish_latin,
    without_diacritics,
)

_POLISH = "aąbcćdeęfghijklłmnńoóprsśtuwyzźż"
_RUSSIAN = "абвгдежзийклмнопрстуфхцчшщыьэюя"
_KEYBOARD = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
# Letters that a reader of old handwriting or a scanner takes for one another.
_LOOK_ALIKE = (
    ("l", "i"), ("ł", "t"), ("n", "u"), ("m", "rn"), ("w", "vv"), ("c", "e"), ("a", "o"), ("r", "v"), ("h", "k"),
    ("f", "s"), ("z", "x"), ("d", "el"), ("k", "h"), ("r", "z"), ("y", "g"), ("b", "h"), ("ń", "ri"), ("u", "ii"),
    ("и", "н"), ("ш", "т"), ("п", "н"), ("л", "м"), ("т", "ш"), ("в", "б"), ("к", "н"), ("е", "с"), ("ц", "у"),
)  # fmt: skip
_SEEN_AS = {one: [other for first, other in _LOOK_ALIKE if first == one] for one, _other in _LOOK_ALIKE}
_NEIGHBOURS = {
    sign: [row[place + step] for step in (-1, 1) if 0 <= place + step < len(row)]
    for row in _KEYBOARD
    for place, sign in enumerate(row)
}
# Unstressed vowels and voiced consonants as a Russian ear mixes them.
_EAR = {
    "о": "а", "а": "о", "е": "и", "и": "е", "ы": "и", "я": "е", "б": "п", "п": "б", "д": "т", "т": "д", "г": "к",
    "к": "г", "з": "с", "с": "з", "в": "ф", "ф": "в", "ж": "ш", "ш": "ж",
}  # fmt: skip


def one_letter_wrong(name: str, chance: random.Random) -> str:
    """Return the name with one letter left out, doubled, exchanged, added or mistaken."""
    if len(name) < 3:
        return name
    place = chance.randrange(len(name))
    sign = name[place]
    letters = _RUSSIAN if "а" <= sign <= "я" else _POLISH
    match chance.randrange(8):
        case 0:
            return name[:place] + name[place + 1 :]
        case 1:
            return name[:place] + sign + name[place:]
        case 2 if place + 1 < len(name):
            return name[:place] + name[place + 1] + sign + name[place + 2 :]
        case 3:
            return name[:place] + chance.choice(letters) + name[place:]
        case 4 if sign in _NEIGHBOURS:
            return name[:place] + chance.choice(_NEIGHBOURS[sign]) + name[place + 1 :]
        case 5 | 6 if sign in _SEEN_AS:
            return name[:place] + chance.choice(_SEEN_AS[sign]) + name[place + 1 :]
        case _:
            return name[:place] + chance.choice(letters) + name[place + 1 :]


def as_heard(cyrillic: str, chance: random.Random) -> str:
    """Return a Russian spelling with the vowels and consonants that an unfamiliar ear mixes up."""
    places = [place for place, sign in enumerate(cyrillic[:-2]) if sign in _EAR]
    signs = list(cyrillic)
    for place in chance.sample(places, min(len(places), chance.choice((1, 1, 2)))):
        signs[place] = _EAR[signs[place]]
    if chance.random() < 0.3:
        del signs[chance.randrange(len(signs))]
    return "".join(signs)


def feminine(name: str, chance: random.Random) -> str:
    """Return the form of a wife or daughter."""
    if re.search("[sc]ki$|dzki$", name):
        return name[:-1] + "a"
    if name.endswith(("ny", "wy", "ty")):
        return name[:-1] + "a"
    if name.endswith("a"):
        return name[:-1] + chance.choice(("ina", "yna", "ianka", "anka"))
    if name.endswith("o"):
        return name[:-1] + chance.choice(("owa", "ówna"))
    stem = re.sub("e([kcl])$", r"\1", name)
    return stem + chance.choice(("owa", "ówna", "owna"))


def in_cyrillic_by_chance(name: str, chance: random.Random, *, is_feminine: bool) -> str:
    """Return a Russian clerk's spelling with his own habits: rz by letter or sound, -ньский or -нский."""
    written = in_cyrillic(name, feminine=is_feminine, by_sound=chance.random() < 0.5)
    if chance.random() < 0.4:
        written = written.replace("нск", "ньск")
    if chance.random() < 0.15:
        written = written.replace("ь", "")
    if chance.random() < 0.1:
        written = written.replace("ий", "и").replace("ё", "е")
    if name.endswith(tuple("bdgkłmnprstwzcj")) and is_feminine:
        written += chance.choice(("ова", "ова", ""))
    return written


def _half_of(spelled: Callable[[str], str]) -> Callable[[str, random.Random], str]:
    """Return a writer that applies a foreign spelling to one part of the name only, as half-assimilated names are."""

    def write(name: str, chance: random.Random) -> str:
        whole = spelled(name)
        if chance.random() < 0.5:
            return whole
        cut = chance.randrange(1, len(name)) if len(name) > 1 else 0
        first, rest = name[:cut], name[cut:]
        return without_diacritics(first) + spelled(rest) if chance.random() < 0.5 else spelled(first) + fold_end(rest)

    return write


def fold_end(rest: str) -> str:
    """Return the end of a name without diacritics."""
    return without_diacritics(rest)


def _anglicised(name: str, chance: random.Random) -> str:
    written = _half_of(in_english)(name, chance)
    if chance.random() < 0.3:
        written = written.replace("ch", "h")
    if chance.random() < 0.4:
        written = written.replace("ts", "c")
    if chance.random() < 0.2:
        written = re.sub("sky$", "skey", written)
    return written


def _english_of_russian(name: str, chance: random.Random) -> str:
    written = english_of_cyrillic(in_cyrillic_by_chance(name, chance, is_feminine=chance.random() < 0.15))
    return re.sub("y$", chance.choice(("y", "iy", "ii", "ij", "i")), written) if chance.random() < 0.4 else written


def _german(name: str, chance: random.Random) -> str:
    written = _half_of(in_german)(name, chance)
    if chance.random() < 0.3:
        written = re.sub("(?<=[aeiouy])k(?=[aeiouy])", "ck", written)
    return written.replace("zky", "cky") if chance.random() < 0.5 else written


def _latin(name: str, chance: random.Random) -> str:
    written = _half_of(in_parish_latin)(name, chance)
    return written + "us" if written.endswith("i") and chance.random() < 0.5 else written


def _ukrainian(name: str, chance: random.Random) -> str:
    return in_cyrillic(name, "ukrainian", feminine=chance.random() < 0.2)


def _belarusian(name: str, chance: random.Random) -> str:
    written = in_cyrillic(name, "belarusian", feminine=chance.random() < 0.2)
    written = re.sub("(?<=[аэеоуыія])в(?=[бгджзклмнпрстфхцчш])", "ў", written)
    # Belarusian writes the unstressed o as it is said.
    return re.sub("о", lambda found: "а" if chance.random() < 0.6 else "о", written)


Writer = Callable[[str, random.Random], str]
WRITERS: dict[str, Writer] = {
    "gender": feminine,
    "diacritics_lost": lambda name, chance: without_diacritics(name),
    "russian": lambda name, chance: in_cyrillic_by_chance(name, chance, is_feminine=False),
    "russian_feminine": lambda name, chance: in_cyrillic_by_chance(name, chance, is_feminine=True),
    "russian_by_ear": lambda name, chance: as_heard(in_cyrillic_by_chance(name, chance, is_feminine=False), chance),
    "english_of_russian": _english_of_russian,
    "ukrainian": _ukrainian,
    "belarusian": _belarusian,
    "german": _german,
    "parish_latin": _latin,
    "anglicised": _anglicised,
    "one_letter_wrong": one_letter_wrong,
    "two_letters_wrong": lambda name, chance: one_letter_wrong(one_letter_wrong(name, chance), chance),
}


def misspell(name: str, kind: str, chance: random.Random) -> str:
    """Return the name, in lower case, written in the way of this kind (a key of WRITERS)."""
    return WRITERS[kind](name.lower(), chance)
