"""Days as Julian Day Numbers in words, where the date they come from is not at hand."""

from records.dates.day_numbers import from_day_number
from records.dates.overlaps import Stay
from records.dates.value import GREGORIAN_MONTHS, parse_value
from records.dates.wording import word_date
from records.website.date_words import DateWords
from records.website.reader_language import page_language


def stay_words(stay: Stay) -> DateWords | None:
    """Word when somebody was somewhere: a period that is sure as such, other bounds as what they are."""
    if stay.earliest is None and stay.latest is None:
        return None
    first, last = _day(stay.earliest), _day(stay.latest)
    if not last:
        payload = f"FROM {first}" if stay.sure_from is not None else f"AFT {first}"
    elif not first:
        payload = f"TO {last}" if stay.sure_from is not None else f"BEF {last}"
    elif first == last:
        payload = first
    else:
        payload = f"FROM {first} TO {last}" if stay.sure_from is not None else f"BET {first} AND {last}"
    return DateWords(word_date(parse_value(payload), page_language()))


def _day(number: int | None) -> str:
    if number is None:
        return ""
    year, month, day = from_day_number(number)
    return f"{day} {GREGORIAN_MONTHS[month - 1]} {year}"
