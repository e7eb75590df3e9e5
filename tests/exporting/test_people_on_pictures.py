"""Where on a picture somebody is shown goes out and comes back; nothing of it where the person may not be shown."""

import io
import json
import zipfile
from pathlib import Path

import gedcom7
import pytest
import sqlalchemy as sa
from django.apps import apps
from django.core.files.base import ContentFile
from django.db import connection
from PIL import Image

from records.documents.image_intake import clean_image
from records.documents.models import Document, DocumentImage, Mention
from records.documents.picture_crop import Crop
from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.edition.tables import page
from records.exporting.gedcom_export import export
from records.exporting.requests import PROFILES, ExportRequest
from records.gedcom.validating.file_checking import check_file
from records.importing.gedcom_import import import_gedcom
from records.importing.models import Residue
from records.linkage.models import Identification
from records.people.models import Person
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, person
from tests.exporting.reading_back import SEVEN, exported, leading_nowhere, record_of
from tests.exporting.test_identity import trees
from tests.importing.test_coming_again import counted, quiet
from tests.importing.test_crops import crop, file, taken_in

pytestmark = pytest.mark.usefixtures("empty_archive")
LOST = "parts of pictures that show a person, which stand in words only"


def add_picture(paper: Document, position: int) -> DocumentImage:
    stream = io.BytesIO()
    Image.effect_noise((40, 30), position * 9).convert("RGB").save(stream, "JPEG")
    taken = clean_image(stream, stream.tell())
    image = DocumentImage(document=paper, position=position, sha256=taken.sha256, caption=f"page {position}")
    image.file.save(taken.file_name, ContentFile(taken.content), save=False)
    image.save()
    return image


@pytest.fixture
def deportee() -> Person:
    return person("Jan", "Sowa", "1850", "M")


@pytest.fixture
def photograph(deportee: Person) -> Document:
    """Two pictures; on the second stands the deportee, and an old man whom nobody knows."""
    paper = Document(kind="photograph", title="Nad rzeką", status=Status.PUBLISHED)
    paper.save()
    add_picture(paper, 1)
    second = add_picture(paper, 2)
    shown = Mention(document=paper, as_written="Jan", image=second, crop_left=4, crop_top=3, note="w kapeluszu")
    shown.save()
    Identification(mention=shown, person=deportee, certainty="sure").save()
    Mention(
        document=paper, position=2, as_written="starzec", image=second, crop_width=9, birth_year=1840, row="z lewej"
    ).save()
    return paper


def pointer(letter: str, record: Person | Document, number: str = "") -> str:
    return f"@{letter}{record.public_id.upper()}{number}@"


@pytest.mark.parametrize("profile", SEVEN)
def test_seven_says_where_on_the_picture_somebody_is(
    settings, deportee: Person, photograph: Document, profile: str
) -> None:
    rebuild("public", TODAY)
    text, report = exported(settings.EDITION_URL, profile)
    place = f"1 OBJE {pointer('O', photograph, '2')}\n2 CROP\n3 TOP 3\n3 LEFT 4\n2 TITL w kapeluszu\n"
    assert place in record_of(text, pointer("P", deportee))
    assert leading_nowhere(text) == set()
    assert list(gedcom7.validate(gedcom7.loads(text))) == []
    assert LOST not in report.not_carried


def test_five_points_to_the_picture_and_tells_what_is_lost(
    settings, tmp_path: Path, deportee: Person, photograph: Document
) -> None:
    rebuild("public", TODAY)
    text, report = exported(settings.EDITION_URL, "share-5.5.1")
    record = record_of(text, pointer("P", deportee))
    assert f"1 OBJE {pointer('O', photograph, '2')}\n1 " in record and "CROP" not in text
    assert report.not_carried[LOST] == 1
    words = record_of(text, pointer("D", photograph)).replace("\n2 CONC ", "").replace("\n2 CONT ", "\n")
    assert "Jan; script: Latn; note: w kapeluszu; picture: 2; part: left 4, top 3; identified: sure" in words


