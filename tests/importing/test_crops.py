"""Where on a picture somebody is shown comes in with the picture; what lies outside of it is reported and kept."""

import io
import zipfile
from pathlib import Path

import pytest
from PIL import Image

from records.documents.models import Document, DocumentImage, Mention
from records.documents.picture_crop import Crop
from records.importing.gedcom_import import import_gedcom
from records.importing.import_report import ImportReport
from records.importing.models import ImportBatch, Residue
from records.people.models import Person
from records.record_model import Status
from tests.importing.test_coming_again import counted, quiet, undone

pytestmark = pytest.mark.usefixtures("empty_archive")

JAN, ANNA = "11111111-1111-4111-a111-111111111111", "22222222-2222-4222-a222-222222222222"


def picture(size: tuple[int, int] = (40, 30), turned: bool = False) -> bytes:
    stream, exif = io.BytesIO(), Image.Exif()
    if turned:
        exif[0x0112] = 6
    Image.new("RGB", size, (200, 120, 40)).save(stream, "JPEG", exif=exif)
    return stream.getvalue()


def file(jan: str, anna: str = "", more: str = "") -> str:
    """Return a file of two people who point to a picture with these lines below the pointer."""
    return (
        "0 HEAD\n1 GEDC\n2 VERS 7.0\n"
        f"0 @I1@ INDI\n1 NAME Jan /Testowy/\n1 BIRT\n2 DATE 1850\n1 OBJE @O1@\n{jan}1 UID {JAN}\n"
        f"0 @I2@ INDI\n1 NAME Anna /Testowa/\n1 BIRT\n2 DATE 1860\n{anna}1 UID {ANNA}\n"
        f"0 @O1@ OBJE\n1 FILE media/market.jpg\n2 FORM image/jpeg\n2 TITL At the market\n{more}0 TRLR\n"
    )


def crop(**sides: object) -> str:
    return "".join(["2 CROP\n", *(f"3 {side.upper()} {value}\n" for side, value in sides.items())])


def taken_in(
    folder: Path, text: str, content: bytes | None = None, status: str = "draft", name: str = "a.gdz", **more: bool
) -> ImportReport:
    path = folder / name
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("gedcom.ged", text)
        archive.writestr("media/market.jpg", content or picture())
    return import_gedcom(path, status, quiet, **more)


def residue() -> list[tuple[str, str, str]]:
    """Return what was kept beside people: whose, where it stood, and its lines in one."""
    names = dict(Person.objects.values_list("public_id", "sort_name"))
    kept = Residue.objects.filter(kind="person").order_by("line")
    return [(names[row.record_id], row.path, row.lines.replace("\n", " | ")) for row in kept]


def test_a_part_of_a_picture_comes_in_as_numbers(tmp_path: Path) -> None:
    anna = f"1 OBJE @O1@\n{crop(left=1, top=2, width=3, height=4)}2 TITL Anna, aged four\n"
    report = taken_in(tmp_path, file(crop(top=20, left=10), anna))
    jan, daughter = Mention.objects.order_by("position")
    image = DocumentImage.objects.get()
    assert (jan.as_written, jan.image, jan.crop, jan.row, jan.note) == (
        "Testowy, Jan",
        image,
        Crop(left=10, top=20),
        "",
        "",
    )
    assert (daughter.crop, daughter.note) == (Crop(1, 2, 3, 4), "Anna, aged four")
    assert residue() == [] and report.problems == []


UNFIT = [
    (crop(left=30, top=0, width=20, height=10), Crop(30, 0, 10, 10), "(shortened)"),
    (crop(left=40), Crop(), "(outside of the picture)"),
    (crop(top=0, left=0, width=0, height=10), Crop(), "(outside of the picture)"),
    (crop(top="high"), Crop(), "(outside of the picture)"),
    (crop(top=-5), Crop(), "(outside of the picture)"),
    ("2 CROP\n", Crop(), "(outside of the picture)"),
]


@pytest.mark.parametrize(("lines", "taken", "path"), UNFIT, ids=lambda told: str(told).replace("\n", " "))
def test_a_part_outside_of_its_picture_is_reported_and_its_lines_are_kept(
    tmp_path: Path, lines: str, taken: Crop, path: str
) -> None:
    previewed = taken_in(tmp_path, file(lines), preview=True)
    report = taken_in(tmp_path, file(lines))
    mention = Mention.objects.get()
    assert (mention.crop, mention.image) == (taken, DocumentImage.objects.get())
    found = [(problem["line"], problem["code"]) for problem in report.problems]
    assert found == [(9, "crop")] and previewed.problems == report.problems
    kept = [(f"{row[1]}", row[2]) for row in residue()]
    assert kept == [
        (f"INDI.OBJE.CROP {path}", lines.strip().replace("\n", " | ").replace("2 C", "1 C").replace("3 ", "2 "))
    ]


