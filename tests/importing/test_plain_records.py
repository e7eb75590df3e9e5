"""The short way and the long way of reading a record say the same: structures, problems, rows and leftovers."""

from collections.abc import Callable, Generator
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from records.gedcom.reading import GedcomReader, open_gedcom
from records.gedcom.structure import Structure
from records.importing.file_ending import finish_import
from records.importing.file_import import FileImport
from records.importing.import_report import ImportReport
from records.importing.plain_records import PlainReader, PlainRecord, open_plainly
from records.importing.row_shapes import Shape
from records.importing.row_writing import Row, RowWriter

HEADS = (
    *("1 BIRT", "1 BIRT Y", "1 DEAT", "1 DEAT Y", "1 DEAT N", "1 EVEN Pociąg", "1 EVEN", "1 RESI", "1 OCCU rolnik"),
    *("1 NAME Jan /Nowak/", "1 NAME Ян /Новак/", "1 NAME Anna /Nowakowa/ jr", "1 NAME /Nowak/", "1 SEX M", "1 SEX q"),
    *("1 FAMS @F1@", "1 FAMC @F1@", "1 FAMC @F9@", "1 HUSB @I1@", "1 CHIL @I2@", "1 CHIL @I9@", "1 MARR", "1 MARR Y"),
    *("1 NOTE słowa", "1 REFN 5", "1 SOUR @S1@", "1 RESN confidential", "1 CHAN", "1 CONT more", "1 _FOO", "1 FAMS"),
    *("1 UID 0d2a8c4e-9b7f-4c1d-8e5a-6b3c2d1e0f9a", "1 _UID x", "1 IDNO 204936", "1 BIRT  Y", "1 DEAT " + "d" * 600),
)
# In the order in which most programs write them.
BELOW = (
    *("2 TYPE Award", "2 TYPE Special settlement", "2 TYPE married", "2 TYPE " + "t" * 130, "2 GIVN Jan"),
    *(
        "2 SURN Nowak",
        "2 SURN Inny",
        "2 DATE 10 FEB 1940",
        "2 DATE ABT 1672",
        "2 DATE (wiosną)",
        "2 DATE 31 FEB 1940",
        "2 DATE 1907",
    ),
    *("2 DATE @#DJULIAN@ 7 MAY 1869", "2 PLAC Buczacz, Polska", "2 PLAC , ,", "2 PLAC", "2 PLAC " + "p" * 310),
    *("3 MAP", "4 LATI N49.06", "4 LONG E25.39", "4 LONG x", "2 AGNC NKWD", "2 SOUR @S1@", "2 SOUR @S9@"),
    *("3 PAGE k. 5", "3 PAGE k.  6", "3 QUAY 3", "3 QUAY 7", "2 NOTE rzekł", "3 CONT i znowu", "2 CAUS głód", "2 _BAR"),
    *("2 RESN confidential", "2 AGE 3", "5 ODD", "words without a level", " "),
)
ORDINARY = (
    ("", "2 TYPE Award", "2 TYPE married", "2 TYPE Special settlement"),
    ("", "", "2 GIVN Jan", "2 GIVN Jan\n2 SURN Nowak"),
    ("", "2 DATE 10 FEB 1940", "2 DATE ABT 1672"),
    ("", "2 PLAC Buczacz, Polska", "2 PLAC Buczacz, Polska\n3 MAP\n4 LATI N49.06\n4 LONG E25.39"),
    ("", "2 AGNC NKWD"),
    ("", "2 SOUR @S1@", "2 SOUR @S1@\n3 PAGE k. 5", "2 SOUR @S1@\n3 PAGE k. 5\n3 QUAY 3", "2 SOUR @S1@\n3 QUAY 0"),
)
parts = st.tuples(
    st.sampled_from(HEADS),
    st.one_of(
        st.tuples(*map(st.sampled_from, ORDINARY)),
        st.lists(st.sampled_from(range(len(BELOW))), max_size=6, unique=True).map(
            lambda chosen: [BELOW[at] for at in sorted(chosen)]
        ),
        st.lists(st.sampled_from(BELOW), max_size=4),
    ),
).map(lambda part: "\n".join([part[0], *filter(None, part[1])]))
records = st.tuples(st.sampled_from(["INDI", "INDI", "FAM"]), st.lists(parts, max_size=6))
files = st.lists(records, min_size=1, max_size=4)
NOW = datetime(2026, 1, 1, tzinfo=UTC)


class TreeReader(PlainReader):
    """Reads every record as a tree."""

    def _trees(self) -> Generator[tuple[Structure, str], None, None]:
        return GedcomReader._trees(self)


def written(folder: str, made: list[tuple[str, list[str]]]) -> Path:
    """Write a file of these records, each with a pointer of its own."""
    counts: dict[str, int] = {}
    lines = ["0 HEAD", "1 GEDC", "2 VERS 5.5.1"]
    for tag, below in made:
        counts[tag] = counts.get(tag, 0) + 1
        lines += [f"0 @{tag[0]}{counts[tag]}@ {tag}", *below]
    lines += ["0 @S1@ SOUR", "1 TITL Księga", "0 TRLR", ""]
    path = Path(folder) / "made.ged"
    path.write_text("\n".join(lines), encoding="utf-8")
    return path


@given(files)
@example([("INDI", ["1 NAME A /B/\n2 CONT c", "1 BIRT\n2 DATE 1\n2 DATE 2"])])
def test_the_structures_are_those_of_the_tree_builder(made: list[tuple[str, list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        path = written(folder, made)
        trees, plain = open_gedcom(path), open_plainly(path)
        assert list(plain.records_with_text()) == list(trees.records_with_text())
        assert plain.problems == trees.problems


def test_an_ordinary_person_needs_no_tree(tmp_path: Path) -> None:
    ordinary = ["1 NAME Jan /Nowak/\n2 GIVN Jan", "1 BIRT\n2 DATE 1907\n2 PLAC Lwów\n2 SOUR @S1@", "1 FAMS @F1@"]
    person = next(open_plainly(written(str(tmp_path), [("INDI", ordinary)])).records())
    assert isinstance(person, PlainRecord)
    assert not person.made


@pytest.mark.usefixtures("empty_archive")
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(files)
def test_the_rows_and_the_leftovers_are_the_same(made: list[tuple[str, list[str]]]) -> None:
    with TemporaryDirectory() as folder:
        path = written(folder, made)
        assert taken(open_plainly(path)) == taken(TreeReader(path))


def taken(reader: PlainReader) -> tuple[dict[Shape, list[Row]], dict[str, object]]:
    """Return the rows and the report of an import that writes nothing."""
    report = ImportReport(reader.path.name)
    file = FileImport(reader, "draft", report, None, NOW, _same_bytes)
    rows: dict[Shape, list[Row]] = {}

    def gather(writer: RowWriter) -> None:
        for shape, waiting in writer.rows.items():
            writer.written[shape] += len(waiting)
            rows.setdefault(shape, []).extend(waiting)
            waiting.clear()

    file.writer.flush = _bound(gather, file.writer)  # type: ignore[method-assign]
    file.read_cited(_quiet)
    file.read_people_and_families(_quiet)
    finish_import(file, _quiet)
    return rows, report.as_dict()


def _bound(act: Callable[[RowWriter], None], writer: RowWriter) -> Callable[[], None]:
    return lambda: act(writer)


def _same_bytes(count: int) -> bytes:
    return (bytes(range(7)) * (count // 7 + 1))[:count]


def _quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""
