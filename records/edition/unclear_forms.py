"""Recorded surnames with letters that nobody could read: Kowal[...] may be the Kowalski that a reader seeks.

They are found by what was read of their beginning; how many fit by their first letters bounds what a search costs.
"""

import re
from collections import defaultdict
from collections.abc import Iterator

from records.names.folding import fold, script_of
from records.names.illegible import could_be, read_illegible
from records.names.surnames import family_keys
from records.names.transliteration import to_polish_letters

_FEWEST_LETTERS, _BEGINNING, _MOST_LOOKED_AT = 3, 2, 2_000
_OPEN = re.compile(r"[?*\[]")
# As close as a form is of which nearly nothing, or nearly all, was read.
_LEAST_CLOSE, _MORE_CLOSE = 0.5, 0.4


class UnclearForms:
    """The surnames of one edition that were not read in full, by the letters they begin with."""

    def __init__(self) -> None:
        self._by_beginning: defaultdict[str, list[tuple[int, str, int]]] = defaultdict(list)

    def take(self, position: int, text: str) -> None:
        """Take a surname, if letters of it are open."""
        if not _OPEN.search(text) and "…" not in text and "..." not in text:
            return
        latin = _in_latin(text)
        read = read_illegible(latin)
        letters = len(read.certain_letters.replace(" ", ""))
        if not read.is_complete and letters >= _FEWEST_LETTERS:
            beginning = _OPEN.split(read.pattern)[0][:_BEGINNING]
            self._by_beginning[beginning if len(beginning) == _BEGINNING else ""].append((position, latin, letters))

    def meant_by(self, typed: str) -> Iterator[tuple[int, float]]:
        """Yield the position of each form that may be the name typed, and how close it is (0 to 1)."""
        if not self._by_beginning:
            return
        readings = _readings(typed)
        beginnings = dict.fromkeys(["", *(one[:_BEGINNING] for one in readings)])
        for beginning in beginnings:
            for position, latin, letters in self._by_beginning.get(beginning, ())[:_MOST_LOOKED_AT]:
                fitting = [one for one in readings if could_be(latin, one)]
                if fitting:
                    yield position, _LEAST_CLOSE + _MORE_CLOSE * min(1.0, letters / len(fitting[0]))


def _readings(typed: str) -> list[str]:
    """Return the name typed as a man and as a woman bears it."""
    heads = [fold(_in_latin(typed)), *family_keys(typed)[:2]]
    women = [f"{head[:-1]}a" for head in heads if head.endswith(("ski", "cki", "zki"))]
    return [one for one in dict.fromkeys([*heads, *women]) if one]


def _in_latin(text: str) -> str:
    return to_polish_letters(text) if script_of(text) == "Cyrl" else text
