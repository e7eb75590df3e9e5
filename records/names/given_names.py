"""Given-name sets: Jan, Jaś, Иван, John and Johannes are one set. A diminutive may belong to several sets."""

import re
from functools import lru_cache

from records.names.folding import fold, script_of
from records.names.given_name_table import DIMINUTIVES, given_name_table, sets_of_form, sets_of_sound
from records.names.patronymics import fathers_of_patronymic

__all__ = ["could_be_initial_of", "fathers_of_patronymic", "given_name_sets", "is_diminutive"]

_LONGEST_INITIAL = 3


@lru_cache(maxsize=20_000)
def given_name_sets(name: str) -> frozenset[str]:
    """Return the sets (named by their folded Polish form) that a given name may belong to.

    Of a compound name, such as Jan Maria or Hans-Peter, the sets of all its parts.

    >>> sorted(given_name_sets("Tolek")), sorted(given_name_sets("Иван"))
    (['anatol', 'antoni'], ['jan'])
    """
    listed = sets_of_form(name)
    if listed:
        return listed
    parts = fold(name).split()
    if len(parts) > 1:
        return frozenset().union(*(sets_of_form(part) or sets_of_sound(part) for part in parts))
    return sets_of_sound(name)


def is_diminutive(form: str) -> bool:
    """Tell whether a form is listed as a diminutive and nowhere as a full name."""
    folded = fold(form)
    columns = {
        column
        for key in sets_of_form(form)
        for column, listed in given_name_table()[key].forms
        if fold(listed) == folded
    }
    return columns == {DIMINUTIVES}


def could_be_initial_of(initial: str, name: str) -> bool:
    """Tell whether "J.", "St." or "Wł." may stand for this given name.

    An initial in other letters may stand for any form of the name in those letters: И. for Jan, who is Иван.
    """
    letters = fold(initial)
    if not letters or " " in letters or not (initial.rstrip().endswith(".") or len(letters) == 1):
        return False
    if len(letters) > _LONGEST_INITIAL and not re.search(r"\.\s*$", initial):
        return False
    words = fold(name).split()
    if script_of(initial) == script_of(name):
        return any(word.startswith(letters) for word in words)
    forms = (
        form for key in given_name_sets(name) for column, form in given_name_table()[key].forms if column != DIMINUTIVES
    )
    return any(fold(form).startswith(letters) for form in forms)
