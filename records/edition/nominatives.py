"""The names in "żona Jana Kowalskiego" stand in the genitive, in Polish, Russian, Ukrainian and Belarusian."""

from records.names.folding import fold, script_of
from records.names.given_name_table import given_name_table, sets_of_form
from records.names.patronymics import genitives, given_name_of_genitive

_SEXES = ("male", "female")
_SHORTEST = 3
# Ending of a man's genitive, and of the name; the first that fits is taken. A fleeting e comes back: Dudka is Dudek.
_ENDINGS = {
    "Latn": (
        ("skiego", "ski"), ("ckiego", "cki"), ("dzkiego", "dzki"), ("iego", "i"), ("ego", "y"), ("ńca", "niec"),
        ("rca", "rzec"), ("lca", "lec"), ("wca", "wiec"), ("nia", "ń"), ("sia", "ś"), ("cia", "ć"), ("zia", "ź"),
        ("lka", "łek"), ("rka", "rek"), ("dka", "dek"), ("tka", "tek"), ("wka", "wek"), ("szka", "szek"), ("a", ""),
        ("ki", "ka"), ("gi", "ga"), ("y", "a"),
    ),
    "Cyrl": (
        ("ського", "ський"), ("цького", "цький"), ("ского", "ский"), ("цкого", "цкий"), ("скага", "скі"),
        ("цкага", "цкі"), ("ого", "ый"), ("его", "ий"), ("ця", "ець"), ("ца", "ец"), ("я", "ь"), ("а", ""),
        ("ки", "ка"), ("ги", "га"), ("ы", "а"), ("и", "а"),
    ),
}  # fmt: skip


def nominative(name: str, sex: str) -> str:
    """Return a given name as one is called: Antoni for Antoniego. What is no genitive stays as it is."""
    listed = [key for key in sets_of_form(name) if not sex or given_name_table()[key].sex == sex]
    names = () if listed else given_name_of_genitive(name, sex)
    # Helena is also the Polish name of many a Chaja; the name of which this is the plain genitive comes first.
    plain = (one for one in names if fold(name) in {fold(form) for each in _SEXES for form in genitives(one, each)})
    return next(plain, names[0] if names else name)


def surname_of_genitive(genitive: str) -> str:
    """Return the surname of which this may be the genitive, as a man bears it; what is none stays as it is.

    >>> surname_of_genitive("Kowalskiego"), surname_of_genitive("Nowaka"), surname_of_genitive("Шиманского")
    ('Kowalski', 'Nowak', 'Шиманский')
    """
    for ending, nominative in _ENDINGS.get(script_of(genitive), ()):
        if genitive.endswith(ending) and len(genitive) - len(ending) + len(nominative) >= _SHORTEST:
            return genitive.removesuffix(ending) + nominative
    return genitive
