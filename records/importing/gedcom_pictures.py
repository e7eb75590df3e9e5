"""Pictures that come inside a GEDZIP: decoded and written anew, in documents of ours or in a photograph of their own.

A file without its pictures only names them: those lines are kept as they stand. The intake turns a picture upright and
never scales it, so that a part of a picture keeps its pixels.
"""

import re
import zipfile
from collections import defaultdict
from collections.abc import Callable
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from urllib.parse import unquote

from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.utils.translation import gettext as _
from PIL import ExifTags, Image

from records.documents.image_intake import MOST_BYTES, CleanImage, clean_image
from records.documents.models import Document, DocumentImage, Mention, Side
from records.documents.picture_crop import SIDE_FIELD, Crop
from records.gedcom.gedzip import check_archive, is_zip
from records.gedcom.structure import Structure
from records.importing.gedcom_documents import PlacedMention, ReadDocument
from records.importing.import_report import ImportReport
from records.importing.leftovers import Leftovers
from records.importing.models import ImportBatch, ImportedRecord
from records.importing.shown_people import Shown, ShownPeople, TakenPicture
from records.names.folding import fold

PHOTOGRAPH = "photograph"
_LONGEST_CAPTION = 300
# What the pictures of our documents are called in our own files.
_OUR_POINTER = re.compile(r"@O[0-9A-Z]{12,13}\d+@")
_OUR_NAME = re.compile(r"media/([0-9a-f]{32})\.\w+")


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
        self._people = ShownPeople(leftovers, report, batch, status)
        self._waiting: list[Structure] = []
        # By the pointer of a picture: the people it shows.
        self._shown: defaultdict[str, list[Shown]] = defaultdict(list)
        # By the pointer of a picture: the document of ours that it is a page of, and the names that stand on it.
        self._documents: dict[str, ReadDocument] = {}
        self._placed: defaultdict[str, list[PlacedMention]] = defaultdict(list)
        # By the pointer of a picture that did not come: the beginning of its checksum.
        self._absent: dict[str, str] = {}

    def takes(self, record: Structure) -> bool:
        """Take an OBJE record to be read at the end, when its picture is in the archive; say whether it is."""
        if self._names and any(_name_of(entry) in self._names for entry in record.all("FILE")):
            self._waiting.append(record)
            return True
        name = _OUR_NAME.fullmatch(record.text("FILE"))
        if name is not None:
            self._absent[record.xref] = name[1]
        return False

    def shows(self, pointer: Structure, person: int) -> bool:
        """Remember that a picture shows a person; False when the file brings no pictures and none of ours is meant."""
        if not self._names and not _OUR_POINTER.fullmatch(pointer.value):
            return False
        self._shown[pointer.value].append(Shown(person, self._leftovers.record_id, pointer))
        return True

    def expect(self, structure: Structure, document: ReadDocument) -> None:
        """Remember that the pictures of a SOUR record are the pages of this document."""
        pages = [entry.value for entry in structure.all("OBJE")]
        self._documents |= dict.fromkeys(pages, document)
        for mention in document.placed:
            page = pages[mention.image - 1] if 0 < mention.image <= len(pages) else ""
            self._placed[page].append(mention)

    def read(self, person_key: Callable[[int], int]) -> None:
        """Take the pictures in; one that cannot be read keeps its lines and is named in the report."""
        if self._waiting:
            with zipfile.ZipFile(self._path) as archive:
                for record in self._waiting:
                    picture = self._read(record, archive)
                    if picture.sizes:
                        self._say_whom(record.xref, picture, person_key)
        self._waiting = []
        self._read_absent(person_key)
        self._keep_rest()

    def _say_whom(self, xref: str, picture: TakenPicture, person_key: Callable[[int], int]) -> None:
        """Name those whom a picture shows, and say of the names of a document where they stand on it."""
        for mention in self._placed.pop(xref, ()):
            if len(picture.images) == 1:
                crop = mention.crop.within(*picture.sizes[0]) or Crop()
                Mention.objects.filter(pk=mention.pk).update(image=picture.images[0], **crop.columns())
        for shown in self._shown.pop(xref, ()):
            self._people.place(shown, picture, person_key)

    def _read_absent(self, person_key: Callable[[int], int]) -> None:
        """Compare what the file says of pictures that it does not bring with the same pictures of ours."""
        has_pictures = bool(self._absent) and DocumentImage.objects.exists()
        for xref in [xref for xref in self._shown if xref in self._absent and has_pictures]:
            begins = self._absent[xref]
            # Every checksum that begins so: a range, because an index serves it.
            ours = DocumentImage.objects.filter(sha256__gte=begins, sha256__lt=f"{begins}g").select_related("document")
            if xref in self._documents:
                ours = ours.filter(document=self._documents[xref].pk)
            images = list(ours[:2])
            if len(images) == 1 and images[0].width and images[0].height:
                size = (images[0].width, images[0].height)
                self._say_whom(xref, TakenPicture([size], images, images[0].document), person_key)

    def _keep_rest(self) -> None:
        """Keep the lines about pictures that did not come."""
        path = "INDI.OBJE (its picture did not come)" if self._names else "INDI.OBJE"
        for people in self._shown.values():
            for shown in people:
                self._people.keep(shown, shown.pointer, path)
        self._shown.clear()
        for mentions in self._placed.values():
            for mention in mentions:
                self._keep_place(mention)
        self._placed.clear()

    def _keep_place(self, mention: PlacedMention) -> None:
        row = Mention.objects.select_related("document").get(pk=mention.pk)
        self._leftovers.of("document", row.document.public_id)
        words = f"{row.as_written}: picture {mention.image} {mention.crop.words()}".rstrip()
        lines = Structure("_FIELD", words, line=row.imported_line or 0)
        self._leftovers.keep(lines, "SOUR._MENTION (its picture did not come)")

    # --- one record ------------------------------------------------------------------------------------------

    def _read(self, record: Structure, archive: zipfile.ZipFile) -> TakenPicture:
        picture = TakenPicture()
        for entry in record.all("FILE"):
            self._leftovers.of("", "")
            name = _name_of(entry)
            if name not in self._names:
                self._leftovers.keep(entry, "OBJE.FILE (not in the archive)")
                continue
            try:
                with archive.open(archive.getinfo(name)) as stream:
                    # One byte more than is allowed tells that it is too large.
                    content = stream.read(MOST_BYTES + 1)
                image = clean_image(BytesIO(content), len(content))
            except ValidationError as error:
                self._report.tolerate(entry.line, "picture", " ".join(error.messages), name)
                self._leftovers.keep(entry, "OBJE.FILE (no picture)")
                continue
            self._take(record, entry, content, image, picture)
        return picture

    def _take(
        self, record: Structure, entry: Structure, content: bytes, image: CleanImage, picture: TakenPicture
    ) -> None:
        with Image.open(BytesIO(image.content)) as stored, Image.open(BytesIO(content)) as came:
            picture.sizes.append(stored.size)
            picture.was_turned = came.getexif().get(ExifTags.Base.Orientation, 1) != 1
        # A picture of ours that comes back is known by its very bytes, one of others by what was made of it.
        checksums = (sha256(content).hexdigest(), image.sha256)
        if self._batch is None:
            known = list(DocumentImage.objects.filter(sha256__in=checksums).select_related("document")[:2])
            (self._report.matched if known else self._report.created)["pictures"] += 1
            if len(known) == 1:
                picture.document = known[0].document
                picture.images.append(known[0])
            return
        if picture.document is None:
            self._find_document(record, entry, checksums, picture)
        document = picture.document
        if document is None:
            return
        page = DocumentImage.objects.filter(document=document, sha256__in=checksums).first()
        if page is not None:
            self._report.matched["pictures"] += 1
        elif picture.is_new or self._people.may_show(document):
            page = self._add_page(document, record, entry, image)
        else:
            self._report.differs(document.public_id, "document", entry.line, "picture", "", _name_of(entry))
            self._leftovers.of("document", document.public_id)
            self._leftovers.keep(entry, "OBJE.FILE (waits: its record is published)")
        if page is not None:
            picture.images.append(page)

    def _add_page(self, document: Document, record: Structure, entry: Structure, image: CleanImage) -> DocumentImage:
        self._report.created["pictures"] += 1
        caption = (entry.text("TITL") or record.text("TITL"))[:_LONGEST_CAPTION]
        origin = {"imported_in": self._batch.pk if self._batch is not None else None, "imported_line": entry.line}
        position = DocumentImage.objects.filter(document=document).count() + 1
        told = [field.value.removeprefix(SIDE_FIELD) for field in entry.all("_FIELD")]
        side = next((side for side in told if side in Side.values), "")
        page = DocumentImage(
            document=document, position=position, sha256=image.sha256, caption=caption, side=side, **origin
        )
        page.file.save(image.file_name, ContentFile(image.content), save=False)
        page.width, page.height = page.file.width, page.file.height
        DocumentImage.objects.bulk_create([page])
        return page

    def _find_document(
        self, record: Structure, entry: Structure, checksums: tuple[str, ...], picture: TakenPicture
    ) -> None:
        """Find the document that a picture is a page of: one of ours, else a photograph of its own."""
        read = self._documents.get(record.xref)
        if read is not None:
            picture.document, picture.is_new = Document.objects.get(pk=read.pk), read.created
            return
        picture.document = self._met_before(record, entry, checksums)
        if picture.document is not None:
            return
        title = entry.text("TITL") or record.text("TITL") or _("Photograph from an imported file")
        document = Document(kind=PHOTOGRAPH, title=title[:300], status=self._status)
        document.folded = fold(document.title)[:300]
        Document.objects.bulk_create([document])
        self._report.created["documents"] += 1
        self._made(document.pk, document.public_id)
        picture.document, picture.is_own, picture.is_new = document, True, True

    def _met_before(self, record: Structure, entry: Structure, checksums: tuple[str, ...]) -> Document | None:
        """Return the document that an earlier import made of the same picture, or of which it is the only page."""
        if self._batch is None:
            return None
        pages = DocumentImage.objects.filter(sha256__in=checksums).exclude(imported_in=self._batch.pk)
        documents = list(Document.objects.filter(pk__in=pages.values("document")).order_by("pk")[:2])
        if len(documents) != 1 or (documents[0].kind != PHOTOGRAPH and not pages.filter(sha256=checksums[0]).exists()):
            return None
        document = documents[0]
        self._report.matched["documents"] += 1
        title = entry.text("TITL") or record.text("TITL")
        if document.kind == PHOTOGRAPH and title and title[:300] != document.title:
            self._report.differs(document.public_id, "document", entry.line, "title", document.title, title)
        met = {"kind": "document", "target": document.pk, "record_id": document.public_id, "created": False}
        ImportedRecord.objects.create(batch=self._batch, xref="", tag="OBJE", line=0, text="", **met)
        return document


def _names_in(path: Path) -> frozenset[str]:
    with zipfile.ZipFile(path) as archive:
        check_archive(archive)
        return frozenset(entry.filename for entry in archive.infolist() if not entry.is_dir())


def _name_of(entry: Structure) -> str:
    """Return the name in the archive that a FILE payload means: it is an address, with signs escaped."""
    return unquote(entry.value)
