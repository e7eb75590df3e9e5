"""Days counted in one unbroken row (Julian Day Numbers), so that calendars can be compared.

Years are astronomical: 1 BCE is 0, 2 BCE is -1. The distance of Julian and Gregorian dates
changed in 1700, 1800 and 1900, so it is never added as a constant but always counted.
"""

from convertdate import hebrew

# The first day of the French Republican calendar, 22 September 1792.
FRENCH_EPOCH = 2375840
# GEDCOM counts Hebrew months from Tishri, with Adar Sheni (ADS) as the seventh; convertdate from Nisan.
HEBREW_MONTHS = (7, 8, 9, 10, 11, 12, 13, 1, 2, 3, 4, 5, 6)
ADAR, ADAR_SHENI = 12, 13


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
        counted = HEBREW_MONTHS[month - 1]
        return 0 if counted == ADAR_SHENI and not hebrew.leap(year) else int(hebrew.month_days(year, counted))
    if calendar == "french_r":
        # The thirteenth month holds the complementary days; years 3, 7 and 11 were leap years.
        return 30 if month < 13 else 6 if year % 4 == 3 else 5
    next_year, next_month = (year, month + 1) if month < 12 else (year + 1, 1)
    return day_number(next_year, next_month, 1, calendar) - day_number(year, month, 1, calendar)


def months_in_year(calendar: str = "gregorian") -> int:
    """Return how many months the calendar can name."""
    return 13 if calendar in ("hebrew", "french_r") else 12


def _hebrew_day_number(year: int, month: int, day: int) -> int:
    counted = HEBREW_MONTHS[month - 1]
    if counted == ADAR_SHENI and not hebrew.leap(year):
        counted = ADAR
    return int(hebrew.to_jd(year, counted, day) + 0.5)


def _hebrew_from_day_number(number: int) -> tuple[int, int, int]:
    year, counted, day = hebrew.from_jd(number - 0.5)
    return int(year), HEBREW_MONTHS.index(int(counted)) + 1, int(day)


def _french_from_day_number(number: int) -> tuple[int, int, int]:
    days = number - FRENCH_EPOCH
    year = (4 * days + 1) // 1461 + 1
    while day_number(year, 1, 1, "french_r") > number:
        year -= 1
    while day_number(year + 1, 1, 1, "french_r") <= number:
        year += 1
    rest = number - day_number(year, 1, 1, "french_r")
    return year, rest // 30 + 1, rest % 30 + 1
