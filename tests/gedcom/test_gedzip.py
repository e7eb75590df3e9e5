"""GEDZIP archives, our own and hostile ones."""

import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from gedcom_trees import header

from records.gedcom.gedzip import (
    GedzipLimits,
    GedzipWriter,
    check_archive,
    media_names,
    open_gedzip,
    open_media,
)
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.writing import GedcomWriter

TREE = b"0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n0 TRLR\n"


def archive(path: Path, entries: list[tuple[str, bytes]]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as target:
        for name, data in entries:
            target.writestr(zipfile.ZipInfo(name), data, zipfile.ZIP_DEFLATED)
    return path


def test_what_we_pack_we_unpack(tmp_path: Path) -> None:
    path, scan = tmp_path / "tree.gdz", tmp_path / "scan.jpg"
    scan.write_bytes(b"\xff\xd8 udostowierienije")
    with GedzipWriter(path) as target:
        with target.gedcom() as stream:
            writer = GedcomWriter(stream, "7.0")
            for record in (header("7.0"), Structure("INDI", "", "@I1@"), Structure("TRLR")):
                writer.write(record)
        names = [
            target.add_media("media/scan.jpg", scan),
            target.add_media("media/Scan.jpg", BytesIO(b"other")),
        ]
        names.append(target.add_media("GEDCOM.GED", BytesIO(b"not the tree")))
    assert names == ["media/scan.jpg", "media/Scan-2.jpg", "GEDCOM-2.GED"]
    reader = open_gedcom(path)
    assert [record.xref for record in reader.records()] == ["@I1@"]
    assert reader.bytes_read == reader.size
    assert media_names(path) == names
    with open_media(path, "media/scan.jpg") as stream:
        assert stream.read() == scan.read_bytes()
    with pytest.raises(GedcomError, match="no file"):
        open_media(path, "media/none.jpg")


def test_a_failed_export_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(GedcomError, match="no name"), GedzipWriter(tmp_path / "tree.gdz") as target:
        target.add_media("../outside.jpg", BytesIO(b""))
    assert list(tmp_path.iterdir()) == []


def test_equal_content_makes_equal_archives(tmp_path: Path) -> None:
    for name in ("a.gdz", "b.gdz"):
        with GedzipWriter(tmp_path / name) as target, target.gedcom() as stream:
            stream.write(TREE)
    assert (tmp_path / "a.gdz").read_bytes() == (tmp_path / "b.gdz").read_bytes()


def test_a_tree_packed_by_hand_is_found(tmp_path: Path) -> None:
    path = archive(tmp_path / "tree.zip", [("Rodzina.ged", TREE)])
    assert [record.xref for record in open_gedcom(path).records()] == ["@I1@"]


@pytest.mark.parametrize(
    ("names", "words"),
    [
        (["../evil.jpg"], "dangerous"),
        (["/etc/passwd"], "dangerous"),
        (["C:/evil.jpg"], "dangerous"),
        (["media\\evil.jpg"], "dangerous"),
        (["media/../../evil.jpg"], "dangerous"),
        (["media/a.jpg", "media/A.jpg"], "two files"),
        (["GEDCOM.GED"], "two files"),
        (["media/\u00f3.jpg", "media/o\u0301.jpg"], "two files"),
        (["media/a\nb.jpg"], "dangerous"),
        (["//server/share.jpg"], "dangerous"),
        (["media/more.zip"], "another archive"),
        (["other.GDZ"], "another archive"),
    ],
)
def test_dangerous_names_are_refused(tmp_path: Path, names: list[str], words: str) -> None:
    path = archive(tmp_path / "evil.gdz", [("gedcom.ged", TREE), *((name, b"x") for name in names)])
    with pytest.raises(GedcomError, match=words):
        open_gedcom(path)


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_a_name_given_twice_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "twice.gdz", [("gedcom.ged", TREE), ("gedcom.ged", TREE)])
    with pytest.raises(GedcomError, match="two files"):
        open_gedzip(path)


def test_a_bomb_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "bomb.gdz", [("gedcom.ged", TREE), ("media/zero.bin", bytes(50_000_000))])
    with pytest.raises(GedcomError, match="suspiciously"):
        open_gedzip(path)


@pytest.mark.parametrize(
    ("limits", "words"),
    [
        (GedzipLimits(entries=1), "more than"),
        (GedzipLimits(total_bytes=10), "too large when unpacked"),
        (GedzipLimits(gedcom_bytes=10), "too large"),
    ],
)
def test_limits(tmp_path: Path, limits: GedzipLimits, words: str) -> None:
    path = archive(tmp_path / "tree.gdz", [("gedcom.ged", TREE), ("media/a.jpg", b"x")])
    with pytest.raises(GedcomError, match=words):
        open_gedzip(path, limits)


def test_a_damaged_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "tree.gdz", [("gedcom.ged", TREE * 500)])
    data = bytearray(path.read_bytes())
    data[60:70] = b"\0" * 10
    path.write_bytes(data)
    with pytest.raises(GedcomError, match="damaged"):
        list(open_gedcom(path).records())


def test_a_locked_archive_is_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "tree.gdz", [("gedcom.ged", TREE)])
    with zipfile.ZipFile(path) as source:
        source.infolist()[0].flag_bits |= 1
        with pytest.raises(GedcomError, match="password"):
            check_archive(source)


def test_a_link_is_refused(tmp_path: Path) -> None:
    link = zipfile.ZipInfo("media/link.jpg")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "link.gdz"
    with zipfile.ZipFile(path, "w") as target:
        target.writestr("gedcom.ged", TREE)
        target.writestr(link, "/etc/passwd")
    with pytest.raises(GedcomError, match="link"):
        open_gedcom(path)


def test_a_tree_that_is_an_archive_itself_is_refused(tmp_path: Path) -> None:
    inner = archive(tmp_path / "inner.gdz", [("gedcom.ged", bytes(range(256)) * 40)])
    path = archive(tmp_path / "outer.gdz", [("gedcom.ged", inner.read_bytes())])
    with pytest.raises(GedcomError, match=r"binary|not GEDCOM"):
        open_gedcom(path)


def test_files_that_share_their_bytes_are_refused(tmp_path: Path) -> None:
    path = archive(tmp_path / "overlap.gdz", [("gedcom.ged", TREE), ("media/a.jpg", bytes(range(256)) * 30)])
    with zipfile.ZipFile(path) as source:
        source.filelist.extend([source.infolist()[1]] * 3)
        with pytest.raises(GedcomError, match="share"):
            check_archive(source)
