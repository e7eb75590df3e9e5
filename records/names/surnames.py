"""Surname grammar: the forms of wives, daughters and clerks lead to one family key. Nothing recorded is changed."""

import re
from functools import lru_cache
from itertools import product

from records.names.folding import fold, script_of
from records.names.illegible import likeliest_letters
from records.names.scripts import mixed_letters
from records.names.surname_endings import adjectival_head, noun_heads
from records.names.transliteration import to_polish_letters

# Words before a surname that are no part of the family's name.
_PARTICLES = frozenset({"de", "von", "van", "zu", "der", "di", "la", "le", "du", "del", "фон", "де"})
_MOST = 8
_PARTS = re.compile(r"[\s\-‐‑–—/]+")


def masculine_ending(surname: str) -> str:
    """Return the lower-case surname with the ending its head of family would most likely bear.

    >>> masculine_ending("szymańska"), masculine_ending("nowakowa"), masculine_ending("sowa")
    ('szymański', 'nowak', 'sowa')
    """
    return _heads(surname)[0]


def _heads(word: str) -> tuple[str, ...]:
    lowered = mixed_letters(word).lower()
    cyrillic = script_of(lowered) == "Cyrl"
    latin = to_polish_letters(lowered) if cyrillic else lowered
    adjectival = adjectival_head(latin)
    if adjectival:
        return (adjectival,)
    return tuple(dict.fromkeys(noun_heads(latin, cyrillic)))


@lru_cache(maxsize=100_000)
def family_keys(surname: str) -> tuple[str, ...]:
    """Return the keys of the families a surname may belong to, likeliest first: folded, masculine, in Latin letters.

    Of a double surname the whole comes first, then its parts. A text without letters has no key.

    >>> family_keys("Шиманская"), family_keys("Gołębiowa")[0], family_keys("Bór-Komorowska")
    (('szymanski',), 'golab', ('bor komorowski', 'komorowski', 'bor'))
    """
    words = [word for word in _PARTS.split(likeliest_letters(surname)) if fold(word)]
    if len(words) > 1:
        words = [word for word in words if fold(word) not in _PARTICLES] or words
    each = [tuple(dict.fromkeys(filter(None, map(fold, _heads(word))))) for word in words]
    each = [keys for keys in each if keys]
    if not each:
        return ()
    whole = [" ".join(keys) for keys in product(*(keys[: _MOST if len(each) == 1 else 2] for keys in each[:4]))]
    parts = [keys[0] for keys in reversed(each)] if len(each) > 1 else []
    return tuple(dict.fromkeys([*whole[:_MOST], *parts]))


def family_key(surname: str) -> str:
    """Return the likeliest key under which all forms of one family's surname are grouped; empty without letters."""
    keys = family_keys(surname)
    return keys[0] if keys else ""
