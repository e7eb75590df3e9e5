"""One GEDCOM line with everything below it, in the specification's word a structure."""

import re
from dataclasses import dataclass, field

# 5.5.1 allows nearly any sign in the 22 of a pointer, 7.0 any length of plain letters; "@#" opens an escape.
POINTER = re.compile(r"@[^@#\s](?:[^@\n]{0,19}|[!-?A-~]{0,200})@")


@dataclass(slots=True)
class Structure:
    """A tag with its payload and substructures; payloads are joined (CONT, CONC) and unescaped.

    `is_text` marks the rare payload that only looks like a pointer, so that it is escaped again.
    """

    tag: str
    value: str = ""
    xref: str = ""
    children: list["Structure"] = field(default_factory=list)
    line: int = 0
    is_text: bool = False

    @property
    def is_pointer(self) -> bool:
        """Return whether the payload points to a record (or to nothing, "@VOID@")."""
        return self.value.startswith("@") and not self.is_text and POINTER.fullmatch(self.value) is not None

    def first(self, tag: str) -> "Structure | None":
        """Return the first substructure with this tag, or None."""
        for child in self.children:
            if child.tag == tag:
                return child
        return None

    def all(self, tag: str) -> "list[Structure]":
        """Return the substructures with this tag, in the order of the file."""
        return [child for child in self.children if child.tag == tag]

    def text(self, *path: str) -> str:
        """Return the payload at a path of tags below this structure; "" where there is none."""
        found: Structure | None = self
        for tag in path:
            found = found.first(tag) if found is not None else None
        return found.value if found is not None else ""

    def add(self, tag: str, value: str = "") -> "Structure":
        """Append a substructure and return it."""
        child = Structure(tag, value)
        self.children.append(child)
        return child
