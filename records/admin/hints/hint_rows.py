"""Hints in words: who, which record beside them, and where the two are compared; a fixed number of queries."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest
from django.urls import reverse

from records.admin.closed_collections import visible_to
from records.admin.links import address
from records.admin.same_person.pair_doors import people_seen, with_hidden_parts
from records.documents.models import Mention
from records.hints.models import Hint, HintKind
from records.journeys.stages import STAGES
from records.people.models import Person
from records.places.models import Place

_PERSON, _NAME = "p:", "n:"


@dataclass(frozen=True, slots=True)
class HintRow:
    """A hint as the list shows it. ``record`` and ``record_url`` are the name on a page or the other person, or the
    words of a search and its results; ``open_url`` is where the two are compared."""

    hint: Hint
    person: Person
    person_url: str
    record: str
    record_of: str
    record_url: str
    open_url: str
    stage: str
    after: str
    place: str
    percent: int

    @property
    def is_of_search(self) -> bool:
        return self.hint.kind == HintKind.SEARCH


def hint_rows(request: HttpRequest, hints: Iterable[Hint]) -> list[HintRow]:
    """Word those of the hints of which this user may see both records."""
    shown = list(hints)
    keys = {hint.record for hint in shown}
    ids = {hint.person for hint in shown} | {key[2:] for key in keys if key.startswith(_PERSON)}
    people = {one.public_id: one for one in people_seen(request).filter(public_id__in=ids)}
    names = Mention.objects.filter(pk__in=[int(key[2:]) for key in keys if key.startswith(_NAME)])
    on_pages = {name.pk: name for name in visible_to(request.user, names).select_related("document")}
    hidden = with_hidden_parts(request.user, people.values())
    open_people = {public_id: one for public_id, one in people.items() if one.pk not in hidden}
    places = dict(Place.objects.filter(public_id__in={hint.place for hint in shown}).values_list("public_id", "name"))
    rows = (_row(hint, open_people, on_pages, places.get(hint.place, "")) for hint in shown)
    return [row for row in rows if row is not None]


def _row(hint: Hint, people: Mapping[str, Person], names: Mapping[int, Mention], place: str) -> HintRow | None:
    person = people.get(hint.person)
    told = _record(hint, person, people, names) if person is not None else None
    if person is None or told is None:
        return None
    return HintRow(
        hint,
        person,
        address(person),
        **told,
        stage=_stage(hint.stage),
        after=_stage(hint.after),
        place=place,
        percent=round((hint.probability or 0) * 100),
    )


def _record(
    hint: Hint, person: Person, people: Mapping[str, Person], names: Mapping[int, Mention]
) -> dict[str, Any] | None:
    """Return the words and addresses of what stands beside the person; None where this user must not see it."""
    if hint.search is not None:
        results = f"{reverse('website:search')}?{urlencode(hint.search.asked)}"
        seek = reverse("pair-seek", args=(person.public_id,))
        return {"record": hint.search.words, "record_of": "", "record_url": results, "open_url": seek}
    if hint.record.startswith(_NAME):
        name = names.get(int(hint.record[2:]))
        if name is None:
            return None
        url = address(name.document)
        return {"record": name.as_written, "record_of": str(name.document), "record_url": url, "open_url": url}
    other = people.get(hint.record[2:])
    if other is None:
        return None
    pair = reverse("pair", args=(person.public_id, other.public_id))
    return {"record": str(other), "record_of": other.public_id, "record_url": address(other), "open_url": pair}


def _stage(code: str) -> str:
    return str(STAGES[code].label) if code in STAGES else code
