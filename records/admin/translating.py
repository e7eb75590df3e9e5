"""Putting a sentence that another room says in English into the language of the reader."""

import re
from datetime import datetime
from functools import cache

from django.utils.formats import date_format
from django.utils.translation import gettext

from records.admin.file_sentences import SENTENCES

_QUOTED = re.compile(r"\{(\w+)\}")
# What a sentence quotes under these names is a word of the archive, not of the file.
_OWN_WORDS = ("kind", "part")


def translated(sentence: str) -> str:
    """Return a sentence of the table in the reader's language, with what it quotes; any other as it stands."""
    if sentence in _plain():
        return gettext(sentence)
    for pattern, known in _patterns():
        found = pattern.fullmatch(sentence)
        if found is not None:
            quoted = found.groupdict()
            quoted.update({name: gettext(quoted[name]) for name in _OWN_WORDS if name in quoted})
            if "day" in quoted:
                quoted["day"] = _day(quoted["day"])
            return gettext(known).format(**quoted)
    return sentence


def _day(written: str) -> str:
    """Return a day such as "22 November 2026" as the reader's language writes it."""
    try:
        return date_format(datetime.strptime(written, "%d %B %Y"), gettext("j E Y"))
    except ValueError:
        return written


@cache
def _plain() -> frozenset[str]:
    return frozenset(known for known in SENTENCES if not _QUOTED.search(known))


@cache
def _patterns() -> list[tuple[re.Pattern[str], str]]:
    """Return each sentence with quotations as a pattern; the one with the most words of its own comes first."""
    quoting = sorted((known for known in SENTENCES if _QUOTED.search(known)), key=len, reverse=True)
    return [(re.compile(_QUOTED.sub(r"(?P<\1>.+?)", _escaped(known)), re.DOTALL), known) for known in quoting]


def _escaped(sentence: str) -> str:
    return "".join(part if _QUOTED.fullmatch(part) else re.escape(part) for part in re.split(r"(\{\w+\})", sentence))
