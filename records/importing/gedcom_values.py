"""The values below a structure of a file - date, place, notes, citations, age - as the columns of our rows."""

from collections.abc import Callable

from records.dates.plain_days import plain_bounds
from records.gedcom.structure import Structure
from records.importing.date_rows import DateRow, date_row
from records.importing.gedcom_places import PlacesOfFile
from records.importing.leftovers import NOTE_TAGS, Leftovers
from records.importing.note_store import NoteStore
from records.importing.row_writing import Row

_LONGEST_DATE = 120
_LONGEST_PAGE = 300
_PLAIN_QUALITIES = {"": None, "0": 0, "1": 1, "2": 2, "3": 3}
Citation = tuple[int, str, int | None]
_DATES_REMEMBERED = 20_000
_DATE_AS_WORDS = "This date could not be understood: its words are kept as they stand."


class Values:
    """Reads the values of one file; what their columns cannot hold goes to the leftovers."""

    def __init__(
        self,
        leftovers: Leftovers,
        places: PlacesOfFile,
        notes: NoteStore,
        source_of: Callable[[str], int],
        is_document: Callable[[str], bool],
    ) -> None:
        """``source_of`` returns the key of the source that a pointer means, 0 when there is none.

        ``is_document`` says whether a pointer means a document, which itself names the person.
        """
        self.is_document = is_document
        self.leftovers = leftovers
        self.places = places
        self.notes = notes
        self.source_of = source_of
        self._dates: dict[str, tuple[DateRow, bool]] = {}

    def date(self, structure: Structure, path: str) -> DateRow:
        """Return the date columns of a DATE structure."""
        if not structure.children:
            known = self._dates.get(structure.value)
            if known is None:
                known = self._read_date(structure.value)
        else:
            self.leftovers.keep_rest(structure, {"PHRASE": {}}, f"{path}.DATE")
            known = self._read_date(f"{structure.value}\n{structure.text('PHRASE')}")
        if not known[1]:
            self.leftovers.keep(structure, f"{path}.DATE (partly taken)")
        alone = self._read_date(structure.value) if structure.children and structure.value else known
        if _stays_words(structure.value, alone[0]):
            self.leftovers.report.tolerate(structure.line, "date_as_words", _DATE_AS_WORDS, structure.value[:120])
        return known[0]

    def plain_date(self, payload: str) -> DateRow | None:
        """Return the date columns of a payload without anything below it; None when they cannot hold all it says."""
        bounds = plain_bounds(payload)
        if bounds is not None:
            return "", payload, "gregorian", "exact", "certain", *bounds
        known = self._dates.get(payload) or self._read_date(payload)
        return known[0] if known[1] and not _stays_words(payload, known[0]) else None

    def forget(self) -> None:
        """Let go of the dates that were remembered."""
        self._dates.clear()

    def _read_date(self, key: str) -> tuple[DateRow, bool]:
        payload, _, phrase = key.partition("\n")
        bounds = plain_bounds(key)
        columns: DateRow
        if bounds is not None:
            columns = ("", payload, "gregorian", "exact", "certain", *bounds)
            whole = True
        else:
            columns = date_row(payload, phrase)
            whole = _is_whole(payload, phrase, columns[0], columns[1])
        if len(self._dates) >= _DATES_REMEMBERED:
            self._dates.clear()
        known = self._dates[key] = (columns, whole)
        return known

    def note(self, structure: Structure, path: str) -> str | None:
        """Return the words of a NOTE or SNOTE, written out or shared; None when it leads nowhere and was kept."""
        words: str | None = structure.value
        if structure.is_pointer:
            words = self.notes.use(structure.value)
            if words is None:
                self.leftovers.keep(structure, f"{path}.{structure.tag}")
                return None
        if structure.children:
            self.leftovers.keep_all(structure.children, f"{path}.{structure.tag}")
        return words

    def age(self, structure: Structure, path: str) -> str:
        """Return the age, or its words where it has no figures."""
        age, phrase = structure.value.strip(), structure.first("PHRASE")
        if structure.children:
            if phrase is not None and age:
                self.leftovers.keep(phrase, f"{path}.AGE.PHRASE")
            self.leftovers.keep_rest(structure, {"PHRASE": {}}, f"{path}.AGE")
        return self.leftovers.cut(age or (phrase.value if phrase else ""), 60, structure, f"{path}.AGE")

    def cite(self, structure: Structure, path: str, owner: int, rows: list[Row]) -> None:
        """Add the row of a citation of this owner; one without a known source is kept as it stands."""
        source = self.source_of(structure.value)
        path = f"{path}.SOUR"
        if not source:
            if not self.is_document(structure.value):
                self.leftovers.keep(structure, path)
            return
        page, quality = None, None
        texts: list[str] = []
        notes: list[str] = []
        for child in structure.children:
            tag = child.tag
            if tag == "PAGE" and page is None:
                page = self.leftovers.leaf(child, _LONGEST_PAGE, f"{path}.PAGE")
                if "\n" in page or "  " in page:
                    page = " ".join(page.split())
            elif tag == "QUAY" and quality is None:
                quality = self._quality(child, path)
            elif tag == "DATA":
                self._words_of_source(child, texts, f"{path}.DATA")
            elif tag in NOTE_TAGS:
                notes.append(self.note(child, path) or "")
            else:
                again = " (repeated)" if tag in ("PAGE", "QUAY") else ""
                self.leftovers.keep(child, f"{path}.{tag}{again}")
        rows.append(
            (
                owner,
                source,
                page or "",
                quality if quality != "" else None,
                "\n\n".join(texts),
                "\n\n".join(filter(None, notes)),
                structure.line,
            )
        )

    def plain_citation(self, pointer: str, page: str, quality: str) -> Citation | None:
        """Return (source, page, quality) of a citation that says no more; None when any of it needs a second look."""
        source = self.source_of(pointer)
        if not source or len(page) > _LONGEST_PAGE or "  " in page or quality not in _PLAIN_QUALITIES:
            return None
        return source, page, _PLAIN_QUALITIES[quality]

    def _quality(self, structure: Structure, path: str) -> int | str:
        """Return the quality; "" for words that are none."""
        if structure.children:
            self.leftovers.keep_all(structure.children, f"{path}.QUAY")
        quality = structure.value.strip()
        if quality in ("0", "1", "2", "3"):
            return int(quality)
        if quality:
            self.leftovers.keep(Structure("QUAY", quality, line=structure.line), f"{path}.QUAY (not understood)")
        return ""

    def _words_of_source(self, data: Structure, texts: list[str], path: str) -> None:
        if data.value.strip():
            self.leftovers.keep(data, f"{path} (not understood)")
        for child in data.children:
            if child.tag != "TEXT":
                self.leftovers.keep(child, f"{path}.{child.tag}")
                continue
            if child.value:
                texts.append(child.value)
            self.leftovers.keep_all(child.children, f"{path}.TEXT")


def _stays_words(payload: str, columns: DateRow) -> bool:
    """Return whether a payload that is meant as a date was not understood; words in brackets are no date."""
    return not columns[1] and bool(payload.strip()) and not payload.lstrip().startswith("(")


def _is_whole(payload: str, phrase: str, text: str, value: str) -> bool:
    """Return whether the words of a date are all in its columns: these hold one text and one reading, cut to fit."""
    held = (text.casefold(), value.casefold())
    payload, phrase = payload.strip().casefold(), phrase.strip().casefold()
    if phrase and (phrase not in held or (payload and payload not in held)):
        return False
    # A shorter payload that is not in the columns was understood, and stands there in another spelling.
    return len(payload) <= _LONGEST_DATE or payload in held or payload.strip("()") in held
