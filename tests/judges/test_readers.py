"""Another reader of 5.5.1, ged4py, finds in our exports the people, families and events that stand in them."""

from collections import Counter
from pathlib import Path

import pytest
from ged4py.date import DateValuePhrase
from ged4py.parser import GedcomReader

from tests.judges.tagged_lines import read_records

EVENTS = ("BIRT", "DEAT", "BURI", "MARR", "EVEN", "OCCU", "RESI", "EDUC", "IDNO")


def counted_by_ged4py(path: Path) -> tuple[Counter[str], set[str], list[str]]:
    """Return the records and events of a file, the names of its people, and the dates that are words only."""
    counts: Counter[str] = Counter()
    names: set[str] = set()
    phrases: list[str] = []
    with GedcomReader(str(path)) as reader:
        for tag in ("INDI", "FAM", "SOUR", "REPO"):
            for record in reader.records0(tag):
                counts[tag] += 1
                names |= {part.value[1] for part in record.sub_tags("NAME")} if tag == "INDI" else set()
                for event in record.sub_records:
                    counts[event.tag] += event.tag in EVENTS
                    dates = [date.value for date in event.sub_tags("DATE")]
                    phrases += [str(date) for date in dates if isinstance(date, DateValuePhrase)]
    return +counts, names, phrases


@pytest.mark.parametrize("archive", ["demo", "thousand"])
def test_ged4py_reads_what_stands_there(exports_of, archive: str) -> None:
    path = exports_of(archive)["share-5.5.1:archive"]
    records = read_records(path)
    stands = Counter(record.tag for record in records if record.tag in ("INDI", "FAM", "SOUR", "REPO"))
    stands += Counter(part.tag for record in records for part in record.below if part.tag in EVENTS)
    counts, names, phrases = counted_by_ged4py(path)
    assert counts == stands
    assert names >= {part.says("SURN") for record in records for part in record.below if part.tag == "NAME"} - {""}
    # Only what was written as words in brackets may be read as words.
    assert phrases == [] or all(phrase.startswith("(") for phrase in phrases)
