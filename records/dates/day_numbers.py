"""Days counted in one unbroken row (Julian Day Numbers), so that calendars can be compared.

Years are astronomical: 1 BCE is 0, 2 BCE is -1. The distance of Julian and Gregorian dates
changed in 1700, 1800 and 1900, so it is never added as a constant but always counted.
"""

# The first day of the French Republican calendar, 22 September 1792.
FRENCH_EPOCH = 2375840
# 1 Tishri of the year 1: 7 October 3761 BCE by the Julian calendar.
HEBREW_EPOCH = 347998
# GEDCOM counts Hebrew months from Tishri, with Adar Sheni (ADS), which only leap years have, as the seventh.
CHESHVAN, KISLEV, ADAR, ADAR_SHENI = 2, 3, 6, 7
MONTH_LENGTHS = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
HEBREW_LENGTHS = (30, 29, 30, 29, 30, 29, 29, 30, 29, 30, 29, 30, 29)


def day_number(year: int, month: int, day: int, calendar: str = "gregorian") -> int:
    """Return the Julian Day Number of a day; the day is not checked against the length of its month."""
    if calendar == "hebrew":
        return _hebrew_day_number(year, month, day)
    if calendar == "french_r":
        return FRENCH_EPOCH + 365 * (year - 1) + year // 4 + 30 * (month - 1) + day - 1
    # March is month 0 of the shifted year, so that the leap day is its last day.
    shift = (14 - month) // 12
    shifted_year = year + 4800 - shift
    shifted_month = month + 12 * shift - 3
    days = day + (153 * shifted_month + 2) // 5 + 365 * shifted_year + shifted_year // 4
    if calendar == "julian":
        return days - 32083
    return days - shifted_year // 100 + shifted_year // 400 - 32045


def from_day_number(number: int, calendar: str = "gregorian") -> tuple[int, int, int]:
    """Return (astronomical year, month, day) of a Julian Day Number."""
    if calendar == "hebrew":
        return _hebrew_from_day_number(number)
    if calendar == "french_r":
        return _french_from_day_number(number)
    if calendar == "julian":
        century_years, rest = 0, number + 32082
    else:
        centuries = (4 * (number + 32044) + 3) // 146097
        century_years, rest = 100 * centuries, number + 32044 - 146097 * centuries // 4
    years = (4 * rest + 3) // 1461
    day_of_year = rest - 1461 * years // 4
    shifted_month = (5 * day_of_year + 2) // 153
    day = day_of_year - (153 * shifted_month + 2) // 5 + 1
    month = shifted_month + 3 - 12 * (shifted_month // 10)
    return century_years + years - 4800 + shifted_month // 10, month, day


def days_in_month(year: int, month: int, calendar: str = "gregorian") -> int:
    """Return the length of a month; 0 for a month that the year does not have."""
    if calendar == "hebrew":
        return _hebrew_month_length(year, month)
    if calendar == "french_r":
        # The thirteenth month holds the complementary days; years 3, 7 and 11 were leap years.
        return 30 if month < 13 else 6 if year % 4 == 3 else 5
    is_leap = year % 4 == 0 and (calendar == "julian" or year % 100 != 0 or year % 400 == 0)
    return 29 if month == 2 and is_leap else MONTH_LENGTHS[month - 1]


def months_in_year(calendar: str = "gregorian") -> int:
    """Return how many months the calendar can name."""
    return 13 if calendar in ("hebrew", "french_r") else 12


def _hebrew_day_number(year: int, month: int, day: int) -> int:
    return _hebrew_new_year(year) + sum(_hebrew_month_length(year, past) for past in range(1, month)) + day - 1


def _hebrew_from_day_number(number: int) -> tuple[int, int, int]:
    # A mean year has 35975351/98496 days.
    year = (number - HEBREW_EPOCH) * 98496 // 35975351 + 2
    while _hebrew_new_year(year) > number:
        year -= 1
    month, rest = 1, number - _hebrew_new_year(year)
    while rest >= _hebrew_month_length(year, month):
        rest -= _hebrew_month_length(year, month)
        month += 1
    return year, month, rest + 1


def _hebrew_new_year(year: int) -> int:
    """Return the day of 1 Tishri, put off where a year of a forbidden length would follow."""
    before, here, after = (_days_to_molad(near) for near in (year - 1, year, year + 1))
    delay = 2 if after - here == 356 else 1 if here - before == 382 else 0
    return HEBREW_EPOCH + here + delay


def _days_to_molad(year: int) -> int:
    """Return the days from the epoch to the new moon of Tishri, never a Sunday, Wednesday or Friday."""
    months = (235 * year - 234) // 19
    day = 29 * months + (12084 + 13753 * months) // 25920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _hebrew_month_length(year: int, month: int) -> int:
    is_leap = (7 * year + 1) % 19 < 7
    if month == ADAR_SHENI:
        return 29 if is_leap else 0
    if month == ADAR:
        return 30 if is_leap else 29
    length = _hebrew_new_year(year + 1) - _hebrew_new_year(year)
    if month == CHESHVAN and length % 10 == 5:
        return 30
    if month == KISLEV and length % 10 == 3:
        return 29
    return HEBREW_LENGTHS[month - 1]


def _french_from_day_number(number: int) -> tuple[int, int, int]:
    days = number - FRENCH_EPOCH
    year = (4 * days + 1) // 1461 + 1
    while day_number(year, 1, 1, "french_r") > number:
        year -= 1
    while day_number(year + 1, 1, 1, "french_r") <= number:
        year += 1
    rest = number - day_number(year, 1, 1, "french_r")
    return year, rest // 30 + 1, rest % 30 + 1
