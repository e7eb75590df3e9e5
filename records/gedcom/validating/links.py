"""Whether pointers meet: each leads to a record of the right kind, and families and people name each other.

A record may be named long before it comes, so that all is compared when the file has ended, in small
portions: what is kept of a pointer takes 13 bytes.
"""

from array import array
from collections.abc import Iterator

from records.gedcom.validating.findings import Finding, finding

PORTIONS = 64
LONGEST_NUMBER = 11


class LinkBook:
    """Gathers the records, pointers and family ties of a file; `findings()` compares them."""

    def __init__(self) -> None:
        self._names = _CompactNames()
        self._kinds: dict[str, int] = {"": 0}
        self._records = [(array("q"), bytearray()) for _ in range(PORTIONS)]
        self._pointers = [(array("q"), bytearray(), array("I")) for _ in range(PORTIONS)]
        # Family, person, line; by role and by who says it.
        self._ties: dict[tuple[str, bool], list[tuple[array[int], array[int], array[int]]]] = {}

    def add_record(self, xref: str, tag: str) -> None:
        """Note a record."""
        code = self._names.code(xref)
        codes, kinds = self._records[code % PORTIONS]
        codes.append(code)
        # An extension may be a standard record under another name.
        kinds.append(0 if tag.startswith("_") else self._kind(tag))

    def add_pointer(self, xref: str, kind: str, line: int) -> None:
        """Note a pointer that must lead to a record of a kind, or "" for any."""
        code = self._names.code(xref)
        codes, kinds, lines = self._pointers[code % PORTIONS]
        codes.append(code)
        kinds.append(self._kind(kind))
        lines.append(line)

    def add_tie(self, family: str, person: str, role: str, line: int, *, told_by_family: bool) -> None:
        """Note that a record says that a person is a spouse or child of a family."""
        code = self._names.code(family)
        if (role, told_by_family) not in self._ties:
            portions = [(array("q"), array("q"), array("I")) for _ in range(PORTIONS)]
            self._ties[role, told_by_family] = portions
        families, people, lines = self._ties[role, told_by_family][code % PORTIONS]
        families.append(code)
        people.append(self._names.code(person))
        lines.append(line)

    def findings(self) -> Iterator[Finding]:
        """Yield each pointer that leads nowhere or to another kind, and each tie told on one side only."""
        for portion in range(PORTIONS):
            yield from self._stray_pointers(portion)
        for role in ("spouse", "child"):
            for portion in range(PORTIONS):
                yield from self._one_sided(role, portion)

    def _stray_pointers(self, portion: int) -> Iterator[Finding]:
        kinds = dict(zip(*self._records[portion], strict=True))
        for code, wanted, line in zip(*self._pointers[portion], strict=True):
            kind = kinds.get(code)
            if kind is None:
                # Below an extension only its author knows whether words that look like a pointer are one.
                code_of_finding = "pointer_nowhere" if wanted else "extension_pointer"
                yield finding(line, code_of_finding, self._names.name(code))
            elif wanted and kind and kind != wanted:
                yield finding(line, "pointer_kind", self._names.name(code))

    def _one_sided(self, role: str, portion: int) -> Iterator[Finding]:
        sides = []
        for told_by_family in (False, True):
            portions = self._ties.get((role, told_by_family))
            sides.append(portions[portion] if portions else (array("q"), array("q"), array("I")))
        for own, other in (sides, reversed(sides)):
            answered = set(zip(*other[:2], strict=True))
            for family, person, line in zip(*own, strict=True):
                if (family, person) not in answered:
                    names = f"{self._names.name(person)} {self._names.name(family)}"
                    yield finding(line, "link_absent", names)

    def _kind(self, tag: str) -> int:
        return self._kinds.setdefault(tag, min(len(self._kinds), 255))


class _CompactNames:
    """Turns "@I0123@" into a number and back; only names of another form are kept in full."""

    def __init__(self) -> None:
        self._prefixes: dict[str, int] = {}
        self._others: dict[str, int] = {}

    def code(self, xref: str) -> int:
        prefix = xref.rstrip("0123456789@")
        digits = xref[len(prefix) : -1]
        if (
            not 0 < len(digits) <= LONGEST_NUMBER
            or "@" in digits
            or (len(self._prefixes) > 1000 and prefix not in self._prefixes)
        ):
            return -1 - self._others.setdefault(xref, len(self._others))
        number = self._prefixes.setdefault(prefix, len(self._prefixes))
        return (number * (LONGEST_NUMBER + 1) + len(digits)) << 40 | int(digits)

    def name(self, code: int) -> str:
        if code < 0:
            return next(xref for xref, number in self._others.items() if number == -1 - code)
        number, length = divmod(code >> 40, LONGEST_NUMBER + 1)
        prefix = next(prefix for prefix, other in self._prefixes.items() if other == number)
        return f"{prefix}{code & ((1 << 40) - 1):0{length}d}@"
