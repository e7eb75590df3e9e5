"""Latin dating of the parish books: days in words ("die vigesima septima Maii"), Kalends, Nones and Ides."""

import re

from records.dates.date_shapes import Shape, exact
from records.dates.date_tokens import read_tokens
from records.dates.day_numbers import day_number, from_day_number
from records.dates.historical_date import Calendar, DatePart

UNIT_WORDS = "prima secunda tertia quarta quinta sexta septima octava nona"
UNITS = tuple(UNIT_WORDS.split())
DAYS = {word: number for number, word in enumerate(UNITS, 1)}
DAYS |= {"decima": 10, "undecima": 11, "duodecima": 12}
DAYS |= {f"decima {word}": 10 + number for number, word in enumerate(UNITS, 1)}
DAYS |= {f"{tens} {word}": 20 + number for tens in ("vigesima", "vicesima") for number, word in enumerate(UNITS, 1)}
DAYS |= {"vigesima": 20, "vicesima": 20, "trigesima": 30, "tricesima": 30, "trigesima prima": 31, "tricesima prima": 31}
# The clerk wrote the ending over the figure: "die 7ma Maii".
# Only before a month: "feria quarta Cinerum" is no fourth.
DAY_IN_WORDS = re.compile(
    rf"\b(?:{'|'.join(sorted(DAYS, key=len, reverse=True))})\b"
    r"(?=\s+(?:mensis\s+|die\s+)?(?:[ji]an|feb|mar|apr|ma[ij]|[ji]u[nl]|aug|sep|oct|nov|dec|\d{1,2}b|[vix]+b))",
    re.IGNORECASE,
)

MARK_WORDS = "kalendas|kalendis|calendas|calendis|kal|cal|nonas|nonis|non|idus|idibus|id"
ROMAN_DAY = re.compile(
    rf"(?:a\.?\s?d\.?\s+)?(?:(?P<before>pridie|prid\.?|[ivx]+|\d{{1,2}})\.?\s+)?(?P<mark>{MARK_WORDS})\.?\s+(?P<rest>\S.*)",
    re.IGNORECASE,
)
MONTHS_WITH_LATE_IDES = (3, 5, 7, 10)
ROMAN_WORDS = "i ii iii iv v vi vii viii ix x xi xii xiii xiv xv xvi xvii xviii xix"
ROMAN_FIGURES = {figure: number for number, figure in enumerate(ROMAN_WORDS.split(), 1)}
ROMAN_FIGURES |= {"iiii": 4, "viiii": 9, "xiiii": 14}
LONGEST_COUNT = 19


def with_days_in_figures(words: str) -> str:
    """Return the words with each Latin day in figures: "die septima Maii" becomes "die 7 Maii"."""
    return DAY_IN_WORDS.sub(lambda found: str(DAYS.get(found[0].lower(), found[0])), words)


def read_roman_day(words: str, calendar: Calendar) -> Shape | None:
    """Return the day that is counted back from Kalends, Nones or Ides, the day itself counted too, or None."""
    found = ROMAN_DAY.fullmatch(words)
    tokens = read_tokens(found["rest"]) if found else None
    if found is None or tokens is None or tokens.signature != "MY":
        return None
    month, year = tokens.numbers
    count = _count(found["before"])
    if not 1 <= count <= LONGEST_COUNT or year < 100:
        return None
    number = day_number(year, month, _marked_day(found["mark"], month), calendar.value) - count + 1
    return exact(DatePart(*from_day_number(number, calendar.value), calendar))


def _marked_day(mark: str, month: int) -> int:
    late = 2 if month in MONTHS_WITH_LATE_IDES else 0
    first_letter = mark[0].casefold()
    return 1 if first_letter in "kc" else 5 + late if first_letter == "n" else 13 + late


def _count(before: str | None) -> int:
    if not before:
        return 1
    word = before.casefold()
    if word.startswith("prid"):
        return 2
    return int(word) if word.isdecimal() else ROMAN_FIGURES.get(word, 0)
