"""What a record has from a file and a file that brings it again does not tell: listed in the report, never removed.

Somebody may have deleted it elsewhere, or a program dropped it; only a reader can say which.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field
from typing import Any

from django.db import models

from records.journeys.models import Traveller
from records.people.models import Event, EventCitation, NameCitation, PersonCitation, PersonName

# (what is cited, its key, source, page)
Cited = tuple[str, int, int, str]
_CITATIONS: dict[str, tuple[type[models.Model], str]] = {
    "name": (NameCitation, "name__person"),
    "event": (EventCitation, "event__person"),
    "person": (PersonCitation, "person"),
}


@dataclass(slots=True)
class FromFiles:
    """What some people or families have from files, by the key of the record: the row, and its words."""

    names: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))
    events: set[int] = field(default_factory=set)
    cited: dict[int, dict[Cited, str]] = field(default_factory=lambda: defaultdict(dict))
    stages: dict[int, dict[int, str]] = field(default_factory=lambda: defaultdict(dict))


@dataclass(slots=True)
class ToldAgain:
    """What the file tells of one record that the archive has already, by key."""

    names: set[int] = field(default_factory=set)
    events: set[int] = field(default_factory=set)
    cited: set[Cited] = field(default_factory=set)
    stages: set[int] = field(default_factory=set)


def from_files(pks: Collection[int], owner: str) -> FromFiles:
    """Return what these records have from files; ``owner`` is "person" or "family"."""
    found = FromFiles()
    came = {"imported_in__isnull": False}
    mine = {f"{owner}__in": pks}
    found.events = set(Event.objects.filter(**mine, **came).values_list("id", flat=True))
    kinds = _CITATIONS if owner == "person" else {"event": (EventCitation, "event__family")}
    for kind, (model, path) in kinds.items():
        rows = model._default_manager.filter(**{f"{path}__in": pks}, **came)
        columns = (path, f"{kind}_id", "source_id", "page", "source__title")
        for record, pk, source, page, title in rows.values_list(*columns):
            found.cited[record][kind, pk, source, page] = ", ".join(filter(None, [title, page]))
    if owner == "person":
        for name in PersonName.objects.filter(**mine, **came):
            found.names[name.person_id][name.pk] = str(name)
        travels = Traveller.objects.filter(**mine, **came).values_list(
            "person_id", "stage_id", "stage__title", "stage__code"
        )
        for person, stage, title, code in travels:
            found.stages[person][stage] = title or code
    return found


def untold(pk: int, has: FromFiles, told: ToldAgain, events: Iterable[Any]) -> Iterable[tuple[str, str]]:
    """Yield (what, words) of all that one record has from files and is not told again; ``events`` are its claims."""
    gone = {name for name in has.names[pk] if name not in told.names}
    for name in sorted(gone):
        yield "name", has.names[pk][name]
    missing = set()
    for claim in events:
        if claim.pk in has.events and claim.pk not in told.events:
            missing.add(claim.pk)
            yield claim.kind, claim.words()
    for cited, words in has.cited[pk].items():
        kind, owner = cited[:2]
        of_missing = owner in (gone if kind == "name" else missing if kind == "event" else ())
        if cited not in told.cited and not of_missing:
            yield "citation", words
    for stage, words in has.stages[pk].items():
        if stage not in told.stages:
            yield "stage", words
