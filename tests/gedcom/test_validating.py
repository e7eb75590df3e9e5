"""The validator finds every fault that is put into a clean file, and none in a clean one."""

from collections import Counter
from pathlib import Path

import pytest
from gedcom_trees import write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_gedcom_corpus import CORPUS, FILES, corpus
from test_gedcom_defects import DEFECTS, HEAD, PIECES, TAIL
from test_gedcom_round_trip import TREES

from records.fixture_files import fixture_path, fixture_rows
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.validating.file_checking import check_file
from records.gedcom.validating.findings import MESSAGES, WARNINGS, Finding
from records.gedcom.validating.record_checking import check_record

__all__ = ["corpus"]

QUIET = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
SIGNS = {"\\u0020": "  ", "\\n": "\n", "\\u0001": "\x01", "\\u0085": "\x85", "\\\\": "\\", "LONGTEXT": "x" * 300}


def faults(version: str) -> list[tuple[str, str, str, str, str]]:
    rows = fixture_rows("gedcom", f"faults_{version}.csv")
    return [(version, row["fault"], row["find"], row["replace"], row["code"]) for row in rows]


FAULTS = faults("7_0") + faults("5_5_1")


def spelt(words: str) -> str:
    for sign, letter in SIGNS.items():
        words = words.replace(sign, letter)
    return words


@pytest.mark.parametrize("version", ["7_0", "5_5_1"])
def test_a_clean_journey_has_no_fault(version: str) -> None:
    assert list(check_file(fixture_path("gedcom", f"journey_{version}.ged"))) == []
    assert len(faults(version)) >= 25


@pytest.mark.parametrize(("version", "fault", "find", "replace", "code"), FAULTS, ids=lambda part: str(part)[:30])
def test_a_fault_is_found(tmp_path: Path, version: str, fault: str, find: str, replace: str, code: str) -> None:
    clean = fixture_path("gedcom", f"journey_{version}.ged").read_text(encoding="utf-8")
    assert spelt(find) in clean, fault
    path = tmp_path / "tree.ged"
    path.write_text(clean.replace(spelt(find), spelt(replace)), encoding="utf-8")
    found = {finding.code: finding for finding in check_file(path)}
    assert code in found, (fault, found)
    assert found[code].line > 0 and found[code].message.endswith(".")


@pytest.mark.parametrize("path", [path for path in FILES if "gedcom70" in path.parts], ids=lambda path: path.name)
def test_official_files_hold_no_error(path: Path) -> None:
    assert [finding for finding in check_file(path) if finding.severity == "error"] == []


def test_public_files_of_any_version_are_judged(corpus: Path) -> None:
    for path in FILES:
        try:
            findings = list(check_file(path))
        except GedcomError:
            continue
        assert all(finding.message and finding.line >= 0 for finding in findings)


# Files that keep to 5.5.1 in all but what is named here; each finding was looked at and is a true fault.
TRUE_FAULTS = {
    "gedcom-go/topics/date-dual-years.ged": {},
    "others/handcrafted/ansel-sample.ged": {},
    "gedcom4j/issue95.ged": {},
    "gedcom4j/utf8_lf_nobom.ged": {"missing": 1},
    "gedcom-go/topics/calendar-dates.ged": {"missing": 1, "date": 4},
    "gedcom-go/topics/family-structure-variants.ged": {"missing": 1, "too_often": 1, "empty": 1, "link_absent": 2},
    "gedcom-go/topics/atsign-55.ged": {"single_at": 6},
    "gedcom4j/ftmcustomtags.ged": {"not_allowed": 1},
}


@pytest.mark.parametrize("name", TRUE_FAULTS)
def test_true_faults_of_public_files(corpus: Path, name: str) -> None:
    assert Counter(finding.code for finding in check_file(CORPUS / name)) == TRUE_FAULTS[name]


@pytest.mark.parametrize(("body", "expected"), DEFECTS)
def test_what_the_reader_repairs_is_a_fault(tmp_path: Path, body: str, expected: list[tuple[int, str]]) -> None:
    path = tmp_path / "tree.ged"
    path.write_bytes((HEAD + body + TAIL).encode())
    found = {(finding.line, finding.code) for finding in check_file(path)}
    assert found >= set(expected)


def check(record: Structure, version: str = "7.0") -> list[str]:
    return [finding.code for finding in check_record(record, version)]


def test_a_record_in_memory_is_judged() -> None:
    person = Structure("INDI", "", "@I1@")
    event = person.add("EVEN", "Deportation")
    assert check(person) == check(person, "5.5.1") == ["missing"]
    event.add("TYPE", "Deportation")
    event.add("DATE", "JULIAN 10 FEB 1940")
    assert check(person) == []
    assert check(person, "5.5.1") == ["date"]
    event.add("SOUR", "@S1@")
    event.add("SOUR", "@VOID@")
    assert check(person) == []
    assert check(person, "5.5.1") == ["date", "void_pointer"]


