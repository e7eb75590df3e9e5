"""Repositories and sources of a GEDCOM file as rows; they are read before all else, because everything cites them."""

from array import array
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from records.documents.models import Archive, Document, Source
from records.gedcom.structure import Structure
from records.importing.earlier_file import EarlierFile
from records.importing.gedcom_documents import is_document
from records.importing.gedcom_ids import UID_TAGS, first_uuid, held_ids, keep_other_ids, uuids_of
from records.importing.gedcom_values import Values
from records.importing.import_report import ImportReport
from records.importing.leftovers import NOTE_TAGS
from records.importing.record_rows import RecordRows
from records.importing.xref_table import NOBODY, XrefTable
from records.names.folding import fold
from records.record_model import public_id_of

_ELSEWHERE: dict[str, Any] = dict.fromkeys((*UID_TAGS, *NOTE_TAGS, "CHAN", "CREA"))
_TAKEN_OF_REPOSITORY: dict[str, Any] = {"NAME": {}, "ADDR": {}, "WWW": {}, **_ELSEWHERE}
_TAKEN_OF_SOURCE: dict[str, Any] = {"TITL": {}, "AUTH": {}, "PUBL": {}, "TEXT": {}, "REPO": {"CALN": {}}, **_ELSEWHERE}


@dataclass(frozen=True, slots=True)
class BecameOf:
    """What a record of the file became."""

    kind: str
    pk: int
    record_id: str
    created: bool


