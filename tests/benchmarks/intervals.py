"""How far a measured share may be off."""

from math import sqrt

_NORMAL_95 = 1.959964


def wilson(hits: int, number: int) -> tuple[float, float, float]:
    """Return a share with the 95 % interval of Wilson around it; of nothing, everything is possible.

    >>> wilson(0, 10)[0], round(wilson(0, 10)[2], 3)
    (0.0, 0.278)
    """
    if not number:
        return 0.0, 0.0, 1.0
    share, square = hits / number, _NORMAL_95**2
    middle = (share + square / (2 * number)) / (1 + square / number)
    half = _NORMAL_95 * sqrt(share * (1 - share) / number + square / (4 * number**2)) / (1 + square / number)
    return share, max(middle - half, 0.0), min(middle + half, 1.0)
