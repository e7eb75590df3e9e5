"""New ids for many records at once: version 7 UUIDs that rise, so that the database appends instead of searching."""

from collections.abc import Callable, Iterator
from itertools import chain

import numpy as np

from records.record_model import ALPHABET

_BLOCK = 4096
# The last 60 bits are the public id; they rise by chance steps (RFC 9562, 6.2, method 2: monotonic random).
_STEP_BITS = 20
_REST = (1 << 60) - 1
_SIGNS = np.frombuffer(ALPHABET.encode(), dtype=np.uint8)
_SHIFTS = np.arange(55, -5, -5, dtype=np.uint64)


def new_uids(milliseconds: int, random_bytes: Callable[[int], bytes]) -> Iterator[tuple[str, str]]:
    """Yield (UUID as 32 hexadecimal digits, public id) without end; the time is the import's."""
    return chain.from_iterable(_blocks(milliseconds, random_bytes))


def _blocks(milliseconds: int, random_bytes: Callable[[int], bytes]) -> Iterator[Iterator[tuple[str, str]]]:
    # Half of the room stays free above the start, so that no import can run over the end.
    last = int.from_bytes(random_bytes(8), "big") & (_REST >> 1)
    middle = int.from_bytes(random_bytes(2), "big") & 0xFFF
    head = f"{milliseconds & 0xFFFFFFFFFFFF:012x}7{middle:03x}8"
    while True:
        steps = np.frombuffer(random_bytes(4 * _BLOCK), dtype=np.uint32).astype(np.uint64)
        steps = (steps & np.uint64((1 << _STEP_BITS) - 1)) + np.uint64(1)
        numbers = np.cumsum(steps) + np.uint64(last)
        last = int(numbers[-1])
        digits = (numbers[:, None] >> _SHIFTS) & np.uint64(31)
        signs = _SIGNS[digits.astype(np.uint8)].tobytes().decode()
        rest = numbers.astype(">u8").tobytes().hex()
        yield (
            # The variant takes the first four bits of the last eight bytes; the other sixty are ours.
            (f"{head}{rest[at * 16 + 1 : at * 16 + 16]}", signs[at * 12 : at * 12 + 12])
            for at in range(_BLOCK)
        )
