"""What happened meanwhile: the dated events of the chronicle between the stages of a journey."""

from collections.abc import Sequence
from dataclasses import dataclass

from records.edition.queries import Listed, Page
from records.website.date_words import DateWords, our_date_words
from records.website.language_words import Spoken, in_reader_language
from records.website.stage_order import first_day

# Events this many days before the first stage still belong to it.
_BEFORE = 200


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """An event of the chronicle: when, what, by which source, in which chapter."""

    day: int
    date: DateWords | None
    title: Spoken
    source_note: str
    unverified: bool
    chapter: str


def meanwhile(stages: Sequence[Listed], chapters: Sequence[Page]) -> list[list[Meanwhile]]:
    """Return for each stage the events from its beginning to that of the next, of the chapters that tell of them.

    A chapter that tells of none of these kinds of stages is left out: who was in Africa does not need Monte Cassino.
    """
    codes = {stage.card["code"] for stage in stages}
    found: list[list[Meanwhile]] = [[] for _stage in stages]
    starts = [first_day(stage) for stage in stages]
    dated = [(start, place) for place, start in enumerate(starts) if start is not None]
    if not dated:
        return found
    last = max(_end(stage) or start for stage, start in zip(stages, starts, strict=True) if start is not None)
    for chapter in chapters:
        if codes & set(chapter.body["stages"]):
            for event in _events(chapter):
                if dated[0][0] - _BEFORE <= event.day <= last:
                    place = max((place for start, place in dated if start <= event.day), default=dated[0][1])
                    found[place].append(event)
    return [sorted(events, key=lambda event: event.day) for events in found]


def _end(stage: Listed) -> int | None:
    return (stage.card["date"] or {}).get("latest")


def _events(chapter: Page) -> list[Meanwhile]:
    return [
        Meanwhile(
            row["date"]["earliest"],
            our_date_words(row["date"]),
            in_reader_language(row["title"]),
            row["source_note"],
            row["unverified"],
            chapter.id,
        )
        for row in chapter.body["events"]
        if row["date"] and row["date"]["earliest"] is not None
    ]
