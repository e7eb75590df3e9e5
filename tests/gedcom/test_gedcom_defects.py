"""Every defect that files of old programs have is read, numbered and named; other files are refused."""

from pathlib import Path

import pytest
from gedcom_trees import codes, plain, read, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from records.gedcom.problems import MESSAGES, MOST_STORED, SERIOUS, GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure

HEAD = "0 HEAD\n1 GEDC\n2 VERS 5.5.1\n"
TAIL = "0 TRLR\n"
PERSON = "0 @I1@ INDI\n"

# (what stands between header and trailer, the problems as (line, code))
DEFECTS = [
    (PERSON + "\n1 SEX M\n", [(5, "blank_line")]),
    (PERSON + "  1 SEX M\n", [(5, "indentation")]),
    (PERSON + "1  SEX M\n", [(5, "indentation")]),
    (PERSON + "1\tSEX\tM\n", [(5, "indentation")]),
    (PERSON + "01 SEX M\n", [(5, "bad_level")]),
    (PERSON + "1 sex M\n", [(5, "lower_case_tag")]),
    (PERSON + "1 SEX-X M\n", [(5, "bad_tag")]),
    (PERSON + "1 BIRT\n4 DATE 1900\n4 PLAC Lwów\n", [(6, "level_jump")]),
    (PERSON + "1 NOTE one\nwithout level\n", [(6, "bare_continuation")]),
    (PERSON + "1 NOTE one\n12 cups of flour\n", [(6, "bare_continuation")]),
    (PERSON + "-1 NOTE x\n", [(5, "bad_level")]),
    (PERSON + "1 NOTE " + "x" * 300 + "\n", [(5, "long_line")]),
    (PERSON + "0 @I1@ INDI\n", [(5, "duplicate_xref")]),
    ("0 @I1 INDI\n", [(4, "unterminated_xref")]),
    ("0 @@\n", [(4, "unreadable_record")]),
    (PERSON + "0 HEAD\n", [(5, "second_head")]),
    (PERSON + "0 TRLR\n0 @I2@ INDI\n", [(6, "after_trailer")]),
    (PERSON + "\ufeff1 SEX M\n", [(5, "byte_order_mark")]),
    (PERSON + "1 NOTE a\x01b\n", [(5, "control_character")]),
    (PERSON + "".join(f"{n} NOTE\n" for n in range(1, 102)), [(104, "too_deep"), (105, "too_deep")]),
]


@pytest.mark.parametrize(("body", "expected"), DEFECTS)
def test_a_defect_is_reported_with_its_line(tmp_path: Path, body: str, expected: list[tuple[int, str]]) -> None:
    reader, records = read(tmp_path, (HEAD + body + TAIL).encode())
    assert [(problem.line, problem.code) for problem in reader.problems] == expected
    assert records and all(problem.message for problem in reader.problems)


def test_what_the_defects_held_is_kept(tmp_path: Path) -> None:
    body = PERSON + "1 BIRT\n4 DATE 1900\n4 PLAC Lwów\n1 NOTE one\ntwo\n\n2 CONT three\n1 SEX M\n0 @I2 INDI\n1 SEX F\n"
    _, (first, second) = read(tmp_path, (HEAD + body + TAIL).encode())
    assert first.text("BIRT", "DATE") == "1900"
    assert first.text("BIRT", "PLAC") == "Lwów"
    assert first.text("NOTE") == "one\ntwo\nthree"
    assert first.text("SEX") == "M"
    assert (second.xref, second.text("SEX")) == ("@I2@", "F")


@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r", "\n\r"])
def test_any_line_ends(tmp_path: Path, ends: str) -> None:
    text = HEAD + PERSON + "1 NOTE one\n2 CONT\n2 CONC tinued\n" + TAIL
    reader, records = read(tmp_path, text.replace("\n", ends).encode())
    assert records[0].text("NOTE") == "one\ntinued"
    assert codes(reader) == {"\r": ["cr_only"], "\n\r": ["lf_cr"]}.get(ends, [])


def test_mixed_line_ends(tmp_path: Path) -> None:
    reader, _ = read(tmp_path, (HEAD + PERSON.replace("\n", "\r\n") + TAIL).encode())
    assert codes(reader) == ["mixed_line_ends"]


def test_letters_that_look_like_line_ends_stay_letters(tmp_path: Path) -> None:
    note = "a\u2028b\u0085c"
    _, records = read(tmp_path, (HEAD + PERSON + f"1 NOTE {note}\n" + TAIL).encode())
    assert records[0].text("NOTE") == note


def test_without_header_and_trailer(tmp_path: Path) -> None:
    reader, records = read(tmp_path, b"0 @I1@ INDI\n1 SEX M\n")
    assert codes(reader) == ["missing_head", "missing_trailer"]
    assert plain(reader.header) == plain(Structure("HEAD"))
    assert (reader.version, records[0].text("SEX")) == ("", "M")


