"""Imports and editions make millions of rows in which there is nothing for the collector of circles to find."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_rarely() -> Iterator[None]:
    """Keep the garbage collector from walking all of Django at every few hundred rows.

    Whoever makes circles calls gc.collect now and then.
    """
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
