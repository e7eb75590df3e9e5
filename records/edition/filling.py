"""Filling a new edition: millions of small rows, in which there is nothing for the collector of circles to find."""

import gc
from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def collecting_seldom() -> Iterator[None]:
    """Leave collecting to the caller, who calls gc.collect now and then: by itself it takes a quarter of the time."""
    was_collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_collecting:
            gc.enable()
