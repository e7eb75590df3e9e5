"""What each Cyrillic letter or group may stand for in Polish, likeliest first, with weights.

After the unified Polish-Russian practical transcription read backwards, and the habits of clerks (ш for ś, no letter
for h, nasals written out). Endings, groups and stems: fixtures/names/cyrillic_readings.csv; single letters: here.
"""

from functools import cache

from records.fixture_files import fixture_rows

# What one stretch of letters may be read as, with weights from 1 (likeliest) down.
Alternatives = tuple[tuple[str, float], ...]

_VOWELS = "аеёиоуыэюяіїєѣ"
_SOFTENING = "еёиюяьіїєѣ"
_HISSING = "шжчщ"
_PLAIN = {
    "а": "a", "б": "b", "в": "w", "ґ": "g", "д": "d", "з": "z", "к": "k", "м": "m", "н": "n", "п": "p", "р": "r",
    "с": "s", "т": "t", "ф": "f", "ц": "c", "щ": "szcz", "ы": "y", "э": "e", "й": "j", "ъ": "", "ь": "", "ѳ": "f",
    "ѵ": "i", "'": "", "’": "", "ʼ": "",
}  # fmt: skip
_WEIGHED: dict[str, Alternatives] = {
    "г": (("g", 1.0), ("h", 0.5)),
    "ж": (("ż", 1.0), ("rz", 0.4), ("ź", 0.1)),
    "х": (("ch", 1.0), ("h", 0.4)),
    "ч": (("cz", 1.0),),
    "ш": (("sz", 1.0),),
    "о": (("o", 1.0), ("ó", 0.12)),
    "у": (("u", 1.0), ("ó", 0.25)),
}
# Clerks heard ć and ś as ч and ш; but before a vowel Polish has neither letter, and ś is so heard where it is soft.
_HEARD: dict[str, Alternatives] = {"ч": (("cz", 1.0), ("ć", 0.1)), "ш": (("sz", 1.0), ("ś", 0.15))}
# A Ukrainian г is an h; Poles of the Kresy wrote it so. Belarusian а may be an unstressed o, after hardened letters e.
_UKRAINIAN: dict[str, Alternatives] = {"г": (("h", 1.0), ("g", 0.9))}
_BELARUSIAN: dict[str, Alternatives] = {"а": (("a", 1.0), ("o", 0.4)), "г": (("g", 1.0), ("h", 0.8))}
# Written-out nasals by the consonant that follows; in Polish surnames most -enk- and -ont- are no nasals.
_NASAL_FIRST = {"о": "бпгжзц", "е": "бпгжздц", "э": "бпгжздц"}
_NASAL_SECOND = "бпгжзцдткчс"


@cache
def _readings(kind: str) -> dict[str, Alternatives]:
    """Return the table of this kind: a stretch of letters and its readings, such as "rz; rż 0.1"."""
    table: dict[str, Alternatives] = {}
    for row in fixture_rows("names", "cyrillic_readings.csv"):
        if row["kind"] == kind:
            pairs = (reading.split() for reading in row["polish"].split(";"))
            table[row["cyrillic"]] = tuple((pair[0], float(pair[1]) if len(pair) > 1 else 1.0) for pair in pairs)
    return table


@cache
def _longest(kind: str) -> int:
    return max(len(stretch) for stretch in _readings(kind))


def read_stretches(word: str, orthography: str = "russian") -> list[Alternatives]:
    """Divide a lower-case Cyrillic word into stretches, each with what it may be read as in Polish."""
    found: list[Alternatives] = []
    index = 0
    while index < len(word):
        length, alternatives = _stretch(word, index, orthography)
        found.append(alternatives)
        index += length
    return found


def _stretch(word: str, index: int, orthography: str) -> tuple[int, Alternatives]:
    endings = _readings("ending")
    if index and word[index:] in endings:
        return len(word) - index, endings[word[index:]]
    for kind in ("stem", "group"):
        table = _readings(kind)
        for length in range(min(_longest(kind), len(word) - index), 1, -1):
            part = word[index : index + length]
            if part in table and not (kind == "group" and word[index:] in endings):
                return length, table[part]
            if index == 0 and "^" + part in table and (orthography == "russian" or part[0] != "г"):
                return length, table["^" + part]
    nasal = _nasal(word, index)
    return (2, nasal) if nasal else (1, _letter(word, index, orthography))


def is_nasal(alternatives: Alternatives) -> bool:
    """Tell whether these readings differ by a nasal vowel: on or ą."""
    return len(alternatives) > 1 and {alternatives[0][0][-1:], alternatives[1][0][-1:]} & set("ąę") != set()


