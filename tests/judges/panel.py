"""Which judges hear a file, by the version it says it is of."""

from collections.abc import Callable
from pathlib import Path

from tests.judges.programs import (
    gedcom7_says,
    gedcomtools_says,
    js_gedcom_says,
    kimon_says,
    libgedcom_says,
    our_own_check_says,
)
from tests.judges.tagged_lines import read_lines

Judge = Callable[[Path], list[str]]

OF_SEVEN: dict[str, Judge] = {
    "gedcom7": gedcom7_says,
    "js-gedcom": js_gedcom_says,
    "gedcomtools": gedcomtools_says,
    "our own check": our_own_check_says,
}
OF_FIVE: dict[str, Judge] = {
    "libgedcom": libgedcom_says,
    "kimon": kimon_says,
    "our own check": our_own_check_says,
}
# They take a second for a thousand people, and ten for ten thousand.
SLOW = ("gedcomtools", "kimon")


def version_of(path: Path) -> str:
    """Return the version of GEDCOM a file says it is of: the first VERS below HEAD.GEDC."""
    lines = iter(read_lines(path))
    for line in lines:
        if line == "1 GEDC":
            return next(lines).removeprefix("2 VERS ")
    return ""


def panel_for(path: Path) -> dict[str, Judge]:
    """Return the judges of the version a file is of."""
    return OF_SEVEN if version_of(path).startswith("7.") else OF_FIVE
