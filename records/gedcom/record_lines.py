"""From a structure to its lines by the rules of each dialect, without line ends.

7.0 has no limit of length and doubles only an @ that begins a line. 5.5.1 allows 255 bytes a line (CONC)
and doubles every @ but in pointers and calendar escapes.
"""

import re

from records.gedcom.line_splitting import split_line
from records.gedcom.structure import Structure

# Level, blanks, tag and line end stay outside; a payload this short fits even at four bytes a letter.
SURELY_SHORT = 50
LONGEST_LINE = 255
LINE_END_LENGTH = 2
CALENDAR_ESCAPE = re.compile(r"(?:(?<=^)|(?<= ))@#D[A-Z ]+@(?= |$)")


class RecordLines:
    """Writes structures as lines; `seven` chooses the rules of GEDCOM 7."""

    def __init__(self, *, seven: bool) -> None:
        self.seven = seven
        self._short = 1 << 30 if seven else SURELY_SHORT

    def of(self, record: Structure) -> list[str]:
        """Return the lines of a record with everything below it."""
        lines: list[str] = []
        self._write_lines(lines, 0, record)
        if record.children:
            self._write_children(lines, 1, record.children)
        return lines

    def _write_children(self, lines: list[str], level: int, children: list[Structure]) -> None:
        # Every line of an export passes here; only unusual payloads cost a call.
        short = self._short
        start = f"{level} "
        for child in children:
            value = child.value
            if not value:
                lines.append(f"{start}{child.xref} {child.tag}" if child.xref else start + child.tag)
            elif child.xref or "@" in value or "\n" in value or len(value) > short:
                self._write_lines(lines, level, child)
            else:
                lines.append(f"{start}{child.tag} {value}")
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
