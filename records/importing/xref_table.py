"""Which record of a file a pointer means: its number among the records of its kind, in a few bytes for each."""

from array import array
from bisect import bisect_left

import numpy as np

_DIGITS = "0123456789"
# A table over numbers takes four bytes for each number up to the highest: only a dense row is worth it.
_HIGHEST = 8_000_000
NOBODY = -1


class XrefTable:
    """Maps the identifiers of one kind of record to their order in the file.

    "@I123@" takes four bytes; any other identifier is known by its hash and takes sixteen. Fill it, then finish it.
    """

    def __init__(self) -> None:
        self.count = 0
        self._numbered: dict[str, array[int]] = {}
        self._hashes: array[int] = array("q")
        self._ordinals: array[int] = array("i")
        # Nearly every file has one letter and a number for each kind: "@I123@".
        self._letter = "no such"
        self._of_letter: array[int] = array("i")
        self._nobody: array[int] = array("i")

    def add(self, xref: str) -> None:
        """Give the next ordinal to this identifier; one that was used before keeps its first."""
        ordinal = self.count
        self.count += 1
        key, number = _numbered(xref)
        if number < 0:
            self._hashes.append(hash(xref))
            self._ordinals.append(ordinal)
            return
        row = self._numbered.get(key)
        if row is None:
            row = self._numbered[key] = array("i")
        if number >= len(row):
            row.extend(array("i", [NOBODY]) * (max(number + 1, len(row) * 9 // 8) - len(row)))
        if row[number] == NOBODY:
            row[number] = ordinal

    def finish(self) -> None:
        """Make ready for looking up."""
        hashes = np.frombuffer(self._hashes, dtype=np.int64) if self._hashes else np.empty(0, np.int64)
        order = np.argsort(hashes, kind="stable")
        sorted_hashes = array("q")
        sorted_hashes.frombytes(hashes[order].tobytes())
        ordinals = array("i")
        if len(order):
            ordinals.frombytes(np.frombuffer(self._ordinals, dtype=np.int32)[order].tobytes())
        self._hashes, self._ordinals = sorted_hashes, ordinals
        longest = max(self._numbered, key=lambda key: len(self._numbered[key]), default="")
        if len(longest) == 1 and longest.isalpha():
            self._letter, self._of_letter = f"@{longest}", self._numbered[longest]

    def get(self, xref: str) -> int:
        """Return the ordinal of the first record with this identifier, or NOBODY."""
        digits = xref[2:-1]
        if xref[:2] == self._letter and xref[-1] == "@" and digits.isdecimal() and digits.isascii() and len(digits) < 8:
            number = int(digits)
            # "@I01@" is another record than "@I1@".
            if digits[0] != "0":
                return self._of_letter[number] if number < len(self._of_letter) else NOBODY
        key, number = _numbered(xref)
        if number >= 0:
            row = self._numbered.get(key, self._nobody)
            return row[number] if number < len(row) else NOBODY
        wanted = hash(xref)
        at = bisect_left(self._hashes, wanted)
        return self._ordinals[at] if at < len(self._hashes) and self._hashes[at] == wanted else NOBODY


def _numbered(xref: str) -> tuple[str, int]:
    """Return what stands before the number of an identifier, and the number; -1 when it has none of use."""
    if xref[:1] != "@" or xref[-1:] != "@":
        return "", -1
    words = xref[1:-1]
    digits = words[1:]
    # "@I123@", as nearly every program writes them.
    if digits.isdecimal() and digits.isascii() and digits[0] != "0" and len(digits) < 7 and words[0].isalpha():
        return words[0], int(digits)
    key = words.rstrip(_DIGITS)
    digits = words[len(key) :]
    if not digits or len(digits) > 7 or not digits.isascii():
        return "", -1
    number = int(digits)
    if number > _HIGHEST:
        return "", -1
    # "@I1@" and "@I01@" are two records.
    return (f"{key}0{len(digits)}" if digits[0] == "0" else key), number
