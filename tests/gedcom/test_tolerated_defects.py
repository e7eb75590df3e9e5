"""Each thing that old programs do wrong is read all the same, loses nothing, and is a numbered line of the report."""

from pathlib import Path

import pytest
from gedcom_trees import read

from records.gedcom.structure import Structure
from records.gedcom.validating.file_checking import check_file

START = "0 HEAD\n1 SOUR X\n1 SUBM @U1@\n1 GEDC\n2 VERS 5.5.1\n2 FORM LINEAGE-LINKED\n1 CHAR UTF-8\n"
START += "0 @U1@ SUBM\n1 NAME X\n0 @I1@ INDI\n1 NAME Łucja /Żak/\n"
END = "0 TRLR\n"
DEEP = "".join(f"{level} NOTE x{level}\n" for level in range(1, 101))
# (what is wrong, the file, the line and the code that must be reported, words that must still be read)
DEFECTS = [
    ("carriage returns only", (START + END).replace("\n", "\r"), (1, "cr_only"), "Łucja"),
    ("mixed line ends", START + "1 SEX F\r\n" + END, (1, "mixed_line_ends"), "F"),
    ("line feed before carriage return", (START + END).replace("\n", "\n\r"), (1, "lf_cr"), "Łucja"),
    ("indentation", START + "  1 SEX F\n" + END, (12, "indentation"), "F"),
    ("two blanks after the level", START + "1  SEX F\n" + END, (12, "indentation"), "F"),
    ("tabs", START + "1\tSEX\tF\n" + END, (12, "indentation"), "F"),
    ("blank lines", START + "\n1 SEX F\n" + END, (12, "blank_line"), "F"),
    ("a line of blanks", START + "   \n1 SEX F\n" + END, (12, "blank_line"), "F"),
    ("no trailer", START, (10, "missing_trailer"), "Łucja"),
    ("no header", "0 @I1@ INDI\n1 NAME Łucja\n0 TRLR\n", (1, "missing_head"), "Łucja"),
    ("level jump", START + "1 BIRT\n4 PLAC Lwów\n" + END, (13, "level_jump"), "Lwów"),
    ("tag in small letters", START + "1 sex F\n" + END, (12, "lower_case_tag"), "F"),
    ("month in small letters", START + "1 BIRT\n2 DATE 1 jan 1900\n" + END, (13, "month_small"), "1 jan 1900"),
    ("a line too long", START + "1 NOTE " + "x" * 250 + " koniec\n" + END, (12, "long_line"), "koniec"),
    ("a line without level", START + "1 NOTE jeden\ndwa\n" + END, (13, "bare_continuation"), "jeden\ndwa"),
    ("a pointer to nothing", START + "1 FAMS @F9@\n" + END, (12, "pointer_nowhere"), "@F9@"),
    ("the same identifier twice", START + "0 @I1@ INDI\n1 SEX F\n" + END, (12, "duplicate_xref"), "F"),
    ("a tie told on one side", START + "0 @F1@ FAM\n1 WIFE @I1@\n" + END, (13, "link_absent"), "@I1@"),
    ("identifier without its second @", START + "0 @I2 INDI\n1 SEX F\n" + END, (12, "unterminated_xref"), "F"),
    ("a record nobody can read", START + "0 @@ ???\n" + END, (12, "unreadable_record"), "???"),
    ("lines after the trailer", START + END + "0 @I2@ INDI\n1 SEX F\n", (13, "after_trailer"), "F"),
    ("another header", START + "0 HEAD\n0 @I2@ INDI\n1 SEX F\n" + END, (12, "second_head"), "F"),
    ("control signs", START + "1 NOTE a\x0bb\n" + END, (12, "control_character"), "ab"),
    ("mark inside the file", START + "\ufeff1 SEX F\n" + END, (12, "byte_order_mark"), "F"),
    ("CONC in 7.0", START.replace("5.5.1", "7.0") + "1 NOTE a\n2 CONC b\n" + END, (13, "conc_in_7"), "ab"),
    ("level deeper than 99", START + DEEP + END, (111, "too_deep"), "x100"),
    ("a level that is no number", START + "01 SEX F\n" + END, (12, "bad_level"), "F"),
    ("a tag with other signs", START + "1 SEX-X F\n" + END, (12, "bad_tag"), "F"),
]  # fmt: skip
LEGAL = [
    ("a record of an extension", START + "0 @L1@ _LOC\n1 NAME Lwów\n" + END, "Lwów"),
    ("an extension below a person", START + "1 _MILT ułan\n" + END, "ułan"),
]


def all_values(records: list[Structure]) -> list[str]:
    return [value for record in records for value in (record.value, *all_values(record.children))]


@pytest.mark.parametrize(("defect", "text", "expected", "words"), DEFECTS, ids=[row[0] for row in DEFECTS])
def test_a_defect_is_a_numbered_line_and_nothing_is_dropped(
    tmp_path: Path, defect: str, text: str, expected: tuple[int, str], words: str
) -> None:
    reader, records = read(tmp_path, text.encode())
    assert any(words in value for value in all_values(records)), defect
    found = {(finding.line, finding.code) for finding in check_file(reader.path)}
    found |= {(problem.line, problem.code) for problem in reader.problems}
    assert expected in found


@pytest.mark.parametrize(("what", "text", "words"), LEGAL, ids=[row[0] for row in LEGAL])
def test_what_is_legal_is_no_defect(tmp_path: Path, what: str, text: str, words: str) -> None:
    reader, records = read(tmp_path, text.encode())
    assert any(words in value for value in all_values(records)), what
    assert reader.problems == list(check_file(reader.path)) == []


def test_letters_outside_the_character_set_are_a_numbered_line(tmp_path: Path) -> None:
    data = (START + "1 NOTE zesłańcy z Wołynia, Podola, Polesia i znad Wilii; później Świętochłowice\n").encode()
    reader, records = read(tmp_path, data + "1 NOTE Święto\n".encode("cp1250") + END.encode())
    assert "Święto" in all_values(records)
    assert [(problem.line, problem.code) for problem in reader.problems] == [(13, "undecodable")]


@pytest.mark.parametrize("cut", range(1, 12))
def test_a_letter_cut_between_two_lines_is_one_letter(tmp_path: Path, cut: int) -> None:
    words = "łąęźжŚ"
    encoded = words.encode()
    note = b"1 NOTE x" + encoded[:cut] + b"\n2 CONC " + encoded[cut:] + b"\n"
    reader, records = read(tmp_path, START.encode() + note + END.encode())
    assert "x" + words in all_values(records)
    assert reader.problems == []
