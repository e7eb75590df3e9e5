"""Kinship in English."""

from records.kinship.lines import ADOPTED, BIRTH
from records.kinship.relation import Relation

_SPOUSE = {"M": "husband", "F": "wife", "U": "spouse"}
_PARENT = {"M": "father", "F": "mother", "U": "parent"}
_CHILD = {"M": "son", "F": "daughter", "U": "child"}
_SIBLING = {"M": "brother", "F": "sister", "U": "sibling"}
_UNCLE = {"M": "uncle", "F": "aunt", "U": "uncle or aunt"}
_NEPHEW = {"M": "nephew", "F": "niece", "U": "nephew or niece"}
_IN_LAW = {(1, 0): _PARENT, (1, 1): _SIBLING, (0, 1): _CHILD}
_ORDINALS = ("", "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")
_TIMES = ("", "once", "twice", "three times", "four times", "five times", "six times", "seven times", "eight times")


def words(relation: Relation) -> str:
    """Name a relation."""
    shape = len(relation.up), len(relation.down)
    if relation.step:
        return f"step{_SIBLING[relation.end]}"
    if relation.before and shape == (0, 0):
        return _SPOUSE[relation.before]
    if relation.before and relation.after:
        if shape == (1, 1):
            spouse, own = _SPOUSE[relation.after], _SPOUSE[relation.before]
            return f"{_SIBLING[relation.after]}-in-law ({spouse} of the {own}’s {line_words(relation)})"
        return f"{_SPOUSE[relation.after]} of the {_SPOUSE[relation.before]}’s {line_words(relation)}"
    if relation.before:
        return _of_the_spouse(relation, shape)
    return _spouse_of(relation, shape) if relation.after else line_words(relation)


def _of_the_spouse(relation: Relation, shape: tuple[int, int]) -> str:
    if shape == (0, 1):
        return f"step{_CHILD[relation.end]}"
    if shape in _IN_LAW and relation.how == BIRTH:
        return f"{_IN_LAW[shape][relation.end]}-in-law"
    return f"{line_words(relation)} of the {_SPOUSE[relation.before]}"


def _spouse_of(relation: Relation, shape: tuple[int, int]) -> str:
    if shape == (1, 0):
        return f"step{_PARENT[relation.after]}"
    if shape in _IN_LAW:
        return f"{_IN_LAW[shape][relation.after]}-in-law"
    spouse = f"{_SPOUSE[relation.after]} of the {line_words(relation)}"
    if 1 in shape and 0 not in shape:
        table = _UNCLE if shape[1] == 1 else _NEPHEW
        return f"{_of_generation(table[relation.after], max(shape))} by marriage ({spouse})"
    return spouse


def line_words(relation: Relation) -> str:
    """Name the end of the line, without the marriages at its ends."""
    up, down = len(relation.up), len(relation.down)
    noun = _noun(up, down, relation.end)
    if relation.half:
        noun = f"half-{noun}" if 1 in (up, down) else f"half {noun}"
    if relation.how == BIRTH:
        return noun
    if (up, down) == (0, 1):
        return f"{'adopted' if relation.how == ADOPTED else 'foster'} {noun}"
    if (up, down) in _IN_LAW:
        return f"{'adoptive' if relation.how == ADOPTED else 'foster'} {noun}"
    return f"{noun} {'by adoption' if relation.how == ADOPTED else 'by foster care'}"


def _noun(up: int, down: int, sex: str) -> str:
    if down == 0 or up == 0:
        table, generations = (_PARENT, up) if down == 0 else (_CHILD, down)
        return f"{_great(generations - 2)}{'grand' if generations > 1 else ''}{table[sex]}"
    if up == 1 and down == 1:
        return _SIBLING[sex]
    if down == 1:
        return _of_generation(_UNCLE[sex], up)
    if up == 1:
        return _of_generation(_NEPHEW[sex], down)
    cousin = f"{_ORDINALS[min(min(up, down) - 1, 10)]} cousin"
    removed = abs(up - down)
    return f"{cousin} {_TIMES[min(removed, 8)]} removed" if removed else cousin


def _of_generation(noun: str, generation: int) -> str:
    return " or ".join(_great(generation - 2) + word for word in noun.split(" or "))


def _great(times: int) -> str:
    return f"{times} × great-" if times > 3 else "great-" * times
