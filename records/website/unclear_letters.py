"""Marks that transcribers set where they could not read: shown as such in the words, and explained below them."""

import re

from django.utils.functional import Promise
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from records.website.reader_language import gettext_lazy as _

_MARKS: dict[str, tuple[str, str | Promise]] = {
    "choice": (r"\[[^\[\]/|]{1,12}(?:[/|][^\[\]/|]{1,12}){1,5}\]", _("[a/o]: one letter or the other")),
    "gap": (r"\[\s*(?:\.{2,}|…|-+)\s*\]", _("[...]: words or letters that cannot be read")),
    "letter": (r"\[\?\]|(?<=\w)\?(?=\w)", _("[?]: one letter that cannot be read")),
    "doubted": (r"\[[^\[\]?]{1,80}\?\]|\(\?\)", _("[word?] or (?): read with doubt")),
    "supplied": (r"\[[^\[\]]{1,200}\]", _("[word]: not on the paper; added by who transcribed it")),
}
_ANY = re.compile("|".join(f"(?P<{name}>{pattern})" for name, (pattern, _words) in _MARKS.items()))


def marked(text: str) -> SafeString:
    """Return the words as HTML in which each mark can be told from the letters."""
    if "[" not in text and "?" not in text:
        return escape(text)
    return mark_safe(_ANY.sub(_as_mark, str(escape(text))))  # noqa: S308  (escaped before our marks are set in)


def marks_in(texts: list[str]) -> list[str]:
    """Return the explanation of each mark that these texts use."""
    used = {match.lastgroup for text in texts if "[" in text or "?" in text for match in _ANY.finditer(text)}
    return [str(words) for name, (_pattern, words) in _MARKS.items() if name in used]


def _as_mark(match: re.Match[str]) -> str:
    return f'<span class="unclear">{match.group()}</span>'
