"""One GEDCOM line with everything below it, in the specification's word a structure."""

import re

# 5.5.1 allows nearly any sign in the 22 of a pointer, 7.0 any length of plain letters; "@#" opens an escape.
POINTER = re.compile(r"@[^@#\s](?:[^@\n]{0,19}|[!-?A-~]{0,200})@")


class Structure:
    """A tag with its payload and substructures; payloads are joined (CONT, CONC) and unescaped.

    `is_text` marks the rare payload that only looks like a pointer, so that it is escaped again.
    """

    # Written by hand: a file has millions of these, and a dataclass takes a third longer to make.
    __slots__ = ("children", "is_text", "line", "tag", "value", "xref")

    tag: str
    value: str
    xref: str
    children: list["Structure"]
    line: int
    is_text: bool

    def __init__(
        self,
        tag: str,
        value: str = "",
        xref: str = "",
        children: list["Structure"] | None = None,
        line: int = 0,
        is_text: bool = False,
    ) -> None:
        self.tag = tag
        self.value = value
        self.xref = xref
        self.children = [] if children is None else children
        self.line = line
        self.is_text = is_text

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Structure):
            return NotImplemented
        return self._fields() == other._fields()

    def __repr__(self) -> str:
        names = ("tag", "value", "xref", "children", "line", "is_text")
        fields = ", ".join(f"{name}={value!r}" for name, value in zip(names, self._fields(), strict=True))
        return f"Structure({fields})"

    def _fields(self) -> tuple[object, ...]:
        return self.tag, self.value, self.xref, self.children, self.line, self.is_text

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
