"""A look through the whole file before reading it: is every byte valid UTF-8, and if not, what stands there?

A wrong letter may come only after 50 MB. The look costs a tenth of reading and little memory.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from records.gedcom.problems import GedcomError

CHUNK = 1 << 18
LONGEST_LINE = 1 << 24
MOST_SAMPLES = 2_000
# One byte of a legacy file passes as UTF-8 by accident now and then; so does damage in a UTF-8 file.
CLEAR_MAJORITY = 4
MOST_STEPS_BACK = 20

# Programs that count bytes cut a letter in two: its beginning on one line, the rest after CONC.
SPLIT_UTF8 = re.compile(rb"([\xc2-\xf4][\x80-\xbf]{0,2})((?:\r\n|\n|\r)[ \t]*\d+ CONC )([\x80-\xbf]{1,3})")
# ANSEL writes the accent before its letter; a cut between them leaves the accent alone.
SPLIT_ANSEL = re.compile(rb"([\xe0-\xfe]+)((?:\r\n|\n|\r)[ \t]*\d+ CONC )([A-Za-z])")


@dataclass
class Survey:
    """What a look through the bytes found: counts of good and bad non-ASCII bytes, and lines to judge by."""

    good: int = 0
    bad: int = 0
    is_cut: bool = False
    samples: list[bytes] = field(default_factory=list)

    @property
    def is_ascii(self) -> bool:
        """Return whether no byte lies outside ASCII."""
        return not self.good and not self.bad

    @property
    def is_utf8(self) -> bool:
        """Return whether the file is UTF-8, perhaps with a few damaged lines."""
        return self.good > 0 and self.good > self.bad * CLEAR_MAJORITY


def survey_bytes(stream: BinaryIO) -> Survey:
    """Return what the bytes of the stream look like."""
    survey = Survey()
    last = b""
    for chunk in byte_chunks(stream):
        last = chunk
        if not chunk.isascii():
            _survey_chunk(chunk, survey)
            if survey.bad > 1000 and not survey.is_utf8 and len(survey.samples) >= MOST_SAMPLES:
                return survey
    survey.is_cut = ends_inside_letter(last[-4:])
    return survey


def byte_chunks(stream: BinaryIO) -> Iterator[bytes]:
    """Yield the stream in pieces that end where a line ends, and never before the rest of a cut letter."""
    tail = b""
    while data := stream.read(CHUNK):
        chunk = tail + data if tail else data
        cut = _line_end(chunk)
        if not cut:
            if len(chunk) > LONGEST_LINE:
                raise GedcomError("The file has a line of more than 16 million bytes: it is not GEDCOM.")
            tail = chunk
            continue
        tail = chunk[cut:]
        yield chunk[:cut]
    if tail:
        yield tail


def ends_inside_letter(end: bytes) -> bool:
    """Return whether the last bytes of a UTF-8 text are an unfinished letter."""
    for back in range(1, min(4, len(end) + 1)):
        byte = end[-back]
        if byte < 0x80:
            return False
        if byte >= 0xC0:
            needed = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            return needed > back
    return False


def _survey_chunk(chunk: bytes, survey: Survey) -> None:
    try:
        survey.good += len(chunk) - len(chunk.decode("utf-8"))
        return
    except UnicodeDecodeError:
        repaired = SPLIT_UTF8.sub(rb"\1\3\2", chunk)
    for line in repaired.splitlines():
        if line.isascii():
            continue
        try:
            survey.good += len(line) - len(line.decode("utf-8"))
        except UnicodeDecodeError:
            survey.bad += sum(byte > 0x7F for byte in line)
            if len(survey.samples) < MOST_SAMPLES:
                survey.samples.append(line[:1000])


def _line_end(chunk: bytes) -> int:
    """Return where the last whole line ends whose last byte is ASCII; 0 when no line ends."""
    # A carriage return as the very last byte may be half of a CR LF.
    cut = whole = max(chunk.rfind(b"\n"), chunk.rfind(b"\r", 0, len(chunk) - 1)) + 1
    for _ in range(MOST_STEPS_BACK):
        last = cut - 1
        while last >= 0 and chunk[last] in b"\r\n":
            last -= 1
        if last < 0 or chunk[last] < 0x80:
            break
        cut = max(chunk.rfind(b"\n", 0, last), chunk.rfind(b"\r", 0, last)) + 1
    return cut or whole
