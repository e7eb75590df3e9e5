"""Hang invented journeys on every other person of an archive: `python -m tests.benchmarks.journeys_at_scale`.

Once, for an archive that is there already (import a tree of a million people first). Places get coordinates, two
places ten thousand people each: one stage of all, and stays of everyone's own. Nobody of them was ever there.
"""

import os
import random
import sys
from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any

SHARED_STAGES = 4_000
AT_ONE_PLACE = 10_000
ROWS_OF_A_LIST, LISTS = 300, 200
# The day a stage of this kind began at the earliest, in Julian days, and how many days later at the latest.
BEGUN = {"DEPORT_1": (2_429_670, 40), "EXILE_SETTLEMENT": (2_429_690, 300), "JOURNEY_SOUTH": (2_430_248, 90),
         "EVAC_2": (2_430_584, 20), "IRAN": (2_430_604, 200)}  # fmt: skip
_MOVING = ("DEPORT_1", "JOURNEY_SOUTH", "EVAC_2")
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")
_AT_ONCE = 20_000


def hang_journeys(seed: int) -> None:
    """Write places' coordinates, stages, travellers and lists in one transaction."""
    from django.db import transaction

    chance = random.Random(seed)
    with transaction.atomic():
        places = _locate_places(chance)
        stages = _stages(chance, places)
        people = _people()
        chance.shuffle(people)
        _write(_travellers(chance, people[: len(people) // 2], stages))
        _write(_together(people[:AT_ONE_PLACE], _stage("EXILE_SETTLEMENT", places[0], 2_429_690, 2_430_200)))
        _write(_own_times(chance, people[AT_ONE_PLACE : 2 * AT_ONE_PLACE], places[1]))
        _write_lists(chance, people)


def _people() -> list[int]:
    from records.people.models import Person

    return list(Person.objects.filter(status="published").order_by("pk").values_list("pk", flat=True))


def _locate_places(chance: random.Random) -> list[int]:
    from records.places.models import Place

    places = list(Place.objects.order_by("pk"))
    for place in places:
        place.latitude, place.longitude = chance.uniform(29, 66), chance.uniform(19, 95)
        place.precision = "locality"
    Place.objects.bulk_update(places, ["latitude", "longitude", "precision"], batch_size=1_000)
    return [place.pk for place in places]


def _dates(first: int, last: int) -> dict[str, Any]:
    from records.dated_model import date_columns
    from records.dates.day_numbers import from_day_number
    from records.gedcom.dates import read_gedcom_date

    days = (f"{day} {_MONTHS[month - 1]} {year}" for year, month, day in map(from_day_number, (first, last)))
    return date_columns(read_gedcom_date("FROM {} TO {}".format(*days)))


def _stage(code: str, place: int, first: int, last: int, origin: int | None = None) -> Any:
    from records.journeys.models import JourneyStage

    stage = JourneyStage(code=code, place_id=place, origin_id=origin, status="published", invented=True)
    for column, value in _dates(first, last).items():
        setattr(stage, column, value)
    stage.save()
    return stage


def _stages(chance: random.Random, places: list[int]) -> dict[str, list[Any]]:
    stages: dict[str, list[Any]] = {code: [] for code in BEGUN}
    for number in range(SHARED_STAGES):
        code = tuple(BEGUN)[number % len(BEGUN)]
        first, spread = BEGUN[code]
        begun = first + chance.randrange(spread)
        moving = code in _MOVING
        ended = begun + (chance.randrange(8, 40) if moving else chance.randrange(60, 500))
        origin = chance.choice(places[2:]) if moving else None
        stages[code].append(_stage(code, chance.choice(places[2:]), begun, ended, origin))
    return stages


def _traveller(person: int, stage: Any, **more: Any) -> Any:
    from records.journeys.models import Traveller

    return Traveller(person_id=person, stage_id=stage.pk, role="deportee", outcome="arrived", **more)


def _travellers(chance: random.Random, people: list[int], stages: dict[str, list[Any]]) -> Iterator[Any]:
    for person in people:
        for of_kind in stages.values():
            if chance.random() < 0.8:
                presence = "documented" if chance.random() < 0.5 else "inferred"
                yield _traveller(person, chance.choice(of_kind), presence=presence)


def _together(people: list[int], stage: Any) -> Iterator[Any]:
    for person in people:
        yield _traveller(person, stage, presence="documented")


def _own_times(chance: random.Random, people: list[int], place: int) -> Iterator[Any]:
    stage = _stage("EXILE_SETTLEMENT", place, 2_429_690, 2_430_200)
    for person in people:
        first = 2_429_690 + chance.randrange(300)
        yield _traveller(person, stage, presence="documented", **_dates(first, first + chance.randrange(10, 200)))


def _write(rows: Iterable[Any]) -> None:
    from records.journeys.models import Traveller

    left = iter(rows)
    while part := list(islice(left, _AT_ONCE)):
        Traveller.objects.bulk_create(part)


def _write_lists(chance: random.Random, people: list[int]) -> None:
    from records.documents.models import Document, Mention, Source
    from records.linkage.models import Identification

    source = Source.objects.order_by("pk").first()
    for number in range(LISTS):
        paper = Document(kind="train_list", title=f"Invented list {number}", source=source, invented=True)
        paper.status = "published"
        paper.save()
        rows = [
            Mention(document=paper, position=row, row=str(row), as_written=f"Nazwisko {row}", folded=f"nazwisko {row}")
            for row in range(1, ROWS_OF_A_LIST + 1)
        ]
        named = chance.sample(people, len(rows))
        Mention.objects.bulk_create(rows)
        Identification.objects.bulk_create(
            Identification(mention=row, person_id=person, certainty="sure")
            for row, person in zip(rows, named, strict=True)
        )


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
    import django

    django.setup()
    hang_journeys(seed=5)
