"""Hebrew and Yiddish letters to Polish-like letters: readings of a surname, likeliest first.

Yiddish writes its vowels (גאָלדבערג), Hebrew leaves most of them out (גולדברג); there they are put in again where the
endings of surnames are known, and otherwise between consonants that nobody can pronounce together. After the YIVO
spelling and the usual Polish spelling of Jewish names (GK).
"""

import re
import unicodedata
from functools import lru_cache

_HEBREW_WORD = re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f'׳״\"]+")
# Surnames of the Bible and of tradition, which no rule of spelling gives.
_KNOWN = {
    "כהן": ("Kohn", "Kohen", "Kahan", "Kagan", "Cohen"),
    "כץ": ("Kac", "Katz"),
    "לוי": ("Lewi", "Levy"),
    "הלוי": ("Halewi", "Halevi"),
    "סגל": ("Segal", "Segał"),
    "שפירא": ("Szapiro", "Szapira", "Shapiro"),
    "שפירו": ("Szapiro", "Shapiro"),
    "רבינוביץ": ("Rabinowicz", "Rabinowitz"),
    "רבינוביץ'": ("Rabinowicz", "Rabinowitz"),
    "פרידמן": ("Frydman", "Friedman"),
    "הורוביץ": ("Horowicz", "Horowitz"),
    "גינזבורג": ("Ginzburg", "Ginsburg"),
    "אפשטיין": ("Epsztejn", "Epstein"),
    "ברגר": ("Berger",),
    "וייס": ("Wajs", "Weiss"),
    "שוורץ": ("Szwarc", "Schwarz"),
    "קליין": ("Klajn", "Klein"),
    "גרוס": ("Gross",),
    "מלמד": ("Mełamed", "Melamed"),
    "חזן": ("Chazan",),
    "שוחט": ("Szochet", "Szojchet"),
    "רוזן": ("Rozen",),
    "ויינברג": ("Wajnberg", "Weinberg"),
}
_ENDINGS = (
    ("ברג", "berg"), ("בערג", "berg"), ("שטיין", "sztejn"), ("שטין", "sztejn"), ("שטײן", "sztejn"), ("פלד", "feld"),
    ("פעלד", "feld"), ("בוים", "baum"), ("באום", "baum"), ("בלום", "blum"), ("מאן", "man"), ("מן", "man"),
    ("צוויג", "cwajg"),
    ("ביץ'", "wicz"), ("ביץ", "wicz"), ("וויץ", "wicz"), ("וויטש", "wicz"), ("ביטש", "wicz"), ("סקי", "ski"),
    ("צקי", "cki"),
    ("סקא", "ska"), ("סקה", "ska"), ("ער", "er"), ("לר", "ler"), ("דר", "der"), ("נר", "ner"), ("גר", "ger"),
    ("רט", "ert"),
    ("שטט", "sztat"), ("הולץ", "holc"), ("הײם", "hajm"), ("היים", "hajm"), ("טל", "tal"), ("לנד", "land"),
    ("וסר", "waser"),
)  # fmt: skip
_BEGINNINGS = (
    ("גולד", "gold"), ("זילבר", "zilber"), ("גרינ", "gryn"), ("פרידל", "frydl"), ("פינקל", "finkel"),
    ("שטרנ", "sztern"),
    ("רוזנ", "rozen"), ("אייזנ", "ajzen"), ("וייס", "wajs"), ("ויינ", "wajn"), ("לנדא", "landa"), ("ליבר", "liber"),
    ("ברג", "berg"), ("ורט", "wert"), ("קרמ", "kram"), ("רוט", "rot"), ("בלומנ", "blumen"), ("הרצ", "herc"),
    ("אפל", "apel"),
)  # fmt: skip
_GROUPS = (
    ("דזש", "dż"), ("זש", "ż"), ("טש", "cz"), ("וו", "w"), ("װ", "w"), ("וי", "oj"), ("ױ", "oj"), ("ײַ", "aj"),
    ("ײ", "ej"),
    ("יי", "ej"), ("אַ", "a"), ("אָ", "o"), ("פּ", "p"), ("פֿ", "f"), ("בֿ", "w"), ("כּ", "k"), ("תּ", "t"),
    ("שׂ", "s"), ("וּ", "u"),
    ("יִ", "i"), ("צ'", "cz"), ("ץ'", "cz"), ("ג'", "dż"), ("ז'", "ż"), ("צ׳", "cz"), ("ץ׳", "cz"), ("ג׳", "dż"),
    ("ז׳", "ż"),
)  # fmt: skip
_LETTERS = {
    "א": "a", "ב": "b", "ג": "g", "ד": "d", "ה": "h", "ו": "u", "ז": "z", "ח": "ch", "ט": "t", "י": "i", "כ": "k",
    "ך": "ch",
    "ל": "l", "מ": "m", "ם": "m", "נ": "n", "ן": "n", "ס": "s", "ע": "e", "פ": "p", "ף": "f", "צ": "c", "ץ": "c",
    "ק": "k",
    "ר": "r", "ש": "sz", "ת": "t",
}  # fmt: skip
_VOWELS = "aeiouy"


