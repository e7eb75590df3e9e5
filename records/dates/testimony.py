"""Great events in place of dates, as witnesses tell: "po amnestii", "when the Soviets came", "w pierwszej deportacji".

The phrases and the days they stand for are those of fixtures/dates/testimony.csv, each with its source. What is
dated so stays uncertain: the train left a day later, the news came in autumn.
"""

import re
from functools import cache

from records.dates.date_shapes import SHORT_YEAR_CENTURY, Shape
from records.dates.historical_date import DatePart
from records.dates.known_phrases import keys_of, known_phrase
from records.dates.month_words import alternatives
from records.dates.value import Reading, read_value
from records.fixture_files import fixture_rows


@cache
def events_by_key() -> dict[str, Reading]:
    """Return the readings of the table by every phrase that stands for them."""
    events: dict[str, Reading] = {}
    for row in fixture_rows("dates", "testimony.csv"):
        reading = read_value(row["value"])
        for key in keys_of(row["phrases"]):
            if reading is not None:
                events.setdefault(key, reading)
    return events


@cache
def _years_in_words() -> tuple[re.Pattern[str], dict[str, str]]:
    years = {
        phrase: f"'{row['value'][2:]}"
        for row in fixture_rows("dates", "testimony.csv")
        if row["value"].isdecimal()
        for phrase in row["phrases"].split(";")
    }
    return re.compile(rf"\b{alternatives('|'.join(years))}\b"), years


def with_years_in_figures(words: str) -> str:
    """Return the words with each year in figures: "wiosną czterdziestego drugiego" becomes "wiosną '42"."""
    pattern, years = _years_in_words()
    return pattern.sub(lambda found: years[found[0]], words)


def names_event(words: str) -> bool:
    """Return whether the words are a phrase of the table, with or without a word such as "after" before it."""
    phrase = known_phrase(words)
    return phrase is not None and not {phrase.key, phrase.key.partition(" ")[2]}.isdisjoint(events_by_key())


def read_testimony(words: str) -> Shape | None:
    """Return what a known event says about the time, or None; a year beside it must be its own."""
    phrase = known_phrase(words)
    reading = events_by_key().get(phrase.key) if phrase else None
    if phrase is None or reading is None:
        return None
    years = {_full(year) for year in phrase.years}
    return Shape(reading, is_guess=True) if years <= _years_of(reading.start, reading.end) else None


def _full(year: int) -> int:
    return year + SHORT_YEAR_CENTURY if year < 100 else year


def _years_of(*parts: DatePart | None) -> set[int]:
    return {part.year for part in parts if part and part.year}
