"""What is made of a picture: of the right size, as browsers and viewers want it, and without a word of its file."""

import io
import json
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin

from records.pictures import tiles
from records.pictures.remarks import is_bare
from records.pictures.renditions import (
    MIDDLE,
    SMALL,
    TILES,
    WHOLE,
    fitting,
    folder_of,
    is_prepared,
    made_of,
    prepare,
    remove,
    stored,
)

SUM = "ab" * 32
SECRET = b"Kanarkowa 52.2297N 21.0122E"


def scan(kind: str, size: tuple[int, int] = (1700, 900), mode: str = "RGB") -> bytes:
    """Return a picture of this kind whose file tells who took it, where and with what."""
    image = Image.radial_gradient("L").resize(size).convert(mode)
    exif = Image.Exif()
    exif[0x010E] = SECRET.decode()
    exif[0x0112] = 6
    exif.get_ifd(0x8825)[1] = "N"
    words = PngImagePlugin.PngInfo()
    words.add_text("Author", SECRET.decode())
    options: dict[str, dict[str, object]] = {
        "JPEG": {"exif": exif, "comment": SECRET},
        "PNG": {"pnginfo": words, "exif": exif},
        "WEBP": {"exif": exif, "xmp": SECRET},
        "TIFF": {"tiffinfo": {270: SECRET.decode()}},
        "GIF": {"comment": SECRET},
    }
    stream = io.BytesIO()
    image.save(stream, kind, **options[kind])
    assert SECRET in stream.getvalue()
    return stream.getvalue()


def every_byte(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "GIF"])
def test_nothing_of_the_file_but_its_points_is_in_any_byte(kind: str, tmp_path: Path) -> None:
    original = tmp_path / "scan"
    original.write_bytes(scan(kind))
    prepare(original, tmp_path / "store", SUM)
    folder = folder_of(tmp_path / "store", SUM)
    found = every_byte(folder)
    assert {SMALL, MIDDLE, WHOLE} <= found.keys() and any(name.startswith(TILES) for name in found)
    for name, content in found.items():
        assert b"Kanarkowa" not in content and b"Exif" not in content and b"52.2297" not in content, name
    turned = kind in ("JPEG", "PNG", "WEBP")
    with Image.open(folder / WHOLE) as whole:
        assert whole.format == "JPEG" and whole.size == ((900, 1700) if turned else (1700, 900))
    with Image.open(folder / SMALL) as small:
        assert small.format == "WEBP" and small.width == 480


def test_a_bare_jpeg_is_the_whole_picture_itself(tmp_path: Path) -> None:
    original = tmp_path / "scan.jpg"
    Image.new("RGB", (300, 200), "white").save(original, "JPEG")
    prepare(original, tmp_path, SUM)
    folder = folder_of(tmp_path, SUM)
    assert not (folder / WHOLE).exists() and made_of(tmp_path, SUM).whole is False  # type: ignore[union-attr]
    with Image.open(folder / MIDDLE) as middle:
        assert middle.size == (300, 200), "nothing is made larger than it is"


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "CMYK", "I;16"])
def test_every_kind_of_colour_becomes_a_picture(mode: str, tmp_path: Path) -> None:
    original = tmp_path / "scan"
    kind = "TIFF" if mode == "CMYK" else "PNG"
    Image.new("RGBA" if mode == "RGBA" else "L", (60, 40)).convert(mode).save(original, kind)
    prepare(original, tmp_path, SUM)
    with Image.open(folder_of(tmp_path, SUM) / WHOLE) as whole:
        assert whole.mode in ("L", "RGB") and whole.size == (60, 40)


@pytest.mark.parametrize(("kind", "bare"), [("JPEG", True), ("PNG", True), ("WEBP", True), ("TIFF", False)])
def test_a_picture_without_remarks_is_known(kind: str, bare: bool, tmp_path: Path) -> None:
    file = tmp_path / "scan"
    Image.new("RGB", (30, 20)).save(file, kind)
    with Image.open(file) as opened:
        assert is_bare(opened, file) is bare
    file.write_bytes(scan(kind))
    with Image.open(file) as opened:
        assert not is_bare(opened, file)


def test_tiles_are_those_of_level_0(tmp_path: Path) -> None:
    original = tmp_path / "scan.png"
    Image.new("RGB", (1300, 700), "white").save(original)
    prepare(original, tmp_path, SUM)
    folder = folder_of(tmp_path, SUM) / TILES
    said = json.loads((folder / "info.json").read_text())
    assert tiles.scale_factors(1300, 700) == said["tiles"][0]["scaleFactors"] == [1, 2, 4]
    assert tiles.sizes_of_whole(folder) == [(325, 175)]
    for left, width in ((0, 512), (512, 512), (1024, 276)):
        with Image.open(folder / f"{left},0,{width},512" / f"{width},512" / "0" / "default.jpg") as tile:
            assert tile.size == (width, 512)


def test_what_breaks_off_leaves_nothing_and_is_made_again(tmp_path: Path, monkeypatch) -> None:
    original = tmp_path / "scan.png"
    Image.new("RGB", (40, 30)).save(original)

    def killed(*_given: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("records.pictures.renditions.cut_tiles", killed)
    with pytest.raises(KeyboardInterrupt):
        prepare(original, tmp_path / "store", SUM)
    assert stored(tmp_path / "store") == [] and not is_prepared(tmp_path / "store", SUM)
    monkeypatch.undo()
    prepare(original, tmp_path / "store", SUM)
    assert is_prepared(tmp_path / "store", SUM)
    remove(tmp_path / "store", SUM)
    assert stored(tmp_path / "store") == []


def test_without_the_extra_there_are_no_tiles_until_it_comes(tmp_path: Path, monkeypatch) -> None:
    original = tmp_path / "scan.png"
    Image.new("RGB", (40, 30)).save(original)
    monkeypatch.setattr(tiles, "_vips", lambda: None)
    prepare(original, tmp_path, SUM)
    made = made_of(tmp_path, SUM)
    assert made is not None and not made.tiles and is_prepared(tmp_path, SUM)
    monkeypatch.undo()
    assert not is_prepared(tmp_path, SUM), "tiles can be made now"


def test_what_is_no_picture_is_an_error_and_leaves_nothing(tmp_path: Path) -> None:
    original = tmp_path / "scan.png"
    original.write_bytes(b"no picture")
    with pytest.raises(OSError, match="identify"):
        prepare(original, tmp_path / "store", SUM)
    assert stored(tmp_path / "store") == []


@pytest.mark.parametrize(
    ("size", "most", "fits"),
    [
        ((3000, 4000), 480, (480, 640)),
        ((100, 50), 480, (100, 50)),
        ((1, 9000), 480, (1, 9000)),
        ((500, 60_000), 480, (137, 16_383)),
    ],
)
def test_a_smaller_picture_keeps_its_shape(size: tuple[int, int], most: int, fits: tuple[int, int]) -> None:
    assert fitting(*size, most) == fits
