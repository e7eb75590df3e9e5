"""Which records an audience may count, and the estimate of how many people are behind them: a hidden record counts for
nothing, neither by itself nor by a pair that it is one of."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, OuterRef
from django.utils import timezone

from records.documents.models import Mention
from records.linkage.models import Identification
from records.linkage.people_estimate import last_estimate
from records.linkage.told_names import key_of_name
from records.linkage.told_people import key_of_person
from records.people.models import Person
from records.privacy.names_on_pages import nobodys_name_may_be_shown
from records.privacy.visibility import Viewer, visible_ids
from records.record_model import Status

_AT_ONCE = 2_000


def counted_records(who: Viewer) -> set[str]:
    """Return the keys, as they are compared, of the persons and of the unidentified names that this viewer may see."""
    return set(each_counted_record(who))


def each_counted_record(who: Viewer) -> Iterator[str]:
    """Yield these keys one by one, of however many records."""
    yield from _people(who)
    yield from _names(who)


def _people(who: Viewer) -> Iterator[str]:
    rows, last = Person.objects.order_by("pk"), 0
    while part := dict(rows.filter(pk__gt=last).values_list("pk", "public_id")[:_AT_ONCE]):
        last = max(part)
        yield from (key_of_person(part[pk]) for pk in visible_ids(part, who))


def _names(who: Viewer) -> Iterator[str]:
    standing = Identification.objects.filter(mention=OuterRef("pk"), withdrawn=False)
    rows = Mention.objects.filter(~Exists(standing)).order_by("pk")
    if not who.sees_all:
        rows = rows.filter(document__status=Status.PUBLISHED)
    for pk, dead, year in rows.values_list("pk", "known_dead", "birth_year").iterator(_AT_ONCE):
        if nobodys_name_may_be_shown(dead, year, who):
            yield key_of_name(pk)


def estimate_to_show() -> dict[str, Any] | None:
    """Return the last estimate as the public may read it, in round figures: one more or less tells of nobody.

    ``day`` (ISO), ``people`` and ``names``: what was counted; ``fewest``, ``likely``, ``most``: the people behind them.
    """
    last = last_estimate()
    if last is None:
        return None
    figures = {name: in_three_figures(getattr(last, name)) for name in ("people", "names", "fewest", "likely", "most")}
    return {"day": timezone.localtime(last.made_at).date().isoformat(), **figures}


def in_three_figures(number: int) -> int:
    """Return a number rounded to its first three figures, below a thousand to tens, below a hundred as it is."""
    if number < 100:
        return number
    unit = 10 ** max(len(str(number)) - 3, 1)
    return int(round(number / unit) * unit)
