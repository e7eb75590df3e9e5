"""Payloads as lines: a text of any kind by the rules of bytes of each version."""

from records.gedcom.line_splitting import split_line
from records.gedcom.record_lines import LINE_END_LENGTH, LONGEST_LINE
from records.gedcom.writing import BANNED_SIGNS, LINE_BREAKS

# At four bytes a letter this still fits in a line of 5.5.1.
_SURELY_SHORT = 50


def is_plain(text: str, seven: bool) -> bool:
    """Say whether a text stands in one line as it is: no line feed, no control, no @, not too long."""
    return text.isprintable() and "@" not in text and (seven or len(text) <= _SURELY_SHORT)


def text_lines(level: int, tag: str, text: str, seven: bool) -> str:
    """Return the lines of a structure whose payload is words, whatever they look like; without the last line feed."""
    if text.isprintable() and "@" not in text and (seven or len(text) <= _SURELY_SHORT):
        return f"{level} {tag} {text}" if text else f"{level} {tag}"
    lines: list[str] = []
    start, below = f"{level} {tag}", level + 1
    for piece in LINE_BREAKS.sub("\n", text).split("\n"):
        clean = BANNED_SIGNS.sub("", piece)
        if seven:
            escaped = "@" + clean if clean.startswith("@") else clean
            lines.append(f"{start} {escaped}" if escaped else start)
        else:
            lines += _wrapped(start, f"{below} CONC", clean.replace("@", "@@"))
        start = f"{below} CONT"
    return "\n".join(lines)


def _wrapped(start: str, rest: str, piece: str) -> list[str]:
    if len(piece) <= _SURELY_SHORT:
        return [f"{start} {piece}" if piece else start]
    room = LONGEST_LINE - LINE_END_LENGTH - 1
    first, *others = split_line(piece, room - len(start.encode()), room - len(rest))
    return [f"{start} {first}", *(f"{rest} {other}" for other in others)]
