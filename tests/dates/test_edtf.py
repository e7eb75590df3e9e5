"""EDTF there and back, judged by another reader of it."""

import random
from dataclasses import replace

import pytest
from date_tables import iso, table
from edtf import parse_edtf

from records.dates.day_numbers import from_day_number
from records.dates.edtf import from_edtf, to_edtf
from records.dates.historical_date import Certainty, HistoricalDate
from records.dates.reading import read_date
from records.dates.value import parse_value

SEASONS = (21, 22, 23, 24)


@pytest.mark.parametrize("case", table("edtf.csv"), ids=lambda case: case["edtf"])
def test_an_edtf_date_is_understood_and_written_back(case: dict[str, str]) -> None:
    date = from_edtf(case["edtf"])
    assert (date.value, iso(date.earliest), iso(date.latest)) == (
        case["value"],
        case["earliest_iso"],
        case["latest_iso"],
    )
    assert (date.certainty, to_edtf(date)) == (case["certainty"], case["written_back"])
    assert date.text == ("" if case["value"] else case["edtf"])


@pytest.mark.parametrize(
    ("text", "edtf"),
    [
        ("zimą 1941", "1941-24"),
        ("latem 1941", "1941-22"),
        ("w latach 40-tych XX w.", "194X"),
        ("18XX", "18XX"),
        ("XIX w.", "1801/1900"),
        ("zimą 1940/41", "1940-12/1941-03"),
        ("7/19 V 1869", "1869-05-19"),
        ("12 Adar 5672", "1912-03-01"),
        ("przed 1912", "/1912"),
        ("do 1912", "../1912"),
        ("po amnestii", "1941-08-12?/"),
        ("ok. 1912?", "1912%"),
        ("około 7 maja 1869 st. st.", "1869-05-12/1869-05-26"),
        ("EST 1900", "1895-01-01/1905-12-31"),
        ("gdy stopniał śnieg", ""),
    ],
)
def test_what_families_wrote_becomes_edtf(text: str, edtf: str) -> None:
    assert to_edtf(read_date(text)) == edtf


def day(struct: object) -> tuple[int, ...] | None:
    """Return the day of another reader's bound; None where it is open."""
    return tuple(struct)[:3] if isinstance(struct, tuple) else None


def made_texts(count: int) -> list[str]:
    """Return EDTF texts of level 0 and 1 without seasons, which we mean wider."""
    chance = random.Random(5)

    def one() -> str:
        year = chance.choice([f"{chance.randrange(1500, 2100)}", f"{chance.randrange(1, 1500):04d}", "-0043", "0000"])
        return chance.choice(
            [year, f"{year}-{chance.randrange(1, 13):02d}", f"{year}-02-{chance.randrange(1, 29):02d}"]
        )

    def text() -> str:
        unknown = [f"{chance.randrange(100, 210)}X", f"{chance.randrange(10, 21)}XX", "1985-04-XX", "1985-XX-XX"]
        early, late = f"{chance.randrange(1500, 1800)}-05", f"{chance.randrange(1800, 2100)}"
        spans = [f"{early}/{late}", f"{early}/..", f"../{late}", f"{early}?/{late}~"]
        return chance.choice([one(), one() + chance.choice("?"), *unknown, *spans])

    return sorted({text() for _ in range(count)})


def test_another_reader_finds_the_same_days() -> None:
    """The library `edtf` reads 56 texts a second: good as a judge, too slow to serve."""
    for text in made_texts(400):
        theirs, ours = parse_edtf(text), from_edtf(text)
        known = day(theirs.lower_strict()), day(theirs.upper_strict())
        assert tuple(None if n is None else from_day_number(n) for n in (ours.earliest, ours.latest)) == known, text


@pytest.mark.parametrize("season", SEASONS)
def test_our_seasons_hold_those_of_another_reader(season: int) -> None:
    for year in range(1938, 1947):
        theirs, ours = parse_edtf(f"{year}-{season}"), from_edtf(f"{year}-{season}")
        first, last = day(theirs.lower_strict()), day(theirs.upper_strict())
        assert ours.earliest is not None and ours.latest is not None
        assert from_day_number(ours.earliest) <= first <= last <= from_day_number(ours.latest)


# Every third: the judge is slow.
@pytest.mark.parametrize("case", table("readings.csv")[::3], ids=lambda case: case["text"])
def test_another_reader_accepts_what_we_write(case: dict[str, str]) -> None:
    date = read_date(case["text"])
    if not date.is_dated():
        assert to_edtf(date) == ""
        return
    theirs = parse_edtf(to_edtf(date))
    if len(to_edtf(date)) != len("1941-24") or to_edtf(date)[-2:] not in map(str, SEASONS):
        bounds = [None if n is None else from_day_number(n) for n in (date.earliest, date.latest)]
        theirs_strict = [day(theirs.lower_strict()), day(theirs.upper_strict())]
        for known, said in zip(bounds, theirs_strict, strict=True):
            # An unknown end is ten years wide to the other reader, and it knows no width of "about".
            assert known is None or "~" in to_edtf(date) or "%" in to_edtf(date) or known == said


def test_a_doubt_is_written_and_read() -> None:
    doubted: HistoricalDate = replace(parse_value("BEF FEB 1940"), certainty=Certainty.UNCERTAIN)
    assert to_edtf(doubted) == "/1940-02?"
    assert from_edtf("/1940-02?").certainty is Certainty.UNCERTAIN