class SourcesOfFile:
    """The sources and archives of one import, by their order in the file and by the line where they begin."""

    def __init__(
        self,
        values: Values,
        rows: RecordRows,
        report: ImportReport,
        tables: dict[str, XrefTable],
        announce: Callable[[str, str], None],
        earlier: EarlierFile | None = None,
    ) -> None:
        self._earlier = earlier
        self._values, self._rows, self._report, self._announce = values, rows, report, announce
        self._tables = tables
        self._keys = {"SOUR": array("q"), "REPO": array("q")}
        self.became: dict[int, BecameOf] = {}
        # The lines at which documents of our own files begin.
        self.documents: set[int] = set()
        self._ordinals_of_documents: set[int] = set()
        self._has_papers = Document.objects.exists()
        self._archive_has = {"SOUR": Source.objects.exists(), "REPO": Archive.objects.exists()}

    def key_of(self, xref: str) -> int:
        """Return the key of the source that a pointer means, 0 when there is none."""
        ordinal = self._tables["SOUR"].get(xref)
        return 0 if ordinal == NOBODY else self._keys["SOUR"][ordinal]

    def read(self, tag: str, records: list[tuple[Structure, str]]) -> None:
        """Add the rows of a group of SOUR or of REPO records, each with its text."""
        structures = [structure for structure, _text in records]
        known = self._earlier.of(tag, records) if self._earlier is not None else {}
        model = Source if tag == "SOUR" else Archive
        held = held_ids({uid for uid, _entry in uuids_of(structures).values()}, model) if self._archive_has[tag] else {}
        papers = held_ids({uid for uid, _entry in uuids_of(structures).values()}, Document) if self._has_papers else {}
        taken: set[str] = set()
        for structure in structures:
            if tag == "SOUR" and is_document(structure):
                # It is read when the people are known whom it names.
                self.documents.add(structure.line)
                self._ordinals_of_documents.add(len(self._keys[tag]))
                self._keys[tag].append(0)
                continue
            uid, line = first_uuid(structure)
            paper = papers.get(uid) if tag == "SOUR" and uid is not None else None
            if paper is not None and paper.is_same:
                self._meet_paper(structure, paper.pk)
                continue
            before = held.get(uid) if uid is not None else None
            public_id = public_id_of(uid) if uid is not None else ""
            if before is not None and before.is_same and public_id not in taken:
                self._meet(tag, structure, before.pk)
                taken.add(public_id)
                continue
            if uid is None and structure.line in known and self._meet(tag, structure, known[structure.line]):
                continue
            is_held = before is not None or public_id in taken
            if uid is None or is_held:
                uid_hex, public_id = next(self._rows.uids)
                line = None
            else:
                uid_hex = uid.hex
                taken.add(public_id)
                # Later groups of this file must not bring it again.
                self._archive_has[tag] = True
            kind = "source" if tag == "SOUR" else "archive"
            self._values.leftovers.of(kind, public_id)
            if tag == "SOUR":
                pk = next(self._rows.source_ids)
                self._read_source(structure, pk, uid_hex, public_id)
            else:
                pk = next(self._rows.archive_ids)
                self._read_repository(structure, pk, uid_hex, public_id)
            keep_other_ids(structure, line, self._values.leftovers, is_held=is_held)
            self._keys[tag].append(pk)
            self.became[structure.line] = BecameOf(kind, pk, public_id, created=True)
            self._report.created["sources" if tag == "SOUR" else "archives"] += 1
            self._announce(kind, public_id)

    def _meet_paper(self, structure: Structure, pk: int) -> None:
        """Take a source that is a document of ours, told in a profile that says less of it."""
        public_id = Document.objects.values_list("public_id", flat=True).get(pk=pk)
        self._ordinals_of_documents.add(len(self._keys["SOUR"]))
        self._keys["SOUR"].append(0)
        self.became[structure.line] = BecameOf("document", pk, public_id, created=False)
        self._report.matched["documents"] += 1

    def is_document(self, xref: str) -> bool:
        """Return whether a pointer means a document: that names whoever cites it."""
        return bool(self._ordinals_of_documents) and self._tables["SOUR"].get(xref) in self._ordinals_of_documents

    def _meet(self, tag: str, structure: Structure, pk: int) -> bool:
        """Take a record that the archive knows; what the file says otherwise is listed, and ours stays.

        False when it was removed here.
        """
        kind = "source" if tag == "SOUR" else "archive"
        model: Any = Source if tag == "SOUR" else Archive
        ours = model._default_manager.filter(pk=pk).first()
        if ours is None:
            return False
        names = {"title": "TITL", "author": "AUTH", "publication": "PUBL"} if tag == "SOUR" else {"name": "NAME"}
        for name, part in names.items():
            theirs = " ".join(structure.text(part).split())
            if theirs and theirs != " ".join(str(getattr(ours, name)).split()):
                self._report.differs(ours.public_id, kind, structure.line, name, getattr(ours, name), theirs)
        self._keys[tag].append(pk)
        self.became[structure.line] = BecameOf(kind, pk, ours.public_id, created=False)
        self._report.matched["sources" if tag == "SOUR" else "archives"] += 1
        return True

    def _notes_of(self, structure: Structure, path: str) -> list[str]:
        notes = (self._values.note(child, path) for child in structure.children if child.tag in NOTE_TAGS)
        return [words for words in notes if words]

    def _read_repository(self, structure: Structure, pk: int, uid: str, public_id: str) -> None:
        leftovers = self._values.leftovers
        name, address, web = (structure.first(tag) for tag in ("NAME", "ADDR", "WWW"))
        shown = leftovers.cut((name.value if name else "") or structure.xref, 200, name or structure, "REPO.NAME")
        place, url = "", ""
        if address is not None:
            place = leftovers.cut(address.value.replace("\n", ", "), 200, address, "REPO.ADDR")
        if web is not None and _is_web_address(web.value):
            url = web.value
        elif web is not None:
            leftovers.keep(web, "REPO.WWW (not understood)")
        note = "\n\n".join(self._notes_of(structure, "REPO"))
        self._rows.archives.append((pk, uid, public_id, shown, place, url, note))
        leftovers.keep_rest(structure, _TAKEN_OF_REPOSITORY, "REPO")

    def _read_source(self, structure: Structure, pk: int, uid: str, public_id: str) -> None:
        leftovers = self._values.leftovers
        repository = structure.first("REPO")
        titled = next(
            (found for tag in ("TITL", "ABBR", "TEXT") if (found := structure.first(tag)) and found.value), None
        )
        title = " ".join((titled or structure).value.split()) if titled else structure.xref
        # A text that stands in for a title is whole in the note.
        is_text = titled is not None and titled.tag == "TEXT"
        title = title[:400] if is_text else leftovers.cut(title, 400, titled or structure, "SOUR.TITL") or "?"
        author = self._part(structure, "AUTH", 300)
        publication = self._part(structure, "PUBL", 400)
        signature, archive = "", None
        if repository is not None:
            call_number = repository.first("CALN")
            if call_number is not None:
                signature = leftovers.cut(call_number.value, 200, call_number, "SOUR.REPO.CALN")
            archive = self._archive_of(repository)
            if archive is None:
                alone = Structure("REPO", repository.value, line=repository.line)
                leftovers.keep(alone, "SOUR.REPO (points to nobody)")
        note = "\n\n".join(filter(None, [structure.text("TEXT"), *self._notes_of(structure, "SOUR")]))
        row = (pk, uid, public_id, archive, title, fold(title)[:400], author, publication, signature, note)
        self._rows.sources.append(row)
        is_abbreviation = titled is not None and titled.tag == "ABBR"
        leftovers.keep_rest(structure, _TAKEN_OF_SOURCE | ({"ABBR": {}} if is_abbreviation else {}), "SOUR")

    def _archive_of(self, repository: Structure) -> int | None:
        """Return the archive that a REPO pointer means; the archives of the file are read before its sources."""
        ordinal = self._tables["REPO"].get(repository.value)
        return None if ordinal == NOBODY else self._keys["REPO"][ordinal]

    def _part(self, structure: Structure, tag: str, most: int) -> str:
        child = structure.first(tag)
        return "" if child is None else self._values.leftovers.cut(child.value, most, child, f"SOUR.{tag}")


def _is_web_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) <= 500
