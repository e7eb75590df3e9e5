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
# How many rows stand in a part of the drawing, and how far above a row it is cut: nothing of the row before is lost.
_ROWS_OF_A_PART, _ABOVE_A_ROW = 6, 18.0
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
class LineSeen:
    """What is seen of a line in a part of the drawing; ``begins`` and ``ends`` say whether it does so there."""

    line: LifeLine
    path: str
    begins: bool
    ends: str


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the drawing over its whole width, with what is seen in it: paper is cut between two of them."""

    top: float
    height: float
    rows: list[WordedRow]
    lines: list[LineSeen]


@dataclass(frozen=True, slots=True)
class FamilyLines:
    """All that the template draws, in parts that lie one below the other."""

    drawn: Storyline
    rows: list[WordedRow]
    lines: list[WordedLine]

    @property
    def parts(self) -> list[Part]:
        """The drawing cut above every sixth row."""
        tops = [0.0, *(worded.row.y - _ABOVE_A_ROW for worded in self.rows[_ROWS_OF_A_PART::_ROWS_OF_A_PART])]
        return [self._part(top, end) for top, end in pairwise([*tops, self.drawn.height])]

    def _part(self, top: float, end: float) -> Part:
        lines = [
            LineSeen(
                worded.line,
                worded.line.between(top, end),
                top <= worded.line.start[1] < end,
                worded.end if top <= worded.line.end[1] < end else "",
            )
            for worded in self.lines
        ]
        rows = [worded for worded in self.rows if top <= worded.row.y < end]
        return Part(top, end - top, rows, [line for line in lines if line.path or line.begins])


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
