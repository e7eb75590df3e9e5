"""Which character set a text file is written in: told by its marks, its halves, or by which letters stand together."""

import codecs
import re
from dataclasses import dataclass
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

# The four that lists of Polish, Russian and Ukrainian offices come in, and what else may be chosen.
CHARSETS = ("utf-8", "utf-16", "cp1250", "cp1251", "iso8859-2", "cp852", "cp866", "koi8-r")
_SAMPLE, _PIECE = 1_000_000, 1_000_000
_WORD = re.compile(rb"[A-Za-z\x80-\xff]+")
_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
REASONS: dict[str, str | Promise] = {
    "chosen": _("as chosen"),
    "mark": _("the file begins with its mark"),
    "halves": _("two bytes make a letter"),
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
    two_bytes = _two_bytes_a_letter(sample)
    if two_bytes:
        return Charset(two_bytes, "halves")
    if _is_utf8(path):
        return Charset("utf-8", "valid")
    return Charset("cp1251", "words") if _are_words(sample) else Charset("cp1250", "single")


def python_codec(name: str) -> str:
    """Return the codec that reads this character set, its mark left out."""
    return "utf-8-sig" if name == "utf-8" else name


def _two_bytes_a_letter(sample: bytes) -> str:
    """Return UTF-16 where every other byte is as small as only the first halves of Latin and Cyrillic letters are."""
    for name, halves in (("utf-16-le", sample[1::2]), ("utf-16-be", sample[0::2])):
        if len(halves) > 1 and sum(byte < 6 for byte in halves) * 10 > len(halves) * 7:
            return name
    return ""


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
    """Tell whether words have either no letter above ASCII or no other: in Polish one stands among Latin letters."""
    words = [word for word in _WORD.findall(sample) if not word.isascii()]
    whole = sum(not any(byte < 128 for byte in word) for word in words)
    return whole > 3 * (len(words) - whole)
