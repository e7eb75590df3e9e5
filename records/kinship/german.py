"""Kinship in German: cousins of a degree share forebears one generation farther up with each degree."""

from typing import NamedTuple

from records.kinship.lines import ADOPTED, BIRTH
from records.kinship.relation import Relation


class Noun(NamedTuple):
    """A noun by sex: man, woman, not known; each with its genitive, which has the article."""

    man: tuple[str, str]
    woman: tuple[str, str]
    either: tuple[str, str]

    def of(self, sex: str) -> tuple[str, str]:
        return {"M": self.man, "F": self.woman}.get(sex, self.either)


_SPOUSE = Noun(("Ehemann", "des Ehemannes"), ("Ehefrau", "der Ehefrau"), ("Ehepartner", "des Ehepartners"))
_PARENT = Noun(("Vater", "des Vaters"), ("Mutter", "der Mutter"), ("Elternteil", "des Elternteils"))
_CHILD = Noun(("Sohn", "des Sohnes"), ("Tochter", "der Tochter"), ("Kind", "des Kindes"))
_GRANDCHILD = Noun(("Enkel", "des Enkels"), ("Enkelin", "der Enkelin"), ("Enkelkind", "des Enkelkindes"))
_SIBLING = Noun(("Bruder", "des Bruders"), ("Schwester", "der Schwester"), ("Geschwister", "des Geschwisters"))
_UNCLE = Noun(("Onkel", "des Onkels"), ("Tante", "der Tante"), ("Onkel oder Tante", "des Onkels oder der Tante"))
_NEPHEW = Noun(("Neffe", "des Neffen"), ("Nichte", "der Nichte"), ("Neffe oder Nichte", "des Neffen oder der Nichte"))
_COUSIN = Noun(("Cousin", "des Cousins"), ("Cousine", "der Cousine"), ("Cousin oder Cousine", "des Cousins"))
_BROTHER_IN_LAW = {"M": "Schwager", "F": "Schwägerin", "U": "Schwager oder Schwägerin"}
_MARRIED_IN = {"M": "angeheirateter", "F": "angeheiratete", "U": "angeheiratet:"}
# The farthest forebears that are still counted by "Ur-".
_MOST_UR = 4


def words(relation: Relation) -> str:
    """Name a relation."""
    shape = len(relation.up), len(relation.down)
    if relation.step:
        return _compound("Stief", _SIBLING.of(relation.end))[0]
    if relation.before and shape == (0, 0):
        return _SPOUSE.of(relation.before)[0]
    if relation.before and relation.after:
        spouse = f"{_SPOUSE.of(relation.after)[0]} {line_words(relation)[1]} {_SPOUSE.of(relation.before)[1]}"
        sister = {"M": "Schwippschwager", "F": "Schwippschwägerin"}.get(relation.after, "")
        return f"{sister} ({spouse})" if shape == (1, 1) and sister else spouse
    if relation.before:
        return _of_the_spouse(relation, shape)
    return _spouse_of(relation, shape) if relation.after else line_words(relation)[0]


def _of_the_spouse(relation: Relation, shape: tuple[int, int]) -> str:
    if shape == (0, 1):
        return _compound("Stief", _CHILD.of(relation.end))[0]
    if shape == (1, 0) and relation.how == BIRTH:
        return _compound("Schwieger", _PARENT.of(relation.end))[0]
    if shape == (1, 1):
        return _BROTHER_IN_LAW[relation.end]
    return f"{line_words(relation)[0]} {_SPOUSE.of(relation.before)[1]}"


def _spouse_of(relation: Relation, shape: tuple[int, int]) -> str:
    if shape[1] == 0:
        return _compound("Stief", _forebear(shape[0], relation.after))[0]
    if shape == (0, 1):
        return _compound("Schwieger", _CHILD.of(relation.after))[0]
    if shape == (1, 1):
        return _BROTHER_IN_LAW[relation.after]
    spouse = f"{_SPOUSE.of(relation.after)[0]} {line_words(relation)[1]}"
    if shape[0] == 0:
        return spouse
    return f"{_MARRIED_IN[relation.after]} {_noun(*shape, relation.after)[0]} ({spouse})"


