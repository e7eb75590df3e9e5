"""Cutting a written date into numbers, months and signs, and writing the kinds down as a signature.

"7/19 V 1869" becomes the numbers 7, 19, 5, 1869 and the signature "D/DMY": D a number of one or
two digits, M a month in letters or Roman figures, Y a year, and the signs / - ( ). Words that only
announce a date ("dnia", "roku", "in the") are passed over.
"""

import re
from dataclasses import dataclass

from records.dates.date_words import FILLING_WORDS
from records.dates.month_words import month_of_roman, months_by_word

# The endings of a number said as "the tenth": 10th, 3-go, 40-tym, 1869-го, 41-м, 10te, 7ma.
ENDINGS = (
    "st|nd|rd|th|ma|da|tia|ta|va|na|go|ego|tego|szego|ty|tym|szym|ym|szy|te|sten|ten|ste|ter|"
    "ого|его|го|му|ому|ем|ом|м|й|ый|ий|ій|я|е|є"
)
TOKEN = re.compile(
    # "A.D." is no "a" and no "d".
    rf"(?P<skip>[\s.,'’`]+|\ba\.\s?d\.)|(?P<latin>\d{{1,2}}b(?:ris|er|re)\b)|(?P<number>\d+)(?:[-‑]?(?:{ENDINGS})\b)?"
    r"|(?P<word>[^\W\d_]+)|(?P<dash>[-–—])|(?P<sign>[/()])|(?P<other>.)",
    re.IGNORECASE | re.DOTALL,
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
    months = months_by_word()
    for found in TOKEN.finditer(text):
        kind = found.lastgroup
        if kind == "skip":
            continue
        if kind == "number":
            digits = found["number"]
            if len(digits) > 4:
                return None
            signature.append("D" if len(digits) <= 2 else "Y")
            numbers.append(int(digits))
        elif kind == "dash":
            signature.append("-")
        elif kind == "sign":
            signature.append(found["sign"])
        elif kind == "other":
            return None
        else:
            word = found[0]
            folded = word.casefold()
            month = month_of_roman(word) or months.get(folded)
            if month:
                signature.append("M")
                numbers.append(month)
            elif folded not in FILLING_WORDS:
                return None
    return Tokens("".join(signature), tuple(numbers))
