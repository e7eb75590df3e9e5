"""Month names as family papers write them: Polish, Russian, English, German, Latin; all in small letters."""

import re
from functools import cache

MONTH_WORDS: tuple[str, ...] = (
    "styczeń stycznia styczniu styczniem stycz sty "
    "январь января январе январём янв january january's jan januar jänner januarii januarius",
    "luty lutego lutym lut февраль февраля феврале фев февр february feb februar feber februarii februarius",
    "marzec marca marcu marcem mar март марта марте мар march märz mrz martii martius",
    "kwiecień kwietnia kwietniu kwietniem kwiec kwi kw апрель апреля апреле апр april apr aprilis",
    "maj maja maju majem май мая мае may mai maii maius",
    "czerwiec czerwca czerwcu czerwcem czerw cze июнь июня июне июн june jun juni junii junius",
    "lipiec lipca lipcu lipcem lip июль июля июле июл july jul juli julii julius",
    "sierpień sierpnia sierpniu sierpniem sierp sie август августа августе авг august aug augusti augustus",
    "wrzesień września wrześniu wrześniem wrzes wrześ wrz "
    "сентябрь сентября сентябре сен сент september sept sep septembris 7bris",
    "październik października październiku październikiem paźdz paźdź paź październ pazdz "
    "октябрь октября октябре окт october oct oktober okt octobris 8bris",
    "listopad listopada listopadzie listopadem listop lis ноябрь ноября ноябре ноя нояб november nov novembris 9bris",
    "grudzień grudnia grudniu grudniem grudz gru декабрь декабря декабре дек "
    "december dec dezember dez decembris 10bris xbris",
)

ROMAN_MONTHS = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII")

# Letters that a typewriter without Polish keys, or a descendant abroad, writes without their marks.
PLAIN = str.maketrans("ąćęłńóśźżäëёü", "acelnoszzaeеu")


@cache
def months_by_word() -> dict[str, int]:
    """Return month numbers by every known word, with and without diacritics."""
    words: dict[str, int] = {}
    for number, names in enumerate(MONTH_WORDS, 1):
        for name in names.split():
            words.setdefault(name, number)
            words.setdefault(name.translate(PLAIN), number)
    return words


def month_of_word(word: str) -> int | None:
    """Return the number of the month that a word names, or None."""
    return months_by_word().get(word.casefold().rstrip("."))


def month_of_roman(word: str) -> int | None:
    """Return the number of the month that a Roman numeral in capitals names, or None."""
    return ROMAN_MONTHS.index(word) + 1 if word in ROMAN_MONTHS else None


def alternatives(words: str) -> str:
    """Return a pattern that matches any of the words (separated by "|"), the longest first."""
    ordered = sorted(words.split("|"), key=len, reverse=True)
    return "(?:" + "|".join(re.escape(word) for word in ordered) + ")"
