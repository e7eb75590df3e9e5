"""Every word of an old file is found in 7.0 again, and the result is valid."""

import re
from pathlib import Path
from urllib.parse import unquote

import gedcom7
import pytest
from gedcom_trees import header, plain, write
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from test_gedcom_corpus import FILES
from test_gedcom_round_trip import TREES
from test_validating import KNOWN_TAGS, VALUES_OF_ANY_KIND

from records.fixture_files import fixture_path, fixture_rows
from records.gedcom.problems import GedcomError
from records.gedcom.reading import open_gedcom
from records.gedcom.structure import Structure
from records.gedcom.structure_trees import read_record
from records.gedcom.upgrading import extensions_of, to_seven, xref_of_seven
from records.gedcom.upgrading_values import age_of_seven, date_of_seven, file_of_seven
from records.gedcom.validating.date_payloads import seven_date
from records.gedcom.validating.record_checking import check_record

OLD_FILES = [path for path in FILES if "official-7" not in path.parts]
QUIET = settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
CASES = [
    (row["old"].replace("|", "\n"), row["new"].replace("|", "\n")) for row in fixture_rows("gedcom", "upgrades.csv")
]


def lines_of(records: list[Structure]) -> str:
    text = write(records, "7.0").decode("utf-8-sig")
    return text.split("\n", 3)[3].removesuffix("0 TRLR\n").rstrip("\n")


@pytest.mark.parametrize(("old", "new"), CASES, ids=lambda text: text[-40:])
def test_structures(old: str, new: str) -> None:
    assert lines_of(to_seven(read_record(old, seven=False))) == new


@pytest.mark.parametrize(
    ("old", "payload", "phrase"),
    [
        ("10 FEB 1940", "10 FEB 1940", ""),
        ("10 Feb 1940", "10 FEB 1940", ""),
        ("@#DJULIAN@ 23 NOV 1907", "JULIAN 23 NOV 1907", ""),
        ("FROM @#DJULIAN@ 1 JAN 1900 TO 2 FEB 1918", "FROM JULIAN 1 JAN 1900 TO GREGORIAN 2 FEB 1918", ""),
        ("BET @#DHEBREW@ 13 CSH 5694 AND @#DHEBREW@ ELL 5700", "BET HEBREW 13 CSH 5694 AND HEBREW ELL 5700", ""),
        ("@#DFRENCH R@ 3 VEND 8", "FRENCH_R 3 VEND 8", ""),
        ("30 JAN 1648/49", "30 JAN 1649", "30 JAN 1648/49"),
        ("@#DJULIAN@ 44 B.C.", "JULIAN 44 BCE", ""),
        ("INT 1 JAN 1900 (na Nowy Rok)", "1 JAN 1900", "na Nowy Rok"),
        ("INT @#DJULIAN@ 23 NOV 1907 (o świcie)", "JULIAN 23 NOV 1907", "o świcie"),
        ("(zimą)", "", "zimą"),
        ("ABT 1912", "ABT 1912", ""),
        ("", "", ""),
        ("31 FEB 1940", "", "31 FEB 1940"),
        ("kiedyś", "", "kiedyś"),
        ("@#DROMAN@ 1 JAN 700", "", "@#DROMAN@ 1 JAN 700"),
    ],
)
def test_dates(old: str, payload: str, phrase: str) -> None:
    assert date_of_seven(old) == (payload, phrase)


@pytest.mark.parametrize(
    ("old", "payload", "phrase"),
    [
        ("32y", "32y", ""),
        ("<8y", "< 8y", ""),
        ("32y 2m 4d", "32y 2m 4d", ""),
        ("2m 32y", "32y 2m", "2m 32y"),
        ("32", "32y", "32"),
        ("CHILD", "< 8y", "CHILD"),
        ("stillborn", "0y", "stillborn"),
        ("around 30", "", "around 30"),
    ],
)
def test_ages(old: str, payload: str, phrase: str) -> None:
    assert age_of_seven(old) == (payload, phrase)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("photos\\ślub 1.jpg", "photos/%C5%9Blub%201.jpg"),
        ("C:\\scans\\a.jpg", "file:///C:/scans/a.jpg"),
        ("/home/anna/a.jpg", "file:///home/anna/a.jpg"),
        ("\\\\server\\share\\a.jpg", "file://server/share/a.jpg"),
        ("https://example.org/a%20b.jpg", "https://example.org/a%20b.jpg"),
        ("../a.jpg", ""),
        ("", ""),
    ],
)
def test_files(old: str, new: str) -> None:
    assert file_of_seven(old) == new


def test_identifiers() -> None:
    assert xref_of_seven("@I1@") == "@I1@"
    old = ["@i1@", "@I-1@", "@I 1@", "@VOID@", "@Ż@"]
    new = [xref_of_seven(xref) for xref in old]
    assert len(set(new)) == len(old)
    assert all(re.fullmatch(r"@[A-Z0-9_]+@", xref) and xref != "@VOID@" for xref in new)


