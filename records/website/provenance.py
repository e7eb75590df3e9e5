"""How a paper came down: the steps of its way from hand to hand, where several are told."""

import re
from dataclasses import dataclass

_DATED = re.compile(r"((?:[\w.]+ ){0,3}\d{4}(?:\s?[-–]\s?\d{2,4})?):\s+(.+)")
_BREAK = re.compile(r"\s*(?:\n|→|->)\s*")


@dataclass(frozen=True, slots=True)
class Step:
    """Who had it, and since when as far as it is told."""

    when: str
    who: str


def provenance_steps(told: str) -> list[Step]:
    """Return the steps of a provenance, one a line or with arrows between them; a line may begin with its time."""
    parts = [part for part in _BREAK.split(told.strip()) if part]
    return [Step(match[1], match[2]) if (match := _DATED.fullmatch(part)) else Step("", part) for part in parts]
