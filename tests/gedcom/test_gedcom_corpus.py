"""Public GEDCOM files of many programs and decades; they lie beside the checkout, not in it."""

import os
from collections import Counter
from io import BytesIO
from pathlib import Path

import gedcom7
import pytest
from ged4py import GedcomReader as Ged4pyReader
from gedcom_trees import codes, header, plain, write

from records.gedcom.names import join_name, split_name
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.writing import GedcomWriter

CORPUS = Path(__file__).parents[3] / "shared" / "gedcom"
FILES = sorted(path for path in CORPUS.rglob("*") if path.suffix.lower() in (".ged", ".gdz"))
COUNTS = {
    "gedcom-go/royal92.ged": (3010, 1422),
    "official-7/gedcom70/maximal70.ged": (4, 2),
    "official-7/gedcom70/maximal70.gdz": (4, 2),
    "official-7/gedcom70/remarriage2.ged": (3, 3),
    "gedcom4j/willis.ged": (761, 293),
    "gedcom4j/willis-ansel.ged": (761, 293),
    "gedcom4j/5.5.1 sample 1.ged": (845, 271),
    "gedcom-go/encoding/ansel-lf.ged": (35, 1),
    "gedcom-go/encoding/utf16le.ged": (3, 2),
    "gedcom4j/unicode-littleendian-cronly.ged": (35, 1),
}


@pytest.fixture
def corpus() -> Path:
    """Give the folder of public files."""
    if not CORPUS.is_dir():
        words = f"The public GEDCOM files are not at {CORPUS}."
        if os.environ.get("CI") == "true":
            pytest.fail(words)
        pytest.skip(words)
    return CORPUS


def tree_of(path: Path) -> list[Structure]:
    reader = open_gedcom(path)
    return [reader.header, *reader.records(), Structure("TRLR")]


def test_every_file_is_read_or_refused_with_a_sentence(corpus: Path) -> None:
    assert len(FILES) > 90
    for path in FILES:
        try:
            reader = open_gedcom(path)
            assert sum(1 for _ in reader.records()) >= 1 or reader.size < 1000
        except GedcomError as refusal:
            assert str(refusal).endswith(".")
            assert "malformed" in path.parts or path.name in ("problemFile.ged", "Bad_custom_tag.ged")


@pytest.mark.parametrize("name", COUNTS)
def test_people_and_families_are_counted(corpus: Path, name: str) -> None:
    found = Counter(record.tag for record in open_gedcom(corpus / name).records())
    assert (found["INDI"], found["FAM"]) == COUNTS[name]


def test_the_official_files_are_read_without_a_problem(corpus: Path) -> None:
    official = [path for path in FILES if "official-7" in path.parts]
    assert len(official) > 20
    for path in official:
        reader = open_gedcom(path)
        assert reader.version.startswith("7.")
        assert list(reader.records()) or "minimal" in path.name or reader.header.children
        assert codes(reader) == [], path.name


@pytest.mark.parametrize("encoding", ["willis.ged", "willis-ansel.ged"])
def test_ansel_is_composed(corpus: Path, encoding: str) -> None:
    names = [record.text("NAME") for record in open_gedcom(corpus / "gedcom4j" / encoding).records()]
    assert not any("\u0300" <= sign <= "\u036f" for name in names for sign in name)


def test_7_files_are_written_as_they_were(corpus: Path, tmp_path: Path) -> None:
    for path in [path for path in FILES if "official-7" in path.parts]:
        reader = open_gedcom(path)
        records = list(reader.records())
        copy = tmp_path / "copy.ged"
        copy.write_bytes(write(records, "7.0", reader.header))
        again = open_gedcom(copy)
        assert plain(again.header) == plain(reader.header)
        assert [plain(record) for record in again.records()] == [plain(record) for record in records]


def test_files_of_any_version_survive_both_dialects(corpus: Path, tmp_path: Path) -> None:
    for path in FILES:
        if path.stat().st_size > 100_000 or "malformed" in path.parts:
            continue
        records = list(open_gedcom(path).records())
        for version in ("7.0", "5.5.1"):
            copy = tmp_path / "copy.ged"
            copy.write_bytes(write(records, version))
            assert [plain(record) for record in open_gedcom(copy).records()] == [plain(record) for record in records]


def as_seen_by_gedcom7(structure: gedcom7.types.GedcomStructure, extensions: dict[str, str]) -> tuple[object, ...]:
    value = structure.pointer or structure.text or ""
    children = tuple(as_seen_by_gedcom7(child, extensions) for child in structure.children)
    # It puts the address of an extension in the place of its tag.
    return extensions.get(structure.tag, structure.tag), value, structure.xref or "", children


def ours(structure: Structure) -> tuple[object, ...]:
    return structure.tag, structure.value, structure.xref, tuple(ours(child) for child in structure.children)


def test_gedcom7_reads_what_we_write(corpus: Path) -> None:
    tree = tree_of(corpus / "official-7" / "gedcom70" / "maximal70.ged")
    stream = BytesIO()
    writer = GedcomWriter(stream, "7.0")
    for record in tree:
        writer.write(record)
    seen = gedcom7.loads(stream.getvalue().decode("utf-8-sig"))
    assert gedcom7.validate(seen) == []
    schema = tree[0].first("SCHMA")
    assert schema is not None
    extensions = {uri: tag for tag, uri in (child.value.split() for child in schema.children)}
    assert [as_seen_by_gedcom7(record, extensions) for record in seen] == [ours(record) for record in tree]


def test_ged4py_reads_what_we_write(corpus: Path, tmp_path: Path) -> None:
    records = list(open_gedcom(corpus / "gedcom-go" / "royal92.ged").records())
    # Without @: this reader leaves it doubled.
    long_note = "Rozłączono nas w Kotłasie; matka pisała do NKWD. " * 20
    records[1].add("NOTE", long_note + "\nKoniec.")
    path = tmp_path / "royal.ged"
    path.write_bytes(write(records, "5.5.1", header("5.5.1")))
    with Ged4pyReader(str(path)) as judge:
        people = list(judge.records0("INDI"))
        assert len(people) == 3010
        assert sum(1 for _ in judge.records0("FAM")) == 1422
        found = people[0] if people[0].xref_id == records[1].xref else people[1]
        assert [note.value for note in found.sub_tags("NOTE")][-1] == long_note + "\nKoniec."


@pytest.mark.parametrize(
    ("payload", "parts"),
    [
        ("Jan /Kowalski/ jr", ("Jan", "Kowalski", "jr")),
        ("Jan Maria /Kowalski/", ("Jan Maria", "Kowalski", "")),
        ("/Kowalski/", ("", "Kowalski", "")),
        ("Jan", ("Jan", "", "")),
        ("Jan // jr", ("Jan", "", "jr")),
        ("/de la Cruz/ Juan", ("", "de la Cruz", "Juan")),
        ("", ("", "", "")),
    ],
)
def test_names(payload: str, parts: tuple[str, str, str]) -> None:
    assert split_name(payload) == parts
    assert join_name(*parts) == payload


def test_untidy_names() -> None:
    assert split_name(" Jan  /Kowalski") == ("Jan", "Kowalski", "")
    assert split_name("Jan/Kowalski/jr/x") == ("Jan", "Kowalski", "jr x")
    assert join_name("Jan/Janek", "Kowal/ski") == "Jan Janek /Kowal ski/"
