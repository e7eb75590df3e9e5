"""Nothing private is in a byte of any file that the public may take: words, pictures, names and remarks of archives."""

import io
import zipfile
from pathlib import Path

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from records.documents.image_intake import clean_image
from records.documents.models import Document, DocumentImage, Mention
from records.edition.rebuilding import rebuild
from records.exporting.data_export import DATA_FORMATS, export_data
from records.exporting.gedcom_export import export
from records.exporting.requests import PROFILES, ExportRequest, Scope
from records.importing.gedcom_import import import_gedcom
from records.people.models import Event, Person, PersonName
from tests.conftest import TODAY

# Every secret is one word that stands nowhere else.
FILE = """\
0 HEAD
1 SOUR SekretnyProgram
1 GEDC
2 VERS 7.0
1 NOTE SekretnaUwagaPliku
0 @I1@ INDI
1 NAME Jan /Widoczny/
1 BIRT
2 DATE 1850
2 PLAC Lida
2 _SEKRETNYZNAK SekretnaReszta
1 DEAT
2 DATE 1900
1 BURI
2 DATE 1900
2 RESN CONFIDENTIAL
2 PLAC SekretnyCmentarz
1 ASSO @I2@
2 ROLE GODP
2 NOTE SekretnyChrzestny
1 FAMS @F1@
1 CHAN
2 DATE 1 JAN 2020
2 NOTE SekretnaZmiana
0 @I2@ INDI
1 NAME Sekretozyjaca /Sekretna/
1 BIRT
2 DATE 2001
2 PLAC SekretnaWieś
1 FAMC @F1@
0 @F1@ FAM
1 HUSB @I1@
1 CHIL @I2@
1 NOTE SekretnaNotatkaRodziny
0 @U1@ SUBM
1 NAME SekretnyWysyłający
1 PHON SekretnyTelefon
0 @N1@ SNOTE SekretnaWspólnaNotatka
0 TRLR
"""
SECRETS = ("sekret", "SEKRET", "Sekret")


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def picture() -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    exif[0x010E] = "SekretnyOpis"
    Image.new("RGB", (30, 20), (9, 99, 199)).save(stream, "JPEG", exif=exif, comment=b"SekretnyKomentarz")
    return stream.getvalue()


@pytest.fixture
def public_edition(empty_archive: None, tmp_path: Path) -> None:
    """An edition of an archive full of secrets, with one dead man, his published photograph, and nothing else."""
    path = tmp_path / "SekretnaNazwaPliku.ged"
    path.write_text(FILE, encoding="utf-8")
    import_gedcom(path, "published", quiet, by="SekretnyArchiwista")
    dead = Person.objects.get(names__surname="Widoczny")
    dead.private_note = "SekretnaNotatka"
    dead.save()
    Event(person=dead, kind="other", type_text="SekretnyFakt", confidential=True).save()
    draft = Person(status="draft")
    draft.save()
    PersonName(person=draft, given="Sekretny", surname="Szkic", preferred=True).save()
    taken_in = clean_image(io.BytesIO(picture()), len(picture()))
    for title, mention in (("Widoczny nad rzeką", ""), ("SekretnyTytuł", "SekretnyNieznajomy")):
        paper = Document(kind="photograph", title=title, status="published")
        paper.save()
        if mention:
            Mention(document=paper, as_written=mention).save()
        page = DocumentImage(document=paper, sha256=taken_in.sha256, caption=f"{title}")
        page.file.save(taken_in.file_name, ContentFile(taken_in.content), save=False)
        page.save()
    rebuild("public", TODAY)


def bytes_of(path: Path) -> bytes:
    """Return everything in a file, unpacked, with the names and remarks that an archive carries."""
    content = path.read_bytes()
    if not zipfile.is_zipfile(path):
        return content
    parts = [content]
    with zipfile.ZipFile(path) as archive:
        parts.append(archive.comment)
        for entry in archive.infolist():
            parts += [entry.filename.encode(), entry.comment, entry.extra, archive.read(entry)]
    return b"\n".join(parts)


def secrets_in(content: bytes) -> list[str]:
    words = content.decode("utf-8", errors="ignore") + content.decode("utf-16-le", errors="ignore")
    return [words[max(0, words.find(one) - 40) : words.find(one) + 40] for one in SECRETS if one in words]


@pytest.mark.usefixtures("public_edition")
@pytest.mark.parametrize(
    ("profile", "gedzip"), [*((profile, False) for profile in PROFILES), ("archive", True), ("share-7.0", True)]
)
def test_no_gedcom_that_the_public_may_take_tells_a_secret(tmp_path: Path, profile: str, gedzip: bool) -> None:
    out = tmp_path / "out"
    export(ExportRequest(profile, "public", Scope("everything"), gedzip=gedzip), out, quiet)
    content = bytes_of(out)
    assert b"Widoczny" in content
    assert secrets_in(content) == []


@pytest.mark.usefixtures("public_edition")
@pytest.mark.parametrize("data_format", DATA_FORMATS)
def test_no_table_that_the_public_may_take_tells_a_secret(tmp_path: Path, data_format: str) -> None:
    out = tmp_path / "out"
    export_data(data_format, "public", out, quiet)
    content = bytes_of(out)
    assert b"Widoczny" in content
    assert secrets_in(content) == []


@pytest.mark.usefixtures("public_edition")
def test_no_byte_of_the_public_edition_tells_a_secret(settings) -> None:
    folder = Path(settings.EDITION_URL.removeprefix("sqlite:///")).parent
    for file in folder.iterdir():
        assert secrets_in(file.read_bytes()) == [], file.name


@pytest.mark.usefixtures("public_edition")
def test_the_secrets_are_alive_in_the_archive(tmp_path: Path) -> None:
    rebuild("archive", TODAY)
    out = tmp_path / "all.ged"
    export(ExportRequest("archive", "archive", Scope("everything")), out, quiet)
    told = out.read_text(encoding="utf-8")
    for secret in ("SekretnaReszta", "SekretnyChrzestny", "SekretnyWysyłający", "SekretnaNotatka", "SekretnyFakt"):
        assert secret in told, secret
