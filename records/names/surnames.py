"""Surname grammar: the forms of wives, daughters and clerks lead to one family key. Nothing recorded is changed."""

import re
from functools import lru_cache

from records.names.folding import fold

# Feminine, English and Cyrillic endings to the masculine one, longest first; each is applied once.
_ENDINGS = (
    ("ówna", ""),
    ("owna", ""),
    ("ianka", ""),
    ("owska", "owski"),
    ("ewska", "ewski"),
    ("ńska", "ński"),
    ("ska", "ski"),
    ("cka", "cki"),
    ("dzka", "dzki"),
    ("owsky", "owski"),
    ("sky", "ski"),
    ("skie", "ski"),
    ("skij", "ski"),
    ("skii", "ski"),
    ("skiy", "ski"),
    ("skaja", "ski"),
    ("skaya", "ski"),
    ("ckaja", "cki"),
    ("tsky", "cki"),
    ("tskaya", "cki"),
    ("tzki", "cki"),
    ("cky", "cki"),
    ("ский", "ски"),
    ("ская", "ски"),
    ("ський", "ски"),
    ("ська", "ски"),
    ("цкий", "цки"),
    ("цкая", "цки"),
    ("цький", "цки"),
    ("цька", "цки"),
    ("скі", "ски"),
    ("цкі", "цки"),
    ("ская", "ски"),
    ("vitch", "wicz"),
    ("vich", "wicz"),
    ("witsch", "wicz"),
    ("witz", "wicz"),
    ("vicz", "wicz"),
)
_LONGEST_FIRST = sorted(_ENDINGS, key=lambda pair: -len(pair[0]))
# Cut only from stems long enough to be surnames of their own: Nowakowa, but not Sowa.
_WIVES = ("owa", "ewa", "ova")
_SHORTEST_STEM = 4


def masculine_ending(surname: str) -> str:
    """Return the lower-case surname with the ending its head of family would bear.

    >>> masculine_ending("szymańska"), masculine_ending("nowakowa"), masculine_ending("sowa")
    ('szymański', 'nowak', 'sowa')
    """
    lowered = surname.lower()
    for ending, masculine in _LONGEST_FIRST:
        if lowered.endswith(ending) and len(lowered) - len(ending) >= (_SHORTEST_STEM if not masculine else 2):
            return lowered[: -len(ending)] + masculine
    for ending in _WIVES:
        if lowered.endswith(ending) and len(lowered) - len(ending) >= _SHORTEST_STEM:
            return lowered[: -len(ending)]
    return lowered


@lru_cache(maxsize=20_000)
def family_key(surname: str) -> str:
    """Return the key under which all forms of one family's surname are grouped: folded, masculine."""
    words = re.split(r"[\s\-–]+", surname.strip())
    return " ".join(fold(masculine_ending(word)) for word in words if word)
