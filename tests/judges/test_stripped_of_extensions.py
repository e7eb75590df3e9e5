"""A reader that knows none of our tags misses nothing: without them the 7.0 file is valid, and all is still said."""

import json
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.judges.explained_findings import unexplained
from tests.judges.panel import OF_SEVEN
from tests.judges.stripping import stripped
from tests.judges.tagged_lines import Tagged, is_extension, read_records, records_by_xref

FORMS = ("archive:public", "archive:archive", "share-7.0:public", "share-7.0:archive")
# Of these a reader needs no words: identifiers, codes and coordinates, and the day a record was written down.
NOT_WORDS = {"CHAN", "CREA", "EXID", "FORM", "LANG", "MAP", "MIME", "QUAY", "SDATE", "UID", "_UID"}
# How 5.5.1 tells what 7.0 has a structure for: the escape of a calendar, and a date with its phrase.
MANNER_OF_FIVE = {"as", "date", "djulian", "int", "written"}
# What is said below our tags only, by the tags that lead to it, and why nothing is missed without it.
SAID_BY_TAGS_ONLY = {
    "_STAGE": "the code of a stage, whose name is the TYPE of its event",
    "_DOCUMENT": "the code of a kind of document, whose name is the ABBR of its source",
    "_REPEATS": "marks what is said twice",
    "_SHARED_DATE": "when a train left for all its people; what is known of this one is the DATE of the event",
    "_TYPE": "the code of a kind of place or name",
    "_LANG": "the language of a name of a place, which its TRAN names too",
}


def words_of(record: Tagged) -> set[str]:
    """Return the words of a record that a reader needs."""
    return {
        word
        for path, structure in record.walk()
        if not NOT_WORDS & set(path)
        for word in ([structure.value] if _points(structure) else re.findall(r"\w+", structure.value.casefold()))
    }


def _points(structure: Tagged) -> bool:
    return bool(re.fullmatch(r"@[^@]+@", structure.value))


@pytest.mark.parametrize("form", FORMS)
def test_the_rest_is_valid(demo_exports, tmp_path: Path, form: str) -> None:
    rest = stripped(demo_exports[form], tmp_path)
    said = {judge: unexplained(judge, says(rest)) for judge, says in OF_SEVEN.items()}
    assert not any(said.values()), said


@pytest.mark.parametrize("form", FORMS)
def test_the_rest_points_to_nothing_that_is_gone(demo_exports, tmp_path: Path, form: str) -> None:
    records = records_by_xref(stripped(demo_exports[form], tmp_path))
    pointed = {part.value for record in records.values() for _, part in record.walk() if _points(part)}
    assert pointed - set(records) - {"@VOID@"} == set()


@pytest.mark.parametrize("form", FORMS)
def test_nobody_and_nothing_is_gone_that_the_plain_file_for_other_programs_tells(
    demo_exports, tmp_path: Path, form: str
) -> None:
    """5.5.1 has no tags of ours: each word it has of a record stands in the stripped 7.0, in the same record."""
    profile, audience = form.split(":")
    rest = records_by_xref(stripped(demo_exports[form], tmp_path))
    plain = records_by_xref(demo_exports[f"share-5.5.1:{audience}"])
    assert set(plain) == set(rest)
    missing = {}
    for xref, record in plain.items():
        if profile == "archive":
            # The certificate as an IDNO is a copy for other programs; the archive says it once, in its source.
            record.below = [part for part in record.below if part.tag != "IDNO"]
        missing[xref] = words_of(record) - words_of(rest[xref]) - MANNER_OF_FIVE
    assert not any(missing.values()), [pair for pair in missing.items() if pair[1]][:10]


@pytest.mark.parametrize("form", FORMS)
def test_whatever_a_tag_of_ours_says_is_said_without_it_too(demo_exports, form: str) -> None:
    missing = []
    for record in read_records(demo_exports[form]):
        if record.tag in ("HEAD", "TRLR", "_LOC"):
            continue
        plain = "\n".join(part.value for path, part in record.walk() if not is_extension(path)).casefold()
        for where, words in _said_by_tags(record):
            # Our codes join words by an underscore; "unknown" says no more than silence.
            said = words.casefold()
            if not (said in plain or said.replace("_", " ") in plain or said == "unknown"):
                missing.append((record.xref, where, words))
    assert not missing, missing[:10]


def _said_by_tags(record: Tagged) -> Iterator[tuple[str, str]]:
    for path, part in record.walk():
        if not is_extension(path) or path[-1] in SAID_BY_TAGS_ONLY or _points(part):
            continue
        if path[-1] == "_JSON":
            yield from ((f"{'.'.join(path)} {key}", words) for key, words in _sentences(json.loads(part.value)))
        else:
            yield ".".join(path), part.value


def _sentences(value: object, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield what a whole page as JSON says in more than one word; "value" is a date that stands in words beside it."""
    if isinstance(value, dict):
        for name, below in value.items():
            yield from _sentences(below, name)
    elif isinstance(value, list):
        for below in value:
            yield from _sentences(below, key)
    elif isinstance(value, str) and " " in value and key != "value":
        yield key, value


@pytest.mark.parametrize("form", FORMS)
def test_every_name_of_a_place_stands_wherever_the_place_does(demo_exports, form: str) -> None:
    records = read_records(demo_exports[form])
    names = {
        record.xref: {part.value for part in record.below if part.tag == "_NAME"}
        for record in records
        if record.tag == "_LOC"
    }
    assert names
    missing = set()
    for record in (record for record in records if record.tag in ("INDI", "FAM")):
        plain = "\n".join(part.value for path, part in record.walk() if not is_extension(path))
        used = {part.value for path, part in record.walk() if path[-1] == "_LOC"}
        missing |= {(record.xref, name) for place in used for name in names[place] if name not in plain}
    assert missing == set()
