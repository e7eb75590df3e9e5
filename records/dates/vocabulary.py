"""Every word a date may hold, and to which kind it belongs: one look over a text tells which rules can apply.

A text with a word that stands in no list is no date, which is known before any rule is tried; the kinds are
bits of one number.
"""

import re
from collections.abc import Iterable
from functools import cache

from records.dates.date_tokens import ENDINGS
from records.dates.date_words import (
    AFTER_OPENINGS,
    BEFORE_OUR_ERA,
    BETWEEN_MIDDLES,
    BETWEEN_OPENINGS,
    DOUBT_WORDS,
    FILLING_WORDS,
    NEW_STYLE_WORDS,
    NIGHT_MIDDLES,
    NIGHT_OPENINGS,
    NIGHTS,
    OLD_STYLE_WORDS,
    OR_WORDS,
    PERIOD_MIDDLES,
    PERIOD_OPENINGS,
    QUALIFIED_BEHIND,
    QUALIFYING,
    TURN_OPENINGS,
)
from records.dates.feasts import EASTERN_WORDS, EVE_WORDS, WESTERN_WORDS
from records.dates.hebrew_dates import CALENDAR_NAMES, FIRST_LETTER, LAST_LETTER, MONTH_SPELLINGS
from records.dates.known_phrases import PASSED_OVER, SAINT_WORDS, WITHOUT_MARKS
from records.dates.latin_days import DAYS, MARK_WORDS
from records.dates.month_words import months_by_word
from records.dates.span_words import (
    CENTURY_BEFORE,
    CENTURY_NAMES,
    CENTURY_WORDS,
    DECADE_FILLING,
    DECADE_NAMES,
    DECADE_SIGNS,
    PART_WORDS,
    SEASON_WORDS,
    YEARS_WORDS,
)
from records.dates.value import CALENDAR_WORDS, FRENCH_MONTHS, HEBREW_MONTHS, KEYWORDS
from records.fixture_files import fixture_rows

PLAIN_WORD, PAIR_WORD, QUALIFYING_WORD, DOUBT_WORD, STYLE_WORD, ERA_WORD = (1 << bit for bit in range(6))
PART_WORD, SEASON_WORD, DECADE_WORD, CENTURY_WORD = (1 << bit for bit in range(6, 10))
FEAST_WORD, TESTIMONY_WORD, HEBREW_WORD, LATIN_WORD, MACHINE_WORD = (1 << bit for bit in range(10, 15))
UNKNOWN_WORD = 1 << 15

WORD = re.compile(r"[^\W\d_]+")
PHRASES = re.compile(r"[|;]")
SAYING_NOTHING = PASSED_OVER | FILLING_WORDS
ROMAN_NUMBER = re.compile("[ivxlc]+")


def kinds_of(words: str) -> int:
    """Return the kinds of all words of a text, as bits of one number."""
    kinds, known = 0, kinds_by_word()
    for word in WORD.findall(words.casefold()):
        kinds |= known.get(word) or _kind_of_unlisted(word)
    return kinds


def _kind_of_unlisted(word: str) -> int:
    if ROMAN_NUMBER.fullmatch(word):
        return PLAIN_WORD
    return HEBREW_WORD if FIRST_LETTER <= word[0] <= LAST_LETTER else UNKNOWN_WORD


@cache
def kinds_by_word() -> dict[str, int]:
    """Return the kinds of every word of every list, with its marks and without."""
    kinds: dict[str, int] = {}
    for kind, lists in _lists():
        for phrase in PHRASES.split("|".join(lists).casefold()):
            words = WORD.findall(phrase)
            # Of "na początku" only the second word tells a part of a year: the first stands everywhere.
            telling = {word for word in words if word not in SAYING_NOTHING} or set(words)
            for word in words:
                for spelling in {word, word.translate(WITHOUT_MARKS)}:
                    kinds[spelling] = kinds.get(spelling, 0) | (kind if word in telling else PLAIN_WORD)
    return kinds


def _lists() -> Iterable[tuple[int, Iterable[str]]]:
    filling = (*FILLING_WORDS, ENDINGS, "bris ber bre")
    yield PLAIN_WORD, (*months_by_word(), *filling)
    yield PAIR_WORD, (BETWEEN_OPENINGS, NIGHT_OPENINGS, OR_WORDS, TURN_OPENINGS, PERIOD_OPENINGS, PERIOD_MIDDLES)
    yield PAIR_WORD, (AFTER_OPENINGS,)
    yield PLAIN_WORD, (BETWEEN_MIDDLES, NIGHT_MIDDLES, NIGHTS, DECADE_FILLING)
    yield QUALIFYING_WORD, (words for _, words in (*QUALIFYING, *QUALIFIED_BEHIND))
    yield DOUBT_WORD, (DOUBT_WORDS,)
    yield STYLE_WORD, (OLD_STYLE_WORDS, NEW_STYLE_WORDS)
    yield ERA_WORD, (BEFORE_OUR_ERA,)
    yield PART_WORD, (words for words, _, _ in PART_WORDS)
    yield SEASON_WORD, (words for words, _, _ in SEASON_WORDS)
    yield DECADE_WORD, (DECADE_SIGNS, YEARS_WORDS, *DECADE_NAMES)
    yield CENTURY_WORD, (CENTURY_WORDS, CENTURY_BEFORE, *CENTURY_NAMES)
    yield FEAST_WORD, (row["names"] for row in fixture_rows("dates", "feasts.csv"))
    yield FEAST_WORD, (EVE_WORDS, WESTERN_WORDS, EASTERN_WORDS)
    yield TESTIMONY_WORD, (row["phrases"] for row in fixture_rows("dates", "testimony.csv"))
    yield PLAIN_WORD, (*PASSED_OVER, *SAINT_WORDS)
    # Not the "I" of "Adar I", which is a month of ours too.
    yield (
        HEBREW_WORD,
        (word for words in (*MONTH_SPELLINGS, CALENDAR_NAMES) for word in WORD.findall(words) if len(word) > 1),
    )
    yield LATIN_WORD, (*DAYS, MARK_WORDS, "pridie prid")
    yield MACHINE_WORD, (*KEYWORDS.values(), "BET AND BCE", *CALENDAR_WORDS, *HEBREW_MONTHS, *FRENCH_MONTHS)
