"""Pictures inside a GEDZIP become pages of documents, written anew; what is no picture is named and kept."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from records.documents.models import Document, DocumentImage
from records.documents.picture_crop import Crop
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import Residue
from records.linkage.models import Identification
from tests.importing.test_coming_again import counted, quiet, undone

pytestmark = pytest.mark.usefixtures("empty_archive")

FILE = """\
0 HEAD
1 GEDC
2 VERS 7.0
0 @I1@ INDI
1 NAME Jan /Testowy/
1 OBJE @O1@
2 CROP
3 LEFT 10
3 TOP 20
1 OBJE @O2@
0 @O1@ OBJE
1 FILE media/na%20targu.jpg
2 FORM image/jpeg
2 TITL At the market
0 @O2@ OBJE
1 FILE media/words.jpg
2 FORM image/jpeg
0 @O3@ OBJE
1 FILE https://example.org/far.jpg
2 FORM image/jpeg
0 TRLR
"""


def picture() -> bytes:
    stream = io.BytesIO()
    image = Image.new("RGB", (40, 30), (200, 120, 40))
    exif = Image.Exif()
    exif[0x010E] = "Owner: Secret Name"
    image.save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def taken_in(folder: Path, status: str = "draft", **more: bool) -> ImportReport:
    path = folder / "family.gdz"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gedcom.ged", FILE)
        archive.writestr("media/na targu.jpg", picture())
        archive.writestr("media/words.jpg", b"These are words and no picture.")
    return import_gedcom(path, status, quiet, **more)


def test_a_picture_becomes_a_photograph_that_names_whom_it_shows(tmp_path: Path) -> None:
    before = counted()
    report = taken_in(tmp_path)
    document = Document.objects.get()
    assert (document.kind, document.title, document.status) == ("photograph", "At the market", "draft")
    image = document.images.get()
    assert (image.width, image.height) == (40, 30)
    assert b"Secret Name" not in Path(image.file.path).read_bytes()
    decision = Identification.objects.get()
    mention = decision.mention
    assert (mention.as_written, mention.row, decision.certainty) == ("Testowy, Jan", "", "probable")
    assert (mention.image, mention.crop) == (image, Crop(left=10, top=20))
    assert report.created["pictures"] == 1
    assert undone(report).kept == []
    assert counted() == before


def test_what_is_no_picture_is_named_in_the_report_and_kept(tmp_path: Path) -> None:
    report = taken_in(tmp_path)
    assert [(found["code"], found["text"]) for found in report.problems] == [("picture", "media/words.jpg")]
    assert set(Residue.objects.values_list("path", flat=True)) == {
        "HEAD",
        "OBJE",
        "OBJE.FILE (no picture)",
        "INDI.OBJE (its picture did not come)",
    }


def test_a_preview_counts_pictures_and_writes_none(tmp_path: Path, settings) -> None:
    report = taken_in(tmp_path, preview=True)
    assert report.created["pictures"] == 1
    assert not DocumentImage.objects.exists()
    assert not Path(settings.MEDIA_ROOT).exists()