def test_a_file_that_begins_in_the_middle(tmp_path: Path) -> None:
    reader, records = read(tmp_path, b"2 DATE 1900\n1 SEX M\n0 @I2@ INDI\n0 TRLR\n")
    assert records[0].tag == "_UNKNOWN"
    assert [child.tag for child in records[0].children] == ["DATE", "SEX"]
    assert codes(reader) == ["level_jump", "missing_head"]


def test_conc_in_7_and_leading_at(tmp_path: Path) -> None:
    text = "0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @N1@ SNOTE @@me\n1 CONC x@@y\n1 CONT @@z\n0 TRLR\n"
    reader, records = read(tmp_path, text.encode())
    assert records[0].value == "@mex@@y\n@z"
    assert codes(reader) == ["conc_in_7"]


def test_a_doubled_at_cut_by_conc(tmp_path: Path) -> None:
    _, records = read(tmp_path, (HEAD + PERSON + "1 NOTE me@\n2 CONC @home.pl\n" + TAIL).encode())
    assert records[0].text("NOTE") == "me@home.pl"


def test_payload_blanks_are_kept(tmp_path: Path) -> None:
    _, records = read(tmp_path, (HEAD + PERSON + "1 NOTE  two \n2 CONT   three\n" + TAIL).encode())
    assert records[0].text("NOTE") == " two \n  three"


def test_a_flood_of_problems_is_counted_but_not_stored(tmp_path: Path) -> None:
    reader, _ = read(tmp_path, (HEAD + PERSON + "\n" * (MOST_STORED + 500) + TAIL).encode())
    assert reader.problems_total == MOST_STORED + 500
    assert len(reader.problems) == MOST_STORED + 1
    assert reader.problems[-1].code == "too_many"


def test_records_may_be_read_twice_and_given_up(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_text(HEAD + "".join(f"0 @I{n}@ INDI\n\n" for n in range(50_000)) + TAIL, encoding="utf-8")
    reader = open_gedcom(path)
    early = reader.records()
    assert next(early).xref == "@I0@"
    assert 0 < reader.bytes_read < reader.size
    early.close()
    assert sum(1 for _ in reader.records()) == sum(1 for _ in reader.records()) == 50_000
    assert reader.bytes_read == reader.size
    assert reader.problems_total == 50_000


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "empty"),
        (b"\n \n", "empty"),
        (b"<!DOCTYPE html><html><body>404</body></html>", "web page"),
        (b"%PDF-1.7\n" + bytes(range(256)) * 40, "binary"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(256)) * 40, "binary"),
        (b"name,born\nJan Kowalski,1912\n", "not GEDCOM"),
        ("Pamiętam tamtą zimę.\n".encode() * 50, "not GEDCOM"),
        (b"0 HEAD\n1 NOTE " + b"x" * (1 << 25), "16 million"),
        (b"PK\x05\x06" + bytes(18), "no file gedcom.ged"),
        (b"PK\x03\x04 broken", "damaged"),
    ],
)
def test_what_is_no_gedcom_is_refused_in_one_sentence(tmp_path: Path, data: bytes, words: str) -> None:
    with pytest.raises(GedcomError, match=words) as refusal:
        read(tmp_path, data)
    assert "\n" not in str(refusal.value)


LINES = b"0 HEAD|0 TRLR|0 @I1@ INDI|1 NOTE|2 CONT x|2 CONC |99 X|100 X|-1|1 CHAR ANSEL"
SIGNS = b"\n|\r|\r\n| |\t|@|@@|\xc5\x82|\xc5|\xb3|\xff\xfe|\xef\xbb\xbf|\x00|\x1a|PK\x03\x04"
PIECES = st.sampled_from([*LINES.split(b"|"), b"1 CHAR IBMPC", b"1 GEDC\n2 VERS 7.0", *SIGNS.split(b"|")])


@given(st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join), st.sampled_from([b"0 HEAD\n", b""]))
@settings(max_examples=500, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_bytes_are_too_strange(tmp_path: Path, data: bytes, start: bytes) -> None:
    try:
        reader, records = read(tmp_path, start + data)
    except GedcomError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all(record.tag for record in records)
        assert [plain(record) for record in reader.records()] == [plain(record) for record in records]
        # What was read can be written; what GEDCOM forbids is left out then.
        (tmp_path / "copy.ged").write_bytes(write(records, "7.0"))
        assert len(list(open_gedcom(tmp_path / "copy.ged").records())) == len(records)
        assert reader.bytes_read == reader.size


def test_a_missing_file_is_the_callers_to_word(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        open_gedcom(tmp_path / "none.ged")


def test_serious_problems_are_problems() -> None:
    assert set(MESSAGES) > SERIOUS