def line_words(relation: Relation) -> tuple[str, str]:
    """Name the end of the line, without the marriages at its ends: nominative, and genitive with the article."""
    up, down = len(relation.up), len(relation.down)
    noun = _noun(up, down, relation.end)
    near = (up, down) in ((1, 0), (0, 1), (1, 1))
    if relation.half:
        noun = _compound("Halb", noun)
    if relation.how != BIRTH and near:
        noun = _compound("Adoptiv" if relation.how == ADOPTED else "Pflege", noun)
    elif relation.how != BIRTH:
        by = "durch Adoption" if relation.how == ADOPTED else "durch Pflege"
        noun = f"{noun[0]} {by}", f"{noun[1]} {by}"
    return f"{noun[0]}{_explained(relation)}", noun[1]


def _explained(relation: Relation) -> str:
    """Say of the nearest of the relatives of a second degree whose they are."""
    up, down, sex = len(relation.up), len(relation.down), relation.end
    if (up, down) == (3, 2):
        return f" ({_COUSIN.of(sex)[0]} {_PARENT.of(relation.up[0])[1]})"
    if (up, down) == (2, 3):
        return f" ({_CHILD.of(sex)[0]} {_COUSIN.of(relation.down[1])[1]})"
    return (
        " (Großcousin)"
        if (up, down, sex) == (3, 3, "M")
        else " (Großcousine)"
        if (up, down, sex) == (3, 3, "F")
        else ""
    )


def _noun(up: int, down: int, sex: str) -> tuple[str, str]:
    if down == 0:
        return _forebear(up, sex)
    if up == 0:
        return _child(down, sex)
    if up == 1 and down == 1:
        return _SIBLING.of(sex)
    degree = min(up, down)
    if up == down:
        return _of_degree(_COUSIN.of(sex), degree - 1)
    table = _UNCLE if up > down else _NEPHEW
    return _of_degree(_compound(_great(abs(up - down) - 1), table.of(sex)), degree)


def _forebear(generations: int, sex: str) -> tuple[str, str]:
    if generations - 2 > _MOST_UR:
        noun = Noun(("Vorfahr", "des Vorfahren"), ("Vorfahrin", "der Vorfahrin"), ("Vorfahr", "des Vorfahren")).of(sex)
        return f"{noun[0]} in der {generations}. Generation", f"{noun[1]} in der {generations}. Generation"
    return _compound(_great(generations - 1), _PARENT.of(sex))


def _child(generations: int, sex: str) -> tuple[str, str]:
    if generations == 1:
        return _CHILD.of(sex)
    if generations - 2 > _MOST_UR:
        noun = Noun(("Nachfahr", "des Nachfahren"), ("Nachfahrin", "der Nachfahrin"), ("Nachfahr", "des Nachfahren"))
        nominative, genitive = noun.of(sex)
        return f"{nominative} in der {generations}. Generation", f"{genitive} in der {generations}. Generation"
    return _compound(("Ur" + "ur" * (generations - 3)) if generations > 2 else "", _GRANDCHILD.of(sex))


def _great(times: int) -> str:
    """Return "Groß", "Urgroß", "Ururgroß" and so on; nothing for no time."""
    if times < 2:
        return "Groß" * times
    return f"Ur{'ur' * (times - 2)}groß"


def _of_degree(noun: tuple[str, str], degree: int) -> tuple[str, str]:
    return noun if degree == 1 else (f"{noun[0]} {degree}. Grades", f"{noun[1]} {degree}. Grades")


def _compound(prefix: str, noun: tuple[str, str]) -> tuple[str, str]:
    """Put a word before every noun: "Stief" and "Onkel oder Tante" become "Stiefonkel oder Stieftante"."""
    if not prefix:
        return noun
    nominative = " oder ".join(prefix + word[0].lower() + word[1:] for word in noun[0].split(" oder "))
    genitive = " oder ".join(
        f"{article} {prefix}{word[0].lower()}{word[1:]}"
        for article, word in (part.split(" ", 1) for part in noun[1].split(" oder "))
    )
    return nominative, genitive
