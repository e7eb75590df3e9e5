"""The citations of a structure that came with a file, as they go out after a change."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from records.gedcom_pages.overlay import Overlay, imported_here, is_new, is_untouched
from records.gedcom_pages.said_in_file import notes_now, plain, says_words
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.structure_edits import NOTE_TAGS, StructureEdits

Row = Mapping[str, Any]
_QUALITIES = ("0", "1", "2", "3")
_LONGEST_PAGE = 300


def is_our_row(over: Overlay, part: Part) -> bool:
    """Say whether a SOUR became a citation of ours.

    One that leads nowhere is kept with the lines without a home; one of a document is told by that document.
    """
    return not over.is_homeless(part) and over.pointed_to(part, "document") is None


def mend_citations(over: Overlay, edits: StructureEdits, rows: Iterable[Row]) -> None:
    """Mend the citations below a structure: those that are gone go, the new ones follow the last."""
    rows = list(rows)
    by_line = {found["line"]: row for row in rows if (found := imported_here(row)) is not None}
    last = None
    for part in edits.part.children:
        if part.tag != "SOUR" or not is_our_row(over, part):
            continue
        row = by_line.get(part.line)
        edits.put(part, mended_citation(over, part, row) if row is not None else [])
        last = part if row is not None else last
    edits.add(lambda: over.out.citations(edits.part.level + 1, filter(is_new, rows)), last)


def mended_citation(over: Overlay, part: Part, row: Row) -> list[str]:
    """Return the lines of a citation."""
    if is_untouched(row):
        return list(part.lines)
    out, level, edits = over.out, part.level + 1, over.edits(part)
    if row["source"] and over.pointed_to(part, "source") != row["source"]:
        edits.begin([f"{part.level} SOUR {out.xref('S', row['source'])}"])
    page, quality = part.first("PAGE"), part.first("QUAY")
    edits.say(_those(page), says_words(page, row["page"], _LONGEST_PAGE), lambda: out.text(level, "PAGE", row["page"]))
    number = quality.value.strip() if quality is not None else ""
    said = int(number) if number in _QUALITIES else None
    now = "" if row["quality"] is None else str(row["quality"])
    edits.say(_those(quality), said == row["quality"], lambda: out.text(level, "QUAY", now))
    _mend_words(over, edits, row.get("text", ""))
    over.mend_notes(edits, part.all(*NOTE_TAGS), row.get("note", ""))
    return edits.lines()


def _those(part: Part | None) -> Sequence[Part]:
    return [part] if part is not None else []


def _mend_words(over: Overlay, edits: StructureEdits, now: str) -> None:
    """Mend the words of the source, of which a citation may have several, in several DATA."""
    out, level = over.out, edits.part.level + 2
    data = edits.part.all("DATA")
    texts = [text for one in data for text in one.all("TEXT") if text.value]
    if plain("\n\n".join(text.value for text in texts)) == plain(now):
        return
    below = {one.line: over.edits(one) for one in data}
    owner = {text.line: below[one.line] for one in data for text in one.children}
    for number, words in notes_now([text.value for text in texts], now):
        if words is None:
            continue

        def write(words: str = words) -> None:
            out.text(level, "TEXT", words)

        if number is not None:
            owner[texts[number].line].rewrite(texts[number], write)
        elif below:
            next(iter(below.values())).add(write)
        else:
            edits.add(lambda words=words: _write_data(over, level, words))  # type: ignore[misc]
    for one in data:
        lines = below[one.line].lines()
        edits.put(one, [] if lines == [f"{level - 1} DATA"] else lines)


def _write_data(over: Overlay, level: int, words: str) -> None:
    over.out.lines.append(f"{level - 1} DATA")
    over.out.text(level, "TEXT", words)
