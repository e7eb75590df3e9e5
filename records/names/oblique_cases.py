"""A whole name in the dative or genitive, as clerks wrote whom a paper was issued to or whose it was.

A name is taken for oblique only where its words agree in case and sex, and where it cannot stand in the nominative.
"""

from dataclasses import dataclass

from records.names.oblique_given_names import CaseOfSex, given_name_cases
from records.names.oblique_surnames import is_recorded_family, surname_cases

# A paper is given to someone, so the dative is tried first.
_CASES: tuple[CaseOfSex, ...] = (("dat", "M"), ("dat", "F"), ("gen", "M"), ("gen", "F"), ("acc", "F"), ("acc", "M"))
_NOMINATIVES: tuple[CaseOfSex, ...] = (("nom", "M"), ("nom", "F"))


@dataclass(frozen=True, slots=True)
class ObliqueName:
    """The words as one is called; ``case`` is "dative", "genitive", "either" or "accusative".

    ``sure`` says that the words as they stand are no name in the nominative.
    """

    words: tuple[str, ...]
    case: str
    sure: bool


def read_oblique(words: list[str]) -> ObliqueName | None:
    """Return a name that stands in an oblique case as one is called, or nothing where it stands in the nominative.

    >>> read_oblique(["Вишневскому", "Юзефу", "Антоновичу"]).words
    ('Вишневский', 'Юзеф', 'Антонович')
    """
    if not words:
        return None
    given = [given_name_cases(word) for word in words]
    whole = [surname_cases(word) | named for word, named in zip(words, given, strict=True)]
    fitting = [case for case in _CASES if all(case in options for options in whole)]
    changing = [case for case in fitting if any(whole[at][case] != word for at, word in enumerate(words))]
    nominative = _may_be_nominative(given, whole)
    named = [case for case in changing if any(case in options for options in given)]
    if not changing or (not named and nominative and not _perhaps_a_woman(words)):
        return None
    chosen = (named or changing)[0]
    if len(words) > 1 and not named and not _all_clear(whole):
        return None
    found = tuple(options[chosen] for options in whole)
    if len(words) == 1 and named and chosen[0] != "dat" and _NOMINATIVES[0] in surname_cases(words[0]):
        # Witka is a surname, and need not be of some Witek.
        return None
    if nominative and any(one == word for one, word in zip(found, words, strict=True)):
        return None
    return ObliqueName(found, _case_in_words(chosen, changing), not nominative or _is_hers(words, found))


def _perhaps_a_woman(words: list[str]) -> bool:
    """Alone, Вишневской is likelier of or to Вишневская than a man's name such as Донской; but it may be that."""
    return len(words) == 1 and words[0].lower().endswith(("ской", "цкой"))


def _is_hers(words: list[str], called: tuple[str, ...]) -> bool:
    """Tell whether a surname alone is hers beyond doubt: a Вишневский is known, and no Вишневской."""
    return _perhaps_a_woman(words) and is_recorded_family(called[0]) and not is_recorded_family(words[0])


def _may_be_nominative(given: list[dict[CaseOfSex, str]], whole: list[dict[CaseOfSex, str]]) -> bool:
    """Tell whether all words may stand in the nominative, and one of them is then a given name, or none ever is."""
    fitting = [case for case in _NOMINATIVES if all(case in options for options in whole)]
    if not fitting:
        return False
    return not any(given) or any(case in options for case in fitting for options in given)


def _all_clear(whole: list[dict[CaseOfSex, str]]) -> bool:
    return all(not any(case in options for case in _NOMINATIVES) for options in whole)


def _case_in_words(chosen: CaseOfSex, changing: list[CaseOfSex]) -> str:
    sex = chosen[1]
    if chosen[0] == "dat":
        return "either" if ("gen", sex) in changing else "dative"
    return "genitive" if chosen[0] == "gen" else "accusative"
