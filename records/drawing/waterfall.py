"""Evidence as a waterfall: from where all begins, each part up or down, to what they come to together; pure Python."""

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, ROW, BAR = 320, 22, 12
_MARGIN = 6.0


@dataclass(frozen=True, slots=True)
class Fall:
    """One bar, on a line of its own: its words, how many bits it adds, and from where to where it reaches."""

    words: str
    bits: float
    left: float
    width: float
    end: float

    @property
    def is_for(self) -> bool:
        """Whether it speaks for one person."""
        return self.bits >= 0


@dataclass(frozen=True, slots=True)
class Waterfall:
    """All that a template needs: the bars from above, where even chances are, and the size of a line and its bar."""

    bars: tuple[Fall, ...]
    even: float
    width: int = WIDTH
    height: int = ROW
    bar: int = BAR
    top: float = (ROW - BAR) / 2


def waterfall(start: tuple[str, float], parts: Sequence[tuple[str, float]], end: str) -> Waterfall:
    """Draw the bits of the start, of every part, and of all together; 0 bits are even chances."""
    steps, reached = [(start[0], start[1], 0.0, start[1])], start[1]
    for words, bits in parts:
        steps.append((words, bits, reached, reached + bits))
        reached += bits
    steps.append((end, reached, 0.0, reached))
    ends = [0.0, *(at for _words, _bits, *both in steps for at in both)]
    lowest, highest = min(ends), max(ends)
    scale = (WIDTH - 2 * _MARGIN) / max(highest - lowest, 1e-9)

    def across(bits: float) -> float:
        return round(_MARGIN + (bits - lowest) * scale, 1)

    bars = tuple(
        Fall(
            words, round(bits, 1), across(min(one, other)), max(round(abs(other - one) * scale, 1), 1.0), across(other)
        )
        for words, bits, one, other in steps
    )  # fmt: skip
    return Waterfall(bars, across(0.0))
