"""Repositories, sources and shared notes of a GEDCOM file; other records are kept as they stand."""

from typing import Any

from records.documents.models import Archive, Source
from records.gedcom.structure import Structure
from records.importing.gedcom_batch import Batch, pointer_key
from records.importing.gedcom_ids import UID_TAGS, IdsOfRecords
from records.importing.leftovers import Many, RecordReading
from records.importing.models import ImportedRecord

_IDS_APART = dict.fromkeys(UID_TAGS)
_TAKEN_OF_REPOSITORY: dict[str, Any] = {"NAME": {}, "ADDR": {}, "WWW": {}, **_IDS_APART}
_TAKEN_OF_SOURCE: dict[str, Any] = {"TITL": {}, "AUTH": {}, "PUBL": {}, "TEXT": {}, "REPO": {"CALN": {}}, **_IDS_APART}
_TAKEN_OF_CITATION = {"PAGE": {}, "QUAY": {}, "DATA": Many(TEXT=Many())}


def import_repository(structure: Structure, batch: Batch) -> None:
    """Make an archive of a REPO record."""
    given = IdsOfRecords([structure], Archive).take(structure)
    archive = Archive(uid=given.uid, status=batch.status)
    reading = RecordReading(batch, "archive", archive.public_id)
    name, address, web = (structure.first(tag) for tag in ("NAME", "ADDR", "WWW"))
    archive.name = reading.cut((name.value if name else "") or structure.xref, 200, name or structure, "REPO.NAME")
    if address is not None:
        archive.place_text = reading.cut(address.value.replace("\n", ", "), 200, address, "REPO.ADDR")
    if web is not None and _is_web_address(web.value):
        archive.url = web.value
    elif web is not None:
        reading.keep(web, "REPO.WWW (not understood)")
    archive.note = reading.notes_of(structure)
    archive.save()
    batch.became(structure, "archive", archive.pk, archive.public_id)
    batch.report.created["archives"] += 1
    given.keep_others(structure, reading)
    reading.keep_rest(structure, _TAKEN_OF_REPOSITORY, "REPO", ())


def import_source(structure: Structure, batch: Batch) -> None:
    """Make a source of a SOUR record; its repository may stand later in the file: see link_repositories."""
    given = IdsOfRecords([structure], Source).take(structure)
    source = Source(uid=given.uid, status=batch.status)
    reading = RecordReading(batch, "source", source.public_id)
    repository = structure.first("REPO")
    titled = next((found for tag in ("TITL", "ABBR", "TEXT") if (found := structure.first(tag)) and found.value), None)
    title = " ".join((titled or structure).value.split()) if titled else structure.xref
    # A text that stands in for a title is whole in the note.
    is_text = titled is not None and titled.tag == "TEXT"
    source.title = title[:400] if is_text else reading.cut(title, 400, titled or structure, "SOUR.TITL") or "?"
    source.author = reading.cut_at(structure, "AUTH", 300, "SOUR")
    source.publication = reading.cut_at(structure, "PUBL", 400, "SOUR")
    if repository is not None:
        source.signature = reading.cut_at(repository, "CALN", 200, "SOUR.REPO")
        if not repository.is_pointer:
            reading.keep(Structure("REPO", repository.value, line=repository.line), "SOUR.REPO (points to nobody)")
    source.note = "\n\n".join(filter(None, [structure.text("TEXT"), reading.notes_of(structure)]))
    source.save()
    batch.became(structure, "source", source.pk, source.public_id, pointer_key(repository.value) if repository else "")
    batch.report.created["sources"] += 1
    given.keep_others(structure, reading)
    is_abbreviation = titled is not None and titled.tag == "ABBR"
    reading.keep_rest(structure, _TAKEN_OF_SOURCE | ({"ABBR": {}} if is_abbreviation else {}), "SOUR", ())


def link_repositories(batch: Batch) -> None:
    """Give each imported source the archive that its REPO pointer names; keep a pointer that leads nowhere."""
    rows = ImportedRecord.objects.filter(batch=batch.batch)
    archives = rows.filter(kind="archive").exclude(xref="")
    for archive in archives.order_by("-id").iterator():
        theirs = rows.filter(kind="source", text=archive.xref).values("target")
        Source.objects.filter(pk__in=theirs).update(archive=archive.target)
    lost = rows.filter(kind="source", text__startswith="@").exclude(text__in=archives.values("xref"))
    for source in lost.order_by("id").iterator():
        pointer = Structure("REPO", source.text)
        batch.not_taken(pointer, "SOUR.REPO (points to nobody)", "source", source.record_id)


def import_note(structure: Structure, batch: Batch) -> None:
    """Remember a shared note: its words go to the records that point to it."""
    batch.became(structure, "note", structure.line, "", structure.value)
    batch.report.created["shared notes"] += 1
    RecordReading(batch, "", "").keep_rest(structure, {}, structure.tag)


def keep_record(structure: Structure, batch: Batch) -> None:
    """Keep a whole record that the archive has no home for."""
    batch.became(structure)
    batch.not_taken(structure, structure.tag)


def citations_of(structure: Structure, reading: RecordReading, path: str) -> list[dict[str, Any]]:
    """Return the columns of the citations below a structure; a citation without a known source is kept as it stands."""
    found = []
    path = f"{path}.SOUR"
    for citation in structure.all("SOUR"):
        source = reading.sources.get(citation.value, (0, ""))[0]
        if not source:
            reading.keep(citation, path)
            continue
        page, quality = citation.first("PAGE"), citation.text("QUAY").strip()
        is_known = quality in ("0", "1", "2", "3")
        if quality and not is_known:
            reading.keep(Structure("QUAY", quality, line=citation.line), f"{path}.QUAY (not understood)")
        words = [text.value for data in citation.all("DATA") for text in data.all("TEXT") if text.value]
        for data in citation.all("DATA"):
            if data.value.strip():
                reading.keep(data, f"{path}.DATA (not understood)")
        found.append(
            {
                "source_id": source,
                "page": reading.cut(" ".join(page.value.split()), 300, page, f"{path}.PAGE") if page else "",
                "quality": int(quality) if is_known else None,
                "text": "\n\n".join(words),
                "note": reading.notes_of(citation),
            }
        )
        reading.keep_rest(citation, _TAKEN_OF_CITATION, path, reading.notes)
    return found


def _is_web_address(text: str) -> bool:
    return text.startswith(("http://", "https://")) and len(text) <= 500
