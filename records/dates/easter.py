"""The day of Easter in the western and the eastern church, and the days counted from it."""

from records.dates.day_numbers import day_number

# Western Easter follows the Gregorian calendar from 1583, in Poland as in Rome.
FIRST_GREGORIAN_EASTER = 1583


def western_easter(year: int) -> int:
    """Return the day number of Easter of the western church (the anonymous Gregorian rule of 1876)."""
    if year < FIRST_GREGORIAN_EASTER:
        return eastern_easter(year)
    golden = year % 19
    century, rest = divmod(year, 100)
    moon_correction = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - century // 4 - moon_correction + 15) % 30
    weekday = (32 + 2 * (century % 4) + 2 * (rest // 4) - epact - rest % 4) % 7
    late = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * late + 114, 31)
    return day_number(year, month, day + 1)


def eastern_easter(year: int) -> int:
    """Return the day number of Easter by the Julian reckoning (Meeus)."""
    moon = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - moon + 34) % 7
    month, day = divmod(moon + weekday + 114, 31)
    return day_number(year, month, day + 1, "julian")
