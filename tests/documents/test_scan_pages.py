"""Files of scans as they come from volunteers' scanners: one page or many, and what is no scan at all."""

import io

import pypdfium2
import pytest
from django.core.exceptions import ValidationError
from PIL import Image, TiffImagePlugin

from records.documents import image_intake, scan_pages
from records.documents.scan_pages import clean_pages


def drawing(ending: str, pages: int = 1, size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a file of so many pages, each of another grey, with a remark that must not stay in it."""
    first, *others = (Image.new("RGB", size, (40 * number,) * 3) for number in range(1, pages + 1))
    stream, more = io.BytesIO(), {"save_all": True, "append_images": others} if pages > 1 else {}
    if ending == "TIFF":
        remark = TiffImagePlugin.ImageFileDirectory_v2()
        remark[270] = "Kowalski"
        more["tiffinfo"] = remark
    first.save(stream, ending, **more)
    return stream.getvalue()


def taken_in(content: bytes, most: int = 60) -> list[tuple[str, tuple[int, int]]]:
    found = []
    for page in clean_pages(io.BytesIO(content), len(content), most):
        assert b"Kowalski" not in page.content
        found.append((page.ending, Image.open(io.BytesIO(page.content)).size))
    return found


@pytest.mark.parametrize(
    ("ending", "pages", "stored"),
    [("JPEG", 1, "jpg"), ("PNG", 1, "png"), ("WEBP", 1, "png"), ("TIFF", 1, "png"), ("TIFF", 3, "png")],
)
def test_every_frame_is_a_page(ending: str, pages: int, stored: str) -> None:
    assert taken_in(drawing(ending, pages)) == [(stored, (40, 30))] * pages


def test_the_pages_of_a_pdf_are_drawn() -> None:
    content = drawing("PDF", 3, (72, 144))
    pages = taken_in(content)
    assert [ending for ending, _size in pages] == ["jpg"] * 3
    assert all(size[1] == pytest.approx(2 * size[0], abs=2) and size[0] > 150 for _ending, size in pages)


def test_a_page_as_large_as_a_house_is_drawn_small(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(scan_pages, "_MOST_POINTS_OF_A_PAGE", 10_000)
    document = pypdfium2.PdfDocument.new()
    document.new_page(3000, 3000)
    stream = io.BytesIO()
    document.save(stream)
    document.close()
    ((_ending, size),) = taken_in(stream.getvalue())
    assert size[0] * size[1] <= 10_400


@pytest.mark.parametrize(
    ("content", "most", "sentence"),
    [
        (b"%PDF-1.7 but no more", 60, "cannot be read"),
        (b"a letter", 60, "no page that"),
        (b"", 60, "no page that"),
        (drawing("TIFF", 3), 2, "pages"),
        (drawing("PDF", 3), 2, "pages"),
        (drawing("TIFF", 2)[:-60], 60, "no page that"),
    ],
)
def test_what_is_no_scan_is_refused_in_a_sentence(content: bytes, most: int, sentence: str) -> None:
    with pytest.raises(ValidationError, match=sentence):
        taken_in(content, most)


def test_the_second_page_is_measured_as_well(monkeypatch: pytest.MonkeyPatch) -> None:
    stream = io.BytesIO()
    small, large = Image.new("L", (10, 10)), Image.new("L", (400, 400))
    small.save(stream, "TIFF", save_all=True, append_images=[large])
    monkeypatch.setattr(image_intake, "MOST_PIXELS", 1000)
    with pytest.raises(ValidationError, match="points"):
        taken_in(stream.getvalue())


def test_a_refusal_names_what_can_be_taken_in_a_pdf_too() -> None:
    with pytest.raises(ValidationError, match="TIFF, WebP and PDF"):
        list(clean_pages(io.BytesIO(b"PK\x03\x04 a text processor's file"), 30))