def test_a_finding_tells_the_line_and_the_words(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    path.write_text("0 HEAD\n1 GEDC\n2 VERS 7.0\n0 @I1@ INDI\n1 SEX W\n0 TRLR\n", encoding="utf-8")
    assert list(check_file(path)) == [Finding(5, "enum", MESSAGES["enum"], "W", "error")]


def test_an_archive_must_hold_the_files_that_are_named(tmp_path: Path) -> None:
    from zipfile import ZipFile

    path = tmp_path / "tree.gdz"
    with ZipFile(path, "w") as target:
        target.write(fixture_path("gedcom", "journey_7_0.ged"), "gedcom.ged")
        target.writestr("media/other.jpg", b"x")
    assert [(finding.code, finding.text) for finding in check_file(path)] == [
        ("file_absent", "media/karta%20417.jpg"),
        ("file_unused", "media/other.jpg"),
    ]
    with ZipFile(path, "w") as target:
        target.write(fixture_path("gedcom", "journey_7_0.ged"), "gedcom.ged")
        target.writestr("media/karta 417.jpg", b"x")
    assert list(check_file(path)) == []


def test_555_wants_unicode(tmp_path: Path) -> None:
    path = tmp_path / "tree.ged"
    clean = (
        fixture_path("gedcom", "journey_5_5_1.ged").read_text(encoding="utf-8").replace("2 VERS 5.5.1", "2 VERS 5.5.5")
    )
    path.write_text(clean.replace("UTF-8", "ANSI").replace("Дело", "Delo").replace("Залевская Анна", "Zal"), "cp1250")
    assert "charset_forbidden" in {finding.code for finding in check_file(path)}


@given(st.lists(PIECES | st.binary(max_size=6), max_size=40).map(b"".join), st.sampled_from(["7.0", "5.5.1", "5.5.5"]))
@settings(QUIET, max_examples=400)
def test_no_bytes_are_too_strange_to_judge(tmp_path: Path, data: bytes, version: str) -> None:
    path = tmp_path / "tree.ged"
    path.write_bytes(f"0 HEAD\n1 GEDC\n2 VERS {version}\n".encode() + data)
    try:
        findings = list(check_file(path))
    except GedcomError as refusal:
        assert str(refusal).endswith(".")
    else:
        assert all(finding.code and finding.message for finding in findings)


VALUES_OF_ANY_KIND = st.text(max_size=20) | st.from_regex(
    r"(BET |FROM |INT |@#DJULIAN@ )?[0-9]{0,2} ?(FEB|feb|COMP)? ?[0-9/]{1,7}( AND | TO )?[0-9]*( BCE)?", fullmatch=True
)
KNOWN_TAGS = st.sampled_from(
    [
        "INDI", "FAM", "BIRT", "DATE", "PLAC", "MAP", "LATI", "SEX", "AGE", "RESN", "SOUR", "NOTE", "OBJE", "FILE",
        "NAME", "EVEN", "FAMC", "TYPE", "HUSB", "CHAN", "FORM",
    ]
)  # fmt: skip


@given(
    st.recursive(
        st.builds(Structure, KNOWN_TAGS, VALUES_OF_ANY_KIND),
        lambda below: st.builds(Structure, KNOWN_TAGS, VALUES_OF_ANY_KIND, children=st.lists(below, max_size=4)),
        max_leaves=15,
    )
    | TREES,
    st.sampled_from(["7.0", "5.5.1"]),
)
@QUIET
def test_no_tree_is_too_strange_to_judge(record: Structure, version: str) -> None:
    assert all(finding.message for finding in check_record(record, version))


@pytest.mark.parametrize("version", ["7.0", "5.5.1"])
@given(trees=st.lists(TREES, max_size=3))
@settings(QUIET, max_examples=60)
def test_record_and_file_are_judged_alike(tmp_path: Path, version: str, trees: list[Structure]) -> None:
    path = tmp_path / "tree.ged"
    path.write_bytes(write(trees, version))  # type: ignore[arg-type]
    in_file = Counter(finding.code for finding in check_file(path) if finding.line > 3)
    in_memory = Counter(
        finding.code for record in open_gedcom(path).records() for finding in check_record(record, version)
    )
    assert in_memory <= in_file


def test_every_code_has_a_sentence() -> None:
    assert set(MESSAGES) >= WARNINGS
    assert all(sentence.endswith((".", "{value}.")) and "  " not in sentence for sentence in MESSAGES.values())
