"""Which character set a file is in, whatever its header says.

The order: byte order mark, UTF-16 by its NUL bytes, UTF-8 when all of it is valid, ANSEL when named,
a code page when named exactly, else the code page whose reading looks most like names.
"""

import codecs
import re
from dataclasses import dataclass
from io import BufferedReader
from typing import BinaryIO

import ansel

from records.gedcom.charset_survey import Survey, ends_inside_letter, survey_bytes
from records.gedcom.polish_letters import best_codec
from records.gedcom.problems import GedcomError

ansel.register()

BEGINNING = 65_536
CUT_IN_A_LETTER = "The file ends in the middle of a letter: it was cut off and must be fetched again."

# Names in the header that mean one code page.
EXACT_LABELS = {
    "ANSEL": "gedcom", "WINDOWS-1250": "cp1250", "WINDOWS1250": "cp1250", "CP1250": "cp1250",
    "WINDOWS-1251": "cp1251", "CP1251": "cp1251", "WINDOWS-1252": "cp1252", "CP1252": "cp1252",
    "ISO-8859-1": "iso8859-1", "ISO8859-1": "iso8859-1", "ISO-8859-2": "iso8859-2", "ISO8859-2": "iso8859-2",
    "ISO-8859-15": "iso8859-15", "LATIN1": "iso8859-1", "LATIN2": "iso8859-2", "CP437": "cp437",
    "CP850": "cp850", "CP852": "cp852", "CP866": "cp866", "KOI8-R": "koi8-r", "KOI8-U": "koi8-u",
}  # fmt: skip
# Names that several programs used for whatever their computer had.
DOS_LABELS = ("IBM", "OEM", "MSDOS", "MS-DOS", "DOS", "IBMPC", "IBM-PC", "IBM DOS", "PC")
MAC_LABELS = ("MAC",)
WINDOWS_CODECS = ("cp1250", "cp1252", "iso8859-2", "cp1251")
DOS_CODECS = ("cp852", "cp850", "cp437", "cp866")
MAC_CODECS = ("mac_latin2", "mac_roman")

# What files with Polish names come in, the likeliest first: offered when a guess is to be confirmed.
LIKELY_IN_POLAND = {
    "CP1250": "cp1250", "CP852": "cp852", "ISO8859-2": "iso8859-2", "ANSEL": "gedcom", "CP1252": "cp1252",
    "CP1251": "cp1251", "CP866": "cp866", "MAC_LATIN2": "mac_latin2",
}  # fmt: skip

HEADER_LINE = re.compile(r"^[ \t\ufeff]*(\d+)[ \t]+(\w+)[ \t]*([^\r\n]*)", re.MULTILINE)
RECORD_LINE = re.compile(r"(?:^|[\r\n])[ \t\ufeff]*0[ \t]+(?:@[^@\r\n]+@?[ \t]*)?_?[A-Za-z]\w*")
HTML_START = re.compile(r"\s*<(?:!doctype|html|\?xml|head|body)", re.IGNORECASE)


@dataclass(frozen=True)
class Charset:
    """A character set: its usual name, the Python codec, why it was chosen, and names of what else it may be."""

    name: str
    python_codec: str
    reason: str
    alternatives: tuple[str, ...] = ()


@dataclass(frozen=True)
class Labels:
    """What the header of a file says about itself."""

    charset: str = ""
    version: str = ""


def detect_charset(stream: BinaryIO, wanted: str = "") -> Charset:
    """Return the character set of a stream, which is left at some place; `wanted` overrules all signs."""
    beginning = stream.read(BEGINNING)
    if not beginning.strip(b"\0 \t\r\n\x1a"):
        raise GedcomError("The file is empty.")
    if wanted:
        return chosen_charset(wanted)
    charset = _by_byte_order(beginning)
    if charset is None:
        stream.seek(0)
        survey = survey_bytes(stream)
        label = read_labels(beginning.decode("latin-1")).charset
        if survey.is_cut and (survey.is_utf8 or (survey.bad <= 3 and label.upper().startswith("UTF"))):
            raise GedcomError(CUT_IN_A_LETTER)
        return _by_letters(survey, label)
    if _is_cut(stream, beginning, charset):
        raise GedcomError(CUT_IN_A_LETTER)
    return charset


