"""The father's name: in Russian, Ukrainian and Belarusian patronymics, and in "syn Antoniego" on Polish cards."""

import re
from collections import defaultdict
from collections.abc import Iterator
from functools import cache, lru_cache

from records.names.folding import fold, script_of
from records.names.given_name_table import given_name_table, sets_of_form, sets_of_sound

# Endings as folding leaves them: ё is е, and the ў of Belarusian -аўна is у.
_CYRILLIC_ENDING = re.compile(
    r"(?:йович|йовна|ьевич|ьевна|ович|евич|овна|евна|івна|ївна|евіч|овіч|авіч|ауна|еуна|инична|ична|ич|іч|ова|ева|ов|ев|ин)$"
)
_LATIN_ENDING = re.compile(
    r"(?:jowicz|iewicz|owicz|ewicz|awicz|yevich|ievich|jevich|ovich|evich|avich|ovitch|evitch|owitsch|ewitsch|ovych|yovych"
    r"|iewna|owna|ewna|ovna|evna|yevna|ievna|iwna|ivna|awna|auna|icz|ich|ow|ew|ov|ev)$"
)
_CYRILLIC_FATHERS = ("", "ий", "й", "ь", "а", "я", "о", "ей", "ы", "і", "ій")
_LATIN_FATHERS = ("", "i", "y", "j", "a", "o", "z", "ij", "iy", "ey", "ej")
_SHORTEST_STEM = 2
_LONG_ENDING = 4

# "syn", "s.", "córka", "c.", "сын", "дочь", "filius", "son of": what follows is the father's name.
_CHILD_OF = re.compile(
    r"^\s*(?:(?:syn|córka|corka|сын|син|дочь|дочка|доч|son of|daughter of|sohn des|tochter des|filius|filia)\b"
    r"|(?:s|c|с|д|f)\.)\s*(?:p\.\s*|śp\.\s*|sp\.\s*)?(?P<father>[^\s,;]+)",
    re.IGNORECASE,
)


@lru_cache(maxsize=20_000)
def fathers_of_patronymic(patronymic: str) -> frozenset[str]:
    """Return the sets of the father's name in a patronymic, or in a phrase such as "s. Antoniego".

    Several where it is ambiguous: Матвеевич is a son of Maciej or of Mateusz.

    >>> sorted(fathers_of_patronymic("Антонович")), sorted(fathers_of_patronymic("córka Jana"))
    (['antoni'], ['jan'])
    """
    phrase = _CHILD_OF.match(patronymic)
    if phrase:
        father = phrase.group("father")
        genitive = _genitives("male").get(fold(father), frozenset())
        return genitive or _men(sets_of_form(father)) or fathers_of_patronymic(father)
    folded = fold(patronymic)
    listed = _listed().get(folded, frozenset())
    regular = frozenset(key for father in _possible_fathers(folded) for key in _men(sets_of_form(father)))
    # The column also holds the father's name itself, as Polish lists give it, or its genitive.
    named = _men(sets_of_form(patronymic)) or _genitives("male").get(folded, frozenset())
    return listed | regular or named or _by_sound(folded)


def given_name_of_genitive(genitive: str, sex: str = "") -> tuple[str, ...]:
    """Return the Polish names of which this is the genitive: Antoniego is of Antoni, Franciszka of Franciszek.

    The sex, "male" or "female", narrows them; Polish, Latin, Russian and Ukrainian genitives are known.
    """
    keys = frozenset().union(*(_genitives(each).get(fold(genitive), frozenset()) for each in ("male", "female")))
    names = (given_name_table()[key] for key in sorted(keys))
    return tuple(name.polish for name in names if not sex or name.sex == sex)


@lru_cache(maxsize=20_000)
def patronymic_in_heading(patronymic: str) -> str:
    """Return what a name is headed with: a patronymic in its own form, or "s. Antoniego"; never the father's bare name.

    >>> patronymic_in_heading("Антонович"), patronymic_in_heading("s. Jana"), patronymic_in_heading("Jan")
    ('Антонович', 's. Jana', '')
    """
    folded = fold(patronymic)
    if _CHILD_OF.match(patronymic) or folded in _listed():
        return patronymic
    ending = _CYRILLIC_ENDING if script_of(folded) == "Cyrl" else _LATIN_ENDING
    if _men(sets_of_form(patronymic)):
        return ""
    # Friedrich ends as Iljicz does: so short an ending tells only after a father's name that is known.
    long = any(len(each) >= _LONG_ENDING for each in _endings(folded, ending))
    known = any(_men(sets_of_form(father)) for father in _possible_fathers(folded))
    return patronymic if long or known else ""


