"""What can be asked for as a PDF: of which record, what of it, in which language."""

import json
from dataclasses import asdict, dataclass
from typing import Any

from django.conf import settings

# What there is of which kind of record.
WHATS = {
    "person": frozenset({"page", "chart", "journey", "booklet"}),
    "history": frozenset({"journey", "booklet"}),
    "document": frozenset({"journey"}),
}
PAPERS = ("a4", "a3")


class NothingOfTheKind(ValueError):
    """There is no such PDF; the text says what was asked for."""


@dataclass(frozen=True, slots=True)
class Asked:
    """One PDF. ``chart``, ``generations`` and ``paper`` are those of a chart, else empty."""

    kind: str
    id: str
    what: str
    language: str
    chart: str = ""
    generations: int = 0
    paper: str = "a4"

    def __post_init__(self) -> None:
        known = self.what in WHATS.get(self.kind, ()) and self.language in dict(settings.LANGUAGES)
        if not known or self.paper not in PAPERS or not self.id.isalnum() or not self.id.isascii():
            raise NothingOfTheKind(f"{self.what} of {self.kind} {self.id}")

    @property
    def name(self) -> str:
        """The name of its file without the ending: letters, digits and hyphens only."""
        chart = f"-{self.chart}-{self.generations}-{self.paper}" if self.what == "chart" else ""
        return f"kresy-{self.kind}-{self.id}-{self.what}{chart}-{self.language}"

    def as_text(self) -> str:
        """Write it down."""
        return json.dumps(asdict(self))


def asked_from(text: str) -> Asked:
    """Read what as_text has written; raise NothingOfTheKind where it is anything else."""
    try:
        values: dict[str, Any] = json.loads(text)
        return Asked(**values)
    except (ValueError, TypeError) as error:
        raise NothingOfTheKind(str(error)) from error
