"""What each structure of 5.5.1 becomes in 7.0. Each function changes one structure in place, before its children."""

from collections.abc import Callable
from functools import cache

from records.gedcom.names import join_name, split_name
from records.gedcom.structure import Structure
from records.gedcom.upgrading_media import Path, TakeRecord, upgrade_file, upgrade_media
from records.gedcom.upgrading_values import (
    age_of_seven,
    date_of_seven,
    degrees_of_seven,
    language_of_seven,
    role_of_seven,
    uuid_of_seven,
)
from records.gedcom.validating import payloads
from records.gedcom.validating.grammar_of_seven import sets_of_seven

REGISTERED = "https://gedcom.io/terms/v7/"
# How 5.5.1 made a name readable, by the language tags of 7.0.
WAYS_OF_SPELLING = {
    "hangul": "ko-Hang", "kana": "ja-Hrkt", "pinyin": "zh-Latn-pinyin", "romaji": "ja-Latn",
    "wadegiles": "zh-Latn-wadegile", "wadegiri": "zh-Latn-wadegile",
}  # fmt: skip
NO_PLAIN_DATE = ("BET ", "BEF ", "AFT ", "ABT ", "CAL ", "EST ")
ORDINANCES = frozenset({"BAPL", "CONL", "ENDL", "INIL", "SLGC", "SLGS"})


def upgrade_structure(structure: Structure, path: Path, take: TakeRecord) -> None:
    """Change one structure; `path` tells what stands above it, `take` what to do with a record inside."""
    if structure.tag == "OBJE":
        upgrade_media(structure, path, take)
    elif structure.tag in UPGRADES:
        UPGRADES[structure.tag](structure, path)


def _upgrade_note(note: Structure, path: Path) -> None:
    if not path or note.is_pointer:
        note.tag = "SNOTE"


def _upgrade_date(date: Structure, path: Path) -> None:
    if path[-1:] in (("CHAN",), ("CREA",)) or path[:1] == ("HEAD",):
        date.value = date.value.strip().upper()
        return
    value, phrase = date_of_seven(date.value)
    if path == ("SOUR", "DATA", "EVEN") and value and not value.startswith(("FROM ", "TO ")):
        # Here 7.0 knows only periods.
        phrase = phrase or value
        value = "" if value.startswith(NO_PLAIN_DATE) else f"FROM {value} TO {value}"
    date.value = value
    add_phrase(date, phrase)


def _upgrade_age(age: Structure, path: Path) -> None:
    age.value, phrase = age_of_seven(age.value)
    add_phrase(age, phrase)


def _upgrade_role(role: Structure, path: Path) -> None:
    words = role.value
    if role.tag == "RELA" and path[-1:] != ("ASSO",):
        return
    role.tag, role.value = "ROLE", role_of_seven(words)
    add_phrase(role, "" if words.casefold() == role.value.casefold() else words)


def _upgrade_name_type(kind: Structure, path: Path) -> None:
    if path[-1:] == ("NAME",):
        _upgrade_choice(kind, path, "NAME-TYPE")


def _upgrade_choice(choice: Structure, path: Path, kind: str = "") -> None:
    """Write a value in capitals; one that is not in the set becomes OTHER with its words."""
    allowed = sets_of_seven()[kind or choice.tag]
    upper = choice.value.strip().upper()
    if upper in allowed:
        choice.value = upper
    elif choice.value:
        add_phrase(choice, choice.value)
        choice.value = "OTHER"


def _upgrade_capitals(structure: Structure, path: Path) -> None:
    structure.value = structure.value.strip().upper()


def _upgrade_status(status: Structure, path: Path) -> None:
    status.value = status.value.strip().upper()
    if path[-1:] and path[-1] in ORDINANCES:
        status.value = status.value.replace("-", "_").replace("/", "_")


def _upgrade_spelling(spelling: Structure, path: Path) -> None:
    """FONE and ROMN become TRAN, whose language is known only where the way of spelling tells it."""
    spelling.tag = "TRAN"
    language = "und"
    for kind in spelling.all("TYPE"):
        found = WAYS_OF_SPELLING.get(kind.value.casefold().replace("-", ""))
        if not found and "-" in kind.value and not payloads.language(kind.value):
            language = kind.value
            spelling.children.remove(kind)
        else:
            language = found or language
            kind.tag = "_TYPE"
    spelling.add("LANG", language)
    _mend_name(spelling, path)