@pytest.mark.parametrize("profile", SEVEN)
def test_a_gedzip_with_parts_of_pictures_is_without_a_fault(tmp_path: Path, photograph: Document, profile: str) -> None:
    rebuild("public", TODAY)
    out = tmp_path / "out.gdz"
    export(ExportRequest(profile, gedzip=True), out)
    assert list(check_file(out)) == []


def test_a_picture_that_also_shows_a_living_person_is_pointed_to_by_nobody(
    settings, deportee: Person, photograph: Document
) -> None:
    living = person("Ewa", "Sowa", "2001")
    shown = Mention(document=photograph, as_written="Ewa", image=photograph.images.last(), crop_left=21)
    shown.save()
    Identification(mention=shown, person=living, certainty="sure").save()
    rebuild("public", TODAY)
    for profile in (*SEVEN, "share-5.5.1"):
        text, _report = exported(settings.EDITION_URL, profile)
        assert "CROP" not in text and "OBJE" not in text and "picture" not in text and "Ewa" not in text, profile
    with reading(settings.EDITION_URL) as open_edition:
        body = json.loads(open_edition.execute(sa.select(page.c.body).where(page.c.kind == "document")).scalar_one())
    assert body["withheld"] and not any("crop_left" in mention or "image" in mention for mention in body["mentions"])


def test_somebody_who_is_hidden_later_takes_the_pointers_along(
    settings, deportee: Person, photograph: Document
) -> None:
    rebuild("public", TODAY)
    wife = person("Anna", "Sowa", "1855")
    shown = Mention(document=photograph, as_written="Anna", image=photograph.images.first(), crop_top=1)
    shown.save()
    Identification(mention=shown, person=wife, certainty="sure").save()
    publish_changes(TODAY)
    text, _report = exported(settings.EDITION_URL, "share-7.0")
    assert text.count("2 CROP\n") == 2
    wife.confidential = True
    wife.save()
    publish_changes(TODAY)
    text, _report = exported(settings.EDITION_URL, "share-7.0")
    assert "CROP" not in text and "1 OBJE" not in text


def test_a_part_that_is_changed_changes_the_lines_of_the_person(
    settings, deportee: Person, photograph: Document
) -> None:
    rebuild("public", TODAY)
    shown = Mention.objects.get(as_written="Jan")
    shown.crop_left = 17
    shown.save()
    publish_changes(TODAY)
    record = record_of(exported(settings.EDITION_URL, "share-7.0")[0], pointer("P", deportee))
    assert "3 LEFT 17\n" in record and "3 LEFT 4\n" not in record


def own_copy(out: Path, profile: str = "archive", *, gedzip: bool = True) -> Path:
    rebuild("archive", TODAY)
    export(ExportRequest(profile, "archive", gedzip=gedzip), out)
    return out


def mentions() -> list[tuple[object, ...]]:
    rows = Mention.objects.order_by("position").select_related("image")
    return [(row.as_written, row.image.position if row.image else None, row.crop, row.note, row.row) for row in rows]


def test_what_the_page_says_of_each_person_comes_back(tmp_path: Path) -> None:
    rowne = Place(name="Równe", status="published")
    rowne.save()
    paper = Document(kind="udostoverenie", title="Nr 4199", status="published")
    paper.save()
    said = {"birth_place": {"text": "г. Ровно", "place": rowne.pk}, "occupation": {"text": "столяр", "understood": "x"}}
    Mention(document=paper, as_written="Ян Сова", birth_year=1850, known_dead=True, values=said).save()
    out = own_copy(tmp_path / "own.ged", gedzip=False)
    assert "birth place: г. Ровно" in out.read_text()
    forget_everything()
    Place.objects.all().delete()
    import_gedcom(out, "published", quiet)
    back = Mention.objects.get()
    assert back.values == said | {"birth_place": {"text": "г. Ровно", "place": Place.objects.get(name="Równe").pk}}
    assert back.known_dead


