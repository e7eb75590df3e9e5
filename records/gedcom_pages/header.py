"""The HEAD and SUBM records of our own files, and their end."""

from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, version
from uuid import NAMESPACE_URL, uuid5

from records.gedcom_pages.profiles import Profile
from records.gedcom_pages.record_text import gedcom_day
from records.gedcom_pages.schema_extensions import addresses

PLACE_FORM = "miejscowość, powiat, województwo, kraj"
RIGHTS = "Kresy Families; see the rights of each source"
TRAILER = "0 TRLR\n"
_AUDIENCES = {
    "public": "The public edition: it holds no one who may be living.",
    "archive": "The complete preservation copy: not for the public.",
}
_SUBMITTER = "0 @U1@ SUBM\n1 NAME Kresy Families\n"
# The same in every file of every archive that runs this program.
_UID_OF_SUBMITTER = uuid5(NAMESPACE_URL, "https://kresy.families/")


def _program_version() -> str:
    try:
        return version("kresy-families")
    except PackageNotFoundError:
        # Run from a checkout, nothing is installed.
        return "1"


_VERSION = _program_version()


def header(profile: Profile, audience: str, day: str, others: Mapping[str, str]) -> str:
    """Return the HEAD and SUBM records; ``day`` is the ISO day of the edition, so that it always gives the same bytes.

    ``others`` are the extension tags of imported records with their addresses.
    """
    lines = ["0 HEAD", "1 GEDC", f"2 VERS {profile.version}"]
    if profile.seven:
        lines.append("1 SCHMA")
        tags = dict(others) | addresses()
        lines += [f"2 TAG {tag} {address}" for tag, address in tags.items()]
    else:
        lines += ["2 FORM LINEAGE-LINKED", "1 CHAR UTF-8"]
    lines += ["1 SOUR KRESY_FAMILIES", f"2 VERS {_VERSION}", "2 NAME Kresy Families", "2 CORP Kresy Families"]
    if day:
        lines.append(f"1 DATE {gedcom_day(day)}")
    lines += ["1 SUBM @U1@", f"1 COPR {RIGHTS}", f"1 LANG {'pl' if profile.seven else 'Polish'}"]
    lines += ["1 PLAC", f"2 FORM {PLACE_FORM}", f"1 NOTE {_AUDIENCES[audience]}", _SUBMITTER]
    return "\n".join(lines) + (f"1 UID {_UID_OF_SUBMITTER}\n" if profile.seven else "")
