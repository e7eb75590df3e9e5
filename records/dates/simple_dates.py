"""One date without a word before it: a day, month or year, or what stands in its place (a season, a feast)."""

from records.dates.date_shapes import Shape, read_before_our_era, read_shape, read_year_and_month
from records.dates.date_spans import read_decade, read_span, read_unknown_digits
from records.dates.date_words import NEW_STYLE, OLD_STYLE
from records.dates.feasts import read_feast
from records.dates.hebrew_dates import read_hebrew_date
from records.dates.historical_date import Calendar
from records.dates.latin_days import read_roman_day
from records.dates.testimony import read_testimony
from records.dates.vocabulary import (
    DECADE_WORD,
    ERA_WORD,
    FEAST_WORD,
    HEBREW_WORD,
    LATIN_WORD,
    PLAIN_WORD,
    TESTIMONY_WORD,
)


def read_simple(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    """Return what one date says, or None; `kinds` are those of the whole text it stands in."""
    shape = read_year_and_month(words, calendar)
    if shape is None and kinds & DECADE_WORD:
        shape = read_decade(words.strip(), calendar)
    if shape is None:
        shape = read_shape(words, calendar) or read_unknown_digits(words, calendar)
    return shape if shape or not kinds & ~PLAIN_WORD else _read_words(words.strip(), calendar, kinds)


def without_style(words: str) -> tuple[str, Calendar | None]:
    """Return the words without "old style" or "new style", and the calendar that was so named."""
    for pattern, calendar in ((OLD_STYLE, Calendar.JULIAN), (NEW_STYLE, Calendar.GREGORIAN)):
        if pattern.search(words):
            return " ".join(pattern.sub(" ", words).split()), calendar
    return words, None


def _read_words(words: str, calendar: Calendar, kinds: int) -> Shape | None:
    shape = read_span(words, calendar, kinds)
    if shape is None and kinds & FEAST_WORD:
        shape = read_feast(words, calendar)
    if shape is None and kinds & TESTIMONY_WORD:
        shape = read_testimony(words)
    if shape is None and kinds & HEBREW_WORD:
        shape = read_hebrew_date(words)
    if shape is None and kinds & LATIN_WORD:
        shape = read_roman_day(words, calendar)
    return read_before_our_era(words, calendar) if shape is None and kinds & ERA_WORD else shape
