"""Phrases that stand in tables of fixtures/dates: how a written phrase and a row of a table are made to meet.

Case, diacritics, stops and words such as "on the feast of" do not count; a year is taken out and kept apart.
"""

import re
from dataclasses import dataclass

from records.dates.month_words import PLAIN

# A smaller number beside a feast is a day.
FIRST_SHORT_YEAR = 32
PIECE = re.compile(
    r"(?P<year>\d{4}|(?<=['’])\d\d)(?!\d)|(?P<number>\d+)|(?P<word>[^\W\d_]+(?:['’][^\W\d_]+)*)"
    r"|(?P<sign>[^\s.,'’\"„”])"
)
# Marks of Polish, German and old Russian letters, and the apostrophe of "St. John's".
WITHOUT_MARKS = PLAIN | str.maketrans("ёѣі", "ееи", "'’")
# "Św. Jana", "sancti Joannis", "St. John's", "святого Івана": one sign for all saints.
SAINTS = (
    "św sw świętego świętym świętą świętej świętych swietego swietej swietych święty święta saint saints st sts sankt "
    "heiligen heiliger hl sancti sanctae sancto sanctorum s ss святого святой святых святої святих св свв святителя"
)
SAINT_WORDS = frozenset(SAINTS.split())
SAYING_LITTLE = (
    "na w we podczas czasie czasu okresie świąt dniu dnia dzień święto świętem uroczystość uroczystości roku r "
    "pańskiego during in the on at of for feast feastday day year am an zu der die das den dem des fest feste tag "
    "jahr jahre festo festum ipso ipsa anno domini dominica в во на у под время день дня праздник году года г під "
    "час свято року р"
)
PASSED_OVER = frozenset(SAYING_LITTLE.split())


@dataclass(frozen=True, slots=True)
class KnownPhrase:
    """What is looked up, and the years that stood among its words."""

    key: str
    years: tuple[int, ...]


def known_phrase(words: str) -> KnownPhrase | None:
    """Return the words as they stand in the tables' keys; None when numbers other than years are among them."""
    kept: list[str] = []
    years: list[int] = []
    for found in PIECE.finditer(words.casefold()):
        if found["year"]:
            years.append(int(found["year"]))
        elif found["word"]:
            word = found["word"]
            if word in SAINT_WORDS:
                kept.append("sv")
            elif word not in PASSED_OVER:
                kept.append(word.translate(WITHOUT_MARKS))
        elif found["number"]:
            if not FIRST_SHORT_YEAR <= int(found["number"]) <= 99:
                return None
            years.append(int(found["number"]))
        elif found["sign"] not in "()-–":
            return None
    return KnownPhrase(" ".join(kept), tuple(years))


def keys_of(names: str) -> list[str]:
    """Return the keys of the names in one cell of a table, divided by ";"."""
    phrases = (known_phrase(name) for name in names.split(";") if name.strip())
    return [phrase.key for phrase in phrases if phrase and phrase.key]


def words_without_marks(words: str) -> frozenset[str]:
    """Return words, divided by blanks, as they stand in keys."""
    return frozenset(word.translate(WITHOUT_MARKS) for word in words.split())