def _is_cut(stream: BinaryIO, beginning: bytes, charset: Charset) -> bool:
    if len(beginning) < BEGINNING:
        size, end = len(beginning), beginning[-4:]
    elif isinstance(stream, BufferedReader):
        size = stream.seek(0, 2)
        stream.seek(size - 4)
        end = stream.read()
    else:
        # Inside a ZIP a cut file fails by its checksum.
        return False
    if charset.name == "UTF-8":
        return ends_inside_letter(end)
    return size % 2 == 1


def decode_beginning(beginning: bytes, charset: Charset) -> str:
    """Return the first lines of a file as text, for the header's labels; raises when they hold no GEDCOM."""
    text = beginning.decode(charset.python_codec, "replace").removeprefix("\ufeff")
    if RECORD_LINE.search(text):
        return text
    if HTML_START.match(text):
        raise GedcomError("The file is a web page or XML, not GEDCOM.")
    if "\0" in text or text.count("\ufffd") > len(text) // 20:
        raise GedcomError("The file is not GEDCOM: it holds binary data.")
    raise GedcomError('The file is not GEDCOM: no line such as "0 HEAD" stands in its beginning.')


def read_labels(text: str) -> Labels:
    """Return the character set and version that the header names; "" for what it does not."""
    charset = version = ""
    above = ""
    for found in HEADER_LINE.finditer(text):
        level, tag, value = int(found[1]), found[2].upper(), found[3].strip()
        if level == 0 and tag != "HEAD":
            break
        if level == 1:
            above = tag
            if tag in ("CHAR", "CHARACTER") and not charset:
                charset = value
        elif level == 2 and tag == "VERS" and above == "GEDC" and not version:
            version = value
    return Labels(charset, version)


def chosen_charset(wanted: str) -> Charset:
    """Return the character set that a person names; GedcomError when there is none of that name."""
    name = EXACT_LABELS.get(wanted.strip().upper(), wanted.strip())
    try:
        codec = codecs.lookup(name).name
    except LookupError:
        raise GedcomError(f"The character set {wanted!r} is not known.") from None
    if codec == "utf-16":
        codec = "utf-16-le"
    return Charset(wanted.strip().upper(), codec, "chosen by the person who imports", _others(codec))


def _by_byte_order(beginning: bytes) -> Charset | None:
    if beginning.startswith(codecs.BOM_UTF8):
        return Charset("UTF-8", "utf-8", "byte order mark")
    if beginning.startswith(codecs.BOM_UTF16_LE):
        return Charset("UTF-16LE", "utf-16-le", "byte order mark")
    if beginning.startswith(codecs.BOM_UTF16_BE):
        return Charset("UTF-16BE", "utf-16-be", "byte order mark")
    # Without a mark the digits, blanks and tags of UTF-16 show a NUL in every second byte.
    first = beginning[:64]
    pairs = len(first) // 2
    if pairs >= 4 and first[1::2].count(0) >= pairs * 3 // 4 and not first[::2].count(0):
        return Charset("UTF-16LE", "utf-16-le", "every second byte is NUL")
    if pairs >= 4 and first[::2].count(0) >= pairs * 3 // 4 and not first[1::2].count(0):
        return Charset("UTF-16BE", "utf-16-be", "every second byte is NUL")
    return None


def _by_letters(survey: Survey, label: str) -> Charset:
    if survey.is_ascii:
        return Charset("ASCII", "utf-8", "only ASCII letters")
    if survey.is_utf8:
        return Charset("UTF-8", "utf-8", "all letters are valid UTF-8" if not survey.bad else "nearly all UTF-8")
    named = label.strip().upper()
    if named in EXACT_LABELS:
        codec = EXACT_LABELS[named]
        name = "ANSEL" if codec == "gedcom" else codec.upper()
        return Charset(name, codec, f"the header says {label}", _others(codec))
    candidates: tuple[str, ...]
    if named.startswith(DOS_LABELS):
        candidates = DOS_CODECS
    elif named.startswith(MAC_LABELS):
        candidates = MAC_CODECS
    else:
        candidates = WINDOWS_CODECS
    codec = best_codec(candidates, survey.samples)
    said = f"the header says {label}" if label else "the header names none"
    return Charset(codec.upper(), codec, f"{said}; guessed by the letters", _others(codec))


def _others(codec: str) -> tuple[str, ...]:
    """Return what a file read with this code page may be instead; UTF-8 and UTF-16 prove themselves."""
    if codec.startswith("utf"):
        return ()
    return tuple(name for name, other in LIKELY_IN_POLAND.items() if other != codec)
