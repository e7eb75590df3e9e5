"""From bytes to blocks of text, in constant memory, whatever ends the lines.

Blocks and not single lines, because decoding a quarter of a megabyte at once is many times faster than
line by line. Only a block with something wrong in it is looked at line by line.
"""

import codecs
import re
import unicodedata
from collections.abc import Iterator
from typing import BinaryIO

from records.gedcom.charset import Charset
from records.gedcom.charset_survey import CHUNK, LONGEST_LINE, SPLIT_ANSEL, SPLIT_UTF8, byte_chunks
from records.gedcom.problems import GedcomError, ProblemLog

BYTE_ORDER_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
CONTROL_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n\r") + b"\x7f"
CONTROL_SIGNS = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")
# What a damaged letter in a UTF-8 file most likely was: most such files passed through Windows in Poland.
FALLBACK = "cp1250"
LONGEST_ALLOWED = 255
LF_CR = "\n\r"


class TextBlocks:
    """The text of a stream in blocks; notes defects of bytes, line ends and lengths on the way.

    Every line of a block ends with a line feed, but perhaps the last of the file.
    """

    def __init__(self, stream: BinaryIO, charset: Charset, log: ProblemLog, *, limit_lines: bool) -> None:
        self.stream = stream
        self.codec = charset.python_codec
        self.log = log
        self.limit_lines = limit_lines
        self.lines_before = 0
        self.bytes_read = 0
        self._line_ends: set[str] = set()

    def __iter__(self) -> Iterator[str]:
        for text in self._texts():
            # str.splitlines would also split at NEL and U+2028, which are letters of the payload.
            if "\r" in text:
                text = self._with_line_feeds(text)
            elif "\n" in text:
                self._note_line_ends("\n")
            if self.limit_lines and _has_long_line(text):
                self._note_long_lines(text)
            yield text
            self.lines_before += text.count("\n")

    def _texts(self) -> Iterator[str]:
        start = self.stream.read(3)
        mark = next((mark for mark in BYTE_ORDER_MARKS if start.startswith(mark)), b"")
        self.stream.seek(len(mark))
        self.bytes_read = len(mark)
        if self.codec.startswith("utf-16"):
            yield from self._utf16_texts()
            return
        for chunk in byte_chunks(self.stream):
            self.bytes_read += len(chunk)
            clean = chunk.translate(None, CONTROL_BYTES)
            if len(clean) != len(chunk):
                self._note_controls(chunk)
            yield self._decode(clean)

    def _utf16_texts(self) -> Iterator[str]:
        decoder = codecs.getincrementaldecoder(self.codec)("replace")
        tail = ""
        while data := self.stream.read(CHUNK):
            self.bytes_read += len(data)
            text = tail + decoder.decode(data)
            cut = max(text.rfind("\n"), text.rfind("\r", 0, len(text) - 1)) + 1
            if len(text) - cut > LONGEST_LINE:
                raise GedcomError("The file has a line of more than 16 million letters: it is not GEDCOM.")
            tail = text[cut:]
            if cut:
                yield self._without_controls(text[:cut])
        tail += decoder.decode(b"", final=True)
        if tail:
            yield self._without_controls(tail)

    def _with_line_feeds(self, text: str) -> str:
        if LF_CR in self._line_ends:
            # The other half of a pair that two blocks share.
            text = text.removeprefix("\r")
        pairs = text.count("\r\n")
        if not pairs and LF_CR in text:
            # As some programs of the 1990s wrote by mistake.
            self._note_line_ends(LF_CR)
            text = text.replace(LF_CR, "\n")
        elif text.count("\n") > pairs:
            self._note_line_ends("\n")
        if pairs:
            self._note_line_ends("\r\n")
            text = text.replace("\r\n", "\n")
        if "\r" in text:
            self._note_line_ends("\r")
            text = text.replace("\r", "\n")
        return text

    def _note_line_ends(self, ends: str) -> None:
        if ends in self._line_ends:
            return
        self._line_ends.add(ends)
        if len(self._line_ends) == 2:
            self.log.add(self.lines_before + 1, "mixed_line_ends")
        elif ends in ("\r", LF_CR):
            self.log.add(self.lines_before + 1, "cr_only" if ends == "\r" else "lf_cr")

    def _decode(self, chunk: bytes) -> str:
        if self.codec == "gedcom":
            return self._decode_ansel(chunk)
        try:
            return chunk.decode(self.codec)
        except UnicodeDecodeError:
            pass
        if self.codec == "utf-8":
            chunk = SPLIT_UTF8.sub(rb"\1\3\2", chunk)
        return self._decode_by_line(chunk)

    def _decode_ansel(self, chunk: bytes) -> str:
        if chunk.isascii():
            return chunk.decode("ascii")
        text = SPLIT_ANSEL.sub(rb"\1\3\2", chunk).decode("gedcom", "replace")
        if "\ufffd" in text:
            for place, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
                if "\ufffd" in line:
                    self.log.add(self.lines_before + place, "undecodable", line)
        return unicodedata.normalize("NFC", text)

    def _decode_by_line(self, chunk: bytes) -> str:
        # Bytes know only CR and LF as line ends, as we want.
        lines = chunk.splitlines(keepends=True)
        return "".join(self._decode_line(line, place) for place, line in enumerate(lines, 1))

    def _decode_line(self, line: bytes, place: int) -> str:
        try:
            return line.decode(self.codec)
        except UnicodeDecodeError:
            text = line.decode(FALLBACK if self.codec == "utf-8" else self.codec, "replace")
            self.log.add(self.lines_before + place, "undecodable", text.rstrip())
            return text

    def _note_controls(self, chunk: bytes) -> None:
        for place, line in enumerate(chunk.splitlines(), 1):
            # A lone Ctrl-Z was the end mark of files under DOS.
            if line != b"\x1a" and line.translate(None, CONTROL_BYTES) != line:
                self.log.add(self.lines_before + place, "control_character", repr(line)[2:-1])

    def _without_controls(self, text: str) -> str:
        if CONTROL_SIGNS.search(text) is None:
            return text
        for place, line in enumerate(text.replace("\r\n", "\n").replace("\r", "\n").split("\n"), 1):
            if CONTROL_SIGNS.search(line):
                self.log.add(self.lines_before + place, "control_character", CONTROL_SIGNS.sub("", line))
        return CONTROL_SIGNS.sub("", text)

    def _note_long_lines(self, text: str) -> None:
        for place, line in enumerate(text.split("\n"), 1):
            if len(line) > LONGEST_ALLOWED:
                self.log.add(self.lines_before + place, "long_line", line)


def _has_long_line(text: str) -> bool:
    """Return whether a line is too long, by leaps of one line's greatest length."""
    place, last = 0, len(text) - LONGEST_ALLOWED
    while place < last:
        place = text.rfind("\n", place, place + LONGEST_ALLOWED + 1) + 1
        if not place:
            return True
    return False
