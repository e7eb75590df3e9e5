"""Rows pasted from a spreadsheet become people of an entry; row numbers are looked over for gaps and doubles.

Nothing is refused: columns are known by the words at their head, else by their order, and whatever was not understood
is told.
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.documents.kinds import DOCUMENT_KINDS, DocumentKind
from records.names.folding import fold
from records.transcribing.entry import Entry, EntryPerson, Written
from records.transcribing.name_proposals import sex_of
from records.transcribing.page_surnames import read_by_page
from records.transcribing.reading_values import name_of, row_of

MOST_ROWS, MOST_CELL = 2_000, 2_000
_ROW, _NAME, _SURNAME, _GIVEN, _PATRONYMIC, _ROLE, _SEX, _NOTE = (
    *("@row", "@name", "@surname", "@given"),
    *("@patronymic", "@role", "@sex", "@note"),
)
_OF_A_NAME = (_SURNAME, _GIVEN, _PATRONYMIC)
# What stands at the head of a column, folded: English, Polish, German and Russian.
_HEADS: dict[str, str] = {
    _ROW: "no nr lp row number poz item numer number № пп п п nomer номер",
    _NAME: "name|full name|nazwisko i imie|imie i nazwisko|фио|фамилия имя отчество|name vorname|person|osoba",
    _SURNAME: "surname|last name|family name|nazwisko|фамилия|nachname|familienname",
    _GIVEN: "given name|given names|first name|imie|imiona|имя|vorname",
    _PATRONYMIC: "patronymic|otczestwo|отчество|vatersname",
    _ROLE: "role|rola|rolle|роль",
    _SEX: "sex|plec|geschlecht|пол",
    _NOTE: "note|notes|uwagi|bemerkung|примечание",
    "birth_year": "birth year|year of birth|born|rok urodzenia|rok ur|ur|geburtsjahr|год рождения|г р|г рожд",
    "birth_date": "birth date|date of birth|born on|data urodzenia|geburtsdatum|дата рождения",
    "birth_place": "birth place|place of birth|born at|miejsce urodzenia|geburtsort|место рождения|уроженец",
    "father_name": "father|fathers name|imie ojca|ojciec|vater|имя отца",
    "nationality": "nationality|narodowosc|nationalitat|национальность",
    "age": "age|wiek|alter|возраст",
    "relation": "relation|pokrewienstwo|stosunek|verwandtschaft|степень родства|родство",
    "occupation": "occupation|zawod|beruf|профессия|занятие",
    "maiden_name": "maiden name|nee|nazwisko panienskie|nazwisko rodowe|panienskie|geburtsname|девичья фамилия",
    "religion": "religion|denomination|wyznanie|religia|konfession|вероисповедание|віросповідання",
    "residence": "residence|miejsce zamieszkania|adres|address|wohnort|местожительство|место жительства|address before"
    "|address before deportation|lived before deportation at|adres przed deportacja|adres przed wywozka"
    "|miejsce zamieszkania przed deportacja|zamieszkaly przed deportacja|место жительства до выселения",
    "remark": "remark|remarks|uwagi|bemerkungen|примечание",
    "arrived": "arrived|przybyl|przybycie|ankunft|прибыл|прибытие",
    "left": "left|ubyl|wyjazd|abreise|убыл|выбыл",
    "death_date": "died|died on|date of death|data smierci|zm|zmarl|gestorben|умер|дата смерти",
    "death_place": "place of death|died at|miejsce smierci|miejsce zgonu|sterbeort|место смерти",
    "grave": "grave|grob|grab|могила",
}
_SEXES = {"f": "F", "k": "F", "ж": "F", "w": "F", "m": "M", "м": "M", "female": "F", "male": "M"}


@dataclass(frozen=True, slots=True)
class ColumnRead:
    """One column: the words at its head, and the key of what it was taken for; empty for nothing."""

    head: str
    meaning: str


@dataclass(frozen=True, slots=True)
class RowsRead:
    """What was understood of pasted rows; ``report`` are sentences for the volunteer."""

    people: tuple[EntryPerson, ...]
    columns: tuple[ColumnRead, ...]
    report: tuple[str, ...] = ()
    by_head: bool = False


def from_table(text: str, kind: str, role: str = "", beside: Iterable[str] = ()) -> RowsRead:
    """Read pasted rows, divided by tabs, semicolons or commas, as people of a list of this kind.

    ``beside`` are the surnames of those who are on the page already.
    """
    about = DOCUMENT_KINDS[kind]
    role = role or (about.roles[0].key if about.roles else "")
    table = _table(text)
    if not table:
        return RowsRead((), (), (_("There are no rows in what was pasted."),))
    report = []
    if len(table) > MOST_ROWS + 1:
        report.append(_("Only the first %d rows were taken.") % MOST_ROWS)
        table = table[: MOST_ROWS + 1]
    heads = meanings_of_heads(table[0], about)
    by_head = sum(map(bool, heads)) * 2 >= len([cell for cell in table[0] if cell]) and any(
        head in (_NAME, _SURNAME) for head in heads
    )
    rows = table[1:] if by_head else table
    meanings = heads if by_head else _meanings_by_order(rows, about)
    columns = _columns(table[0] if by_head else [], meanings, max(map(len, table)))
    people = [person_of_row(row, columns, about, role) for row in rows]
    report += _report(rows, columns, people)
    named = read_by_page([one for one in people if one is not None], beside, anew=True)
    return RowsRead(named, tuple(columns), tuple(report), by_head)


def gaps(entry: Entry) -> list[str]:
    """Return sentences about row numbers that are missing among the others, or stand twice."""
    kind = DOCUMENT_KINDS.get(entry.kind)
    if kind is None:
        return []
    rows = [row_of(kind, person).strip() for person in entry.people]
    numbers = sorted({int(row) for row in rows if row.isdecimal() and len(row) < 9})
    told = []
    for before, after in pairwise(numbers):
        if after == before + 2:
            told.append(_("Row %d is missing.") % (before + 1))
        elif after > before + 2:
            told.append(_("Rows %(first)d to %(last)d are missing.") % {"first": before + 1, "last": after - 1})
    doubles = [row for row, count in Counter(rows).items() if row and count > 1]
    told += [_("Row %s stands twice.") % row for row in doubles]
    unnumbered = rows.count("")
    if numbers and unnumbered:
        told.append(ngettext("%d person has no row number.", "%d people have no row number.", unnumbered) % unnumbered)
    return told


def _table(text: str) -> list[list[str]]:
    lines = text.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "")
    first = next((line for line in lines.split("\n") if line.strip()), "")
    sign = next((sign for sign in "\t;" if sign in first), ",")
    rows = csv.reader(lines.split("\n"), delimiter=sign) if '"' not in lines else _quoted(lines, sign)
    stripped = [[cell.strip()[:MOST_CELL] for cell in row] for row in rows]
    return [row for row in stripped if any(row)]


def _quoted(lines: str, sign: str) -> list[list[str]]:
    """Read cells that may stand in quotes; a quote that never closes is taken as a letter."""
    if lines.count('"') % 2:
        return [line.split(sign) for line in lines.split("\n")]
    try:
        return list(csv.reader(lines.splitlines(keepends=True), delimiter=sign))
    except csv.Error:
        return [line.split(sign) for line in lines.split("\n")]


def meanings_of_heads(cells: Sequence[str], kind: DocumentKind) -> list[str]:
    """Return what each column is by the words at its head; empty where they say nothing."""
    asked = {entry.key for entry in kind.person_fields}
    known = {fold(str(entry.label)): entry.key for entry in kind.person_fields}
    for meaning, heads in _HEADS.items():
        if meaning.startswith("@") or meaning in asked:
            split = heads.split("|") if "|" in heads else heads.split()
            known |= {fold(head): meaning for head in split if fold(head) not in known}
    taken: set[str] = set()
    found = []
    for cell in cells:
        meaning = known.get(fold(cell), "") or ("@row" if cell.strip() in ("#", "№") else "")
        found.append("" if meaning in taken else meaning)
        taken.add(meaning)
    return found


def _meanings_by_order(rows: Sequence[Sequence[str]], kind: DocumentKind) -> list[str]:
    """Without heads: a number first is the row; then the name, then what is asked of people on this kind of page."""
    numbered = all(re.fullmatch(r"\d+[.)]?", row[0]) for row in rows if row and row[0])
    return [*([_ROW] if numbered else []), _NAME, *(entry.key for entry in kind.person_fields if not entry.further)]


def _columns(heads: Sequence[str], meanings: Sequence[str], width: int) -> list[ColumnRead]:
    padded = [*meanings, *[""] * width][:width]
    return [ColumnRead(heads[number] if number < len(heads) else "", padded[number]) for number in range(width)]


def person_of_row(
    row: Sequence[str], columns: Sequence[ColumnRead], kind: DocumentKind, role: str
) -> EntryPerson | None:
    cells = {column.meaning: cell for column, cell in zip(columns, row, strict=False) if column.meaning and cell}
    name = cells.get(_NAME) or " ".join(filter(None, (cells.get(part) for part in _OF_A_NAME)))
    if not name:
        return None
    roles = {fold(str(entry.label)): entry.key for entry in kind.roles} | {entry.key: entry.key for entry in kind.roles}
    own_role = roles.get(fold(cells.get(_ROLE, "")), role)
    asked = {entry.key for entry in kind.fields_of(own_role)}
    values = {key: Written(cell) for key, cell in cells.items() if key in asked}
    person = EntryPerson(role=own_role, name=Written(name), values=values, note=cells.get(_NOTE, ""))
    read = name_of(person)
    return EntryPerson(
        role=own_role,
        name=Written(name),
        read=read,
        sex=_SEXES.get(fold(cells.get(_SEX, "")), "") or sex_of(read),
        row=cells.get(_ROW, "").rstrip(".)"),
        values=values,
        note=cells.get(_NOTE, ""),
    )


def _report(
    rows: Sequence[Sequence[str]], columns: Sequence[ColumnRead], people: Sequence[EntryPerson | None]
) -> list[str]:
    taken = sum(one is not None for one in people)
    told = [ngettext("%d person was read.", "%d people were read.", taken) % taken]
    for number, column in enumerate(columns):
        filled = any(number < len(row) and row[number] for row in rows)
        if not column.meaning and filled:
            told.append(_("Column %(number)d (%(head)s) was not understood.") % {
                "number": number + 1, "head": column.head or "–",
            })  # fmt: skip
    told += [_("Row %d has no name and was left out.") % number for number, one in enumerate(people, 1) if one is None]
    return told