def test_the_record_given_stays_as_it_was() -> None:
    for record in open_gedcom(fixture_path("gedcom", "journey_5_5_1.ged")).records():
        before = plain(record)
        to_seven(record)
        assert plain(record) == before


def test_extensions_are_named_for_the_schema() -> None:
    person = Structure(
        "INDI", "", "@I1@", [Structure("_B", "1", children=[Structure("_A", "2")]), Structure("SEX", "M")]
    )
    assert extensions_of([person, Structure("_LOC", "", "@L1@")]) == ["_A", "_B", "_LOC"]


def words_of(records: list[Structure]) -> set[str]:
    found: set[str] = set()
    waiting = list(records)
    while waiting:
        structure = waiting.pop()
        value = (
            unquote(structure.value) + " " + structure.value if structure.tag in ("FILE", "_FILE") else structure.value
        )
        found.update(re.findall(r"\w+", value.casefold()))
        waiting.extend(structure.children)
    return found


# Words that 7.0 says by others, so that the tables of `fixtures/gedcom/` or the payload's own rules hold them.
def kept_otherwise(structure: Structure, word: str) -> bool:
    if structure.tag == "DATE":
        return word in {"djulian", "dgregorian", "dhebrew", "dfrench", "r", "int", "b", "c"}
    if structure.tag in ("_UID", "FORM", "LANG", "STAT", "LATI", "LONG"):
        return True
    return structure.is_pointer


def lost_words(record: Structure, result: list[Structure]) -> list[tuple[str, str]]:
    found, lost = words_of(result), []
    waiting = [record]
    while waiting:
        structure = waiting.pop()
        waiting.extend(structure.children)
        for word in re.findall(r"\w+", structure.value.casefold()):
            if word not in found and not kept_otherwise(structure, word):
                lost.append((structure.tag, word))
    return lost


@pytest.mark.parametrize("path", OLD_FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_public_files_lose_no_word_and_become_valid(path: Path) -> None:
    try:
        reader = open_gedcom(path)
        records = list(reader.records())
    except GedcomError:
        return
    upgraded: list[Structure] = []
    for record in records:
        result = to_seven(record)
        assert lost_words(record, result) == []
        for each in result:
            errors = [finding for finding in check_record(each, "7.0") if finding.severity == "error"]
            assert [finding for finding in errors if finding.code != "banned_sign"] == []
        upgraded.extend(result)
    if not reader.problems_total and len(records) < 3000:
        assert_valid_for_gedcom7(upgraded, records)


def assert_valid_for_gedcom7(upgraded: list[Structure], records: list[Structure]) -> None:
    head = header("7.0")
    schema = head.add("SCHMA")
    for tag in extensions_of(upgraded):
        schema.add("TAG", f"{tag} https://example.org/{tag}")
    seen = gedcom7.loads(write(upgraded, "7.0", head).decode("utf-8-sig"))
    nowhere = {xref_of_seven(xref) for xref in pointers_to_nowhere(records)}
    assert pointers_to_nowhere(upgraded) <= nowhere
    assert [error for error in gedcom7.validate(seen) if not is_explained(error, nowhere)] == []


def is_explained(error: gedcom7.validator.Error, nowhere: set[str]) -> bool:
    """Return whether a finding is about the source's pointers, or about what only an extension's author knows."""
    if error.category == "dangling-pointer":
        return error.message.partition(" ")[0] in nowhere
    extension_above = "https://example.org/_" in error.path.rpartition(" > ")[0]
    record_without_xref = error.category == "document-shape" and "cross-reference" in error.message
    return (error.category == "unknown-substructure" and extension_above) or record_without_xref


def pointers_to_nowhere(records: list[Structure]) -> set[str]:
    targets = {record.xref for record in records} | {"@VOID@"}
    waiting, found = list(records), set[str]()
    while waiting:
        structure = waiting.pop()
        waiting.extend(structure.children)
        if structure.is_pointer and structure.value not in targets:
            found.add(structure.value)
    return found


ANY_TREES = st.recursive(
    st.builds(Structure, KNOWN_TAGS, VALUES_OF_ANY_KIND),
    lambda below: st.builds(Structure, KNOWN_TAGS, VALUES_OF_ANY_KIND, children=st.lists(below, max_size=4)),
    max_leaves=15,
)


@given(ANY_TREES | TREES)
@QUIET
def test_any_tree_becomes_valid(record: Structure) -> None:
    record.xref = "@X1@"
    for each in to_seven(record):
        errors = [finding for finding in check_record(each, "7.0") if finding.severity == "error"]
        assert [finding for finding in errors if finding.code != "banned_sign"] == []


@given(VALUES_OF_ANY_KIND)
@settings(QUIET, max_examples=500)
def test_any_date_payload_becomes_valid(payload: str) -> None:
    value, phrase = date_of_seven(payload)
    assert seven_date(value) in ("", "date_backwards")
    assert value or phrase or not payload.strip(" ()\t\n\r\x1c\x1d\x1e\x1f\x85\u2028\u2029\xa0") or not payload.strip()
