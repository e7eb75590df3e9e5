"""The lines of a family through its stages, with the words beside them; the list of stages says the same in text."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from records.dates.day_numbers import from_day_number
from records.drawing.storyline import LifeLine, Row, Scene, Storyline, storyline
from records.edition.queries import Card, Key, Listed
from records.website.journey_words import GRAVE, stage_label
from records.website.person_words import PersonWords

_LONGEST = 21
# How high a part of the drawing may be on paper, and how far above a row it is cut.
_PART, _ABOVE_A_ROW = 200.0, 24.0
# The outcomes that end or begin a line in a way of their own.
_ENDS = {"died": "died", **dict.fromkeys(GRAVE - {"died"}, "parted")}


@dataclass(frozen=True, slots=True)
class WordedRow:
    """A row of the drawing with the place, or the stage where there is none, and the year."""

    row: Row
    where: str
    when: str
    title: str


@dataclass(frozen=True, slots=True)
class WordedLine:
    """A line of the drawing and whose it is."""

    line: LifeLine
    person: PersonWords
    end: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the drawing over its whole width, and the rows that are seen in it."""

    top: float
    height: float
    rows: list[WordedRow]


@dataclass(frozen=True, slots=True)
class FamilyLines:
    """All that the template draws."""

    drawn: Storyline
    rows: list[WordedRow]
    lines: list[WordedLine]

    @property
    def parts(self) -> list[Part]:
        """The drawing cut between its rows into parts that fit on sheets of paper."""
        bounds, last = [0.0], 0.0
        for worded in self.rows:
            top = worded.row.y - _ABOVE_A_ROW
            if top - bounds[-1] > _PART and last > bounds[-1]:
                bounds.append(last)
            last = top
        bounds.append(self.drawn.height)
        return [Part(top, end - top, self._between(top, end)) for top, end in pairwise(bounds)]

    def _between(self, top: float, end: float) -> list[WordedRow]:
        return [worded for worded in self.rows if top - _ABOVE_A_ROW < worded.row.y < end + _ABOVE_A_ROW]


def family_lines(
    people: Sequence[PersonWords], stages: Sequence[Listed], cards: Mapping[Key, Card]
) -> FamilyLines | None:
    """Draw the lines of these people, in the order they stand in, through the stages in order of time."""
    scenes = [
        Scene(stage.more["people"], frozenset(stage.more["people"]) - stage.more["documented"]) for stage in stages
    ]
    drawn = storyline([person.id for person in people], scenes)
    if drawn is None:
        return None
    by_id = {person.id: person for person in people}
    return FamilyLines(
        drawn,
        [_worded_row(row, stages[row.number - 1].card, cards) for row in drawn.rows if row.dots],
        [WordedLine(line, by_id[line.person], _ENDS.get(line.outcome, "")) for line in drawn.lines],
    )


def _worded_row(row: Row, stage: Card, cards: Mapping[Key, Card]) -> WordedRow:
    label = stage_label(stage["code"])
    place = cards.get(("place", stage["place"] or ""), {}).get("name") or stage["place_as_written"] or label
    short = place if len(place) <= _LONGEST else place[: _LONGEST - 1].rstrip() + "…"
    return WordedRow(row, short, _years(stage), f"{row.number}. {label}: {place}")


def _years(stage: Card) -> str:
    date = stage["date"] or {}
    years = sorted({from_day_number(day)[0] for day in (date.get("earliest"), date.get("latest")) if day is not None})
    return "–".join(str(year) for year in years)
