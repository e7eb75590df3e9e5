"""Lines that came in with a file and have no home in the archive, where a record is written anew.

Only an archive edition holds them. They go out in the copies of their file (overlay.py), in no other profile.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from records.gedcom_pages.record_text import RecordText

Row = Mapping[str, Any]


def add_residue(out: RecordText, residue: Iterable[Row]) -> None:
    """Count the structures that do not go out."""
    for _kept in residue:
        out.losses["imported_lines"] += 1
