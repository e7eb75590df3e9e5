"""Kinship in Polish: by line and sex, with the terms that are still understood, and in other words where none is.

Uncles and cousins are named by the first parent on the way and by that parent's brother or sister: "stryjeczny" over
two men, "wujeczny" over a mother's brother, "cioteczny" over a sister. Older terms stand in brackets.
"""

from typing import NamedTuple

from records.kinship.lines import ADOPTED, BIRTH
from records.kinship.relation import Relation


class Noun(NamedTuple):
    """A noun, its genitive, and the ending of adjectives with it: "M", "F", or "U" where there are two nouns."""

    plain: str
    of: str
    gender: str


def _nouns(man: str, man_of: str, woman: str, woman_of: str, either: str = "", either_of: str = "") -> dict[str, Noun]:
    either, either_of = either or f"{man} lub {woman}", either_of or f"{man_of} lub {woman_of}"
    return {"M": Noun(man, man_of, "M"), "F": Noun(woman, woman_of, "F"), "U": Noun(either, either_of, "U")}


_SPOUSE = _nouns("mąż", "męża", "żona", "żony", "małżonek", "małżonka")
_PARENT = _nouns("ojciec", "ojca", "matka", "matki", "rodzic", "rodzica")
_GRANDPARENT = _nouns("dziadek", "dziadka", "babka", "babki")
_CHILD = _nouns("syn", "syna", "córka", "córki", "dziecko", "dziecka")
_GRANDCHILD = _nouns("wnuk", "wnuka", "wnuczka", "wnuczki")
_SIBLING = _nouns("brat", "brata", "siostra", "siostry")
_OF_BROTHER = _nouns("bratanek", "bratanka", "bratanica", "bratanicy")
_OF_SISTER = _nouns("siostrzeniec", "siostrzeńca", "siostrzenica", "siostrzenicy")
_COUSIN = _nouns("kuzyn", "kuzyna", "kuzynka", "kuzynki")
_UNCLE = {
    "M": _nouns("stryj", "stryja", "ciotka", "ciotki"),
    "F": _nouns("wuj", "wuja", "ciotka", "ciotki"),
    "U": _nouns("stryj lub wuj", "stryja lub wuja", "ciotka", "ciotki"),
}
_OF_PARENTS_BROTHER = {"M": ("stryjeczny", "stryjeczna", "stryjeczne"), "F": ("wujeczny", "wujeczna", "wujeczne")}
_OF_PARENTS_SISTER = ("cioteczny", "cioteczna", "cioteczne")
_STEP_SIBLING = ("przybrany", "przybrana", "przybrany")
_BY_ADOPTION = {
    (1, 0): ("adopcyjny", "adopcyjna", "adopcyjny"),
    (0, 1): ("adoptowany", "adoptowana", "adoptowane"),
}
_IN_FOSTER_CARE = {(1, 0): ("zastępczy", "zastępcza", "zastępczy")}
_HALF = ("przyrodni", "przyrodnia", "przyrodni")
_DEGREES = (
    "",
    "",
    "drugim",
    "trzecim",
    "czwartym",
    "piątym",
    "szóstym",
    "siódmym",
    "ósmym",
    "dziewiątym",
    "dziesiątym",
)
_STEP = {(1, 0): _nouns("ojczym", "", "macocha", ""), (0, 1): _nouns("pasierb", "", "pasierbica", "")}
# By the sex of the partner through whom: the older terms for the husband's family in brackets.
_IN_LAW = {
    ("M", 1, 0): _nouns("teść (świekier)", "", "teściowa (świekra)", ""),
    ("F", 1, 0): _nouns("teść", "", "teściowa", ""),
    ("U", 1, 0): _nouns("teść", "", "teściowa", ""),
    ("M", 1, 1): _nouns("szwagier (dziewierz)", "", "szwagierka (zełwa)", ""),
    ("F", 1, 1): _nouns("szwagier (szurzy)", "", "szwagierka (świeść)", ""),
    ("U", 1, 1): _nouns("szwagier", "", "szwagierka", ""),
}
_BROTHER_IN_LAW = {"M": "szwagier", "F": "bratowa", "U": "szwagier lub bratowa"}
_CHILD_IN_LAW = {"M": "zięć", "F": "synowa", "U": "zięć lub synowa"}


