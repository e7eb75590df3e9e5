"""The words around a date in Polish, Russian, English, German and Latin, and what they say about it."""

import re

from records.dates.historical_date import Qualifier
from records.dates.month_words import alternatives


def _before_date(*words: str) -> re.Pattern[str]:
    # A word needs its blank, a sign or an abbreviation with its dot does not: "ok.1912", "~1912".
    sign_or_blank = r"(?:(?<=[.~<>±≈])\s*|\s+)"
    return re.compile(rf"{alternatives('|'.join(words))}{sign_or_blank}(?P<rest>\S.*)", re.IGNORECASE)


def _pattern(*pieces: str) -> re.Pattern[str]:
    return re.compile("".join(pieces), re.IGNORECASE)


# Each word goes with the date that follows it; the first pattern that fits decides.
QUALIFYING_WORDS: tuple[tuple[Qualifier, re.Pattern[str]], ...] = (
    (
        Qualifier.BEFORE,
        _before_date(
            "nie później niż|nie pozniej niz|najpóźniej w|najpóźniej|przed",
            "not later than|no later than|before|bef.|bef|prior to|by",
            "vor dem|vor|spätestens|не позднее|не позже|до|перед|ante|<",
        ),
    ),
    (
        Qualifier.AFTER,
        _before_date(
            "nie wcześniej niż|nie wczesniej niz|najwcześniej|po",
            "not before|no earlier than|after|aft.|aft",
            "nach dem|nach|frühestens|не ранее|не раньше|после|post|>",
        ),
    ),
    (
        Qualifier.ABOUT,
        _before_date(
            "w okolicach|mniej więcej w|mniej więcej|około|okolo|ok.|ok|circa|ca.|ca|c.|about|abt.|abt",
            "around|approximately|approx.|approx|roughly|um das jahr|um den|um|ungefähr|etwa|gegen|zirka",
            "около|ок.|ок|примерно в|примерно|приблизительно|~|≈|±",
        ),
    ),
    (
        Qualifier.CALCULATED,
        _before_date("obliczony na|obl.|calculated|calc.|cal.|berechnet|errechnet|вычислено"),
    ),
    (
        Qualifier.ESTIMATED,
        _before_date("szacunkowo|szac.|estimated|est.|est|geschätzt|gesch.|оценочно"),
    ),
    (
        Qualifier.FROM,
        _before_date("począwszy od|poczynając od|od|from|since|starting|seit dem|seit|ab dem|ab|начиная с|с|со"),
    ),
    (Qualifier.TO, _before_date("aż do|do|until|till|up to|to|bis zum|bis|по|вплоть до")),
)

BETWEEN_WORDS: tuple[re.Pattern[str], ...] = (
    _pattern(
        r"(?:pomiędzy|między|pomiedzy|miedzy|between|bet\.?|zwischen(?: dem)?|между)\s+(?P<first>.+?)",
        r"\s+(?:a|i|oraz|and|und|и|&)(?:\s+dem)?\s+(?P<last>.+)",
    ),
    _pattern(r"(?P<first>.+?)\s+(?:albo|lub|or|oder|или)\s+(?P<last>.+)"),
)
PERIOD_WORDS: tuple[re.Pattern[str], ...] = (
    _pattern(
        r"(?:od|from|von|vom|с|со)\s+(?P<first>.+?)",
        r"\s+(?:aż do|do|to|until|till|bis zum|bis|до|по)\s+(?P<last>.+)",
    ),
    _pattern(r"(?P<first>\S.*?)\s+(?:to|until|till|bis zum|bis)\s+(?P<last>.+)"),
)

# Doubt, wherever it stands.
DOUBT = _pattern(
    r"[(\[]\s*\?\s*[)\]]|\?|",
    r"\b(?:prawdopodobnie|prawdop\.?|zapewne|być może|byc moze|chyba|przypuszczalnie|",
    r"probably|prob\.|perhaps|maybe|possibly|presumably|",
    r"vermutlich|wahrscheinlich|vielleicht|wohl|вероятно|возможно|предположительно)(?!\w)",
)

# Words that only say that a date follows, or that the number before was a year.
FILLING = _pattern(
    r"\b(?:dnia|dn\.|w dniu|w roku|w latach|w r\.|we?|roku|roku pańskiego|rok|r\.(?=\s|$|-)|r(?=$)|",
    r"on the|on|in the year|in|the|of|im jahre?|im|am|den|dem|jahres?|anno domini|anno|a\.d\.|die|",
    r"года|год|годах|году|г\.|гг\.|г(?=$)|в|во)(?!\w)",
)

OLD_STYLE = _pattern(
    r"[(\[]?\s*\b(?:starego stylu|stary styl|st\.\s?st\.|s\.\s?s\.|juliańsk\w*|",
    r"old style|o\.\s?s\.|julian|alten stils|julianisch\w*|",
    r"старого стиля|старый стиль|ст\.\s?ст\.|по старому стилю|с\.\s?с\.)(?!\w)\s*[)\]]?",
)
NEW_STYLE = _pattern(
    r"[(\[]?\s*\b(?:nowego stylu|nowy styl|n\.\s?st\.|n\.\s?s\.|gregoriańsk\w*|",
    r"new style|gregorian|neuen stils|gregorianisch\w*|",
    r"нового стиля|новый стиль|н\.\s?ст\.|н\.\s?с\.)(?!\w)\s*[)\]]?",
)

# Seasons with their first and last month; wide, because families did not look at the calendar.
SEASONS: tuple[tuple[re.Pattern[str], int, int], ...] = (
    (_pattern(r"\b(?:zim[aąyęo]|zimie|winters?|зимой|зим[ауы]|зимою)\b"), 12, 3),
    (_pattern(r"\b(?:wiosn[aąyęo]|wiośnie|spring|frühling|frühjahr|весной|весн[ауы])\b"), 3, 6),
    (_pattern(r"\b(?:lato|latem|lata|lecie|summer|sommer|лето|летом|лета)\b"), 6, 9),
    (_pattern(r"\b(?:jesień|jesienią|jesieni|autumn|fall|herbst|осень|осенью|осени)\b"), 9, 12),
)

# Beginning, middle and end of a year or month: which third, as a number 0 to 2.
THIRDS: tuple[tuple[re.Pattern[str], int], ...] = (
    (
        _pattern(
            r"(?:na początku|z początkiem|początek|początkiem|początku|early|beginning of|",
            r"the beginning of|anfang|в начале|начало)\s+(?P<rest>.+)",
        ),
        0,
    ),
    (
        _pattern(
            r"(?:w połowie|połowa|połowie|mid-?|middle of|the middle of|mitte|в середине|середина)",
            r"\s*(?P<rest>.+)",
        ),
        1,
    ),
    (
        _pattern(
            r"(?:pod koniec|na koniec|z końcem|w końcu|końcem|koniec|late|end of|the end of|ende|",
            r"в конце|конец)\s+(?P<rest>.+)",
        ),
        2,
    ),
)
DECADE = _pattern(r"(?:lata|w latach|the|в)?\s*(?P<year>\d{3}0)(?:-?(?:te|tych|e|х|s|er|ers|'s)|\s?er jahren?)")
