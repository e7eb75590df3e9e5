"""The place of a fragment: its profile and its order in the file, in one number, so that a file is one range of rows.

From the top: the profile, then which part of the file, then the order in which records came into the archive. Records
that came with a file come first, in the order of that file, whatever their kinds.
"""

from records.gedcom_pages.page_records import KINDS_IN_FILE

_PROFILE_BITS = 58
_PART_BITS = 54
# A file of four milliards of lines, and four million files.
_LINE_BITS = 32
_OF_A_FILE = 0
_PARTS = {kind: part for part, kind in enumerate(KINDS_IN_FILE, _OF_A_FILE + 1)}


def place_of_page(profile: int, kind: str, position: int) -> int:
    """Return the place of a page's fragment."""
    return (profile << _PROFILE_BITS) + (_PARTS[kind] << _PART_BITS) + position


def place_of_imported(profile: int, batch: int, line: int) -> int:
    """Return the place of a record of an imported file, by the number of the import and its line there."""
    return (profile << _PROFILE_BITS) + (_OF_A_FILE << _PART_BITS) + (batch << _LINE_BITS) + line


def places_of_file(profile: int, batch: int) -> tuple[int, int]:
    """Return the first place of the records of a file and the first after them."""
    return place_of_imported(profile, batch, 0), place_of_imported(profile, batch + 1, 0)


def places_of_own(profile: int) -> tuple[int, int]:
    """Return the first place of the records that came with no file and the first after them."""
    return (profile << _PROFILE_BITS) + ((_OF_A_FILE + 1) << _PART_BITS), (profile + 1) << _PROFILE_BITS


def places_of_profile(profile: int) -> tuple[int, int]:
    """Return the first place of a profile and the first of the next."""
    return profile << _PROFILE_BITS, (profile + 1) << _PROFILE_BITS


def batch_of(place: int) -> int | None:
    """Return the number of the import with which the record at this place came; None when it came with none."""
    within_profile = place & ((1 << _PROFILE_BITS) - 1)
    return within_profile >> _LINE_BITS if within_profile >> _PART_BITS == _OF_A_FILE else None
