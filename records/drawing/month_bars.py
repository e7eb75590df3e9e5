"""How many people were somewhere in each month or year, as bars: in front who surely was, behind who may have been."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import floor, log10

WIDTH, HEIGHT = 400.0, 130.0
_LEFT, _RIGHT, _TOP, _BOTTOM = 40.0, 4.0, 10.0, 20.0
# A bar is never thinner than a hair, so that one of a thousand is still seen.
_LEAST = 1.0
_LETTER, _GAP = 6.6, 8.0


@dataclass(frozen=True, slots=True)
class Count:
    """One month or year: its name, how many may have been there and how many of them surely, where its bar leads.

    ``below`` stands under the bar where there is room for it.
    """

    words: str
    possible: int
    sure: int
    link: str = ""
    chosen: bool = False
    below: str = ""


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar: its column, the heights of both parts, and whether it is within what the reader chose."""

    count: Count
    x: float
    width: float
    top: float
    height: float
    sure_top: float
    sure_height: float


@dataclass(frozen=True, slots=True)
class Tick:
    """A line across with its number, or a word below the bars."""

    words: str
    at: float


@dataclass(frozen=True, slots=True)
class Bars:
    """All that a template needs to draw the bars; ``floor`` is the line they stand on."""

    bars: tuple[Bar, ...]
    lines: tuple[Tick, ...]
    words: tuple[Tick, ...]
    width: float = WIDTH
    height: float = HEIGHT
    left: float = _LEFT
    top: float = _TOP
    floor: float = HEIGHT - _BOTTOM


def month_bars(counts: Sequence[Count]) -> Bars | None:
    """Draw the bars; None where nobody is counted. Words stand below the columns that begin a year, as room allows."""
    most = max((count.possible for count in counts), default=0)
    if not most:
        return None
    top = _round_up(most)
    step = (WIDTH - _LEFT - _RIGHT) / len(counts)
    width = round(min(step * 0.8, 26.0), 2)
    unit = (HEIGHT - _TOP - _BOTTOM) / top
    bars = []
    for number, count in enumerate(counts):
        possible, sure = _height(count.possible, unit), _height(count.sure, unit)
        x = round(_LEFT + step * number + (step - width) / 2, 2)
        ground = HEIGHT - _BOTTOM
        bars.append(Bar(count, x, width, round(ground - possible, 1), possible, round(ground - sure, 1), sure))
    lines = tuple(Tick(str(value), round(HEIGHT - _BOTTOM - value * unit, 1)) for value in dict.fromkeys((0, top)))
    return Bars(tuple(bars), lines, _words(bars))


def _height(value: int, unit: float) -> float:
    return round(max(_LEAST, value * unit), 1) if value else 0.0


def _round_up(most: int) -> int:
    """Return the next number of one digit and zeros: 7, 20, 400."""
    power = 10 ** floor(log10(most))
    return int(-(-most // power) * power)


def _words(bars: Sequence[Bar]) -> tuple[Tick, ...]:
    """Return the words below the bars from left to right, leaving out those that would touch the one before."""
    found: list[Tick] = []
    free_from = 0.0
    for bar in bars:
        middle, half = round(bar.x + bar.width / 2, 1), len(bar.count.below) * _LETTER / 2
        if bar.count.below and middle - half >= free_from and middle + half <= WIDTH + _GAP:
            found.append(Tick(bar.count.below, middle))
            free_from = middle + half + _GAP
    return tuple(found)
