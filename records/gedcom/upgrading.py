"""From 5.5.1 and its elders to 7.0 without losing a word.

What 7.0 says otherwise is said so: shared notes, media records, roles, translations, identifiers, dates
with their phrase. What it has no word for keeps its place under an extension tag of the same name.
"""

import re
import zlib
from collections.abc import Callable, Iterable

from records.gedcom.fitting import fit_to_seven
from records.gedcom.structure import Structure
from records.gedcom.upgrading_structures import UPGRADES, upgrade_payload
from records.gedcom.validating.grammar_of_five import grammar_of_five

XREF = re.compile(r"@[A-Z0-9_]+@")
NO_XREF_SIGN = re.compile(r"[^A-Z0-9_]")


def to_seven(record: Structure, free_xref: Callable[[], str] | None = None) -> list[Structure]:
    """Return the record in 7.0, and after it the media records that stood inside it.

    `free_xref` gives identifiers for these; without it they are made of the record's own. The record given
    stays as it was.
    """
    seven = _copied(record)
    media: list[Structure] = []
    _upgrade_below(seven, seven.tag, media)
    upgrade_payload(seven, "")
    for number, found in enumerate(media, 1):
        found.xref = free_xref() if free_xref else f"@{record.xref.strip('@') or record.tag}_O{number}@"
    records = [seven, *media]
    for each in records:
        each.xref = seven_xref(each.xref)
        fit_to_seven(each)
    _link_media(seven)
    return records