def _nasal(word: str, index: int) -> Alternatives:
    """Read он, ом, эн, ен, ём ... before a consonant: perhaps ą or ę (Домбровский: Dąbrowski)."""
    vowel, second, after = word[index], word[index + 1 : index + 2], word[index + 2 : index + 3]
    if vowel not in "оеёэ" or not second or second not in "нм" or not after or after not in _NASAL_SECOND:
        return ()
    if (second == "м") != (after in "бп") or (word[index + 2 :] in _readings("ending") and after == "с"):
        return ()
    before = word[index - 1] if index else ""
    plain = ("o" if vowel in "оё" else "e") + ("n" if second == "н" else "m")
    glide = _glide(before) if vowel in "её" else ""
    nasal = "ą" if vowel in "оё" else "ę"
    first = after in _NASAL_FIRST.get(vowel, "бпгжзцтд")
    if after == "ч" and index and before not in "гк":
        first = True
    likely, other = (nasal, plain) if first else (plain, nasal)
    hard = ((likely, 0.35), (other, 0.2)) if glide == "i" else ()
    return ((glide + likely, 1.0), (glide + other, 0.5), *hard)


def _glide(before: str) -> str:
    """Return what stands in Polish before the vowel of е, ё, я, ю: j, i or nothing."""
    if not before or before in _VOWELS or before in "ьъ'’ʼ":
        return "j"
    return "" if before in _HISSING + "рлдтйц" else "i"


def _letter(word: str, index: int, orthography: str) -> Alternatives:
    letter = word[index]
    before = word[index - 1] if index else ""
    after = word[index + 1 : index + 2]
    if orthography in ("ukrainian", "belarusian"):
        own = _neighbour_letter(letter, before, after, orthography)
        if own:
            return own
    if letter == "л":
        return (("l", 1.0),) if after and after in _SOFTENING else (("ł", 1.0), ("l", 0.3))
    if letter in "еєёюя":
        return _soft_vowel(letter, before)
    if letter in "иі":
        return _read_i(before)
    if letter == "ї":
        return (("ji", 1.0), ("i", 0.7))
    if letter == "ў":
        return (("w", 1.0), ("ł", 0.6), ("u", 0.2)) if after != "с" else (("w", 1.0), ("u", 0.1))
    if letter == "р" and after and after in "еиюяіыэ":
        return (("r", 1.0), ("rz", 0.15))
    if _may_be_soft(letter, after, word[index + 2 : index + 3]):
        return _HEARD[letter]
    return _WEIGHED.get(letter) or ((_PLAIN.get(letter, letter), 1.0),)


def _may_be_soft(letter: str, after: str, next_after: str) -> bool:
    """Tell whether ч may stand for ć, or ш for ś, by the letters that follow."""
    if letter == "ч":
        return after not in _VOWELS or not after
    if letter != "ш" or not after:
        return False
    return after == "ь" or (after in "лнвм" and next_after != "" and next_after in _SOFTENING)


def _neighbour_letter(letter: str, before: str, after: str, orthography: str) -> Alternatives:
    """Return what a letter means in Ukrainian or Belarusian, where that differs from Russian."""
    if orthography == "belarusian":
        if letter == "а" and before and before in _HISSING + "цр":
            return (("a", 1.0), ("e", 0.4), ("o", 0.3))
        if letter == "я":
            glide = _glide(before) if before != "л" else ""
            return ((f"{glide}a", 1.0), (f"{glide}e", 0.4), *(((f"{glide}o", 0.3),) if glide == "i" else ()))
        return _BELARUSIAN.get(letter, ())
    if letter == "и":
        return (("i", 1.0), ("y", 0.9)) if after in ("ц", "н") and before in "лнмвбпзск" else (("y", 1.0), ("i", 0.6))
    if letter == "і":
        restored = (("o", 0.25), ("ó", 0.2), ("ie", 0.2)) if before else ()
        return (("i", 1.0), *restored, ("y", 0.1))
    if letter == "е":
        return (("e", 1.0), ("ie", 0.6)) if before and before not in _VOWELS else (("e", 1.0), ("je", 0.3))
    return _UKRAINIAN.get(letter, ())


def _soft_vowel(letter: str, before: str) -> Alternatives:
    """Read е, ё, ю, я: with j at the start and after vowels, plain after hissing letters, else with i."""
    vowel = {"е": "e", "є": "e", "ё": "o", "ю": "u", "я": "a"}[letter]
    glide = _glide(before)
    if glide == "j":
        return ((f"j{vowel}", 1.0), (vowel, 0.1)) if letter == "е" else ((f"j{vowel}", 1.0),)
    if letter in "юяё":
        if before in _HISSING + "л":
            return ((vowel, 1.0), ("e", 0.3)) if letter == "ё" else ((vowel, 1.0),)
        softened = ((f"i{vowel}", 1.0), (vowel, 0.1))
        return (*softened, ("ie", 0.3)) if letter in "ёя" else softened
    if before in "кг":
        return (("ie", 1.0), ("io", 0.1))
    if not glide or before == "х":
        return (("e", 1.0), ("ie", 0.3)) if before not in _HISSING + "л" else (("e", 1.0), ("o", 0.08))
    return (("ie", 1.0), ("e", 0.5), ("io", 0.15))


def _read_i(before: str) -> Alternatives:
    """Read и, which is y after hard consonants."""
    if before and before in _HISSING + "рдт":
        return (("y", 1.0), ("i", 0.4))
    if before == "ц":
        return (("i", 1.0), ("y", 0.7))
    if before and before in _VOWELS:
        return (("i", 1.0), ("ji", 0.3))
    return (("i", 1.0), ("y", 0.2)) if before and before not in "кгл" else (("i", 1.0),)
