"""A relation as the languages name it: generations up and down, by whom, and whether by half, adoption, marriage."""

from collections.abc import Mapping
from dataclasses import dataclass

from records.kinship.kin import Kin
from records.kinship.lines import BIRTH

# Sexes: M and F are named, anything else is not known and says so.
M, F, U = "M", "F", "U"


@dataclass(frozen=True, slots=True)
class Relation:
    """What somebody is to another, seen from the other.

    ``up`` are the sexes of those above the other, parent first, as far as the forebear ("U" for a couple); ``down``
    those from the forebear's child down to the end of the line. ``before`` is the sex of the other's partner, where the
    line begins with that one; ``after`` the sex of the partner of the end of the line. All empty: the same person.
    """

    up: str = ""
    down: str = ""
    half: bool = False
    how: str = BIRTH
    before: str = ""
    after: str = ""
    step: bool = False

    @property
    def end(self) -> str:
        """The sex of the one at the end of the line, before the last marriage."""
        return (self.down or self.up or U)[-1]


def relation_of(kin: Kin, sexes: Mapping[str, str]) -> Relation:
    """Return what the second person of a kinship is to the first."""

    def sex(person: str) -> str:
        return sexes.get(person, U) if sexes.get(person) in (M, F) else U

    line = kin.line
    if line is None:
        return Relation(before=sex(kin.second))
    up = "".join(map(sex, line.rise[1:]))
    if line.rise:
        up += sex(line.forebears[0]) if not line.fall or line.half or kin.step else U
    return Relation(
        up,
        "".join(map(sex, line.fall)),
        line.half,
        line.how,
        before=sex(kin.before) if kin.before else "",
        after=sex(kin.second) if kin.after else "",
        step=kin.step,
    )
