"""Cutting a written date into numbers, months and signs, and writing the kinds down as a signature.

"7/19 V 1869" becomes the tokens 7, /, 19, May, 1869 and the signature "D/DMY": D a number of one or
two digits, M a month in letters or Roman figures, Y a year, and the signs / - ( ).
"""

import re
from dataclasses import dataclass

from records.dates.month_words import month_of_roman, month_of_word

TOKEN = re.compile(
    r"(?P<bris>\d{1,2}bris)|(?P<number>\d+)(?:-?(?:st|nd|rd|th|go|ego|ого|го|е|ste|te)\b)?|(?P<word>[^\W\d_]+)|(?P<sign>[/()\-–—])|(?P<skip>[\s.,]+)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Tokens:
    """The signature of a written date and the numbers behind its letters D, M and Y, in order."""

    signature: str
    numbers: tuple[int, ...]


def read_tokens(text: str) -> Tokens | None:
    """Return the tokens of a written date, or None when it holds a word that is no month."""
    signature: list[str] = []
    numbers: list[int] = []
    place = 0
    while place < len(text):
        found = TOKEN.match(text, place)
        if found is None:
            return None
        place = found.end()
        if found["skip"]:
            continue
        if found["sign"]:
            signature.append("-" if found["sign"] in "-–—" else found["sign"])
            continue
        kind, number = _kind(found)
        if not kind:
            return None
        signature.append(kind)
        numbers.append(number)
    return Tokens("".join(signature), tuple(numbers))


def _kind(found: re.Match[str]) -> tuple[str, int]:
    if found["number"]:
        digits = found["number"]
        # Other decimal digits than ours would pass as numbers too; a date in them is not read.
        if not digits.isascii() or len(digits) > 4:
            return "", 0
        return ("D" if len(digits) <= 2 else "Y"), int(digits)
    word = found["bris"] or found["word"]
    month = month_of_roman(word) or month_of_word(word)
    return ("M", month) if month else ("", 0)
