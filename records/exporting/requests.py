"""What an export is asked for and what it answers: plain values for the command and for the archivists' desk."""

from collections import Counter
from dataclasses import dataclass, field

PROFILES = ("archive", "share-7.0", "share-5.5.1")
AUDIENCES = ("public", "archive")
# Each with what its value is: a public id, the words of a search, the number of an import.
SCOPES = {
    "everything": "",
    "person": "id",
    "history": "id",
    "place": "id",
    "document": "id",
    "search": "query",
    "file": "number",
}
# So many generations stand for all relatives by blood and marriage.
ALL_RELATIVES = -1
# More than any tree goes back in writing.
MOST_GENERATIONS = 100
_GEDZIP_ENDINGS = (".gdz", ".zip")


class ExportRefused(ValueError):
    """What was asked for cannot be exported; the text says why."""


@dataclass(frozen=True, slots=True)
class Scope:
    """Which part of an edition: its kind and, but for everything, what it is about."""

    kind: str
    value: str = ""

    def __str__(self) -> str:
        return f"{self.kind}:{self.value}" if self.value else self.kind


EVERYTHING = Scope("everything")


@dataclass(frozen=True, slots=True)
class ExportRequest:
    """One export; ``generations`` counts up and down from the person of a scope (ALL_RELATIVES: no limit)."""

    profile: str = "share-7.0"
    audience: str = "public"
    scope: Scope = EVERYTHING
    generations: int = 2
    gedzip: bool = False

    def __post_init__(self) -> None:
        """Raise ExportRefused for a word that is none of ours, and for what makes no sense together."""
        for word, known in (
            (self.profile, PROFILES),
            (self.audience, AUDIENCES),
            (self.scope.kind, tuple(SCOPES)),
        ):
            if word not in known:
                raise ExportRefused(f"{word} is none of {', '.join(known)}.")
        if bool(self.scope.value) != bool(SCOPES[self.scope.kind]):
            raise ExportRefused(f"The scope {self.scope} must be one of {', '.join(map(_form, SCOPES))}.")
        if not ALL_RELATIVES <= self.generations <= MOST_GENERATIONS:
            raise ExportRefused(_countable())
        if self.gedzip and self.profile == "share-5.5.1":
            raise ExportRefused("GEDZIP is a form of GEDCOM 7: choose the profile archive or share-7.0.")


def refuse_other_ending(request: ExportRequest, name: str) -> None:
    """Raise ExportRefused when the name of the file to be written says that it is of the other form."""
    says_gedzip = name.lower().endswith(_GEDZIP_ENDINGS)
    if request.gedzip and name.lower().endswith(".ged"):
        raise ExportRefused(f"With the pictures the file is a GEDZIP: let its name end in .gdz, unlike {name}.")
    if says_gedzip and not request.gedzip:
        raise ExportRefused(f"The name {name} says GEDZIP: add --gedzip, or let it end in .ged.")


def read_generations(number: int) -> int:
    """Return how many generations somebody asks for; raise ExportRefused for none and for more than there can be."""
    if number == 0 or not ALL_RELATIVES <= number <= MOST_GENERATIONS:
        raise ExportRefused(_countable())
    return number


def _countable() -> str:
    return f"Generations are counted from 1 to {MOST_GENERATIONS}; {ALL_RELATIVES} stands for all relatives."


def read_scope(words: str) -> Scope:
    """Return the scope that is written as "kind:value"."""
    kind, _, value = words.partition(":")
    return Scope(kind.strip(), value.strip())


def _form(kind: str) -> str:
    return f"{kind}:{SCOPES[kind].upper()}" if SCOPES[kind] else kind


@dataclass(slots=True)
class ExportReport:
    """What was written, what the profile could not carry, and how the file can be told from any other.

    ``media`` holds the pictures that belong to the file: their names in it and where they are stored.
    """

    written: Counter[str] = field(default_factory=Counter)
    not_carried: Counter[str] = field(default_factory=Counter)
    media: dict[str, str] = field(default_factory=dict)
    sha256: str = ""
    bytes: int = 0
    records: int = 0