@pytest.mark.parametrize("profile", SEVEN)
def test_our_own_gedzip_comes_back_whole(tmp_path: Path, photograph: Document, profile: str) -> None:
    before = mentions()
    out = own_copy(tmp_path / "own.gdz", profile)
    forget_everything()
    import_gedcom(out, "published", quiet)
    assert (
        mentions()
        == before
        == [
            ("Jan", 2, Crop(left=4, top=3), "w kapeluszu", ""),
            ("starzec", 2, Crop(width=9), "", "z lewej"),
        ]
    )
    assert not Residue.objects.filter(kind__in=("person", "document")).exists()
    again = tmp_path / "again.ged"
    own_copy(again, gedzip=False)
    if profile == "archive":
        own = tmp_path / "own.ged"
        own.write_bytes(zipfile.ZipFile(out).read("gedcom.ged"))
        assert trees(own) == trees(again)


@pytest.mark.parametrize(
    ("profile", "gedzip"), [*((profile, True) for profile in SEVEN), *((profile, False) for profile in PROFILES)]
)
def test_our_own_export_coming_back_creates_nothing(
    tmp_path: Path, photograph: Document, profile: str, gedzip: bool
) -> None:
    out = own_copy(tmp_path / ("own.gdz" if gedzip else "own.ged"), profile, gedzip=gedzip)
    before, told = counted(), mentions()
    report = import_gedcom(out, "published", quiet)
    assert counted() == before and mentions() == told
    assert [row for row in report.changed if row["kind"] == "document"] == []
    assert not Residue.objects.filter(path__startswith="INDI.OBJE").exists()


def test_a_part_that_another_program_changed_is_listed_and_ours_stays(tmp_path: Path, photograph: Document) -> None:
    out = own_copy(tmp_path / "own.ged", "share-7.0", gedzip=False)
    out.write_text(out.read_text(encoding="utf-8").replace("3 LEFT 4", "3 LEFT 5"), encoding="utf-8")
    told = mentions()
    previewed = import_gedcom(out, "published", quiet, preview=True)
    report = import_gedcom(out, "published", quiet)
    assert mentions() == told
    assert previewed.changed == report.changed
    assert [(row["field"], row["ours"], row["theirs"]) for row in report.changed] == [
        ("picture", "left 4, top 3", "left 5, top 3")
    ]


def test_without_its_pictures_a_copy_of_ours_keeps_where_people_stood(tmp_path: Path, photograph: Document) -> None:
    out = own_copy(tmp_path / "own.ged", gedzip=False)
    forget_everything()
    import_gedcom(out, "published", quiet)
    assert [row[1:3] for row in mentions()] == [(None, Crop()), (None, Crop())]
    kept = Residue.objects.filter(kind__in=("person", "document")).order_by("kind", "line", "id")
    assert [row.path for row in kept] == ["SOUR._MENTION (its picture did not come)"] * 2 + ["INDI.OBJE"]
    own_copy(tmp_path / "again.ged", gedzip=False)
    assert trees(out) == trees(tmp_path / "again.ged")


@pytest.mark.parametrize("lines", [crop(left=10, top=20), crop(left=35, width=20), crop(top="high"), ""])
def test_a_gedzip_of_others_comes_out_as_it_went_in(tmp_path: Path, lines: str) -> None:
    came = tmp_path / "came.ged"
    came.write_text(file(f"{lines}2 TITL Jan\n", f"1 OBJE @O1@\n{lines}"), encoding="utf-8")
    taken_in(tmp_path, came.read_text(encoding="utf-8"))
    own_copy(tmp_path / "out.ged", gedzip=False)
    assert trees(came) == trees(tmp_path / "out.ged")


def forget_everything() -> None:
    with connection.cursor() as cursor:
        for model in apps.get_app_config("records").get_models(include_auto_created=True):
            cursor.execute(f"DELETE FROM {model._meta.db_table}")
