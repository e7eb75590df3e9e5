"""Whatever tree we write, we read again as it was, in both dialects."""

import re
from pathlib import Path
from typing import Literal

import pytest
from gedcom_trees import codes, plain, read, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.gedcom.line_splitting import split_line
from records.gedcom.structure import Structure

VERSIONS: tuple[Literal["7.0", "5.5.1"], ...] = ("7.0", "5.5.1")
QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])

# Signs that no GEDCOM file may hold; the writer leaves them out.
CONTROLS = [chr(number) for number in (*range(9), *range(11, 32), *range(127, 160), 0xFFFE, 0xFFFF)]
WRITABLE = st.characters(exclude_categories=["Cs"], exclude_characters=CONTROLS)
TRICKY = st.sampled_from(
    [
        "@",
        "@@",
        "@I1@",
        "@VOID@",
        "@#DJULIAN@ ",
        " ",
        "  ",
        "\n",
        "ł",
        "e\u0301",
        "word " * 60,
        "@" * 300,
        "Ж" * 200,
    ]
)
VALUES = st.text(WRITABLE, max_size=30) | st.lists(TRICKY, max_size=5).map("".join)
TAGS = st.from_regex(r"[A-Z_][A-Z0-9_]{2,9}", fullmatch=True).filter(
    lambda tag: tag not in ("CONT", "CONC", "HEAD", "TRLR")
)
LEAVES = st.builds(Structure, TAGS | st.just("DATE"), VALUES)
TREES = st.recursive(
    LEAVES,
    lambda below: st.builds(Structure, TAGS, VALUES, children=st.lists(below, max_size=4)),
    max_leaves=12,
)


@pytest.mark.parametrize("version", VERSIONS)
@given(trees=st.lists(TREES, max_size=4))
@QUIET
def test_any_tree_survives(tmp_path: Path, version: Literal["7.0", "5.5.1"], trees: list[Structure]) -> None:
    for number, tree in enumerate(trees):
        tree.xref = f"@X{number}@"
    data = write(trees, version)
    reader, records = read(tmp_path, data)
    assert [plain(record) for record in records] == [plain(tree) for tree in trees]
    assert reader.version == version
    assert codes(reader) == []
    if version == "5.5.1":
        assert all(len(line) <= 255 for line in data.splitlines(keepends=True))


@pytest.mark.parametrize("version", VERSIONS)
def test_text_that_looks_like_a_pointer_stays_text(tmp_path: Path, version: Literal["7.0", "5.5.1"]) -> None:
    note = Structure("NOTE", "@I1@", "@N1@", is_text=True)
    link = Structure("FAM", "", "@F1@", [Structure("HUSB", "@I1@")])
    _, records = read(tmp_path, write([note, link], version))
    assert not records[0].is_pointer
    assert records[1].children[0].is_pointer


def test_7_doubles_only_the_leading_at() -> None:
    record = Structure("SNOTE", "@me and me@example.com\n@@ twice", "@N1@")
    assert b"SNOTE @@me and me@example.com\n1 CONT @@@ twice\n" in write([record], "7.0")


def test_551_doubles_every_at_but_calendar_escapes_and_pointers() -> None:
    record = Structure(
        "INDI",
        "",
        "@I1@",
        [
            Structure("NOTE", "me@example.com @#DJULIAN@ x"),
            Structure("DATE", "FROM @#DJULIAN@ 1 JAN 1900 TO @#DGREGORIAN@ 2 FEB 1918"),
            Structure("FAMS", "@F1@"),
        ],
    )
    data = write([record], "5.5.1")
    assert b"1 NOTE me@@example.com @@#DJULIAN@@ x\r\n" in data
    assert b"1 DATE FROM @#DJULIAN@ 1 JAN 1900 TO @#DGREGORIAN@ 2 FEB 1918\r\n" in data
    assert b"1 FAMS @F1@\r\n" in data


def test_bytes_of_each_version() -> None:
    record = Structure("SUBM", "", "@U1@", [Structure("NAME", "Łucja")])
    assert write([record], "7.0").startswith(b"\xef\xbb\xbf0 HEAD\n")
    assert write([record], "5.5.1").startswith(b"0 HEAD\r\n")
    assert b"\r" not in write([record], "7.0")


def test_forbidden_signs_are_left_out_and_carriage_returns_are_lines(tmp_path: Path) -> None:
    record = Structure("NOTE", "a\x00b\x1fc\x7fd\x85e\ud800f\uffffg\rsecond\r\nthird", "@N1@")
    reader, records = read(tmp_path, write([record], "7.0"))
    assert records[0].value == "abcdefg\nsecond\nthird"
    assert codes(reader) == []


def test_conc_cuts_inside_words_and_between_letters(tmp_path: Path) -> None:
    text = "Rozłączono nas w Kotłasie; matka pisała do NKWD. " * 30 + "a@b " * 80
    record = Structure("NOTE", text, "@N1@")
    data = write([record], "5.5.1")
    concs = re.findall(rb"([^\r\n]*)\r\n1 CONC ([^\r\n]*)", data)
    assert concs
    assert not any(before.endswith(b" ") or after.startswith(b" ") for before, after in concs)
    _, records = read(tmp_path, data)
    assert records[0].value == text


@given(st.text(st.sampled_from("@ ałe\u0301Ж\u200d"), max_size=400).map(lambda text: text.replace("@", "@@")))
def test_pieces_of_a_line(text: str) -> None:
    pieces = split_line(text, 60, 80)
    assert "".join(pieces) == text
    assert len(pieces[0].encode()) <= 60
    assert all(0 < len(piece.encode()) <= 80 for piece in pieces[1:])
    assert all(piece.count("@") % 2 == 0 for piece in pieces)


def test_only_two_versions_are_written() -> None:
    with pytest.raises(ValueError, match=r"5\.5\.5"):
        write([], "5.5.5")  # type: ignore[arg-type]


def test_structures_find_what_is_below_them() -> None:
    person = Structure("INDI", "", "@I1@")
    birth = person.add("BIRT")
    birth.add("DATE", "1912")
    person.add("BIRT").add("DATE", "1913")
    assert person.text("BIRT", "DATE") == "1912"
    assert person.text("DEAT", "DATE") == ""
    assert [event.text("DATE") for event in person.all("BIRT")] == ["1912", "1913"]
    assert person.first("BIRT") is birth and person.first("DEAT") is None
