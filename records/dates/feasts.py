"""Feasts in place of days: "na Wielkanoc 1942", "in vigilia S. Joannis 1790", "на Рождество 1941".

The names stand in fixtures/dates/feasts.csv, one row for a feast in a language, with its day in the western
and in the eastern church: "12-25", or counted from Easter, "E-7", or from the first Sunday of Advent, "A"; a
span has both ends, "E-46/E-1". Where a language does not tell the rite (`rite` is "either"), both days stay
as bounds. Fixed eastern days are those of the Julian calendar.
"""

from dataclasses import dataclass, replace
from functools import cache

from records.dates.date_shapes import SHORT_YEAR_CENTURY, Shape, between, either, exact
from records.dates.day_numbers import day_number, from_day_number
from records.dates.easter import FIRST_GREGORIAN_EASTER, eastern_easter, western_easter
from records.dates.historical_date import Calendar, DatePart
from records.dates.known_phrases import keys_of, known_phrase, words_without_marks
from records.fixture_files import fixture_rows

# Of the feast that follows: the day before it. "Wigilia" alone, as of Christmas, has its own rows.
EVE_WORDS = (
    "wigilia wigilię wigilii wigilie vigilia vigiliam vigil eve pridie vorabend vorabende "
    "переддень передодні навечерие канун накануне przeddzień przededniu"
)
# Words that name the rite of a feast, and the feast goes by it.
WESTERN_WORDS = (
    "katolicka katolickie katolickiego rzymskokatolicka catholic roman katholische "
    "католическая католическую католическое католицький католицька"
)
EASTERN_WORDS = (
    "prawosławna prawosławne prawosławnego greckokatolicka greckokatolickie ruska ruskie orthodox orthodoxe "
    "orthodoxen ukrainian russian православная православную православное православний православна"
)
EVES, WESTERN_RITE, EASTERN_RITE = map(words_without_marks, (EVE_WORDS, WESTERN_WORDS, EASTERN_WORDS))
# Soviet Russia counted by the Gregorian calendar from 14 February 1918.
FIRST_GREGORIAN_YEAR_IN_RUSSIA = 1918


@dataclass(frozen=True, slots=True)
class Feast:
    """One feast: the first and last day of each church as the table writes them, and the rite that is meant."""

    western: str
    eastern: str
    rite: str


@cache
def feasts_by_key() -> dict[str, Feast]:
    """Return the feasts of the table by every name they have."""
    feasts: dict[str, Feast] = {}
    for row in fixture_rows("dates", "feasts.csv"):
        feast = Feast(row["western"], row["eastern"], row["rite"])
        for key in keys_of(row["names"]):
            feasts.setdefault(key, feast)
    return feasts


def names_feast(words: str) -> bool:
    """Return whether the words are a feast of the table, with or without a year or a word such as "after"."""
    phrase = known_phrase(words)
    return phrase is not None and not {phrase.key, phrase.key.partition(" ")[2]}.isdisjoint(feasts_by_key())


def read_feast(words: str, calendar: Calendar) -> Shape | None:
    """Return the day or days of a feast named with its year, or None."""
    phrase = known_phrase(words)
    if phrase is None or len(phrase.years) != 1:
        return None
    year = phrase.years[0]
    if year < 100:
        shape = _find_feast(phrase.key, SHORT_YEAR_CENTURY + year, calendar)
        return replace(shape, is_guess=True) if shape else None
    return _find_feast(phrase.key, year, calendar)


def _find_feast(key: str, year: int, calendar: Calendar) -> Shape | None:
    if key in feasts_by_key():
        return _days_of(feasts_by_key()[key], year, calendar)
    words = key.split()
    rite = "western" if WESTERN_RITE.intersection(words) else "eastern" if EASTERN_RITE.intersection(words) else ""
    if rite:
        words = [word for word in words if word not in WESTERN_RITE and word not in EASTERN_RITE]
    is_eve = bool(words) and (words[0] in EVES or words[-1] in EVES)
    if is_eve:
        words = words[1:] if words[0] in EVES else words[:-1]
    feast = feasts_by_key().get(" ".join(words))
    if feast is None:
        return None
    return _days_of(replace(feast, rite=rite or feast.rite), year, calendar, before=int(is_eve))


def _days_of(feast: Feast, year: int, calendar: Calendar, before: int = 0) -> Shape | None:
    known = _days_by_rite(feast, year, calendar)
    if not known:
        return None
    counted = Calendar.JULIAN if _is_counted_old_style(feast, year, calendar) else Calendar.GREGORIAN
    first = _part(min(first for first, _ in known) - before, counted)
    last = _part(max(last for _, last in known) - before, counted)
    if first == last:
        return exact(first)
    return either(first, last) if len(known) > 1 else between(first, last)


def _days_by_rite(feast: Feast, year: int, calendar: Calendar) -> set[tuple[int, int]]:
    """Return the first and last day of a feast in each church that is meant."""
    if calendar is Calendar.JULIAN:
        return {_days(feast.eastern or feast.western, year, "julian")}
    days = set()
    if feast.western and feast.rite != "eastern":
        days.add(_days(feast.western, year, "julian" if year < FIRST_GREGORIAN_EASTER else "gregorian"))
    if feast.eastern and feast.rite != "western":
        days.add(_eastern_days(feast.eastern, year))
    return days


def _is_counted_old_style(feast: Feast, year: int, calendar: Calendar) -> bool:
    by_eastern_church = feast.rite == "eastern" and year < FIRST_GREGORIAN_YEAR_IN_RUSSIA
    return calendar is Calendar.JULIAN or by_eastern_church or year < FIRST_GREGORIAN_EASTER


def _part(number: int, calendar: Calendar) -> DatePart:
    return DatePart(*from_day_number(number, calendar.value), calendar)


def _eastern_days(rule: str, year: int) -> tuple[int, int]:
    days = _days(rule, year, "julian")
    # The eastern Christmas of 1942 was 7 January 1942, which the Julian calendar counts to 1941.
    if year >= FIRST_GREGORIAN_YEAR_IN_RUSSIA and from_day_number(days[0])[0] > year:
        return _days(rule, year - 1, "julian")
    return days


def _days(rule: str, year: int, counting: str) -> tuple[int, int]:
    first, _, last = rule.partition("/")
    easter = eastern_easter(year) if counting == "julian" else western_easter(year)
    return _day(first, year, easter, counting), _day(last or first, year, easter, counting)


def _day(rule: str, year: int, easter: int, counting: str) -> int:
    if rule.startswith("E"):
        return easter + int(rule[1:] or 0)
    if rule == "A":
        # The fourth Sunday before Christmas; day numbers that divide by 7 are Mondays.
        christmas = day_number(year, 12, 25, counting)
        return christmas - 22 - christmas % 7
    month, day = rule.split("-")
    return day_number(year, int(month), int(day), counting)
