"""Which character set a text file is written in: told by its marks, its zeros, or by which letters stand together."""

import codecs
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The four that lists of Polish, Russian and Ukrainian offices come in, and what else may be chosen.
CHARSETS = ("utf-8", "utf-16", "cp1250", "cp1251", "iso8859-2", "cp852", "cp866", "koi8-r")
_SAMPLE, _PIECE = 1_000_000, 1_000_000
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
REASONS: dict[str, str | Promise] = {
    "chosen": _("as chosen"),
    "mark": _("the file begins with its mark"),
    "zeros": _("every other byte is zero"),
    "valid": _("every byte fits"),
    "words": _("its letters make whole words in Cyrillic"),
    "single": _("its letters stand alone among Latin ones"),
    "xlsx": _("a workbook says it itself"),
}


@dataclass(frozen=True, slots=True)
class Charset:
    """The Python name of a character set, and why it is thought to be this one: a code of REASONS."""

    name: str
    reason: str


def guess_charset(path: Path) -> Charset:
    """Return the character set of a file; raises OSError."""
    with path.open("rb") as stream:
        sample = stream.read(_SAMPLE)
    for mark, name in _MARKS:
        if sample.startswith(mark):
            return Charset(name, "mark")
    if _every_other_is_zero(sample):
        return Charset("utf-16-le" if sample[1:2] == b"\0" else "utf-16-be", "zeros")
    if _is_utf8(path):
        return Charset("utf-8", "valid")
    return Charset("cp1251", "words") if _are_words(sample) else Charset("cp1250", "single")


def python_codec(name: str) -> str:
    """Return the codec that reads this character set, its mark left out."""
    return "utf-8-sig" if name == "utf-8" else name


def _every_other_is_zero(sample: bytes) -> bool:
    return len(sample) > 3 and max(sample[0::2].count(0), sample[1::2].count(0)) * 4 > len(sample)


def _is_utf8(path: Path) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as stream:
        try:
            while piece := stream.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


def _are_words(sample: bytes) -> bool:
    """Tell whether bytes above ASCII stand mostly beside each other: in Polish one alone stands among Latin letters."""
    high = [byte > 127 for byte in sample]
    beside = sum(one and other for one, other in pairwise(high))
    return beside * 2 > sum(high)
