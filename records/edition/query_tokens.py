"""A query cut into words, figures and breaks, each word beside its folded form."""

import re
import unicodedata
from dataclasses import dataclass

from records.names.folding import fold
from records.names.scripts import mixed_letters

# A query that is longer says nothing more, and costs more.
_LONGEST, _MOST_TOKENS = 400, 60
_PLUS_MINUS = re.compile(r"\s*(?:±|\+\s*/\s*[-–−]|\+[-–−]|\+\s*/\s*\\?-)\s*")
_DOTS = re.compile(r"(?<=[^\W\d_])(?:\.{3,}|…)|(?:\.{3,}|…)(?=[^\W\d_])")
_LETTER = r"(?:[^\W\d_]|[?*]|\[[^\[\]\s]{0,14}\])"
_TOKEN = re.compile(
    rf"(?P<figures>\d(?:[\w./\\\-–±?]*[\w?])?)"
    rf"|(?P<word>{_LETTER}(?:{_LETTER}|['’ʼ\-])*\.?)"
    r"|(?P<sign>[*+†№#&±])"
    r"|(?P<stop>[,;()\n/|])"
)
_MARKS = re.compile(r"[?*\[\]]")


@dataclass(frozen=True, slots=True)
class Token:
    """One piece of a query: its text and folded form, and whether it is a word, figures, a sign or a break."""

    text: str
    folded: str
    kind: str
    dotted: bool = False

    @property
    def is_word(self) -> bool:
        return self.kind in ("word", "pattern")


def read_tokens(text: str) -> list[Token]:
    """Cut a query into tokens; never fails."""
    written = unicodedata.normalize("NFC", text[:_LONGEST])
    written = _DOTS.sub("*", _PLUS_MINUS.sub("±", written))
    written = re.sub(r"\bz/d\b", "z d", written)
    # "s.Antoniego" is two words, and so is "nr.12345".
    written = re.sub(r"(?<=[^\W\d_])\.(?=[^\W_])", ". ", written)
    tokens = (_token(match) for match in _TOKEN.finditer(written))
    return [token for token in tokens if token is not None][:_MOST_TOKENS]


def _token(match: re.Match[str]) -> Token | None:
    kind, text = match.lastgroup or "stop", match.group()
    if kind == "figures":
        return Token(text, fold(text), kind)
    if kind != "word":
        return Token(text, text, kind)
    if _MARKS.search(text):
        return _pattern(text)
    word = mixed_letters(text.rstrip(".").strip("-'’ʼ"))
    return Token(word, fold(word), "word", text.endswith(".")) if word else None


def _pattern(text: str) -> Token | None:
    """A word with letters left open. A star alone is the sign of birth."""
    bare = text.rstrip(".")
    if not any(map(str.isalpha, re.sub(r"\[[^\]]*\]", "", bare))):
        return Token("*", "*", "sign") if bare == "*" else None
    return Token(bare, fold(bare), "pattern")