def words(relation: Relation) -> str:
    """Name a relation."""
    shape = len(relation.up), len(relation.down)
    if relation.step:
        child = _CHILD[relation.end].plain
        return f"{_described(_SIBLING[relation.end], _STEP_SIBLING).plain} ({child} ojczyma lub macochy)"
    if relation.before and shape == (0, 0):
        return _SPOUSE[relation.before].plain
    line = _line(relation)
    if relation.before and relation.after:
        spouse = f"{_SPOUSE[relation.after].plain} {line.of} {_SPOUSE[relation.before].of}"
        return f"{_sibling_in_law(relation.after)} ({spouse})" if shape == (1, 1) else spouse
    if relation.before:
        return _of_the_spouse(relation, shape, line)
    return _spouse_of(relation, shape, line) if relation.after else line_words(relation)


def _of_the_spouse(relation: Relation, shape: tuple[int, int], line: Noun) -> str:
    if shape == (0, 1):
        return _STEP[shape][relation.end].plain
    known = _IN_LAW.get((relation.before, *shape))
    if known and relation.how == BIRTH:
        return known[relation.end].plain
    return f"{line.plain} {_SPOUSE[relation.before].of}"


def _spouse_of(relation: Relation, shape: tuple[int, int], line: Noun) -> str:
    spouse = f"{_SPOUSE[relation.after].plain} {line.of}"
    if shape == (1, 0):
        return _STEP[shape][relation.after].plain
    if shape == (0, 1):
        return _CHILD_IN_LAW[relation.after]
    if shape == (1, 1):
        return _sibling_in_law(relation.after, relation.end)
    if shape == (2, 1) and relation.after == "F" and relation.end == "M" and relation.up[0] != "U":
        return {"M": "stryjenka", "F": "wujenka"}[relation.up[0]]
    return f"wuj ({spouse})" if shape == (2, 1) and relation.after == "M" and relation.end == "F" else spouse


def _sibling_in_law(sex: str, brother_or_sister: str = "") -> str:
    if sex == "F" and brother_or_sister != "M":
        return "szwagierka"
    return _BROTHER_IN_LAW[sex]


def line_words(relation: Relation) -> str:
    """Name the end of the line, without the marriages at its ends, and say in other words what few understand."""
    line = _line(relation)
    told = _told(relation.up, relation.down)
    return f"{line.plain} ({told})" if told else line.plain


def _line(relation: Relation) -> Noun:
    noun = _noun(relation.up, relation.down)
    if relation.half:
        own = _HALF[1 if noun.gender == "F" else 0]
        noun = Noun(f"{own} {noun.plain}", f"{'przyrodniej' if noun.gender == 'F' else 'przyrodniego'} {noun.of}", "")
    if relation.how == BIRTH:
        return noun
    adjectives = _BY_ADOPTION if relation.how == ADOPTED else _IN_FOSTER_CARE
    adjective = adjectives.get((len(relation.up), len(relation.down)))
    if adjective:
        return _described(noun, adjective)
    by = "przez adopcję" if relation.how == ADOPTED else "w rodzinie zastępczej"
    return Noun(f"{noun.plain} {by}", f"{noun.of} {by}", noun.gender)


def _noun(up: str, down: str) -> Noun:
    """Return the noun for a line of these sexes; "U" is told by two nouns, or by a wider one."""
    if not down:
        return _direct(len(up), up[-1], _PARENT, _GRANDPARENT)
    if not up:
        return _direct(len(down), down[-1], _CHILD, _GRANDCHILD)
    shape = len(up), len(down)
    if shape == (1, 1):
        return _SIBLING[down[0]]
    if shape[1] == 1:
        return _uncle(up, down[0])
    if shape[0] == 1:
        return _nephew(down)
    return _cousin(up, down)


def _direct(generations: int, sex: str, near: dict[str, Noun], far: dict[str, Noun]) -> Noun:
    if generations == 1:
        return near[sex]
    prefix = "pra" * (generations - 2)
    if generations > 6:
        prefix = f"{generations - 2}×pra"
    noun = far[sex]
    plain, of = (" lub ".join(prefix + word for word in text.split(" lub ")) for text in (noun.plain, noun.of))
    return Noun(plain, of, noun.gender)


