"""A row of the table becomes a person on the page, with everything odd about it told."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from records.dates.day_numbers import from_day_number
from records.dates.historical_date import HistoricalDate
from records.dates.no_such_day import names_no_day
from records.documents.kinds import DOCUMENT_KINDS, PersonField
from records.names.folding import fold, script_of
from records.tables.columns import KEEP, NAME, NAME_PARTS, PERSON, ROLE, ROW, SEX
from records.tables.date_parts import PARTS, dates_in_parts, joined_date, part_meaning
from records.tables.known_places import KnownPlaces
from records.tables.plan import Plan
from records.tables.problems import RowProblem
from records.tables.serial_dates import date_of_serial
from records.tables.table_file import SheetRow
from records.transcribing.ages import age_against_birth, day_of_page
from records.transcribing.entry import Decision, EntryPerson, NameRead, Written
from records.transcribing.name_proposals import propose_names, sex_of
from records.transcribing.reading_values import date_of, relation_of
from records.transcribing.rows import ColumnRead, person_of_row

_LONGEST_NAME, _LONGEST_ROW, _LONGEST_NOTE, _LONGEST_TEXT, _LONGEST_FIGURES, _LONGEST_RELATION = (
    *(140, 40, 300, 300, 200, 100),
)
_LIKELY_YEARS = range(1750, 2001)
_NUMBERED = 9


@dataclass(frozen=True, slots=True)
class ReadRow:
    """One row: as it stood, the person it is (None: it has no name), the public id it gives, and what is odd."""

    line: int
    cells: tuple[str, ...]
    person: EntryPerson | None
    person_id: str
    problems: tuple[RowProblem, ...]


class RowReader:
    """Reads rows by a plan; it remembers the row number before, to see gaps."""

    def __init__(self, plan: Plan) -> None:
        self.plan = plan
        self.kind = DOCUMENT_KINDS[plan.list_head.kind]
        self.places = KnownPlaces()
        self.dates_understood = 0
        self._day = day_of_page(plan.list_head, self.kind)
        self._role = self.kind.roles[0].key
        meanings = ["" if column in (KEEP, PERSON) else column for column in plan.columns]
        self._columns = [ColumnRead(plan.head_of(number), meaning) for number, meaning in enumerate(meanings)]
        self._asked = {field.key: field for field in self.kind.person_fields}
        self._in_parts = dates_in_parts(plan.columns, self._asked)
        self._columns += [ColumnRead("", key) for key in self._in_parts]
        self._place_columns = [
            number
            for number, column in enumerate(plan.columns)
            if column in self._asked and self._asked[column].form == "place"
        ]
        self._before: int | None = None

    def read(self, rows: Sequence[SheetRow]) -> Iterator[ReadRow]:
        """Yield these rows as people of the page; their places are looked up together."""
        cells = (row.cells[number] for row in rows for number in self._place_columns if number < len(row.cells))
        self.places.look_up(cells)
        for row in rows:
            yield self._read(row)

    def _read(self, row: SheetRow) -> ReadRow:
        problems = [RowProblem(row.line, self.plan.head_of(number), code, "") for number, code in row.odd]
        if any(row.cells[len(self.plan.columns) :]):
            problems.append(
                RowProblem(row.line, "", "more_cells", "; ".join(row.cells[len(self.plan.columns) :])[:200])
            )
        by_meaning = {
            column: (number, row.cells[number])
            for number, column in enumerate(self.plan.columns)
            if column and number < len(row.cells) and row.cells[number]
        }
        cells = self._cut(row, by_meaning, problems)
        cells, understood = self._with_joined_dates(cells, by_meaning)
        person = person_of_row(cells, self._columns, self.kind, self._role)
        self._check_number(row, by_meaning, problems)
        person_id = by_meaning.get(PERSON, (0, ""))[1].lower()
        if person is None:
            problems.append(RowProblem(row.line, "", "name", " | ".join(filter(None, row.cells))[:200]))
            return ReadRow(row.line, row.cells, None, "", tuple(problems))
        person = self._with_parts(by_meaning, person)
        self._check_words(row, by_meaning, person, problems)
        person = self._with_readings(row, person, by_meaning, problems, understood)
        self._check_age(row, by_meaning, person, problems)
        person = self._with_remarks(row, person, problems)
        return ReadRow(row.line, row.cells, person, person_id, tuple(problems))

    def _with_joined_dates(
        self, cells: tuple[str, ...], by_meaning: dict[str, tuple[int, str]]
    ) -> tuple[tuple[str, ...], dict[str, str]]:
        """Return the cells with, behind them, the dates of which the parts stand in columns of their own.

        Beside them how such a date is understood, where that is less than its words.
        """
        padded = [*cells, *[""] * (len(self.plan.columns) - len(cells))]
        understood: dict[str, str] = {}
        for key in self._in_parts:
            parts = [by_meaning.get(part_meaning(key, part), (0, "")) for part in PARTS]
            text, understood[key] = joined_date(*(words for _number, words in parts))
            if text:
                by_meaning[key] = (next(number for number, words in reversed(parts) if words), text)
            padded.append(text)
        return tuple(padded), understood

    def _with_parts(self, by_meaning: dict[str, tuple[int, str]], person: EntryPerson) -> EntryPerson:
        """Read a name as the columns divide it: in Latin letters as it stands, else by its likeliest reading."""
        if NAME in by_meaning:
            return person
        surname, given, patronymic = (_cased(by_meaning.get(part, (0, ""))[1]) for part in NAME_PARTS)
        read = NameRead(given, patronymic, surname)
        if script_of(person.name.text) != "Latn":
            found = propose_names(f"{surname}, {given} {patronymic}") if surname and given else []
            read = found[0].read if found else person.read
        return replace(person, read=read, sex=person.sex if person.sex != "U" else sex_of(read))

    def _cut(
        self, row: SheetRow, by_meaning: dict[str, tuple[int, str]], problems: list[RowProblem]
    ) -> tuple[str, ...]:
        """Return the cells, none longer than what it becomes."""
        cells = list(row.cells[: len(self.plan.columns)])
        for meaning, (number, text) in by_meaning.items():
            most = self._most(meaning)
            if len(text) > most:
                code = "name_long" if meaning in (NAME, *NAME_PARTS) else "value_long"
                problems.append(RowProblem(row.line, self.plan.head_of(number), code, text[:200]))
                cells[number] = text[:most]
        return tuple(cells)

    def _most(self, meaning: str) -> int:
        if meaning == NAME:
            return _LONGEST_NAME
        if meaning in NAME_PARTS:
            return _LONGEST_NAME // 3 - 1
        if meaning == ROW:
            return _LONGEST_ROW
        asked = self._asked.get(meaning)
        if asked is None:
            return _LONGEST_TEXT * 10
        if asked.part == "relation":
            return _LONGEST_RELATION
        return _LONGEST_FIGURES if asked.form in ("date", "number") else _LONGEST_TEXT

    def _check_words(
        self,
        row: SheetRow,
        by_meaning: dict[str, tuple[int, str]],
        person: EntryPerson,
        problems: list[RowProblem],
    ) -> None:
        if SEX in by_meaning and person.sex == "U":
            problems.append(self._odd(row, by_meaning[SEX], "sex"))
        if ROLE in by_meaning:
            known = {fold(word) for role in self.kind.roles for word in (role.key, str(role.label))}
            if fold(by_meaning[ROLE][1]) not in known:
                problems.append(self._odd(row, by_meaning[ROLE], "role"))

    def _check_age(
        self, row: SheetRow, by_meaning: dict[str, tuple[int, str]], person: EntryPerson, problems: list[RowProblem]
    ) -> None:
        asked = age_against_birth(self.kind, person, self._day)
        if asked is not None and asked.key in by_meaning:
            problems.append(self._odd(row, by_meaning[asked.key], "age"))

    def _odd(self, row: SheetRow, found: tuple[int, str], code: str) -> RowProblem:
        number, text = found
        return RowProblem(row.line, self.plan.head_of(number), code, text[:200])

    def _check_number(self, row: SheetRow, by_meaning: dict[str, tuple[int, str]], problems: list[RowProblem]) -> None:
        text = by_meaning.get(ROW, (0, ""))[1].rstrip(".)")
        if not text.isdecimal() or len(text) > _NUMBERED:
            return
        number = int(text)
        if self._before is not None and number <= self._before:
            problems.append(self._odd(row, by_meaning[ROW], "row_again"))
        elif self._before is not None and number > self._before + 1:
            problems.append(self._odd(row, by_meaning[ROW], "row_gap"))
        self._before = number

    def _with_readings(
        self,
        row: SheetRow,
        person: EntryPerson,
        by_meaning: dict[str, tuple[int, str]],
        problems: list[RowProblem],
        understood: dict[str, str],
    ) -> EntryPerson:
        values = {}
        for key, written in person.values.items():
            asked = self._asked[key]
            if asked.form == "place":
                written = Written(written.text, place=self.places.of(written.text))
            elif asked.form == "date" or (asked.event and asked.part == "date"):
                written = replace(written, understood=understood.get(key, ""))
                written = self._counted(row, by_meaning[key], asked, written, problems)
                code = self._oddness_of_date(date_of(written), written.text)
                if code:
                    problems.append(self._odd(row, by_meaning[key], code))
            values[key] = written
        return replace(person, values=values, relation=relation_of(self.kind, person)[:_LONGEST_RELATION])

    def _counted(
        self, row: SheetRow, found: tuple[int, str], asked: PersonField, written: Written, problems: list[RowProblem]
    ) -> Written:
        """Take a bare number in a column of dates for the spreadsheet's count of days, and tell it."""
        # In a column of years such a number is a slip.
        is_date = asked.form == "date"
        date = date_of_serial(written.text, from_1904=self.plan.reading.from_1904) if is_date else ""
        if not date:
            return written
        problems.append(self._odd(row, (found[0], f"{written.text} = {date}"), "serial"))
        return replace(written, understood=date)

    def _oddness_of_date(self, date: HistoricalDate, text: str) -> str:
        if not date.is_dated():
            return "no_such_day" if names_no_day(text) else "date"
        self.dates_understood += 1
        bound = date.earliest if date.earliest is not None else date.latest
        year = from_day_number(bound)[0] if bound is not None else _LIKELY_YEARS.start
        return "" if year in _LIKELY_YEARS else "year"

    def _with_remarks(self, row: SheetRow, person: EntryPerson, problems: list[RowProblem]) -> EntryPerson:
        kept = [
            f"{self.plan.head_of(number)}: {row.cells[number]}"
            for number, column in enumerate(self.plan.columns)
            if column == KEEP and number < len(row.cells) and row.cells[number]
        ]
        note = "; ".join(filter(None, (person.note, *kept)))
        if len(note) > _LONGEST_NOTE:
            problems.append(RowProblem(row.line, "", "remark_long", note[:200]))
        return replace(person, note=note[:_LONGEST_NOTE], decision=Decision("leave"))


def _cased(word: str) -> str:
    """Write capitals as names are written."""
    return word.title() if len(word) > 2 and word.isupper() else word
