"""What the matcher learns from: groups of one name in several languages, and surnames of the Kresy to be misspelt.

The groups are those of Wikidata (CC0) as the package rigour 1.3.13 (MIT) carries them; the surnames are those of
fixtures/names/surnames.txt. Whatever holds a name kept for judging is dropped whole: else no measured recall means
anything.
"""

import csv
import hashlib
import re
import unicodedata
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from records.fixture_files import fixture_path
from records.names.folding import script_of

NAMES = fixture_path("names")
GROUPS_PACKAGE = "rigour==1.3.13"
_GROUPS_FILE = "rigour/data/names/persons.txt"
_GROUPS_SHA256 = "eb73e47664f9795d18bd36a782012aae6777afb89c2c0e29fb9254492a6f0b4a"
_ONE_WORD = re.compile(r"^[a-zà-žа-џѐ-ӹ'’\-א-ת]+$")
_HELD_BACK = 9


@dataclass(frozen=True, slots=True)
class Examples:
    """Groups of forms of one name, and surnames; those held back are for fitting the weights, not the vectors."""

    groups: tuple[tuple[str, ...], ...]
    surnames: tuple[str, ...]
    held_back_groups: tuple[tuple[str, ...], ...]
    held_back_surnames: tuple[str, ...]


class KeptForJudging:
    """The names on which nothing may be trained: reserved hashes, and the pairs that measure development."""

    def __init__(self) -> None:
        self._hashes = set((NAMES / "reserved.sha256").read_text(encoding="ascii").split())
        with (NAMES / "pairs_dev.csv").open(encoding="utf-8", newline="") as rows:
            pairs = [(row["recorded"], row["typed"]) for row in csv.DictReader(rows)]
        self._names = {form for pair in pairs for name in pair for form in (name, _bare(name))}

    def holds(self, name: str) -> bool:
        """Say whether this name, or its folded form, is kept for judging."""
        forms = (name.lower(), _bare(name))
        return any(form in self._names or _digest(form) in self._hashes for form in forms)


def _bare(name: str) -> str:
    """Return the folded form by which the reserved names were hashed: ł to l, NFD, combining marks removed."""
    decomposed = unicodedata.normalize("NFD", name.lower().replace("ł", "l"))
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _digest(form: str) -> str:
    return hashlib.sha256(form.encode()).hexdigest()[:16]


def read_examples(wheel: Path) -> Examples:
    """Return the examples in the groups of this wheel and in the list of surnames."""
    kept = KeptForJudging()
    groups = list(usable_groups(read_groups(wheel).decode().splitlines(), kept))
    surnames = [
        name for name in (NAMES / "surnames.txt").read_text(encoding="utf-8").split() if usable_surname(name, kept)
    ]
    return Examples(
        tuple(group for group in groups if not _is_held_back(group[0])),
        tuple(name for name in surnames if not _is_held_back(name)),
        tuple(group for group in groups if _is_held_back(group[0])),
        tuple(name for name in surnames if _is_held_back(name)),
    )


class OtherGroups(ValueError):
    """The file of groups is not the one that the model was trained on."""


def read_groups(wheel: Path) -> bytes:
    """Return the file of groups in this wheel; raise OtherGroups when it is another one."""
    with zipfile.ZipFile(wheel) as archive:
        held = archive.read(_GROUPS_FILE)
    if hashlib.sha256(held).hexdigest() != _GROUPS_SHA256:
        raise OtherGroups(f"{wheel.name} holds other name groups than {GROUPS_PACKAGE}.")
    return held


def _is_held_back(name: str) -> bool:
    return zlib.crc32(_bare(name).encode()) % _HELD_BACK == 0


def usable_groups(lines: Iterable[str], kept: KeptForJudging) -> Iterator[tuple[str, ...]]:
    """Return the groups of at least two single words, in our scripts, that hold no name kept for judging.

    Groups without a Cyrillic form are many and far from the Kresy: every second one is left out.
    """
    for line in lines:
        members = [member.strip() for member in line.split("=>")[0].split(",")]
        if any(kept.holds(member) for member in members):
            continue
        members = [name for name in members if _ONE_WORD.match(name) and 2 < len(name) < 22]
        if len(members) < 2:
            continue
        if any(script_of(name) == "Cyrl" for name in members) or zlib.crc32(members[0].encode()) % 2:
            yield tuple(members)


def usable_surname(name: str, kept: KeptForJudging) -> bool:
    """Say whether a surname of the list may be learned from: no feminine forms, nothing kept for judging."""
    return len(name) > 2 and not name.endswith(("ska", "cka")) and not kept.holds(name)
