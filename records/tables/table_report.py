"""What a list brings, or brought: counts, what was not understood, its first rows as they are made."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from records.dates.historical_date import EMPTY
from records.dates.wording import word_date
from records.documents.kinds import DOCUMENT_KINDS
from records.importing.import_report import LIKELY_LISTED, plain_pair
from records.linkage.scoring import Scored
from records.tables.problems import PROBLEMS, RowProblem
from records.tables.row_reading import ReadRow
from records.transcribing.likely_people import LikelyPerson
from records.transcribing.reading_values import date_of, name_of, row_of

MOST_PROBLEMS, ROWS_SHOWN, MOST_PLACES, SAMPLE = 300, 20, 50, 10


@dataclass(slots=True)
class TableReport:
    """Counts and samples; ``created`` counts what was made, by the words that all imports use."""

    file: str
    preview: bool
    rows: int = 0
    dates_understood: int = 0
    outcomes: Counter[str] = field(default_factory=Counter)
    created: Counter[str] = field(default_factory=Counter)
    matched: Counter[str] = field(default_factory=Counter)
    codes: Counter[str] = field(default_factory=Counter)
    problems: list[dict[str, Any]] = field(default_factory=list)
    places: Counter[str] = field(default_factory=Counter)
    places_understood: int = 0
    first: list[dict[str, Any]] = field(default_factory=list)
    likely: list[dict[str, Any]] = field(default_factory=list)
    # Who of all rows may be here already, by the comparisons of two records; of how many rows it was asked.
    here: list[dict[str, Any]] = field(default_factory=list)
    here_total: int = 0
    compared: int = 0
    notes: list[str] = field(default_factory=list)
    same_list_imported: int | None = None
    batch: int | None = None
    document: str = ""
    seconds: float = 0.0

    def take(self, row: ReadRow, kind: str) -> None:
        """Count a row, what is odd about it, and the places it names."""
        self.rows += 1
        for problem in row.problems:
            self.note(problem)
        if row.person is None:
            self.outcomes["left_out"] += 1
            return
        for asked in DOCUMENT_KINDS[kind].fields_of(row.person.role):
            written = row.person.value(asked.key)
            if asked.form == "place" and written.place:
                self.places_understood += 1
            elif asked.form == "place" and written.text and (written.text in self.places or self._room_for_places):
                self.places[written.text] += 1

    @property
    def _room_for_places(self) -> bool:
        return len(self.places) < MOST_PLACES * 20

    def note(self, problem: RowProblem) -> None:
        """Count a problem, and list it while there is room."""
        self.codes[problem.code] += 1
        if len(self.problems) < MOST_PROBLEMS:
            self.problems.append(
                {"line": problem.line, "column": problem.column, "code": problem.code, "text": problem.text}
            )

    def show(self, row: ReadRow, kind: str, language: str) -> None:
        """Keep one of the first rows as it will be made."""
        person = row.person
        if person is None or len(self.first) >= ROWS_SHOWN:
            return
        about = DOCUMENT_KINDS[kind]
        values = []
        for asked in about.fields_of(person.role):
            written = person.value(asked.key)
            if not written:
                continue
            is_date = asked.form == "date" or (asked.event and asked.part == "date")
            date = date_of(written) if is_date else EMPTY
            words = word_date(date, language) if date.is_dated() else ""
            understood = bool(words) if is_date else (bool(written.place) if asked.form == "place" else None)
            values.append({"key": asked.key, "text": written.text, "words": words, "understood": understood})
        self.first.append(
            {
                "line": row.line,
                "row": row_of(about, person),
                "name": person.name.text,
                "read": name_of(person).whole,
                "sex": person.sex,
                "note": person.note,
                "values": values,
                "problems": sorted({problem.code for problem in row.problems}),
            }
        )

    def propose(self, row: ReadRow, found: list[LikelyPerson]) -> None:
        """Keep whom the archive knows already that a row may mean, by their ids only: see may_be_here."""
        if found and row.person is not None:
            people = [{"id": one.public_id, "reasons": [code for code, _w in one.reasons]} for one in found]
            self.likely.append({"line": row.line, "name": row.person.name.text, "people": people})

    def may_be_here(self, row: ReadRow, same: Sequence[Scored]) -> None:
        """List who of the archive a row may be, as the report of a file does."""
        self.compared += 1
        if same and row.person is not None:
            self.here_total += 1
            if len(self.here) < LIKELY_LISTED:
                name = row.person.name.text
                self.here.append({"line": row.line, "name": name, "of": [plain_pair(pair) for pair in same]})

    def as_dict(self) -> dict[str, Any]:
        """Return plain values for JSON; ``message`` of a problem is in English, for lists of all imports."""
        plain = {
            name: getattr(self, name)
            for name in (
                *("file", "preview", "rows", "dates_understood", "places_understood", "first", "likely", "notes"),
                *("same_list_imported", "batch", "document", "seconds", "here", "here_total", "compared"),
            )
        }
        counts = {name: dict(getattr(self, name)) for name in ("outcomes", "created", "matched", "codes")}
        problems = [{**one, "message": untranslated(one["code"])} for one in self.problems]
        places = dict(self.places.most_common(MOST_PLACES))
        total = self.codes.total()
        return {
            **plain, **counts, "problems": problems, "problems_total": total, "places": places,
            "places_total": len(self.places),
        }  # fmt: skip

    def for_everybody(self) -> dict[str, Any]:
        """Return the report without any words of the list: the list of imports is read by all, a list perhaps not."""
        problems = [{**one, "text": "", "message": untranslated(one["code"])} for one in self.problems]
        return {**self.as_dict(), "problems": problems, "first": [], "likely": [], "here": [], "places": {}}


def untranslated(code: str) -> str:
    """Return the English sentence of a problem."""
    words = PROBLEMS[code]
    return str(getattr(words, "_args", (words,))[0])
