"""Coordinates as files write them."""

from records.gedcom.structure import Structure


def degrees_of(coordinates: Structure) -> tuple[float, float] | None:
    """Return latitude and longitude of a MAP, or None when it cannot be read."""
    latitude = _degrees(coordinates.text("LATI"), 90)
    longitude = _degrees(coordinates.text("LONG"), 180)
    return None if latitude is None or longitude is None else (latitude, longitude)


def _degrees(text: str, most: int) -> float | None:
    """Read "N52.1", "E26.5", "-12.3"."""
    text = text.strip()
    sign = -1 if text[:1].upper() in ("S", "W", "-") else 1
    try:
        degrees = sign * float(text.lstrip("NSEWnsew+- "))
    except ValueError:
        return None
    return degrees if abs(degrees) <= most else None
