"""Writing records as GEDCOM 7.0 or 5.5.1 by the rules of bytes of each.

7.0: UTF-8 with byte order mark, LF. 5.5.1: UTF-8 without mark, CR LF. The lines: `record_lines.py`.
"""

import codecs
import re
from typing import BinaryIO, Literal

from records.gedcom.record_lines import RecordLines
from records.gedcom.structure import Structure

Version = Literal["7.0", "5.5.1"]

BANNED_BYTES = bytes(byte for byte in range(32) if byte not in b"\t\n") + b"\x7f"
# Signs that GEDCOM 7 forbids anywhere: C0 and C1 controls, surrogates and two that are no letters.
BANNED_SIGNS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
# C1 controls, U+FFFE and U+FFFF as UTF-8.
BANNED_UTF8 = re.compile(rb"\xc2[\x80-\x9f]|\xef\xbf[\xbe\xbf]")
LINE_BREAKS = re.compile("\r\n?")


class GedcomWriter:
    """Writes level-0 records to a binary stream, HEAD and TRLR given by the caller as any other."""

    def __init__(self, stream: BinaryIO, version: Version) -> None:
        if version not in ("7.0", "5.5.1"):
            raise ValueError(f"GEDCOM {version} is not written, only 7.0 and 5.5.1")
        self.stream = stream
        self.version: Version = version
        self.seven = version == "7.0"
        self.records_written = 0
        self._lines = RecordLines(seven=self.seven)
        if self.seven:
            stream.write(codecs.BOM_UTF8)

    def write(self, record: Structure) -> None:
        """Write one record with everything below it."""
        lines = self._lines.of(record)
        lines.append("")
        text = "\n".join(lines)
        if "\r" in text:
            # A carriage return inside a payload is a line of the payload.
            self._write_normalised(record)
            return
        self.stream.write(self._encode(text))
        self.records_written += 1

    def _encode(self, text: str) -> bytes:
        try:
            data = text.encode()
        except UnicodeEncodeError:
            data = BANNED_SIGNS.sub("", text).encode()
        data = data.translate(None, BANNED_BYTES)
        # Both beginnings are rare, and far quicker found than the signs themselves.
        if (b"\xc2" in data or b"\xef\xbf" in data) and BANNED_UTF8.search(data):
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