def test_a_picture_that_was_turned_upright_is_reported_with_its_parts(tmp_path: Path) -> None:
    report = taken_in(tmp_path, file(crop(left=5, top=30, width=20, height=10)), picture(turned=True))
    image = DocumentImage.objects.get()
    assert (image.width, image.height) == (30, 40)
    assert Mention.objects.get().crop == Crop(5, 30, 20, 10)
    assert [(problem["line"], problem["code"]) for problem in report.problems] == [(9, "picture_turned")]


def test_what_else_stands_at_the_picture_is_kept(tmp_path: Path) -> None:
    taken_in(tmp_path, file(f"{crop(left=1)}3 _SHAPE oval\n2 _PRIM Y\n2 TITL {'x' * 301}\n"))
    assert [row[1] for row in residue()] == ["INDI.OBJE.CROP._SHAPE", "INDI.OBJE._PRIM", "INDI.OBJE.TITL (shortened)"]
    assert Mention.objects.get().note == "x" * 300


def test_a_part_of_several_pictures_is_kept_in_words(tmp_path: Path) -> None:
    taken_in(tmp_path, file(crop(left=1), more="1 FILE media/market.jpg\n2 FORM image/jpeg\n"))
    assert [row[1] for row in residue()] == ["INDI.OBJE.CROP (of several pictures)"]
    assert Mention.objects.get().crop == Crop()


def test_the_same_file_again_brings_no_second_picture_and_no_second_name(tmp_path: Path) -> None:
    text = file(crop(left=10, top=20), f"1 OBJE @O1@\n{crop(left=35, width=20)}")
    taken_in(tmp_path, text)
    before, kept = counted(), residue()
    report = taken_in(tmp_path, text.replace("0 HEAD", "0 HEAD\n1 NOTE sent again"), name="b.gdz")
    assert counted() == before and residue() == kept
    assert report.changed == [] and not report.created["pictures"]
    assert (report.matched["pictures"], report.matched["documents"]) == (1, 1)


def test_another_part_of_the_picture_is_a_rival_and_ours_stays(tmp_path: Path) -> None:
    taken_in(tmp_path, file(crop(left=10, top=20)))
    report = taken_in(tmp_path, file(crop(left=11, top=20)), name="b.gdz")
    assert Mention.objects.get().crop == Crop(left=10, top=20)
    assert [(row["field"], row["ours"], row["theirs"]) for row in report.changed] == [
        ("picture", "left 10, top 20", "left 11, top 20")
    ]


def test_a_part_that_was_not_known_is_filled_in_and_can_be_undone(tmp_path: Path) -> None:
    taken_in(tmp_path, file(""))
    before = Mention.objects.values().get()
    previewed = taken_in(tmp_path, file(f"{crop(left=10)}2 TITL Jan with a hat\n"), name="b.gdz", preview=True)
    assert Mention.objects.values().get() == before and previewed.created["pictures"] == 0
    report = taken_in(tmp_path, file(f"{crop(left=10)}2 TITL Jan with a hat\n"), name="b.gdz")
    mention = Mention.objects.get()
    assert (mention.crop, mention.note) == (Crop(left=10), "Jan with a hat")
    assert previewed.changed == report.changed and len(report.changed) == 2
    undone(report)
    after = Mention.objects.values().get()
    assert {**after, "edited": False} == before


def test_a_draft_names_nobody_on_a_picture_that_the_public_sees(tmp_path: Path) -> None:
    taken_in(tmp_path, file(""), status="published")
    report = taken_in(tmp_path, file(crop(left=5), "1 OBJE @O1@\n"), name="b.gdz")
    mention = Mention.objects.get()
    assert (mention.as_written, mention.crop) == ("Testowy, Jan", Crop())
    assert {row[1] for row in residue()} == {"INDI.OBJE (waits: its record is published)"} and len(residue()) == 2
    assert [row["field"] for row in report.changed] == ["picture", "picture"]
    taken_in(tmp_path, file(crop(left=6), "1 OBJE @O1@\n"), name="c.gdz", status="published")
    assert {mention.as_written: mention.crop for mention in Mention.objects.all()} == {
        "Testowy, Jan": Crop(left=6),
        "Testowa, Anna": Crop(),
    }


def test_undoing_an_import_takes_its_picture_from_names_that_stay(tmp_path: Path) -> None:
    report = taken_in(tmp_path, file(crop(left=10)))
    other = Document(kind="letter", title="Somebody placed a name on the picture by hand", status=Status.DRAFT)
    other.save()
    Mention(document=other, as_written="Jan", image=DocumentImage.objects.get(), crop_left=3).save()
    undone(report)
    left = Mention.objects.get()
    assert (left.image, left.crop) == (None, Crop())
    assert not DocumentImage.objects.exists() and ImportBatch.objects.exists()