def _uncle(up: str, sex: str) -> Noun:
    """Name a brother or sister of somebody above: the parent, the grandparent and so on."""
    if len(up) == 2:
        return _UNCLE[up[0]][sex]
    above = up[-2]
    if sex == "U" or (sex == "M" and above == "U"):
        return _of_somebody(_SIBLING[sex], _direct(len(up) - 1, above, _PARENT, _GRANDPARENT))
    noun = _direct(len(up) - 1, sex, _PARENT, _GRANDPARENT)
    return _described(noun, _OF_PARENTS_SISTER if sex == "F" else _OF_PARENTS_BROTHER[above])


def _nephew(down: str) -> Noun:
    if len(down) > 2 or down[0] == "U":
        return _of_somebody(_direct(len(down) - 1, down[-1], _CHILD, _GRANDCHILD), _SIBLING[down[0]])
    return (_OF_BROTHER if down[0] == "M" else _OF_SISTER)[down[1]]


def _cousin(up: str, down: str) -> Noun:
    ours, theirs = len(up), len(down)
    if ours == theirs == 2:
        adjective = _adjective(up[0], down[0])
        return _described(_SIBLING[down[1]], adjective) if adjective and down[1] != "U" else _COUSIN[down[1]]
    if ours == theirs:
        degree = f"w {_DEGREES[min(ours - 1, 10)]} stopniu"
        noun = _COUSIN[down[-1]]
        return Noun(f"{noun.plain} {degree}", f"{noun.of} {degree}", noun.gender)
    if (ours, theirs) == (3, 2) and (adjective := _adjective(up[1], down[0])) and "U" not in (up[0], down[1]):
        return _described(_UNCLE[up[0]][down[1]], adjective)
    if (ours, theirs) == (2, 3) and (adjective := _adjective(up[0], down[0])) and "U" not in down[1:]:
        return _described((_OF_BROTHER if down[1] == "M" else _OF_SISTER)[down[2]], adjective)
    if ours > theirs:
        between = ours - theirs
        return _of_somebody(_noun(up[between:], down), _direct(between, up[between - 1], _PARENT, _GRANDPARENT))
    return _of_somebody(_direct(theirs - ours, down[-1], _CHILD, _GRANDCHILD), _noun(up, down[:ours]))


def _adjective(parent: str, uncle: str) -> tuple[str, str, str] | None:
    """Return how cousins are called whose parents are these: ours, and that parent's brother or sister."""
    return _OF_PARENTS_SISTER if uncle == "F" else _OF_PARENTS_BROTHER.get(parent) if uncle == "M" else None


def _described(noun: Noun, adjective: tuple[str, str, str]) -> Noun:
    man, woman, other = adjective
    if noun.plain.endswith("o"):
        return Noun(f"{noun.plain} {other}", f"{noun.of} {other[:-1]}ego", noun.gender)
    if noun.gender == "F":
        return Noun(f"{noun.plain} {woman}", f"{noun.of} {woman[:-1]}ej", "F")
    return Noun(f"{noun.plain} {man}", f"{noun.of} {man[:-1]}ego", "M")


def _of_somebody(noun: Noun, other: Noun) -> Noun:
    return Noun(f"{noun.plain} {other.of}", f"{noun.of} {other.of}", noun.gender)


def _told(up: str, down: str) -> str:
    """Say in other words whom a term means that few still understand; empty for the others."""
    if len(down) == 1 and len(up) > 2 and " " in (noun := _uncle(up, down[0])).plain and noun.gender != "U":
        above = _direct(len(up) - 1, up[-2], _PARENT, _GRANDPARENT)
        told = _of_somebody(_SIBLING[down[0]], above).plain
        return "" if told == noun.plain else told
    shape = len(up), len(down)
    if shape in ((3, 2), (2, 3)) and "stopniu" not in _cousin(up, down).plain:
        if shape == (3, 2):
            told = _of_somebody(_noun(up[1:], down), _PARENT[up[0]]).plain
        else:
            told = _of_somebody(_CHILD[down[2]], _noun(up, down[:2])).plain
        return "" if told == _cousin(up, down).plain else told
    return ""