def father_called(patronymic: str, language: str) -> str:
    """Return a father's bare name as it follows "son of" in a language; empty for what is headed as it stands.

    >>> father_called("Jan", "pl"), father_called("Jan", "de"), father_called("Jana", "en")
    ('Jana', 'Jan', 'Jan')
    """
    if not patronymic or patronymic_in_heading(patronymic):
        return ""
    named = bool(_men(sets_of_form(patronymic)))
    if language == "pl":
        declined = genitives(patronymic, "male") if named or fold(patronymic) not in _genitives("male") else ()
        return declined[0].capitalize() if declined else patronymic
    called = () if named else given_name_of_genitive(patronymic, "male")
    return called[0] if called else patronymic


def _men(keys: frozenset[str]) -> frozenset[str]:
    return frozenset(key for key in keys if given_name_table()[key].sex == "male")


@cache
def _listed() -> dict[str, frozenset[str]]:
    sets: dict[str, set[str]] = defaultdict(set)
    for name_set in given_name_table().values():
        for patronymic in name_set.patronymics:
            sets[fold(patronymic)].add(name_set.key)
    return {form: frozenset(keys) for form, keys in sets.items()}


def _possible_fathers(folded: str) -> Iterator[str]:
    """Yield what the father may have been called, by the regular formation: Васильевич, of Васил-ий."""
    cyrillic = script_of(folded) == "Cyrl"
    for ending in _endings(folded, _CYRILLIC_ENDING if cyrillic else _LATIN_ENDING):
        stem = folded.removesuffix(ending).removesuffix("ь")
        if len(stem) >= _SHORTEST_STEM:
            for added in _CYRILLIC_FATHERS if cyrillic else _LATIN_FATHERS:
                yield stem + added


def _endings(folded: str, pattern: re.Pattern[str]) -> list[str]:
    """Return every ending that fits, the longest first: -евич may be -ич after a father in -ев."""
    endings = (folded[start:] for start in range(_SHORTEST_STEM, len(folded)))
    return [ending for ending in endings if pattern.fullmatch(ending)]


def _by_sound(folded: str) -> frozenset[str]:
    return next((men for father in _possible_fathers(folded) if (men := _men(sets_of_sound(father)))), frozenset())


@cache
def _genitives(sex: str) -> dict[str, frozenset[str]]:
    """Return the sets of each genitive of the names of this sex, folded."""
    sets: dict[str, set[str]] = defaultdict(set)
    for name_set in given_name_table().values():
        if name_set.sex == sex:
            for _column, form in name_set.forms:
                for genitive in genitives(form, sex):
                    sets[fold(genitive)].add(name_set.key)
    return {form: frozenset(keys) for form, keys in sets.items()}


# Ending of the name, and of its genitive; the first that fits is taken.
_MALE_GENITIVES = (
    ("usz", ("usza",)), ("us", ("i", "usa")), ("annes", ("annis",)), ("as", ("ae", "asa")), ("o", ("onis", "a", "y")),
    ("ek", ("ka",)), ("eł", ("ła",)), ("iec", ("ca",)), ("ń", ("nia",)), ("ś", ("sia",)), ("ć", ("cia",)),
    ("dź", ("dzia",)), ("y", ("ego",)), ("i", ("iego",)), ("ka", ("ki",)), ("a", ("y", "i")),
    ("ий", ("ия",)), ("ій", ("ія",)), ("ей", ("ея",)), ("ай", ("ая",)), ("ь", ("я",)), ("а", ("ы", "и")), ("я", ("и",)),
    ("о", ("а",)), ("", ("a", "а")),
)  # fmt: skip
_FEMALE_GENITIVES = (
    ("ka", ("ki",)), ("ga", ("gi",)), ("ja", ("ji", "yi")), ("la", ("li", "ly")), ("ia", ("ii", "i", "yi")),
    ("ea", ("ei",)), ("a", ("y", "ae")), ("ия", ("ии",)), ("ія", ("ії",)), ("га", ("ги",)), ("ка", ("ки",)),
    ("а", ("ы", "и")), ("я", ("и", "і")),
)  # fmt: skip


def genitives(name: str, sex: str) -> tuple[str, ...]:
    """Return the genitives of a given name of a man ("male") or a woman ("female"); none for an undeclined form."""
    lowered = name.lower()
    for ending, genitive in _MALE_GENITIVES if sex == "male" else _FEMALE_GENITIVES:
        if lowered.endswith(ending) and (ending or lowered[-1:].isalpha()):
            stem = lowered[: len(lowered) - len(ending)]
            return tuple(stem + each for each in genitive if script_of(stem or each) == script_of(each))
    return ()
