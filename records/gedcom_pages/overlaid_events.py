"""An event that came with a file, as it goes out after a change: what its row still says stands as it stood."""

from collections.abc import Mapping, Sequence
from typing import Any

from records.gedcom_pages.events import MAY_SAY_YES, TYPE_OF_TAG, WITHOUT_WORDS, add_age, add_conclusion, add_event
from records.gedcom_pages.overlaid_citations import mend_citations
from records.gedcom_pages.overlaid_places import mend_place
from records.gedcom_pages.overlay import Overlay, is_untouched
from records.gedcom_pages.said_in_file import age_of, is_confidential, plain, restricted, says_date, says_words
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.structure_edits import NOTE_TAGS, StructureEdits
from records.people.kinds import EVENT_KINDS, EVENT_TYPES

Row = Mapping[str, Any]
_TAGS = {kind: entry[1] for kind, entry in EVENT_KINDS.items()}
_KIND_OF_TAG = {tag: kind for kind, tag in _TAGS.items()} | {"EVEN": "other"}
_KIND_OF_TYPE = {words.casefold(): kind for kind, words in EVENT_TYPES.items()}
_LONGEST_VALUE, _LONGEST_TYPE, _LONGEST_WORDS, _LONGEST_AGE = 500, 120, 200, 60


def mended_event(over: Overlay, part: Part, row: Row, *, of_family: bool = False, hidden: bool = False) -> list[str]:
    """Return the lines of an event; ``hidden`` says that its whole record is marked as confidential in the file."""
    if is_untouched(row):
        return list(part.lines)
    edits = over.edits(part)
    _Event(over, part, row, edits, of_family=of_family).mend(hidden=hidden)
    # The citations that follow from documents are no part of the row.
    edits.mend_repetitions(lambda: add_event(over.out, {**row, "citations": ()}, of_family=of_family))
    return edits.lines()


