"""Taking out the pointers that would lead nowhere, with everything below them: FAMS, CHIL, SOUR ...

On the bytes of whole records, so that a part of an edition needs no other writing than the whole.
"""

import re
from collections.abc import Callable, Collection

_POINTING = re.compile(rb"^\d+ (?:@[^@\n]+@ )?\S+ (@[^@#\n ][^@\n]*@)$", re.MULTILINE)
_DEFINED = re.compile(rb"^0 (@[^@\n]+@) ", re.MULTILINE)
_VOID = b"@VOID@"


def defined_in(text: bytes) -> list[bytes]:
    """Return the identifiers of the records of a text."""
    return _DEFINED.findall(text)


def pointers_in(text: bytes) -> list[bytes]:
    """Return what the structures of a text point to."""
    return _POINTING.findall(text)


def without_dangling(text: bytes, defined: Collection[bytes]) -> tuple[bytes, int]:
    """Return a text without the structures that point to other records than these, and how many they were."""
    return without_pointers(text, lambda pointer: pointer not in defined and pointer != _VOID)


def without_pointers(text: bytes, is_gone: Callable[[bytes], bool]) -> tuple[bytes, int]:
    """Return a text without the structures that point to records that are gone, and how many they were."""
    if not any(map(is_gone, _POINTING.findall(text))):
        return text, 0
    kept: list[bytes] = []
    removed, leaving_out = 0, 0
    for line in text.splitlines(keepends=True):
        level = int(line.split(b" ", 1)[0])
        if leaving_out and level >= leaving_out:
            continue
        found = _POINTING.match(line.rstrip(b"\r\n"))
        leaving_out = level + 1 if found and is_gone(found[1]) else 0
        if leaving_out:
            removed += 1
        else:
            kept.append(line)
    return b"".join(kept), removed