@lru_cache(maxsize=5_000)
def hebrew_candidates(text: str) -> tuple[str, ...]:
    """Return Polish-like readings of a name in Hebrew letters, likeliest first; another text is its own reading.

    >>> hebrew_candidates("גולדברג")[0], hebrew_candidates("כהן")[0]
    ('Goldberg', 'Kohn')
    """
    words = [_word(match.group()) for match in _HEBREW_WORD.finditer(text)]
    if not any(words):
        return (text,)
    between = _HEBREW_WORD.split(text)
    readings = []
    for rank in range(max(map(len, words))):
        chosen = [word[min(rank, len(word) - 1)] if word else "" for word in words]
        pairs = zip(between, [*chosen, ""], strict=True)
        readings.append("".join(part for pair in pairs for part in pair))
    return tuple(dict.fromkeys(readings))


def _word(word: str) -> tuple[str, ...]:
    pointed = _decomposed(word)
    plain = "".join(sign for sign in pointed if not unicodedata.combining(sign))
    if plain in _KNOWN:
        return _KNOWN[plain]
    bare = plain.strip("'׳״\"")
    if not bare:
        return ()
    yiddish = "ע" in plain or "אַ" in pointed or "אָ" in pointed
    by_endings = _by_known_parts(plain)
    readings = [by_endings] if by_endings and not yiddish else []
    letters = _read(pointed)
    readings += [letters if yiddish else _with_vowels(letters)]
    readings += [_with_vowels(_read(pointed.replace("ו", "אָ"))), by_endings]
    return tuple(dict.fromkeys(reading.capitalize() for reading in readings if reading))


def _decomposed(word: str) -> str:
    """Return letters and points apart, but the Yiddish ligatures whole."""
    return unicodedata.normalize("NFD", word)


def _by_known_parts(plain: str) -> str:
    for ending, reading in _ENDINGS:
        if plain.endswith(ending) and len(plain) > len(ending):
            start = plain.removesuffix(ending)
            known = next((latin for hebrew, latin in _BEGINNINGS if start == hebrew), "")
            return (known or _with_vowels(_read(start, more=True))) + reading
    return ""


def _read(text: str, more: bool = False) -> str:
    """Read letter by letter; ``more`` tells that the word goes on."""
    out = ""
    index = 0
    while index < len(text):
        group = next(((old, new) for old, new in _GROUPS if text.startswith(old, index)), None)
        if group:
            out += group[1]
            index += len(group[0])
            continue
        letter = text[index]
        out += _letter(letter, out, text[index + 1 : index + 2], more)
        index += 1
    return re.sub("(?<=[aeo])i(?=[aeou])", "j", out)


def _letter(letter: str, before: str, after: str, more: bool) -> str:
    if letter == "ו" and (not before or before[-1] in _VOWELS or after in ("א", "ע")):
        return "w"
    if letter == "א" and not before and after in ("ו", "י"):
        return ""
    if letter in "הא" and not after and not more:
        return "a" if before[-1:] not in _VOWELS else ""
    if letter == "י" and (not before or before[-1] in "aeou"):
        return "j"
    return _LETTERS.get(letter, "")


def _with_vowels(reading: str) -> str:
    """Put an e between consonants that cannot be spoken together."""
    sounds = re.findall(r"szcz|dż|sz|cz|ch|.", reading)
    out: list[str] = []
    for index, sound in enumerate(sounds):
        out.append(sound)
        following = sounds[index + 1 : index + 3]
        if sound in _VOWELS or len(following) == 0 or following[0] in _VOWELS:
            continue
        starts = index == 0 or (index > 0 and sounds[index - 1] not in _VOWELS)
        easy = following[0] in "rl" or sound in ("s", "sz") or (sound in "rln" and not starts)
        if (starts and not easy) or (len(following) > 1 and following[1] not in _VOWELS and not easy):
            out.append("e")
    return "".join(out)
