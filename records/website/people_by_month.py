"""How many people were somewhere by month or by year: the bars, and the same as a table."""

from collections.abc import Iterable

from records.drawing.month_bars import Bars, Count, month_bars
from records.edition.who_was_there import DaysThere
from records.website.months import Month, month_of, months_between

# With more months than these the bars stand for years.
_MOST_MONTHS = 60
# With fewer than these each bar has its name.
_FEW_MONTHS = 12
# So many months are shown on either side of a short time that was chosen.
_AROUND = 12
# No journey of the archive began earlier or ended later; a slip of the pen must not make a thousand bars.
_FIRST, _LAST = Month(1880, 1), Month(1999, 12)

Chosen = tuple[Month | None, Month | None]


def span_of(days: DaysThere) -> tuple[Month, Month] | None:
    """Return the first and last month of which anything is known."""
    known = days.span()
    if known is None:
        return None
    first, last = max(month_of(known[0]), _FIRST), min(month_of(known[1]), _LAST)
    return (first, last) if first <= last else None


def bars_of(days: DaysThere, address: str, chosen: Chosen = (None, None)) -> Bars | None:
    """Draw how many were there; each bar leads to the people of its time at this address."""
    span = span_of(days)
    if span is None:
        return None
    window = _window(span, chosen)
    return month_bars(list(_counts(days, window, address, chosen)))


def _window(span: tuple[Month, Month], chosen: Chosen) -> tuple[Month, Month]:
    """Return the months to draw: all, or those around a short time that was chosen."""
    if _length(span) <= _MOST_MONTHS or chosen == (None, None):
        return span
    near = (chosen[0] or span[0]).moved(-_AROUND), (chosen[1] or span[1]).moved(_AROUND)
    narrowed = max(near[0], span[0]), min(near[1], span[1])
    return narrowed if narrowed[0] <= narrowed[1] and _length(narrowed) <= _MOST_MONTHS else span


def _length(span: tuple[Month, Month]) -> int:
    return (span[1].year - span[0].year) * 12 + span[1].month - span[0].month + 1


def _counts(days: DaysThere, window: tuple[Month, Month], address: str, chosen: Chosen) -> Iterable[Count]:
    if _length(window) <= _MOST_MONTHS:
        few = _length(window) <= _FEW_MONTHS
        for month in months_between(*window):
            its_year = str(month.year) if month.month == 1 or month == window[0] else ""
            below = " ".join(filter(None, (month.short_name, its_year))) if few else its_year
            yield _count(days, (month, month), (month.name, below), address, chosen)
    else:
        for year in range(window[0].year, window[1].year + 1):
            yield _count(days, (Month(year, 1), Month(year, 12)), (str(year), str(year)), address, chosen)


def _count(days: DaysThere, time: tuple[Month, Month], words: tuple[str, str], address: str, chosen: Chosen) -> Count:
    first, last = time
    is_chosen = chosen != (None, None) and (chosen[0] is None or last >= chosen[0])
    return Count(
        words[0],
        days.possible(first.first, last.last),
        days.sure(first.first, last.last),
        f"{address}?from={first.code}&to={last.code}",
        is_chosen and (chosen[1] is None or first <= chosen[1]),
        words[1],
    )
