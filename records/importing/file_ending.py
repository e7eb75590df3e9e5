"""The end of an import, when everyone is known: documents, ties between people and families, and what nobody used."""

from typing import Any

from django.db import connection

from records.gedcom.structure import Structure
from records.importing import row_shapes as shapes
from records.importing.file_import import FileImport, Progress
from records.importing.models import ImportedRecord
from records.people.claims_that_differ import find_among_many
from records.people.models import Family, FamilyChild, FamilyPartner, Person
from records.places.models import Place

_ONE_SIDED = "The person names the family, but the family does not name the person; the tie was made."


def finish_import(file: FileImport, progress: Progress) -> None:
    """Read what had to wait, join people and families, keep the notes that nobody pointed to, and write the rest."""
    _read_documents(file)
    file.values.forget()
    _join_families(file)
    if file.newcomers is not None:
        file.newcomers.compare(file.keys["INDI"], file.report, progress)
    file.leftovers.of("", "")
    for xref, tag, line, words in file.notes.unused():
        file.leftovers.keep(Structure(tag, words, xref, line=line), f"{tag} (its words came into no record)")
    file.notes.close()
    file.writer.flush()
    if file.batch is not None:
        _locate_places(file)
        _mark_changed(file)
    _count(file)
    file.writer.finish()
    if file.batch is not None:
        find_among_many("person", file.keys["INDI"])
        find_among_many("family", file.keys["FAM"])
    progress("families", 1, 1)


def _read_documents(file: FileImport) -> None:
    for structure in file.unread_documents:
        read = file.documents.read(structure)
        if file.batch is None:
            continue
        row = ImportedRecord.objects.filter(batch=file.batch, line=structure.line, tag="SOUR")
        if read is not None:
            row.update(target=read.pk, record_id=read.record_id, created=read.created)
            file.announce("document", read.record_id)
            file.writer.rows[shapes.COMPARISON].append(("document", read.record_id))
            file.pictures.expect(structure, read)
        else:
            row.update(kind="", record_id="", created=False)
    file.unread_documents = []
    file.writer.flush()
    file.pictures.read(lambda ordinal: file.keys["INDI"][ordinal])


def _join_families(file: FileImport) -> None:
    lonely: list[tuple[int, str]] = []
    told: dict[str, set[tuple[int, int]]] = {"FAMS": set(), "FAMC": set()}
    for role, shape in (("FAMS", shapes.PARTNER), ("FAMC", shapes.CHILD)):
        parts = file.ties.rows(role, file.keys["FAM"], file.keys["INDI"], lambda line, tag: lonely.append((line, tag)))
        for part in parts:
            told[role].update((row[0], row[1]) for row in part if row[0] in file.met_families)
            new = _new_ties(file, role, part)
            if file.newcomers is not None:
                file.newcomers.tie(role, part)
            file.writer.rows[shape].extend(new if role == "FAMC" else [row[:4] for row in new])
            file.writer.flush()
        _list_untold_ties(file, role, told[role])
    for line, tag in sorted(lonely):
        file.report.tolerate(line, "one_sided_link", _ONE_SIDED, tag)


def _list_untold_ties(file: FileImport, role: str, told: set[tuple[int, int]]) -> None:
    """List the members whom families that came again have from a file, and this one does not name; they stay."""
    model: Any = FamilyChild if role == "FAMC" else FamilyPartner
    met = list(file.met_families)
    for start in range(0, len(met), 500):
        rows = model.objects.filter(family__in=met[start : start + 500], imported_in__isnull=False).order_by("id")
        if file.batch is not None:
            rows = rows.exclude(imported_in=file.batch.pk)
        for family, person, name in rows.values_list("family_id", "person_id", "person__sort_name"):
            if (family, person) not in told:
                ours = file.met_families[family]
                label = "child" if role == "FAMC" else "partner"
                file.report.keep_untold(ours.public_id, "family", 0, label, name or "?")


def _new_ties(file: FileImport, role: str, rows: list[Any]) -> list[Any]:
    """Leave out the ties that the archive knows, and those that a draft would add to a family the public sees."""
    met = file.met_families
    families = {row[0] for row in rows if row[0] in met}
    if not families:
        return rows
    model: Any = FamilyChild if role == "FAMC" else FamilyPartner
    known = set(model.objects.filter(family__in=families).values_list("family_id", "person_id"))
    new = []
    for row in rows:
        if (row[0], row[1]) in known:
            continue
        ours = met.get(row[0])
        if ours is not None:
            name = "child" if role == "FAMC" else "partner"
            file.report.differs(ours.public_id, "family", row[3], name, "", _name_of(row[1]))
        if ours is None or file.merging.may_show(ours):
            new.append(row)
        elif ours is not None:
            tag = "CHIL" if role == "FAMC" else "HUSB"
            file.leftovers.of("family", ours.public_id)
            tie = Structure(tag, _name_of(row[1]), line=row[3])
            file.leftovers.keep(tie, f"FAM.{tag} (waits: its record is published)")
    return new


def _name_of(person: int) -> str:
    return Person.objects.filter(pk=person).values_list("sort_name", flat=True).first() or "?"


def _count(file: FileImport) -> None:
    created, written = file.report.created, file.writer.written
    created["people"] = written[shapes.PERSON]
    created["families"] = written[shapes.FAMILY]
    created["names"] = written[shapes.NAME] + written[shapes.NAME_IN_FULL]
    created["events"] = written[shapes.EVENT] + written[shapes.EVENT_IN_FULL]
    created["citations"] = sum(written[shape] for shape in shapes.CITATIONS)
    created["places"] = file.places.made


def _mark_changed(file: FileImport) -> None:
    """Note on the records that got something new when they changed."""
    for tag, model in (("INDI", Person), ("FAM", Family)):
        changed = file.changed[tag]
        for start in range(0, len(changed), 500):
            rows: Any = model
            rows.objects.filter(pk__in=changed[start : start + 500]).update(changed_at=file.now, worked_on_at=file.now)


def _locate_places(file: FileImport) -> None:
    """Give new places the coordinates that stood with a later event."""
    table = connection.ops.quote_name(Place._meta.db_table)
    with connection.cursor() as cursor:
        cursor.executemany(
            f"UPDATE {table} SET latitude = %s, longitude = %s WHERE id = %s",  # noqa: S608
            file.places.located,
        )
