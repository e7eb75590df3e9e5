"""Names of which some letters cannot be read: how transcribers mark them, and what such a name could be.

[?] and ? stand for one letter, ... and * for any number, [Ko] was supplied by the transcriber, [s/c] is one or the
other, and (?) after the name doubts the whole of it.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from records.names.folding import fold

_DOUBTED = re.compile(r"\s*[(\[]\s*(?:\?|sic!?|!)\s*[)\]]\s*$")
_TOKEN = re.compile(
    r"(?P<choice>\[[^\[\]/|]{1,12}(?:[/|][^\[\]/|]{1,12}){1,5}\])|(?P<any>\[\s*(?:\.{2,}|…|-+)\s*\]|\.{2,}|…|\*+|-{2,}|_{2,})"
    r"|(?P<one>\[\?\]|\[\s*\]|\?|_|\[\.\])|\[(?P<doubted>[^\[\]?]+)\?\]|\[(?P<supplied>[^\[\]]+)\]|(?P<letters>[^\[\]?*_.…]+)|(?P<rest>.)",
    re.DOTALL,
)
_MOST_NAMES = 24
_MARKED = re.compile(r"[\[\]?*…_]|\.\.")


@dataclass(frozen=True, slots=True)
class LegibleName:
    """What can be read of a name.

    ``pattern`` is the folded name with ? for one letter and * for any; ``certain_letters`` are those really read,
    folded; ``alternatives`` are the full names it may be where every doubt is a choice between letters.
    """

    pattern: str
    certain_letters: str
    is_complete: bool
    alternatives: tuple[str, ...]


@lru_cache(maxsize=5_000)
def read_illegible(text: str) -> LegibleName:
    """Read a transcribed name with marks of illegibility; a name without any is complete.

    >>> read_illegible("Szym[?]ński").pattern, read_illegible("[Ko]walski").certain_letters
    ('szym?nski', 'walski')
    """
    bare = _DOUBTED.sub("", text.strip())
    doubted = bare != text.strip()
    names: list[str] = [""]
    pattern, certain = "", ""
    complete = not doubted
    for match in _TOKEN.finditer(bare):
        token, kind = match.group(), match.lastgroup
        if kind == "letters":
            certain += token
            options = [token]
        elif kind in ("supplied", "doubted"):
            options = [match.group(kind)]
            complete = False
        elif kind == "choice":
            options = re.split(r"[/|]", token.strip("[]"))
            complete = False
        elif kind in ("any", "one"):
            options = ["\ue002" if kind == "any" else "\ue003"]
            complete = False
        else:
            options = []
        if options:
            names = [name + option for name in names for option in options][:_MOST_NAMES]
            pattern += options[0] if len(options) == 1 else "|".join(("\ue004", *options)) + "\ue005"
    full = tuple(name for name in names if not re.search("[\ue002\ue003]", name)) if doubted or len(names) > 1 else ()
    return LegibleName(_pattern(pattern), fold(certain), complete, full)


def likeliest_letters(text: str) -> str:
    """Return the text with its marks taken away: of a choice the first letter, what was supplied, nothing for a gap.

    >>> likeliest_letters("Szym[a/o]ński [Ja]n"), likeliest_letters("Kowal[...]")
    ('Szymański Jan', 'Kowal')
    """
    if not _MARKED.search(text):
        return text
    kept = []
    for match in _TOKEN.finditer(_DOUBTED.sub("", text.strip())):
        kind = match.lastgroup
        if kind == "choice":
            kept.append(re.split(r"[/|]", match.group().strip("[]"))[0])
        elif kind in ("supplied", "doubted"):
            kept.append(match.group(kind))
        elif kind in ("letters", "rest"):
            kept.append(match.group())
    return " ".join("".join(kept).split())


def _pattern(marked: str) -> str:
    """Fold the letters between the marks, and put the marks as *, ? and [s/c]."""
    pieces = re.split("([\ue002\ue003]|\ue004[^\ue005]*\ue005)", marked)
    signs = {"\ue002": "*", "\ue003": "?"}
    out = []
    for piece in pieces:
        if piece.startswith("\ue004"):
            out.append("[" + "/".join(fold(option) for option in piece[2:-1].split("|")) + "]")
        else:
            out.append(signs.get(piece) or _folded_between(piece))
    return "".join(out).strip()


def _folded_between(piece: str) -> str:
    """Fold letters between two marks; a space beside a mark divides words and stays."""
    folded = fold(piece)
    if not folded:
        return " " if " " in piece else ""
    return " " * piece[:1].isspace() + folded + " " * piece[-1:].isspace()


def could_be(pattern_text: str, name: str) -> bool:
    """Tell whether a name with illegible letters could be this one, accents, case and supplied letters believed."""
    folded = fold(name)
    first, *others = _stretches(read_illegible(pattern_text).pattern)
    if not folded or (not others and first.pattern == ""):
        return False
    if not others:
        return first.fullmatch(folded) is not None
    start = first.match(folded)
    # Between two * each stretch is taken where it comes first; so the time stays in step with the length.
    for stretch in others[:-1]:
        start = stretch.search(folded, start.end()) if start else None
    if start is None:
        return False
    return re.compile(f"(?:{others[-1].pattern})$").search(folded, start.end()) is not None


@lru_cache(maxsize=5_000)
def _stretches(pattern: str) -> tuple[re.Pattern[str], ...]:
    """Return what stands between the * of a pattern."""
    return tuple(re.compile("".join(map(_regular, re.split(r"(\?|\[[^\]]*\])", part)))) for part in pattern.split("*"))


def _regular(piece: str) -> str:
    if piece.startswith("["):
        return "(?:" + "|".join(map(re.escape, piece[1:-1].split("/"))) + ")"
    return "." if piece == "?" else re.escape(piece)
