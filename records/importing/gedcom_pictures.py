"""Pictures that come inside a GEDZIP: decoded and written anew, in documents of ours or in a photograph of their own.

A file without its pictures only names them: those lines are kept as they stand.
"""

import zipfile
from collections import defaultdict
from collections.abc import Callable
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _

from records.documents.image_intake import MOST_BYTES, clean_image
from records.documents.models import Document, DocumentImage, Mention
from records.gedcom.gedzip import check_archive, is_zip
from records.gedcom.structure import Structure
from records.importing.import_report import ImportReport
from records.importing.leftovers import Leftovers
from records.importing.models import ImportBatch
from records.linkage.models import Identification
from records.names.folding import fold
from records.people.models import Person

PHOTOGRAPH = "photograph"
_LONGEST_CAPTION = 300


class PicturesOfFile:
    """The pictures of one import; a file that is no archive has none."""

    def __init__(
        self,
        path: Path,
        leftovers: Leftovers,
        report: ImportReport,
        batch: ImportBatch | None,
        status: str,
        made: Callable[[int, str], None],
    ) -> None:
        """``made`` is told of each document that a picture becomes."""
        self._leftovers, self._report, self._batch, self._status, self._made = leftovers, report, batch, status, made
        self._path = path
        self._names = _names_in(path) if is_zip(path) else frozenset()
        self._waiting: list[Structure] = []
        # By the pointer of a picture: the ordinals of the people it shows, and where in it.
        self._shown: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
        # By the pointer of a picture: the document of ours that it is a page of.
        self.pages: dict[str, int] = {}

    def takes(self, record: Structure) -> bool:
        """Take an OBJE record to be read at the end, when its picture is in the archive; say whether it is."""
        if not self._names or not any(_name_of(entry) in self._names for entry in record.all("FILE")):
            return False
        self._waiting.append(record)
        return True

    def shows(self, pointer: Structure, person: int) -> bool:
        """Remember that a picture shows a person; False when the file brings no pictures."""
        if not self._names or any(child.tag not in ("CROP", "TITL") for child in pointer.children):
            return False
        crop = pointer.first("CROP")
        where = ", ".join(f"{part.tag.lower()} {part.value}" for part in crop.children) if crop else ""
        self._shown[pointer.value].append((person, where[:40]))
        return True

    def read(self, person_key: Callable[[int], int]) -> None:
        """Take the pictures in; one that cannot be read keeps its lines and is named in the report."""
        if not self._waiting:
            return
        with zipfile.ZipFile(self._path) as archive:
            for record in self._waiting:
                self._read(record, archive, person_key)
        self._waiting = []

    def _read(self, record: Structure, archive: zipfile.ZipFile, person_key: Callable[[int], int]) -> None:
        self._leftovers.of("", "")
        for entry in record.all("FILE"):
            name = _name_of(entry)
            if name not in self._names:
                self._leftovers.keep(entry, "OBJE.FILE (not in the archive)")
                continue
            info = archive.getinfo(name)
            try:
                with archive.open(info) as stream:
                    # One byte more than is allowed tells that it is too large.
                    content = stream.read(MOST_BYTES + 1)
                image = clean_image(BytesIO(content), len(content))
            except ValidationError as error:
                self._report.tolerate(entry.line, "picture", " ".join(error.messages), name)
                self._leftovers.keep(entry, "OBJE.FILE (no picture)")
                continue
            self._report.created["pictures"] += 1
            if self._batch is None:
                continue
            document = self._document_of(record, entry, person_key)
            caption = (entry.text("TITL") or record.text("TITL"))[:_LONGEST_CAPTION]
            origin = {"imported_in": self._batch.pk, "imported_line": entry.line}
            if not DocumentImage.objects.filter(document=document, sha256=image.sha256).exists():
                position = DocumentImage.objects.filter(document=document).count() + 1
                page = DocumentImage(
                    document=document, position=position, sha256=image.sha256, caption=caption, **origin
                )
                page.file.save(image.file_name, ContentFile(image.content), save=False)
                DocumentImage.objects.bulk_create([page])

    def _document_of(self, record: Structure, entry: Structure, person_key: Callable[[int], int]) -> Document:
        """Return the document that a picture is a page of: one of ours, or a photograph with the people it shows."""
        key = self.pages.get(record.xref)
        if key is not None:
            return Document.objects.get(pk=key)
        title = entry.text("TITL") or record.text("TITL") or _("Photograph from an imported file")
        document = Document(kind=PHOTOGRAPH, title=title[:300], status=self._status)
        document.folded = fold(document.title)[:300]
        Document.objects.bulk_create([document])
        self._report.created["documents"] += 1
        self._made(document.pk, document.public_id)
        self.pages[record.xref] = document.pk
        for position, (ordinal, where) in enumerate(self._shown[record.xref], 1):
            self._name(document, position, where, person_key(ordinal), record.line)
        return document

    def _name(self, document: Document, position: int, where: str, person: int, line: int) -> None:
        name = Person.objects.filter(pk=person).values_list("sort_name", flat=True).first()
        if name is None or self._batch is None:
            return
        origin = {"imported_in": self._batch.pk, "imported_line": line}
        mention = Mention(document=document, position=position, row=where, as_written=name or "?", **origin)
        mention.folded = fold(mention.as_written)[:300]
        Mention.objects.bulk_create([mention])
        reason = _("The imported file links the picture to this person.")
        decided = Identification(mention=mention, person_id=person, certainty="probable", reason=reason, **origin)
        Identification.objects.bulk_create([decided])


def _names_in(path: Path) -> frozenset[str]:
    with zipfile.ZipFile(path) as archive:
        check_archive(archive)
        return frozenset(entry.filename for entry in archive.infolist() if not entry.is_dir())


def _name_of(entry: Structure) -> str:
    """Return the name in the archive that a FILE payload means: it is an address, with signs escaped."""
    return unquote(entry.value)
