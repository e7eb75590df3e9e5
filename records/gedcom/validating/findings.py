"""What the validator may find, each with its code, its sentence and its weight."""

from dataclasses import dataclass
from typing import Literal

Severity = Literal["error", "warning"]

MESSAGES = {
    "age": "This is no age as GEDCOM writes it, such as 8y 3m.",
    "banned_sign": "The text holds a sign that GEDCOM forbids.",
    "charset_differs": "The file is not in the character set that its header names.",
    "charset_forbidden": "This version of GEDCOM must be written in UTF-8.",
    "date": "This is no date as GEDCOM writes it.",
    "date_backwards": "The range or period ends before it begins.",
    "date_day": "The month has no such day.",
    "declared_twice": "The extension tag or its address is declared twice.",
    "empty": "The line has neither words nor lines below it, so that it says nothing.",
    "enum": "The value is not one of those that GEDCOM allows here.",
    "exact_date": "Here only one exact Gregorian day may stand, such as 10 FEB 1940.",
    "extension_pointer": "Below an extension stands a pointer that leads to no record of the file.",
    "extension_undeclared": "The extension tag is not declared in the header (SCHMA).",
    "file_absent": "The archive does not hold this file.",
    "file_name": "This is no proper name or address of a file.",
    "file_unused": "No record names this file of the archive.",
    "format_unusual": "The format is not among those that 5.5.1 names.",
    "identifier_form": "This is no UUID as the standard wants it.",
    "incomplete_map": "Latitude or longitude is no number with its direction, such as N50.8.",
    "language": "This is no language tag such as pl or ru-Cyrl.",
    "language_word": "The language is not one of the words that 5.5.1 knows.",
    "leading_at": "An @ that begins a text must be doubled.",
    "link_absent": "The other record does not point back to this one.",
    "media_type": "This is no media type such as image/jpeg.",
    "missing": "Below {tag} something is missing that must stand there: {value}.",
    "month_case": "The words of a date must be in capitals.",
    "month_small": "The words of a date are not in capitals.",
    "name_slashes": "A name has no slash, or one pair around the surname.",
    "no_pointer": "Here a pointer to a record must stand.",
    "not_allowed": "{tag} may not stand below {above}.",
    "number": "Here a number must stand.",
    "payload": "{tag} may have no words.",
    "payload_missing": "{tag} must have words.",
    "period": "Here only a period (FROM, TO) may stand.",
    "phrase_brackets": "Words instead of a date must stand in round brackets.",
    "pointer_in_text": "Here words must stand, but they look like a pointer.",
    "pointer_kind": "The pointer leads to a record of another kind.",
    "pointer_nowhere": "The pointer leads to no record of the file.",
    "schema_form": "A declaration must hold a tag that begins with _ and an address.",
    "single_at": "Every @ in a text of this version must be doubled.",
    "time": "This is no time such as 14:05:00.",
    "too_often": "{tag} stands more often below {above} than is allowed.",
    "trailing_blank": "A blank stands after the tag though no words follow.",
    "unknown_record": "GEDCOM knows no record {tag}.",
    "void_pointer": "Only GEDCOM 7 knows the pointer @VOID@.",
    "uri": "Here the address (URI) of a kind must stand.",
    "version": "The version of the file is not one that is checked here; it was judged as 5.5.1.",
    "xref_absent": "The record has no identifier.",
    "xref_below": "Only a record may have an identifier.",
    "xref_form": "The identifier holds signs that this version does not allow, or too many.",
    "yes_unusual": "5.5.1 allows Y here only after BIRT, CHR, DEAT and MARR.",
    "yes_only": "Here only Y may stand, or nothing.",
}  # fmt: skip

WARNINGS = frozenset(
    {
        "date_backwards", "declared_twice", "empty", "extension_pointer", "extension_undeclared", "file_unused",
        "format_unusual", "identifier_form", "language_word", "month_small", "payload_missing", "trailing_blank",
        "version", "yes_unusual",
    }
)  # fmt: skip

LONGEST_TEXT = 120


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault: its line (0 where there is none), a code, a sentence, and the words it is about."""

    line: int
    code: str
    message: str
    text: str = ""
    severity: Severity = "error"


def finding(line: int, code: str, text: str = "", *, tag: str = "", above: str = "", value: str = "") -> Finding:
    """Return the finding of a code, its sentence filled with the words given."""
    severity: Severity = "warning" if code in WARNINGS else "error"
    message = MESSAGES[code].format(tag=tag, above=above, value=value)
    return Finding(line, code, message, text[:LONGEST_TEXT], severity)
