"""A person who came with a file and was changed since."""

from collections.abc import Mapping
from typing import Any

from records.gedcom_pages.events import add_event
from records.gedcom_pages.names import add_names
from records.gedcom_pages.overlaid_citations import is_our_row, mended_citation
from records.gedcom_pages.overlaid_events import mended_event
from records.gedcom_pages.overlaid_names import NamesOfPerson
from records.gedcom_pages.overlaid_stages import mended_stage
from records.gedcom_pages.overlay import Overlay, imported_here, is_new, is_untouched
from records.gedcom_pages.said_in_file import is_confidential, plain, restricted
from records.gedcom_pages.source_record import Part
from records.gedcom_pages.stages import add_stage
from records.gedcom_pages.structure_edits import NOTE_TAGS
from records.people.kinds import EVENT_KINDS, FAMILY_EVENT_KINDS, PEDIGREES

Row = Mapping[str, Any]
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
        self._names = NamesOfPerson(over, body["names"])
        self._notes = over.take_notes(body["note"])
        self._pointed: set[tuple[str, str]] = set()
        self._once: set[str] = set()

    def take(self, part: Part) -> None:
        """Let one structure go out as it stood, mended, or not at all."""
        over, tag = self.over, part.tag
        if tag == "RESN":
            self._restriction(part)
        elif over.is_homeless(part):
            over.keep(part)
        elif tag == "NAME":
            self._names.take(part)
        elif tag == "SOUR" and not is_our_row(over, part):
            # That a document names the person is said by the document.
            over.keep(part)
        elif tag in EVENT_TAGS or tag == "SOUR":
            self._row(part)
        elif tag in ("FAMS", "FAMC"):
            self._tie(part)
        elif tag in NOTE_TAGS:
            self._notes.take(part)
        elif tag in ("SEX", "REFN"):
            self._own_word(part)
        else:
            over.keep(part)

    def _restriction(self, part: Part) -> None:
        """Keep what a RESN says besides, and that it makes confidential while the person is."""
        over, out, confidential = self.over, self.out, self.body["imported"]["confidential"]
        hides, first = is_confidential(part.value), "RESN" not in self._once
        self._once.add("RESN")
        hidden_already = any(other.tag == "RESN" and is_confidential(other.value) for other in over.parts)
        if hides == confidential or not first or (confidential and hidden_already):
            over.keep(part)
        else:
            over.replace(part, lambda: out.text(1, "RESN", restricted(part.value, confidential, seven=out.seven)))

    def _row(self, part: Part) -> None:
        what, row = self._rows.get(part.line, ("", {}))
        if not row:
            return
        if what == "journey":
            self._stage(part, row)
        elif what == "citations":
            self.over.put(part, mended_citation(self.over, part, row))
        else:
            self.over.put(part, mended_event(self.over, part, row))

    def _stage(self, part: Part, row: Row) -> None:
        stage = self.stages.get(row["stage"])
        if stage is None:
            return
        if is_untouched(row) and not stage.get("changed_since"):
            self.over.keep(part)
        else:
            self.over.put(part, mended_stage(self.over, part, row, stage))

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
            edits, child = self.over.edits(part), part.first("PEDI")
            word = child.value.strip().casefold() if child is not None else ""
            said = (word if word in PEDIGREES else "unknown") if word else "birth"
            those = [child] if child is not None else []
            edits.say(those, said == tie["pedigree"], lambda: self._pedigree(tie["pedigree"]))
            self.over.put(part, edits.lines())

    def _child_of(self, tie: Row) -> None:
        self.out.pointer(1, "FAMC", self.out.xref("F", tie["id"]))
        self._pedigree(tie["pedigree"])

    def _pedigree(self, pedigree: str) -> None:
        if pedigree in ("birth", "adopted", "foster"):
            self.out.lines.append(f"2 PEDI {pedigree.upper() if self.out.seven else pedigree}")

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
        if plain(said) == plain(now):
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
        self._notes.add_new()
        over.add("NOTE", lambda: out.private_note(body["private_note"]))
        over.add("SOUR", lambda: out.citations(1, filter(is_new, body["citations"])))
        if "REFN" not in self._once:
            over.add("REFN", lambda: out.text(1, "REFN", body["reference"]))
