"""What a grammar is: for each kind of structure its payload and what may, and must, stand below it."""

from collections.abc import Callable
from dataclasses import dataclass, field

# Returns the code of what is wrong with a payload, or "".
PayloadCheck = Callable[[str], str]

MOST_REMEMBERED = 20_000


@dataclass(eq=False, slots=True)
class Rule:
    """One kind of structure. `accepted` are payloads known to be right: the same dates come again and again."""

    name: str
    check: PayloadCheck | None = None
    accepted: set[str] = field(default_factory=set)
    points_to: str = ""
    # What the structure is when its payload is no pointer; None where it must be one.
    otherwise: "Rule | None" = None
    parts: dict[str, "Part"] = field(default_factory=dict)
    required: int = 0
    role: str = ""  # of a pointer that the other record must answer

    def judge(self, value: str) -> str:
        """Return the code of what is wrong with a payload that was not met before, or ""."""
        if self.check is None:
            return ""
        code = self.check(value)
        if not code and len(self.accepted) < MOST_REMEMBERED:
            self.accepted.add(value)
        return code


@dataclass(eq=False, slots=True)
class Part:
    """What a tag means below a structure: its rule, its bit among its siblings, and how often it may stand."""

    tag: str
    rule: Rule
    bit: int
    most: int = 0  # 0 is without limit


@dataclass(frozen=True, slots=True)
class Grammar:
    """The grammar of a version: the kinds of records by tag, and which signs identifiers may hold."""

    version: str
    records: dict[str, Rule]
    xref_pattern: str
    xrefs_required: bool
    void_allowed: bool

    @property
    def seven(self) -> bool:
        """Return whether this is a grammar of GEDCOM 7."""
        return self.version.startswith("7")


def add_part(rule: Rule, tag: str, below: Rule, least: int, most: int) -> None:
    """Allow a tag below a structure, at least and at most so often (0: without limit)."""
    bit = 1 << len(rule.parts)
    rule.parts[tag] = Part(tag, below, bit, most)
    if least:
        rule.required |= bit
