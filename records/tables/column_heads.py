"""Heads of columns in two rows: "Data urodzenia" over "dzień", "miesiąc" and "rok".

A merged cell of a workbook, as an empty cell of a text file, has its words in its first column only.
"""

import re
from collections.abc import Sequence

from records.names.folding import fold

OVER = " / "
DAY, MONTH, YEAR = "day", "month", "year"
_WORDS = {
    DAY: "dzien|dz|day|dd|tag|день|число|д|ч",
    MONTH: "miesiac|mies|mc|m c|month|mm|monat|месяц|мес|місяць|м",
    YEAR: "rok|r|year|yyyy|jahr|год|г|рік|р",
    "date": "data|date|datum|дата|kiedy|when|wann|когда",
    "place": "miejsce|miejscowosc|place|ort|место|місце|gdzie|where|wo|где",
    "": "surname|nazwisko|nachname|фамилия|given name|imie|imiona|vorname|имя|отчество|patronymic|otczestwo|powiat"
    "|wojewodztwo|gmina|wies|kraj|county|village|country|kreis|gemeinde|область|район|село|nr|numer|number|номер",
}
_PARTS = {fold(word): part for part, words in _WORDS.items() for word in words.split("|")}
_LONGEST = 60


def bare(head: str) -> str:
    """Return the words of a head alone, folded."""
    return " ".join(re.sub(r"[^\w№]+", " ", fold(head)).split())


def part_said(words: str) -> str:
    """Return which part a head below another names: day, month, year, date or place; empty for none of these."""
    return _PARTS.get(bare(words), "")


def joined_heads(upper: Sequence[str], lower: Sequence[str]) -> tuple[str, ...]:
    """Return the heads of two rows as one, what stands over a group of columns before each of them.

    >>> joined_heads(("Nazwisko", "Ur.", ""), ("", "dzień", "rok"))
    ('Nazwisko', 'Ur. / dzień', 'Ur. / rok')
    """
    return tuple(
        OVER.join(filter(None, (over, _at(lower, column))))
        for column, over in enumerate(_over(upper, lower, max(len(upper), len(lower))))
    )


def are_two_rows(upper: Sequence[str], lower: Sequence[str]) -> bool:
    """Tell whether the row below a row of heads divides some of them, rather than being the first of the list."""
    filled = [column for column, cell in enumerate(lower) if cell]
    over = _over(upper, lower, max(len(upper), len(lower)))
    if any(not over[column] or _is_no_head(lower[column]) for column in filled):
        return False
    groups = [column for column in filled if not _at(upper, column)]
    if not groups:
        return False
    known = all(bare(lower[column]) in _PARTS for column in filled)
    # A row of the list would have something below the heads that stand alone.
    undivided = any(_at(upper, column) and not _at(lower, column) for column in range(len(upper)))
    return known or (undivided and len(filled) > 1 and not _at(lower, 0))


def _over(upper: Sequence[str], lower: Sequence[str], width: int) -> list[str]:
    """Return what stands over each column: its own head, or that of the group it belongs to."""
    found: list[str] = []
    group = ""
    for column in range(width):
        own, below = _at(upper, column), _at(lower, column)
        group = (own if below else "") if own else (group if below else "")
        found.append(own or group)
    return found


def _at(cells: Sequence[str], column: int) -> str:
    return cells[column] if column < len(cells) else ""


def _is_no_head(cell: str) -> bool:
    return len(cell) >= _LONGEST or any(sign.isdecimal() for sign in cell)
