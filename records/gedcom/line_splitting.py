"""Cutting a long payload into lines as 5.5.1 wants: inside a word, so that no program eats a blank."""

import unicodedata

# Signs that join their neighbours: zero width joiner, variation selectors.
JOINERS = frozenset("\u200d\ufe0e\ufe0f")


def split_line(text: str, first_room: int, rest_room: int) -> list[str]:
    """Return the pieces of an escaped payload whose UTF-8 bytes fit in the room of each line.

    Every @ in `text` is already doubled; a pair is never cut, nor an accent from its letter.
    """
    pieces: list[str] = []
    begin, room = 0, first_room
    while True:
        end = _fitting_end(text, begin, max(room, 8))
        if end >= len(text):
            pieces.append(text[begin:])
            return pieces
        cut = _good_cut(text, begin, end)
        pieces.append(text[begin:cut])
        begin, room = cut, rest_room


def _fitting_end(text: str, begin: int, room: int) -> int:
    """Return the end of the longest piece from `begin` that fits in `room` bytes."""
    piece = text[begin : begin + room]
    if piece.isascii():
        return begin + len(piece)
    fitting = piece.encode(errors="replace")[:room].decode(errors="ignore")
    return begin + len(fitting)


def _good_cut(text: str, begin: int, end: int) -> int:
    at_signs = 0
    for cut in range(end, begin, -1):
        if _may_cut(text, begin, cut):
            return cut
        at_signs += text[cut - 1] == "@"
    # A line of blanks only, or of accents only: any cut that leaves pairs of @ together.
    if at_signs and _odd_at_signs(text, begin, end) and end - begin > 1:
        return end - 1
    return end


def _may_cut(text: str, begin: int, cut: int) -> bool:
    before, after = text[cut - 1], text[cut]
    if before.isspace() or after.isspace() or after in JOINERS or before in JOINERS:
        return False
    if unicodedata.combining(after):
        return False
    return not (before == "@" and _odd_at_signs(text, begin, cut))


def _odd_at_signs(text: str, begin: int, cut: int) -> bool:
    """Return whether an odd run of @ stands before the cut: then the cut would part a pair."""
    run = 0
    while cut - run > begin and text[cut - run - 1] == "@":
        run += 1
    return run % 2 == 1
