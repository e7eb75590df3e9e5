"""Gramps 6 takes in the 5.5.1 for other programs and gives everything back: nothing a family knows is lost there."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.judges.kept_by_gramps import (
    GedcomText,
    HeldEvent,
    all_words,
    claimed,
    held_events,
    iso,
    place_notes,
    read_text,
    rival_claims,
    wholes,
    words_without_a_field,
)
from tests.judges.programs import through_gramps

FILES = ("demo public", "demo archive", "thousand archive")


@dataclass(frozen=True)
class Journey:
    """A file, what Gramps wrote of it, and what it holds of it."""

    sent: GedcomText
    returned: GedcomText
    held: dict[str, list[HeldEvent]]
    julian: tuple[int, int]


@pytest.fixture(scope="module", params=FILES)
def journey(request: pytest.FixtureRequest, exports_of, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Journey]:
    archive, audience = request.param.split()
    sent = exports_of(archive)[f"share-5.5.1:{audience}"]
    returned, tree = through_gramps(sent, tmp_path_factory.mktemp("gramps"))
    yield Journey(read_text(sent), read_text(returned), held_events(tree), (_julian(sent), _julian(returned)))


def test_every_record_comes_back(journey: Journey) -> None:
    assert set(journey.sent.records) == set(journey.returned.records)


def test_every_name_event_and_citation_comes_back_whole(journey: Journey) -> None:
    lost = []
    for xref, record in journey.sent.records.items():
        returned = wholes(journey.returned, journey.returned.records[xref])
        lost += [(xref, structure) for structure in wholes(journey.sent, record) - returned]
    assert not lost, lost[:10]


def test_the_notes_of_places_come_back(journey: Journey) -> None:
    lost = {
        xref: place_notes(journey.sent, record) - place_notes(journey.returned, journey.returned.records[xref])
        for xref, record in journey.sent.records.items()
    }
    assert not any(lost.values()), [pair for pair in lost.items() if pair[1]][:10]


def test_julian_dates_stay_julian(journey: Journey) -> None:
    sent, returned = journey.julian
    assert sent == returned > 0


def test_a_rival_birth_or_death_lies_in_the_tree_of_gramps(journey: Journey) -> None:
    for xref, record in journey.sent.records.items():
        for tag, _, below in (claimed(journey.sent, claim) for claim in rival_claims(record)):
            dates = {iso(value) for where, value in below if where == "DATE"}
            words = {value for where, value in below if where in ("PLAC", "NOTE", "SOUR.PAGE")}
            kind = {"BIRT": "Birth", "DEAT": "Death"}[tag]
            held = [event for event in journey.held[xref] if event.kind == kind and dates <= {event.date}]
            assert any(words <= event.words for event in held), (xref, below)


def test_what_gramps_has_no_field_for_stands_in_words_too(journey: Journey) -> None:
    lost = []
    for xref, record in journey.sent.records.items():
        returned = journey.returned.records[xref]
        certificates = [part.value for path, part in record.walk() if path[-2:] == ("IDNO", "SOUR")]
        cited = [journey.returned.records.get(source) for source in certificates]
        said = "\n".join(all_words(journey.returned, source) for source in (returned, *cited) if source)
        lost += [(xref, where, words) for where, words in words_without_a_field(record) if not _is_said(words, said)]
    assert not lost, lost[:10]


def _is_said(words: str, said: str) -> bool:
    # Of a date with its phrase, either will do.
    date, _, phrase = words.casefold().removeprefix("int ").removesuffix(")").partition(" (")
    return words.casefold() in said or date in said or bool(phrase and phrase in said)


def _julian(path: Path) -> int:
    return path.read_text(encoding="utf-8").count("DATE @#DJULIAN@ ")
