"""The profiles of an export: what each may say, and how.

archive: GEDCOM 7.0 with everything, our documented extensions included. share-7.0: the same for programs that know
nothing of us: names in other scripts stand again as names, words of an event again as its note. share-5.5.1: for
programs of the older standard, without any extension but the _UID they all know.
"""

from dataclasses import dataclass

from records.gedcom.writing import Version


@dataclass(frozen=True, slots=True)
class Profile:
    """One way of writing; ``number`` is its name in the edition's rows."""

    number: int
    name: str
    version: Version
    extensions: bool
    repeats_for_others: bool

    @property
    def seven(self) -> bool:
        """Return whether it follows the rules of GEDCOM 7."""
        return self.version == "7.0"


ARCHIVE = Profile(0, "archive", "7.0", extensions=True, repeats_for_others=False)
SHARE_SEVEN = Profile(1, "share-7.0", "7.0", extensions=True, repeats_for_others=True)
SHARE_FIVE = Profile(2, "share-5.5.1", "5.5.1", extensions=False, repeats_for_others=True)
PROFILES = {profile.name: profile for profile in (ARCHIVE, SHARE_SEVEN, SHARE_FIVE)}
# Records that came with a file, brought to GEDCOM 7 for a file in which they stand beside others.
CONVERTED = Profile(3, "converted", "7.0", extensions=True, repeats_for_others=False)
# Structures of records that came with a file and were changed since, in the version of that file.
AS_IMPORTED = (
    Profile(0, "archive", "7.0", extensions=True, repeats_for_others=False),
    Profile(0, "archive", "5.5.1", extensions=True, repeats_for_others=False),
)
