"""Dividing a written name without remarks into title, given names, patronymic and surname, whichever comes first."""

import re
from dataclasses import dataclass

from records.names.folding import fold
from records.names.given_name_table import given_name_table, sets_of_form
from records.names.patronymics import fathers_of_patronymic

_TITLES = frozenset({
    "ks", "ksiądz", "dr", "hab", "prof", "inż", "mgr", "por", "ppor", "kpt", "mjr", "płk", "ppłk", "gen", "chor",
    "sierż", "kapr", "plut", "rtm", "pan", "pani", "p", "śp", "ś.p", "hr", "hrabia", "hrabina", "książę", "księżna",
    "baron", "mr", "mrs", "miss", "ms", "rev", "sir", "lady", "herr", "frau", "hon", "siostra", "brat", "bp", "abp",
    "pp", "г", "гр", "пан", "пані",
})  # fmt: skip
# Ranks and callings that are titles in small letters or with a full stop only: Major and Kapral are surnames, too.
_RANKS = frozenset({
    "szer", "st", "strz", "kpr", "pchor", "ogn", "bomb", "wachm", "uł", "kan", "mar", "plut", "mł", "sierż", "asp",
    "post", "przod", "rotm", "komd", "bosm", "san", "ww", "lek", "adw", "red", "nadp", "por", "bryg", "dyw",
    "szeregowy", "strzelec", "kapral", "plutonowy", "sierżant", "ogniomistrz", "wachmistrz", "chorąży", "podchorąży",
    "podporucznik", "porucznik", "kapitan", "rotmistrz", "major", "podpułkownik", "pułkownik", "generał", "doktor",
    "inżynier", "magister", "profesor", "ojciec", "o", "s", "ryad", "ряд", "рядовой", "ст", "мл", "серж", "сержант",
    "ефр", "ефрейтор", "лейт", "лейтенант", "кап", "капитан", "майор", "полк", "полковник", "подп", "пор", "поручик",
    "ген", "генерал", "кс", "ксендз", "свящ", "тов", "д-р", "инж", "проф", "граф", "pte", "cpl", "sgt", "lt", "capt",
    "maj", "col", "fr", "gefr", "uffz", "hptm",
})  # fmt: skip
PARTICLES = frozenset({"de", "von", "van", "zu", "der", "du", "la", "le", "del"})
_PATRONYMIC = re.compile(
    r"(?:[ое]вич|ьич|мич|кич|[ое]вна|ична|івна|ївна|[оеа]віч|[ае]ўна|[oe]vich|[oe]vna|[oe]vitch|evitch)$", re.IGNORECASE
)
_POLISH_PATRONYMIC = re.compile(r"(?:[oe]wicz|owna|ówna|ewna)$", re.IGNORECASE)
_INITIAL = re.compile(r"[^\W\d_]{1,2}\.|[^\W\d_]")


@dataclass(frozen=True, slots=True)
class NameParts:
    """The parts as they are written; what is not there is empty."""

    prefix: str = ""
    given: str = ""
    patronymic: str = ""
    surname: str = ""


def divide_name(text: str) -> NameParts:
    """Divide a name: "SZYMAŃSKI Jan", "Szymański, Jan", "Jan Szymański" and "Шиманский Ян Антонович" alike."""
    titles_behind, text = _titles_behind(text)
    before, comma, after = text.partition(",")
    titles, words = _split_titles(before.split())
    titles += titles_behind
    if comma and after.strip():
        more, given_words = _split_titles(after.replace(",", " ").split())
        given, patronymic = _split_patronymic(given_words, alone=bool(words))
        return NameParts(" ".join(titles + more), " ".join(given), patronymic, " ".join(words))
    given, patronymic, surname = _divide_words(words)
    return NameParts(" ".join(titles), " ".join(given), patronymic, " ".join(surname))


def is_given_name(word: str) -> bool:
    """Tell whether a word is a listed given name or an initial."""
    return bool(_INITIAL.fullmatch(word)) or any(sets_of_form(part) for part in [word, *word.split("-")])


def without_titles(text: str) -> tuple[str, list[str]]:
    """Return the titles before and behind a name in one line, and its words."""
    behind, text = _titles_behind(text)
    titles, words = _split_titles(text.split())
    return " ".join(titles + behind), words


