"""A reader of GEDCOM of the tests' own, so that nothing here is judged by the code that wrote it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

LINE = re.compile(r"(\d+) (?:(@[^@]+@) )?(\w+)(?: (.*))?")


@dataclass
class Tagged:
    """One structure: its tag, what it says, and what stands below it."""

    tag: str
    value: str
    xref: str = ""
    below: list["Tagged"] = field(default_factory=list)

    def walk(self, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], "Tagged"]]:
        """Yield this structure and all below it, each with the tags that lead to it."""
        here = (*path, self.tag)
        yield here, self
        for structure in self.below:
            yield from structure.walk(here)

    def says(self, tag: str) -> str:
        """Return what the first structure of a tag below this one says, or nothing."""
        return next((structure.value for structure in self.below if structure.tag == tag), "")


def read_lines(path: Path) -> Iterator[str]:
    """Yield the lines of a file without their ends."""
    with path.open(encoding="utf-8-sig", newline="") as stream:
        for line in stream:
            yield line.rstrip("\r\n")


def read_records(path: Path) -> list[Tagged]:
    """Return the records of a file; in 5.5.1 doubled @ are single again."""
    records: list[Tagged] = []
    open_structures: list[Tagged] = []
    for line in read_lines(path):
        found = LINE.fullmatch(line)
        assert found, f"no line of GEDCOM: {line!r}"
        level, tag, value = int(found[1]), found[3], found[4] or ""
        if tag in ("CONT", "CONC"):
            open_structures[level - 1].value += ("\n" if tag == "CONT" else "") + value
            continue
        structure = Tagged(tag, value, found[2] or "")
        del open_structures[level:]
        (open_structures[-1].below if level else records).append(structure)
        open_structures.append(structure)
    for record in records:
        for _, structure in record.walk():
            structure.value = structure.value.replace("@@", "@")
    return records


def records_by_xref(path: Path) -> dict[str, Tagged]:
    """Return the records that have a name in the file, by it."""
    return {record.xref: record for record in read_records(path) if record.xref}


def is_extension(path: tuple[str, ...]) -> bool:
    """Return whether an extension stands among these tags."""
    return any(tag.startswith("_") for tag in path)
