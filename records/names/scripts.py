"""Which orthography a name is written in, judged by its letters, and words typed with letters of two alphabets."""

import re

_PRE_1918 = re.compile(r"[ѣѳѵ]|[бвгджзклмнпрстфхцчшщ]ъ\b")
_UKRAINIAN = re.compile(r"[їєґ]|[сц]ьк(?:ий|ого|а|ої|і)\b|івн[аи]\b")
_BELARUSIAN = re.compile(r"ў|[сц]кі\b|авіч\b|ё\w*і|і\w*ё")
_GERMAN = re.compile(r"[äöüß]")
_POLISH = re.compile(r"[ąćęłńóśźż]")
_CYRILLIC_LETTER = re.compile(r"[\u0400-\u052f]")
_HEBREW_LETTER = re.compile(r"[\u0590-\u05ff\ufb1d-\ufb4f]")

# Letters of the same shape; a typist who forgets to switch the keyboard does not see the difference.
_TO_CYRILLIC = dict(zip("aeopcyxiAEOPCTBHKMXYI", "аеорсухіАЕОРСТВНКМХУІ", strict=True))
_TO_LATIN = {cyrillic: latin for latin, cyrillic in _TO_CYRILLIC.items()}


def language_of_script(text: str) -> str:
    """Return the orthography that the letters speak for.

    One of latin-polish, german, latin, russian, ukrainian, belarusian, russian-pre-1918, hebrew, mixed; empty for a
    text without letters. Letters that several share count for the plainest: Новак is "russian", Nowak is "latin".

    >>> language_of_script("Шиманскій"), language_of_script("Шиманський"), language_of_script("Żuk")
    ('russian-pre-1918', 'ukrainian', 'latin-polish')
    """
    lowered = text.casefold()
    found = {_alphabet(sign) for sign in lowered if sign.isalpha()}
    if len(found) > 1:
        return "mixed"
    if "cyrillic" in found:
        return _cyrillic_language(lowered)
    if "hebrew" in found:
        return "hebrew"
    if not found:
        return ""
    if _POLISH.search(lowered) and not _GERMAN.search(lowered):
        return "latin-polish"
    return "german" if _GERMAN.search(lowered) else "latin"


def _alphabet(sign: str) -> str:
    if _CYRILLIC_LETTER.match(sign):
        return "cyrillic"
    return "hebrew" if _HEBREW_LETTER.match(sign) else "latin"


def _cyrillic_language(lowered: str) -> str:
    """Only Ukrainian writes both и and і without ы, э, ё or ъ; old Russian wrote і before vowels, beside и."""
    if _PRE_1918.search(lowered):
        return "russian-pre-1918"
    if "ў" in lowered:
        return "belarusian"
    if _UKRAINIAN.search(lowered):
        return "ukrainian"
    if "і" in lowered:
        if re.search(r"[сц]кій\b|ія\b|іев|іан", lowered) and ("и" in lowered or "ы" in lowered or "скій" in lowered):
            return "russian-pre-1918"
        if _BELARUSIAN.search(lowered) or ("и" not in lowered and re.search("[ыэ]", lowered)):
            return "belarusian"
        return "ukrainian"
    return "russian"


def mixed_letters(word: str) -> str:
    """Return the word with look-alike letters of the other alphabet repaired; unchanged where nothing is sure.

    >>> mixed_letters("Шимaнский") == "Шиманский"
    True
    """
    cyrillic = [sign for sign in word if _CYRILLIC_LETTER.match(sign)]
    latin = [sign for sign in word if sign.isalpha() and sign.isascii()]
    if not cyrillic or not latin:
        return word
    only_cyrillic = any(sign not in _TO_LATIN for sign in cyrillic)
    only_latin = any(sign not in _TO_CYRILLIC for sign in latin)
    if only_cyrillic and only_latin:
        return word
    to_cyrillic = only_cyrillic or (not only_latin and len(cyrillic) >= len(latin))
    table = _TO_CYRILLIC if to_cyrillic else _TO_LATIN
    return "".join(table.get(sign, sign) for sign in word)