def _mend_name(name: Structure, path: Path) -> None:
    # A name with a lost or a third slash: the same words between one pair.
    if path[:1] == ("INDI",) and payloads.name(name.value):
        name.value = join_name(*split_name(name.value))


def _upgrade_uid(uid: Structure, path: Path) -> None:
    uuid = uuid_of_seven(uid.value)
    if uuid and len(path) == 1:
        uid.tag, uid.value = "UID", uuid


def _upgrade_number(number: Structure, path: Path) -> None:
    if len(path) == 1 and number.value:
        kind = REGISTERED + number.tag
        number.tag = "EXID"
        number.add("TYPE", kind)


def _upgrade_language(language: Structure, path: Path) -> None:
    language.value = language_of_seven(language.value) or language.value


def _upgrade_degrees(degrees: Structure, path: Path) -> None:
    letters = ("N", "S") if degrees.tag == "LATI" else ("E", "W")
    degrees.value = degrees_of_seven(degrees.value, *letters) or degrees.value


def _upgrade_event_type(event: Structure, path: Path) -> None:
    """The event that a citation is for, or the events that a source records."""
    if path == ("SOUR", "DATA"):
        items = [item.strip() for item in event.value.split(",")]
        if all(item in _event_tags() for item in items):
            event.value = ", ".join(items)
        else:
            event.children.insert(0, Structure("_EVEN", event.value))
            event.value = ", ".join([item for item in items if item in _event_tags()] or ["EVEN"])
    elif path[1:] and path[-1] == "SOUR" and event.value not in _event_tags():
        add_phrase(event, event.value)
        event.value = "EVEN"


def _upgrade_citation(citation: Structure, path: Path) -> None:
    """A source told in words is a citation of nothing with these words, which stand in its note."""
    if not path or citation.is_pointer or path == ("HEAD",):
        return
    texts = citation.all("TEXT")
    if texts:
        citation.children = [child for child in citation.children if child.tag != "TEXT"]
        data = citation.first("DATA") or citation.add("DATA")
        data.children.extend(texts)
    if citation.value:
        one_line = "\n" not in citation.value and citation.first("PAGE") is None
        citation.children.insert(0, Structure("PAGE" if one_line else "NOTE", citation.value))
    citation.value, citation.is_text = "@VOID@", False


def _upgrade_version(version: Structure, path: Path) -> None:
    if path == ("HEAD", "GEDC"):
        if version.value:
            version.add("_VERS", version.value)
        version.value = "7.0"


def add_phrase(structure: Structure, phrase: str) -> None:
    """Put the words that a payload cannot hold below it."""
    if phrase:
        structure.children.insert(0, Structure("PHRASE", phrase))


@cache
def _event_tags() -> frozenset[str]:
    return sets_of_seven()["EVENTS"] | sets_of_seven()["ATTRIBUTES"]


UPGRADES: dict[str, Callable[[Structure, Path], None]] = {
    "ADOP": lambda structure, path: _upgrade_capitals(structure, path) if path[-1:] == ("FAMC",) else None,
    "AFN": _upgrade_number,
    "AGE": _upgrade_age,
    "DATE": _upgrade_date,
    "EVEN": _upgrade_event_type,
    "FILE": upgrade_file,
    "FONE": _upgrade_spelling,
    "LANG": _upgrade_language,
    "LATI": _upgrade_degrees,
    "LONG": _upgrade_degrees,
    "MEDI": _upgrade_choice,
    "NAME": _mend_name,
    "NOTE": _upgrade_note,
    "PEDI": _upgrade_choice,
    "RELA": _upgrade_role,
    "RESN": _upgrade_capitals,
    "RFN": _upgrade_number,
    "RIN": _upgrade_number,
    "ROLE": _upgrade_role,
    "ROMN": _upgrade_spelling,
    "SEX": _upgrade_capitals,
    "SOUR": _upgrade_citation,
    "STAT": _upgrade_status,
    "TYPE": _upgrade_name_type,
    "VERS": _upgrade_version,
    "_UID": _upgrade_uid,
}
