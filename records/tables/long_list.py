"""A list of any length on its way into the archive: its head first, then its rows part after part."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from records.documents.kinds import DOCUMENT_KINDS, StageRule
from records.documents.models import Document, Source
from records.journeys.models import JourneyStage
from records.people.models import Person
from records.tables.imported_rows import ImportedRows
from records.transcribing.checks import KnownRecords, check_entry
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.page_words import title_of
from records.transcribing.person_rows import PagePerson, mentions_of, write_people
from records.transcribing.saving import decide, write_document
from records.transcribing.stage_rows import travellers_of, why_no_stage, write_stage, write_travellers


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of a row: "named", "created" or "linked"; the person, and whether what it says waits."""

    code: str
    person: Person | None
    waits: bool


class LongList:
    """One list document being written; use it inside a transaction."""

    def __init__(
        self, list_head: Entry, rows: ImportedRows, by: str, now: datetime, *, may_change_published: bool
    ) -> None:
        known = check_entry(list_head)
        self._rows, self._by, self._now = rows, by, now
        self._may_change_published = may_change_published
        self._written = 0
        self._stages: dict[StageRule, JourneyStage] = {}
        self.without_stage: dict[str, None] = {}
        # The title is settled by the head: no row may change it.
        self.list_head = replace(list_head, title=title_of(list_head))
        self.document, self.source = write_document(self.list_head, known, rows)
        self._note_head(new_source=known.source is None)

    def _note_head(self, *, new_source: bool) -> None:
        """Let what saving a record notes as work count as the import's own."""
        at = {"worked_on_at": self._now, "changed_at": self._now}
        Document.objects.filter(pk=self.document.pk).update(**at)
        self._rows.made([self.document])
        if new_source:
            Source.objects.filter(pk=self.source.pk).update(**at)
            self._rows.made([self.source])

    def add(self, people: Sequence[EntryPerson], lines: Sequence[int]) -> list[Outcome]:
        """Write the next rows, with the persons, events and stages that follow from them."""
        part = replace(self.list_head, people=tuple(people))
        linked = [one.decision.person for one in people if one.decision.act == "link" and one.decision.person]
        known = KnownRecords(people=Person.objects.in_bulk(linked) if linked else {})
        found = mentions_of(part, self.document, self._written + 1)
        self._written += len(found)
        self._rows.begin_part(found, lines)
        self._rows.write([one.mention for one in found])
        decide(found, known, self._may_change_published)
        write_people(part, found, self.source, self._rows, self._by, self._now)
        self._write_stages(part, found)
        self._rows.finish()
        return [_outcome(one) for one in found]

    def _write_stages(self, part: Entry, people: Sequence[PagePerson]) -> None:
        kind = DOCUMENT_KINDS[part.kind]
        for rule in kind.stages:
            travellers = travellers_of(rule, people)
            if not travellers:
                continue
            stage = self._stages.get(rule)
            if stage is not None:
                self._rows.touch([stage])
                write_travellers(kind, rule, stage, travellers, self._rows)
                continue
            stage = write_stage(
                part, rule, travellers, self.source, self._rows, may_change_published=self._may_change_published
            )
            if stage is None:
                self.without_stage[why_no_stage(rule)] = None
            else:
                self._stages[rule] = stage


def _outcome(one: PagePerson) -> Outcome:
    code = "created" if one.created else ("linked" if one.person is not None else "named")
    return Outcome(code, one.person, one.person is not None and not one.takes_claims)
