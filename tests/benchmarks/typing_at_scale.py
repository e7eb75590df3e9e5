"""Measure the answer while somebody types: `DATABASE_URL=... python -m tests.benchmarks.typing_at_scale 200`.

The archive is one that is there, with its index (`manage.py index_people`); what is saved in it is rolled back. People
are drawn from it by chance and typed as volunteers type: of a frequent or a rare surname, with a slip, in Cyrillic,
with the whole date of birth or the year. Milliseconds of the clock, and of the processor, which others at work on the
machine do not lengthen (without a PostgreSQL server's): of the index alone (reading, weighing), and of the whole answer
of the desk to an administrator, words and all; how often the person typed stands in it; what following a change costs.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from tests.benchmarks.likely_at_scale import written_in_cyrillic

_DRAWN, _RARE, _SHARE = 3_000, 3, 10


def with_a_slip(name: str) -> str:
    """Change the place of two letters in the middle."""
    at = len(name) // 2
    return f"{name[: at - 1]}{name[at]}{name[at - 1]}{name[at + 1 :]}" if len(name) > 3 else name


KINDS: dict[str, tuple[str, Callable[[str], str], str]] = {
    "frequent surname, date of birth": ("frequent", str, "day"),
    "frequent surname, year": ("frequent", str, "year"),
    "frequent surname, name alone": ("frequent", str, ""),
    "rare surname, date of birth": ("rare", str, "day"),
    "rare surname, year": ("rare", str, "year"),
    "any, with a slip, date of birth": ("any", with_a_slip, "day"),
    "any, with a slip, year": ("any", with_a_slip, "year"),
    "any, in Cyrillic, date of birth": ("any", written_in_cyrillic, "day"),
    "any, in Cyrillic, year": ("any", written_in_cyrillic, "year"),
}


def drawn(chance: random.Random) -> dict[str, list[Any]]:
    """Return people of the archive with a whole date of birth, by how frequent the surname is."""
    from django.db.models import Max

    from records.linkage.compared import compared
    from records.linkage.kept_index import ValueCount
    from records.linkage.told_people import told_people
    from records.people.models import Person

    highest = Person.objects.aggregate(highest=Max("pk"))["highest"]
    some = list(told_people(chance.sample(range(1, highest + 1), min(_DRAWN, highest))))
    some = [one for one in some if one.born[0] is not None and one.born[0] == one.born[1] and one.given]
    pictures = {one.key: compared(one).surname_skeleton or "" for one in some}
    counts = dict(
        ValueCount.objects.filter(column="surname_skeleton", value__in=set(pictures.values())).values_list(
            "value", "number"
        )
    )
    some.sort(key=lambda one: -counts.get(pictures[one.key], 0))
    rare = [one for one in some if counts.get(pictures[one.key], 0) <= _RARE]
    return {"frequent": some[: len(some) // _SHARE], "rare": rare or some[-len(some) // _SHARE :], "any": some}


def typed(one: Any, misspell: Callable[[str], str], birth: str) -> Any:
    """Return the form of this person as somebody fills it."""
    from records.dates.day_numbers import from_day_number
    from records.linkage.told_typed import TypedEvent, TypedName, TypedPerson

    year, month, day = from_day_number(one.born[0])
    date = {"day": f"{day}.{month}.{year}", "year": str(year)}.get(birth, "")
    given = misspell(one.given) if misspell is written_in_cyrillic else one.given
    name = TypedName("birth", given, "", misspell(one.surname))
    return TypedPerson((name,), (TypedEvent("birth", date),) if date else (), one.sex.upper())


@dataclass(slots=True)
class Took:
    """Milliseconds of the clock and of the processor."""

    clock: list[float] = field(default_factory=list)
    processor: list[float] = field(default_factory=list)

    @contextmanager
    def measuring(self) -> Iterator[None]:
        """Take the time of what is done inside."""
        began, worked = time.perf_counter(), time.process_time()
        yield
        self.clock.append(1_000 * (time.perf_counter() - began))
        self.processor.append(1_000 * (time.process_time() - worked))

    def __str__(self) -> str:
        clock, processor = (
            statistics.quantiles(took, n=20, method="inclusive") for took in (self.clock, self.processor)
        )
        return f"{clock[9]:5.1f} / {clock[18]:5.1f} (processor {processor[9]:4.1f} / {processor[18]:4.1f})"


def administrator() -> Any:
    """Return a request of somebody who sees everything."""
    from django.contrib.auth import get_user_model
    from django.http import HttpRequest

    request = HttpRequest()
    request.user = get_user_model()(username="measured", is_superuser=True, is_staff=True, is_active=True, pk=0)
    return request


def measure(people: Sequence[Any], misspell: Callable[[str], str], birth: str, number: int) -> tuple[Took, Took, float]:
    """Return the times of the index alone and of the whole answer, and how often the person was in it."""
    from django.template.loader import render_to_string

    from records.admin.same_person.may_be import LEAST, may_be
    from records.linkage.asking_index import find_in_index
    from records.linkage.compared import compared
    from records.linkage.told_typed import told_of_typed

    request, alone, whole, found = administrator(), Took(), Took(), 0
    for one in people[:number]:
        form = typed(one, misspell, birth)
        with alone.measuring():
            same = find_in_index(compared(told_of_typed(form)), least=LEAST).same
        found += one.key in {pair.right for pair in same}
        with whole.measuring():
            render_to_string("admin/records/may_be_list.html", {"may_be": may_be(request, form)})
    return alone, whole, found / len(alone.clock)


def cost_of_saves(people: Sequence[Any], number: int) -> tuple[Took, Took]:
    """Return how long it takes to save a name, and then to follow that; all of it is rolled back."""
    from django.db import transaction

    from records.linkage.following import follow_changes
    from records.people.models import PersonName

    saves, follows = Took(), Took()
    with transaction.atomic():
        follow_changes()
        for one in people[:number]:
            name = PersonName.objects.filter(person__public_id=one.key[2:]).first()
            name.surname = with_a_slip(name.surname)
            with saves.measuring():
                name.save()
            with follows.measuring():
                follow_changes()
        transaction.set_rollback(True)
    return saves, follows


def main() -> None:
    """Measure and print."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kresy_families.settings")
    django.setup()
    from records.linkage.kept_index import IndexState

    number = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    people = drawn(random.Random(1))
    state = IndexState.objects.get(pk=1)
    print(f"{state.records:,} records in the index; {number} forms of each kind, milliseconds, p50 / p95")
    # The words, the tables of names and the pages of the file are read once.
    measure(people["any"][-20:], str, "day", 20)
    for kind, (which, misspell, birth) in KINDS.items():
        some = list(people[which])
        random.Random(2).shuffle(some)
        alone, whole, found = measure(some, misspell, birth, number)
        print(f"{kind:32} index {alone}   answer {whole}   found {found:4.0%}")
    saved, followed = cost_of_saves(people["any"], number)
    print(f"saving a name {saved}; following it {followed}")


if __name__ == "__main__":
    main()
