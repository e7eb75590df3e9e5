"""How long a certificate was valid: computed from its day of issue, never entered."""

from calendar import monthrange

from records.dates.day_numbers import from_day_number


def expiry(issued: int | None, issued_latest: int | None, months: object) -> str:
    """Return the last day of validity in ISO form; nothing when the day of issue or the months are not known.

    Days are Julian Day Numbers. A certificate of 30 November valid three months ends on the last of February.
    """
    if issued is None or issued != issued_latest or not str(months).isdecimal():
        return ""
    year, month, day = from_day_number(issued)
    passed = month - 1 + int(str(months))
    year, month = year + passed // 12, passed % 12 + 1
    return f"{year:04d}-{month:02d}-{min(day, monthrange(year, month)[1]):02d}"
