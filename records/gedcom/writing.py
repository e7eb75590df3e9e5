"""Writing records as GEDCOM 7.0 or 5.5.1 by the rules of bytes and lines of each.

7.0: UTF-8 with byte order mark, LF, no limit of length, only an @ that begins a line is doubled.
5.5.1: UTF-8 without mark, CR LF, at most 255 bytes a line (CONC), every @ doubled but in pointers
and calendar escapes.
"""

import codecs
import re
from typing import BinaryIO, Literal

from records.gedcom.line_splitting import split_line
from records.gedcom.structure import Structure

Version = Literal["7.0", "5.5.1"]

# Level, blanks, tag and line end stay outside; a payload this short fits even at four bytes a letter.
SURELY_SHORT = 50
LONGEST_LINE = 255
LINE_END_LENGTH = 2

BANNED_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n") + b"\x7f"
# Signs that GEDCOM 7 forbids anywhere: C0 and C1 controls, surrogates and two that are no letters.
BANNED_SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# C1 controls, U+FFFE and U+FFFF as UTF-8.
BANNED_UTF8 = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
LINE_BREAKS = re.compile("\r\n?")
CALENDAR_ESCAPE = re.compile(r"(?:(?<=^)|(?<= ))@#D[A-Z ]+@(?= |$)")


class GedcomWriter:
    """Writes level-0 records to a binary stream, HEAD and TRLR given by the caller as any other."""

    def __init__(self, stream: BinaryIO, version: Version) -> None:
        if version not in ("7.0", "5.5.1"):
            raise ValueError(f"GEDCOM {version} is not written, only 7.0 and 5.5.1")
        self.stream = stream
        self.version: Version = version
        self.seven = version == "7.0"
        self.records_written = 0
        self._short = 1 << 30 if self.seven else SURELY_SHORT
        if self.seven:
            stream.write(codecs.BOM_UTF8)

    def write(self, record: Structure) -> None:
        """Write one record with everything below it."""
        lines: list[str] = []
        self._write_lines(lines, 0, record)
        if record.children:
            self._write_children(lines, 1, record.children)
        lines.append("")
        text = "\n".join(lines)
        if "\r" in text:
            # A carriage return inside a payload is a line of the payload.
            self._write_normalised(record)
            return
        self.stream.write(self._encode(text))
        self.records_written += 1

    def _write_children(self, lines: list[str], level: int, children: list[Structure]) -> None:
        # Every line of an export passes here; only unusual payloads cost a call.
        short = self._short
        start = f"{level} "
        for child in children:
            value = child.value
            if child.xref or "@" in value or "\n" in value or len(value) > short:
                self._write_lines(lines, level, child)
            elif value:
                lines.append(f"{start}{child.tag} {value}")
            else:
                lines.append(start + child.tag)
            if child.children:
                self._write_children(lines, level + 1, child.children)

    def _write_lines(self, lines: list[str], level: int, structure: Structure) -> None:
        """Append the line of one structure and the CONT and CONC lines of its payload."""
        start = f"{level} {structure.xref} {structure.tag}" if structure.xref else f"{level} {structure.tag}"
        if structure.is_pointer:
            lines.append(f"{start} {structure.value}")
            return
        for piece in structure.value.split("\n"):
            self._write_piece(lines, start, level + 1, self._escape(piece, structure.tag))
            start = f"{level + 1} CONT"

    def _write_piece(self, lines: list[str], start: str, below: int, piece: str) -> None:
        if not piece:
            lines.append(start)
        elif len(piece) <= self._short:
            lines.append(f"{start} {piece}")
        else:
            # Both the letters and the bytes of a line must stay within 255, its end included.
            rest = f"{below} CONC"
            room = LONGEST_LINE - LINE_END_LENGTH - 1
            first, *others = split_line(piece, room - len(start.encode()), room - len(rest))
            lines.append(f"{start} {first}")
            lines.extend(f"{rest} {other}" for other in others)

    def _escape(self, piece: str, tag: str) -> str:
        if "@" not in piece:
            return piece
        if self.seven:
            return "@" + piece if piece.startswith("@") else piece
        if tag != "DATE":
            return piece.replace("@", "@@")
        # "@#DJULIAN@" opens a date of another calendar and stays as it is.
        kept = CALENDAR_ESCAPE.findall(piece)
        others = [text.replace("@", "@@") for text in CALENDAR_ESCAPE.split(piece)]
        return "".join(text + escape for text, escape in zip(others, [*kept, ""], strict=True))

    def _encode(self, text: str) -> bytes:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            data = BANNED_SIGNS.sub("", text).encode()
        data = data.translate(None, BANNED_BYTES)
        if BANNED_UTF8.search(data):
            data = BANNED_SIGNS.sub("", data.decode()).encode()
        return data if self.seven else data.replace(b"\n", b"\r\n")

    def _write_normalised(self, record: Structure) -> None:
        self.write(_with_line_feeds(record))


def _with_line_feeds(structure: Structure) -> Structure:
    return Structure(
        structure.tag,
        LINE_BREAKS.sub("\n", structure.value),
        structure.xref.replace("\r", ""),
        [_with_line_feeds(child) for child in structure.children],
        structure.line,
        structure.is_text,
    )
