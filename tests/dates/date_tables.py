"""Tables of date cases from `fixtures/dates`, and dates as hypothesis makes them."""

import csv
from pathlib import Path

from records.dates.day_numbers import from_day_number

TABLES = Path(__file__).parents[2] / "fixtures" / "dates"


def table(name: str) -> list[dict[str, str]]:
    """Return the rows of a table of cases."""
    with (TABLES / name).open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


def iso(number: int | None) -> str:
    """Return a day number as the tables write it; "" for no bound."""
    return "" if number is None else "{:04d}-{:02d}-{:02d}".format(*from_day_number(number))
