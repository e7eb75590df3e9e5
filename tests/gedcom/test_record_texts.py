"""Each record is handed on with its own lines, and from these lines the same tree is read again."""

from pathlib import Path
from typing import Literal

import pytest
from gedcom_trees import plain, read, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_gedcom_corpus import FILES
from test_gedcom_round_trip import TREES, VERSIONS

from records.gedcom.problems import GedcomError
from records.gedcom.reading import GedcomReader, open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import read_record

QUIET = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n"
ODD_LINES = [
    "1 NOTE one", "2 CONT two", "2 CONC @three", "2 CONT", "3 PAGE x@@y", "1 SEX M", "1 _X @I1@",
    "1 _X @@I1@@", "\t1 NOTE", "9 DATE", "101 DATE", "1 sex f", "no level", " 0 @I3@ INDI", "0 @I3 INDI",
    "0 @@", "0 TRLR", "1 CONT three", "", "1 NOTE  two blanks ", "0 CONT x", "-1 X", "01 NOTE",
    "0 @N1@ NOTE a@b", "1 CONC d@", "1 CONC @e", "1 @S1@ SOUR x",
]  # fmt: skip


def check_texts(reader: GedcomReader) -> None:
    for record, text in reader.records_with_text():
        assert plain(read_record(text, seven=reader.seven)) == plain(record), text
        assert "\r" not in text and not text.endswith("\n")
    if reader.header_text != "0 HEAD" or reader.header.children:
        assert plain(read_record(reader.header_text, seven=reader.seven)) == plain(reader.header)


def test_the_lines_are_kept_as_they_stand(tmp_path: Path) -> None:
    person = "0 @I1@ INDI\n1 NAME Łucja /Święcicka/\n1 NOTE me@@home.pl \n2 CONC pisze\n2 CONT\n1 _OWN\n2 DATE "
    data = (HEAD + person + "\n0 @N1@ NOTE\n1 CONT x\n0 TRLR\n").replace("\n", "\r\n").encode()
    reader, _ = read(tmp_path, data)
    assert [text for _, text in reader.records_with_text()] == [person, "0 @N1@ NOTE\n1 CONT x"]
    assert reader.header_text == HEAD.rstrip()


def test_short_tags_keep_their_words(tmp_path: Path) -> None:
    lines = ["1 A b", "1 A b", "1 NO X", "1 NO X", "1 NO Y", "1 NO", "1 SEX M", "1 SEX F", "1 SEX", "1 SEX F"]
    _, (record, again) = read(tmp_path, (HEAD + "0 @I1@ INDI\n" + "\n".join(lines) + "\n0 @I2@ INDI\n").encode())
    assert [f"1 {child.tag} {child.value}".rstrip() for child in record.children] == lines
    assert again.children == []


def test_a_repaired_record_is_written_anew(tmp_path: Path) -> None:
    reader, _ = read(tmp_path, (HEAD + "0 @I1@ INDI\n\n  1 note one\nbare @ words\n0 TRLR\n").encode())
    assert [text for _, text in reader.records_with_text()] == ["0 @I1@ INDI\n1 NOTE one\n2 CONT bare @@ words"]
    assert reader.problems_total == 4


def test_in_7_only_a_leading_at_is_doubled_in_a_repaired_record(tmp_path: Path) -> None:
    body = "0 @N1@ SNOTE @@a@b\n 1 CONT @@c\n0 TRLR\n"
    reader, _ = read(tmp_path, (HEAD.replace("5.5.1", "7.0") + body).encode())
    assert [text for _, text in reader.records_with_text()] == ["0 @N1@ SNOTE @@a@b\n1 CONT @@c"]


@pytest.mark.parametrize("version", VERSIONS)
@given(trees=st.lists(TREES, max_size=4))
@QUIET
def test_the_text_of_any_tree_gives_the_tree(
    tmp_path: Path, version: Literal["7.0", "5.5.1"], trees: list[Structure]
) -> None:
    reader, records = read(tmp_path, write(trees, version))
    assert [plain(record) for record in records] == [plain(tree) for tree in trees]
    check_texts(reader)


@given(lines=st.lists(st.sampled_from(ODD_LINES), max_size=25), version=st.sampled_from(["5.5.1", "7.0"]))
@settings(QUIET, max_examples=400)
def test_odd_lines_are_read_alike_from_file_and_text(tmp_path: Path, lines: list[str], version: str) -> None:
    head = HEAD.replace("5.5.1", version)
    reader, _ = read(tmp_path, (head + "0 @I1@ INDI\n" + "\n".join(lines) + "\n").encode())
    check_texts(reader)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_texts_of_public_files(path: Path) -> None:
    try:
        reader = open_gedcom(path)
    except GedcomError:
        return
    check_texts(reader)


def test_what_is_no_record_is_refused() -> None:
    with pytest.raises(ValueError, match="no record"):
        read_record("", seven=True)


def test_structures_are_compared_and_shown() -> None:
    one = Structure("NAME", "Jan", children=[Structure("TYPE", "AKA")])
    same = Structure("NAME", "Jan", children=[Structure("TYPE", "AKA")])
    other = Structure("NAME", "Jan", line=3)
    assert one == same != other and one != "NAME"
    assert repr(other) == "Structure(tag='NAME', value='Jan', xref='', children=[], line=3, is_text=False)"
