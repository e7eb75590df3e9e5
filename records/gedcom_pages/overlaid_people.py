"""A person who came with a file and was changed since."""

from collections.abc import Mapping
from typing import Any

from records.gedcom_pages.events import add_event
from records.gedcom_pages.names import add_names
from records.gedcom_pages.overlay import NOTE_TAGS, Overlay, imported_here, is_new, is_untouched
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.stages import add_stage
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS

Row = Mapping[str, Any]
_FORMS = ("TRAN", "FONE", "ROMN")
_SEXES = ("M", "F", "X", "U")
# Structures of which each became a row: where the row is gone, the structure goes.
EVENT_TAGS = frozenset(tag for kind, (_label, tag, _once) in EVENT_KINDS.items() if kind not in FAMILY_EVENT_KINDS)


def overlaid_person(over: Overlay, body: Row, stages: Mapping[str, Row]) -> str:
    """Return the text of the record."""
    people = _Person(over, body, stages)
    for part in over.parts:
        people.take(part)
    people.add_what_is_new()
    return over.text()


class _Person:
    def __init__(self, over: Overlay, body: Row, stages: Mapping[str, Row]) -> None:
        self.over, self.out, self.body, self.stages = over, over.out, body, stages
        self._rows = {
            found["line"]: (what, row)
            for what in ("events", "journey", "citations")
            for row in body[what]
            if (found := imported_here(row)) is not None
        }
        self._same_notes = over.notes(body["note"])
        self._pointed: set[tuple[str, str]] = set()
        self._once: set[str] = set()

    def take(self, part: Part) -> None:
        """Let one structure go out as it stood, anew, or not at all."""
        over, tag = self.over, part.tag
        if tag == "RESN" and is_confidential(part.structure.value):
            self._once.add(tag)
            if self.body["imported"]["confidential"]:
                over.keep(part)
        elif over.is_homeless(part):
            over.keep(part)
        elif tag == "NAME":
            self._name(part)
        elif tag == "SOUR" and over.pointed_to(part, "document") is not None:
            # That a document names the person is said by the document.
            over.keep(part)
        elif tag in EVENT_TAGS or tag == "SOUR":
            self._row(part)
        elif tag in ("FAMS", "FAMC"):
            self._tie(part)
        elif tag in NOTE_TAGS:
            if self._same_notes:
                over.keep(part)
        elif tag in ("SEX", "REFN"):
            self._own_word(part)
        else:
            over.keep(part)

    def _name(self, part: Part) -> None:
        rows = [
            row
            for row in self.body["names"]
            if (found := imported_here(row)) is not None and part.line <= found["line"] < part.end
        ]
        forms = 1 + sum(child.tag in _FORMS for child in part.structure.children)
        if len(rows) == forms and all(map(is_untouched, rows)):
            self.over.keep(part)
        elif rows:
            self.over.replace(part, lambda: add_names(self.out, rows))

    def _row(self, part: Part) -> None:
        what, row = self._rows.get(part.line, ("", {}))
        if not row:
            return
        stage = self.stages.get(row["stage"]) if what == "journey" else None
        if is_untouched(row) and (what != "journey" or (stage is not None and not stage.get("changed_since"))):
            self.over.keep(part)
        elif what == "journey":
            if stage is not None:
                self.over.replace(part, lambda: add_stage(self.out, row, stage, ()))
        elif what == "citations":
            self.over.replace(part, lambda: self.out.citations(1, [row]))
        else:
            same = {citation["imported"]["line"] for citation in row["citations"] if is_untouched(citation)}
            other = [citation for citation in row["citations"] if not is_untouched(citation)]
            self.over.replace(part, lambda: add_event(self.out, {**row, "citations": other}), same)

    def _tie(self, part: Part) -> None:
        family = self.over.pointed_to(part, "family")
        if family is None:
            self.over.keep(part)
            return
        self._pointed.add((part.tag, family))
        if part.tag == "FAMS":
            if family in {row["id"] for row in self.body["ties_as_partner"]}:
                self.over.keep(part)
            return
        tie = next((row for row in self.body["families_as_child"] if row["id"] == family), None)
        if tie is not None:
            if is_untouched(tie) or tie["pedigree"] == (part.structure.text("PEDI").casefold() or "birth"):
                self.over.keep(part)
            else:
                self.over.replace(part, lambda: self._child_of(tie))

    def _child_of(self, tie: Row) -> None:
        out = self.out
        out.pointer(1, "FAMC", out.xref("F", tie["id"]))
        if tie["pedigree"] in ("birth", "adopted", "foster"):
            out.lines.append(f"2 PEDI {tie['pedigree'].upper() if out.seven else tie['pedigree']}")

    def _own_word(self, part: Part) -> None:
        """Keep a word of the person's own row while it still says the same; only the first of each is ours."""
        tag, body, structure = part.tag, self.body, part.structure
        first = tag not in self._once and not (tag == "REFN" and structure.children)
        if not first:
            self.over.keep(part)
            return
        self._once.add(tag)
        word = structure.value.strip()
        said = (word.upper() if word.upper() in _SEXES else "U") if tag == "SEX" else structure.value[:100]
        now = body["sex"] if tag == "SEX" else body["reference"]
        if said == now:
            self.over.keep(part)
        elif now:
            self.over.replace(part, lambda: self.out.text(1, tag, now))

    def add_what_is_new(self) -> None:
        """Write what came to the person after the file."""
        over, out, body = self.over, self.out, self.body
        if body["imported"]["confidential"] and "RESN" not in self._once:
            over.add("RESN", lambda: out.restriction(1, True))
        for name in filter(is_new, body["names"]):
            over.add("NAME", lambda name=name: add_names(out, [name]))  # type: ignore[misc]
        if "SEX" not in self._once and body["sex"] != "U":
            over.add("SEX", lambda: out.text(1, "SEX", body["sex"]))
        for event in filter(is_new, body["events"]):
            tag = EVENT_KINDS[event["kind"]][1] if event["kind"] in EVENT_KINDS else "EVEN"
            over.add(tag, lambda event=event: add_event(out, event))  # type: ignore[misc]
        for travel in filter(is_new, body["journey"]):
            if travel["stage"] in self.stages:
                stage = self.stages[travel["stage"]]
                over.add("EVEN", lambda travel=travel, stage=stage: add_stage(out, travel, stage, ()))  # type: ignore[misc]
        for tie in body["families_as_child"]:
            if is_new(tie) and ("FAMC", tie["id"]) not in self._pointed:
                over.add("FAMC", lambda tie=tie: self._child_of(tie))  # type: ignore[misc]
        for tie in body["ties_as_partner"]:
            if is_new(tie) and ("FAMS", tie["id"]) not in self._pointed:
                over.add("FAMS", lambda tie=tie: out.pointer(1, "FAMS", out.xref("F", tie["id"])))  # type: ignore[misc]
        if not self._same_notes:
            over.add("NOTE", lambda: out.text(1, "NOTE", body["note"]))
        over.add("NOTE", lambda: out.private_note(body["private_note"]))
        over.add("SOUR", lambda: out.citations(1, filter(is_new, body["citations"])))
        if "REFN" not in self._once:
            over.add("REFN", lambda: out.text(1, "REFN", body["reference"]))


def is_confidential(restriction: str) -> bool:
    """Say whether a RESN makes confidential."""
    return any(word in restriction.casefold() for word in ("confidential", "privacy"))
