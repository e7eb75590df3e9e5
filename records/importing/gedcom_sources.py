"""Repositories, sources and shared notes of a GEDCOM file; other records are kept as they stand."""

from typing import Any

from records.documents.models import Archive, Source
from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch
from records.importing.gedcom_ids import uid_of
from records.importing.models import ImportedRecord

NOTE_TAGS = ("NOTE", "SNOTE")


def import_repository(structure: Structure, batch: Batch) -> None:
    """Make an archive of a REPO record."""
    address = structure.text("ADDR").replace("\n", ", ")
    archive = Archive(
        uid=uid_of(structure, Archive, batch),
        status=batch.status,
        name=(structure.text("NAME") or structure.xref)[:200],
        place_text=address[:200],
        url=_web_address(structure.text("WWW")),
        note=inline_notes(structure),
    )
    archive.save()
    batch.became(structure, "archive", archive.pk, archive.public_id)
    batch.report.created["archives"] += 1
    keep_rest(structure, batch, {"NAME", "ADDR", "WWW", "UID", "_UID"}, "archive", archive.public_id)


def import_source(structure: Structure, batch: Batch) -> None:
    """Make a source of a SOUR record; its repository may stand later in the file: see link_repositories."""
    repository = structure.first("REPO")
    title = structure.text("TITL") or structure.text("ABBR") or structure.text("TEXT") or structure.xref
    source = Source(
        uid=uid_of(structure, Source, batch),
        status=batch.status,
        title=" ".join(title.split())[:400],
        author=structure.text("AUTH")[:300],
        publication=structure.text("PUBL")[:400],
        signature=(repository.text("CALN") if repository else "")[:200],
        note="\n\n".join(filter(None, [structure.text("TEXT"), inline_notes(structure)])),
    )
    source.save()
    batch.became(structure, "source", source.pk, source.public_id, repository.value if repository else "")
    batch.report.created["sources"] += 1
    known = {"TITL", "AUTH", "PUBL", "TEXT", "REPO", "UID", "_UID"} | (
        {"ABBR"} if not structure.text("TITL") else set()
    )
    keep_rest(structure, batch, known, "source", source.public_id)
    if repository is not None:
        keep_rest(repository, batch, {"CALN"}, "source", source.public_id, path="SOUR.REPO")


def link_repositories(batch: Batch) -> None:
    """Give each imported source the archive that its REPO pointer names."""
    for archive in ImportedRecord.objects.filter(batch=batch.batch, kind="archive").iterator():
        theirs = ImportedRecord.objects.filter(batch=batch.batch, kind="source", text=archive.xref).values("target")
        Source.objects.filter(pk__in=theirs).update(archive=archive.target)


def import_note(structure: Structure, batch: Batch) -> None:
    """Remember a shared note: its words go to the records that point to it."""
    batch.became(structure, "note", None, "", structure.value)
    batch.report.created["shared notes"] += 1
    keep_rest(structure, batch, set())


def keep_record(structure: Structure, batch: Batch) -> None:
    """Keep a whole record that the archive has no home for."""
    batch.became(structure)
    batch.not_taken(structure, structure.tag)


def inline_notes(structure: Structure) -> str:
    """Return the notes written out below a structure."""
    return "\n\n".join(
        note.value for tag in NOTE_TAGS for note in structure.all(tag) if note.value and not note.is_pointer
    )


def keep_rest(
    structure: Structure, batch: Batch, known: set[str], kind: str = "", record_id: str = "", path: str = ""
) -> None:
    """Keep every substructure whose tag is not known; inline notes were taken by inline_notes."""
    for child in structure.children:
        taken_note = child.tag in NOTE_TAGS and not child.is_pointer and not child.children
        if child.tag not in known and not taken_note:
            batch.not_taken(child, f"{path or structure.tag}.{child.tag}", kind, record_id)


def citations_of(structure: Structure, batch: Batch, sources: dict[str, tuple[int, str]]) -> list[dict[str, Any]]:
    """Return the columns of the citations below a structure; a citation without a known source is kept as it stands."""
    found = []
    for citation in structure.all("SOUR"):
        source = sources.get(citation.value, (0, ""))[0]
        if not source:
            batch.not_taken(citation, f"{structure.tag}.SOUR")
            continue
        quality = citation.text("QUAY").strip()
        words = [text.value for data in citation.all("DATA") for text in data.all("TEXT")]
        found.append(
            {
                "source_id": source,
                "page": " ".join(citation.text("PAGE").split())[:300],
                "quality": int(quality) if quality in ("0", "1", "2", "3") else None,
                "text": "\n\n".join(words),
                "note": inline_notes(citation),
            }
        )
        keep_rest(citation, batch, {"PAGE", "QUAY", "DATA"}, path=f"{structure.tag}.SOUR")
    return found


def _web_address(text: str) -> str:
    return text if text.startswith(("http://", "https://")) and len(text) <= 500 else ""