def is_patronymic(word: str) -> bool:
    """Tell whether a word ends as a patronymic of the eastern neighbours does."""
    return bool(_PATRONYMIC.search(word))


def _split_titles(words: list[str]) -> tuple[list[str], list[str]]:
    count = 0
    for word in words:
        if not _is_title(word) or count == len(words) - 1:
            break
        count += 1
    return words[:count], words[count:]


def _is_title(word: str) -> bool:
    bare = word.rstrip(".").casefold()
    # A capital P. is an initial, a small p. is "pan".
    if len(bare) == 1 and word[:1].isupper():
        return False
    if bare in _TITLES:
        return True
    if len(bare) == 1:
        return bare in _RANKS and word.endswith(".")
    marked = word.endswith(".") or word[:1].islower()
    # "st.strz." is written in one, too.
    return marked and all(part in _RANKS or part in _TITLES for part in bare.split("."))


def _titles_behind(text: str) -> tuple[list[str], str]:
    """Take off the titles that follow a name: "Kowalski Jan, plut."."""
    words = text.split()
    count = len(words)
    while count > 1 and len(words[count - 1]) > 2 and words[count - 1][:1].islower() and _is_title(words[count - 1]):
        count -= 1
    return (words[count:], " ".join(words[:count]).rstrip(" ,")) if count < len(words) else ([], text)


def _split_patronymic(words: list[str], alone: bool) -> tuple[list[str], str]:
    """Take the patronymic off the given names that stand alone, apart from the surname."""
    if len(words) > 1 and (_PATRONYMIC.search(words[-1]) or (alone and _POLISH_PATRONYMIC.search(words[-1]))):
        return words[:-1], words[-1]
    return words, ""


def _divide_words(words: list[str]) -> tuple[list[str], str, list[str]]:
    if not words:
        return [], "", []
    if len(words) == 1:
        return (words, "", []) if is_given_name(words[0]) else ([], "", words)
    capitals = [word for word in words if len(word) > 2 and word.isupper()]
    if capitals and len(capitals) < len(words):
        given, patronymic = _split_patronymic([word for word in words if word not in capitals], alone=True)
        return given, patronymic, capitals
    if _surname_first(words):
        given, patronymic = _split_patronymic(words[1:], alone=True)
        return given, patronymic, words[:1]
    return _given_first(words)


def _surname_first(words: list[str]) -> bool:
    """Lists of the authorities put the surname first: the first word is no given name, but the second is."""
    if is_given_name(words[0]) and not (_INITIAL.fullmatch(words[-1]) and len(words[0]) > 2):
        # Adam is a surname too: "Adam Jan Antonowicz"; only a patronymic at the end tells.
        return len(words) == 3 and bool(_PATRONYMIC.search(words[2])) and is_given_name(words[1])
    return is_given_name(words[1]) or (len(words) == 3 and bool(_PATRONYMIC.search(words[2])))


def _given_first(words: list[str]) -> tuple[list[str], str, list[str]]:
    last = len(words) - 1
    count = 1
    while count < last and (is_given_name(words[count]) and words[count].lower() not in PARTICLES):
        count += 1
    if count == last and _is_womans_name(words[last]):
        return words, "", []
    given, rest = words[:count], words[count:]
    if len(rest) > 1 and _PATRONYMIC.search(rest[0]) and fathers_of_patronymic(rest[0]):
        return given, rest[0], rest[1:]
    if len(rest) == 1 and len(given) == 1 and fold(rest[0]) and _only_patronymic(rest[0]):
        return given, rest[0], []
    return given, "", rest


def _is_womans_name(word: str) -> bool:
    """Maria is no surname, as Adam and Jan are."""
    return word.endswith(("a", "а", "я")) and any(given_name_table()[key].sex == "female" for key in sets_of_form(word))


def _only_patronymic(word: str) -> bool:
    """Антоновна can be nothing else; Антонович may be a surname, too."""
    ending = re.search(r"(?:[ое]вна|ична|івна|ївна|[ае]ўна)$", word, re.IGNORECASE)
    return ending is not None and bool(fathers_of_patronymic(word))
