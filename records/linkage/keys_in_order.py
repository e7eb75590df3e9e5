"""The keys of a whole index, written in the order in which they lie: so each page of their table is written once.

They are dealt to temporary files by their first bits, and each file is sorted by itself: memory does not grow with the
archive. Each file is one transaction, and what was written is noted: after a crash the rest is written.
"""

from array import array
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from tempfile import TemporaryFile
from typing import IO

import numpy as np

from records.linkage.index_writing import change_keys, pairs_of, writing_index
from records.linkage.kept_index import ComparedRecord, IndexState
from records.outbox import ComparisonDue

KEYS = "k:"
_BITS, _OF_KEY = 6, 63
_KEPT_IN_MEMORY, _AT_ONCE = 4_096, 50_000
Progress = Callable[[str, int, int], None]


def write_waiting_keys(progress: Progress) -> None:
    """Write the keys that wait, and note that the filling is through."""
    state = IndexState.objects.get(pk=1)
    if state.filled_to[:2] == KEYS and state.keys_wait:
        with ExitStack() as stack:
            files = [stack.enter_context(TemporaryFile()) for _part in range(1 << _BITS)]
            _deal(files, progress)
            for part in range(int(state.filled_to[2:] or 0), len(files)):
                with writing_index() as state:
                    _write(files[part])
                    state.filled_to = f"{KEYS}{part + 1}"
                progress("keys", part + 1, len(files))
    with writing_index() as state:
        if state.filled_to[:2] == KEYS:
            state.filled_to, state.keys_wait = "", False
            ComparisonDue.objects.filter(pk__lte=state.covers).delete()


def _deal(files: Sequence[IO[bytes]], progress: Progress) -> None:
    waiting = [array("q") for _file in files]
    rows = ComparedRecord.objects.order_by("number").values_list("number", "columns")
    for done, (number, columns) in enumerate(rows.iterator(_KEPT_IN_MEMORY), 1):
        for key, _number in pairs_of(number, columns):
            part = key >> (_OF_KEY - _BITS)
            waiting[part].extend((key, number))
            if len(waiting[part]) >= _KEPT_IN_MEMORY:
                waiting[part].tofile(files[part])
                del waiting[part][:]
        if done % _KEPT_IN_MEMORY == 0:
            progress("sorting keys", done, 0)
    for rest, file in zip(waiting, files, strict=True):
        rest.tofile(file)


def _write(file: IO[bytes]) -> None:
    file.seek(0)
    pairs = np.frombuffer(file.read(), dtype=np.int64).reshape(-1, 2)
    pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
    for start in range(0, len(pairs), _AT_ONCE):
        change_keys(pairs[start : start + _AT_ONCE].tolist(), "insert")