class _Event:
    def __init__(self, over: Overlay, part: Part, row: Row, edits: StructureEdits, *, of_family: bool) -> None:
        self.over, self.out, self.part, self.row, self.edits = over, over.out, part, row, edits
        self.of_family = of_family
        self.level = part.level + 1
        self.tag = _TAGS.get(row["kind"], "EVEN")
        value = part.value
        self.said = "" if value.strip().upper() == "Y" else value
        self.notes = part.all(*NOTE_TAGS)
        # Some programs drop payloads, so a first note may repeat it.
        self.echo = self.notes.pop(0) if self.said and self.notes and over.words_of(self.notes[0]) == value else None

    def mend(self, *, hidden: bool) -> None:
        out, row, part, edits, level = self.out, self.row, self.part, self.edits, self.level
        self._mend_kind()
        self._mend_value()
        date = part.first("DATE")
        edits.say(_those(date), says_date(date, row["date"]), self._write_date)
        mend_place(self.over, edits, row["place"], row["place_as_written"])
        for tag, key in (("AGNC", "agency"), ("CAUS", "cause")):
            child, now = part.first(tag), row[key]
            same = says_words(child, now, _LONGEST_WORDS)
            edits.say(_those(child), same, lambda tag=tag, now=now: out.text(level, tag, now))  # type: ignore[misc]
        age = part.first("AGE")
        same_age = plain(age_of(age)[:_LONGEST_AGE]) == plain(row["age"])
        edits.say(_those(age), same_age, lambda: add_age(out, row["age"], self.of_family) if row["age"] else None)
        mend_restriction(edits, row["confidential"], hidden=hidden)
        note = self._mend_conclusion()
        self.over.mend_notes(edits, self.notes, note, before=self.said if len(self.said) > _LONGEST_VALUE else "")
        mend_citations(self.over, edits, row["citations"])
        self._say_yes()

    def _mend_kind(self) -> None:
        child, row, tag = self.part.first("TYPE"), self.row, self.part.tag
        words = child.value.strip() if child is not None else ""
        said = _KIND_OF_TYPE.get(words.casefold(), "") if tag == "EVEN" else ""
        kind, named = (said, "") if said else (_KIND_OF_TAG.get(tag, "other"), words[:_LONGEST_TYPE])
        if (kind, plain(named)) == (row["kind"], plain(row["type"])):
            return
        now = row["type"] or EVENT_TYPES.get(row["kind"], "") or TYPE_OF_TAG.get(self.tag, "")
        self.edits.say(_those(child), plain(words) == plain(now), lambda: self.out.text(self.level, "TYPE", now))

    def _mend_value(self) -> None:
        row, part, out, tag = self.row, self.part, self.out, self.tag
        same_words = plain(self.said[:_LONGEST_VALUE]) == plain(row["value"])
        if same_words and tag == part.tag:
            return
        if not same_words and self.echo is not None:
            self.edits.rewrite(self.echo, lambda: out.text(self.level, "NOTE", row["value"]))
        # What a file says against the standard may stay so; we begin nothing of the kind.
        in_note = (not self.said or tag != part.tag) and (tag in WITHOUT_WORDS or (tag == "RESI" and not out.seven))
        if in_note and (row["value"] or tag != part.tag):
            yes = not row["value"] and part.value and self._may_say_yes()
            if tag != part.tag:
                self.edits.begin([f"{part.level} {tag} Y" if yes else f"{part.level} {tag}"])
            if row["value"] and self.echo is None:
                self.edits.add(lambda: out.text(self.level, "NOTE", row["value"]))
        elif same_words:
            first, *rest = part.head
            self.edits.begin([first.replace(f" {part.tag}", f" {tag}", 1), *rest])
        else:
            self.edits.begin(out.taken(lambda: out.text(part.level, tag, row["value"])) or [f"{part.level} {tag}"])

    def _may_say_yes(self) -> bool:
        return self.tag in WITHOUT_WORDS if self.out.seven else self.tag in MAY_SAY_YES

    def _write_date(self) -> None:
        words = self.out.date(self.level, self.row["date"])
        self.out.date_note(self.level, words)

    def _mend_conclusion(self) -> str:
        """Mend why this claim is taken for the conclusion; return our note without what it says of that."""
        said, by = self.part.first("_CONCLUSION"), self.part.first("_CONCLUDED_BY")
        now, note = self.row["conclusion"], str(self.row["note"])
        reason, who = said.value if said is not None else "", by.value if by is not None else ""
        rival = "\n\n".join(filter(None, [f"Concluded as well: {reason}", who]))
        if reason and now is None and rival in note:
            return note.replace(rival, "").strip("\n")
        same = (reason, who if reason else "") == ((now["reason"], now["by"]) if now else ("", ""))
        found = _those(said) if reason else []
        self.edits.say(found, same, lambda: add_conclusion(self.out, now) if now else None)
        if not same and by is not None and reason:
            self.edits.put(by, [])
        return note

    def _say_yes(self) -> None:
        """Say that it happened, where a day or a place said so before and nothing does now."""
        part, row, tag = self.part, self.row, self.tag
        told = row["date"] or row["place"] or row["place_as_written"]
        told_before = not says_date(part.first("DATE"), None) or part.text("PLAC").strip(" ,")
        if self._may_say_yes() and told_before and not told and not part.value and not row["value"]:
            self.edits.begin([f"{part.level} {tag} Y"])


def mend_restriction(edits: StructureEdits, confidential: bool, *, hidden: bool = False) -> None:
    """Mend what restricts a structure: whatever a RESN says besides stays."""
    children, out = edits.part.all("RESN"), edits.out
    said = [is_confidential(child.value) for child in children]
    if (any(said) or hidden) == confidential:
        return
    for child, hides in zip(children, said, strict=True):
        if hides or confidential:
            words = restricted(child.value, confidential, seven=out.seven)
            edits.rewrite(child, lambda words=words: out.text(edits.part.level + 1, "RESN", words))  # type: ignore[misc]
            confidential = False
    if confidential:
        edits.add(lambda: out.restriction(edits.part.level + 1, True))


def _those(part: Part | None) -> Sequence[Part]:
    return [part] if part is not None else []
