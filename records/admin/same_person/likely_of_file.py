"""Who of the archive the new people of a file may be, or be of one family with: a part of its report, in words.

The report names the archive's people by their keys only: each user is told of those whom they may see.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from records.admin.closed_collections import visible_to
from records.admin.links import address
from records.admin.same_person.pair_doors import SEE, people_seen, with_hidden_parts
from records.admin.same_person.proposal_words import ReasonSaid, percent_of, reasons_of, words_with_birth
from records.documents.models import Mention
from records.linkage.scoring import Part
from records.people.models import Person

_REASONS = 5
_PERSON, _NAME = "p:", "n:"


@dataclass(frozen=True, slots=True)
class SomebodyHere:
    """Somebody of the archive: the words, where to look, how likely, and why."""

    words: str
    url: str
    percent: str
    reasons: Sequence[ReasonSaid]


@dataclass(frozen=True, slots=True)
class NewPerson:
    """A new person of the file, and those of the archive whom this user may see."""

    line: int
    name: str
    of: Sequence[SomebodyHere]


def worded_rows(request: HttpRequest, rows: Sequence[Mapping[str, Any]]) -> list[NewPerson]:
    """Put rows of a report (ImportReport.may_be_here) into words; a fixed number of queries."""
    if not request.user.has_perm(SEE):
        return []
    keys = {one["key"] for row in rows for one in row["of"]}
    here = _people(request, keys) | _names(request, keys)
    found = []
    for row in rows:
        of = [
            SomebodyHere(*here[one["key"]], percent_of(one["probability"]), _reasons(one))
            for one in row["of"]
            if one["key"] in here
        ]
        if of:
            found.append(NewPerson(row["line"], row["name"], of))
    return found


def _reasons(one: Mapping[str, Any]) -> list[ReasonSaid]:
    return reasons_of([Part(*part) for part in one["parts"]])[:_REASONS]


def people_of_ids(request: HttpRequest, ids: Collection[str]) -> dict[str, str]:
    """Return those of these people whom this user may see all of: id to the name and when born."""
    if not request.user.has_perm(SEE):
        return {}
    return {one.public_id: words_with_birth(one) for one in _open_to(request, ids)}


def _open_to(request: HttpRequest, ids: Collection[str]) -> list[Person]:
    people = list(people_seen(request).filter(public_id__in=ids))
    hidden = with_hidden_parts(request.user, people)
    return [one for one in people if one.pk not in hidden]


def _people(request: HttpRequest, keys: set[str]) -> dict[str, tuple[str, str]]:
    people = _open_to(request, [key[2:] for key in keys if key.startswith(_PERSON)])
    return {f"{_PERSON}{one.public_id}": (str(one), address(one)) for one in people}


def _names(request: HttpRequest, keys: set[str]) -> dict[str, tuple[str, str]]:
    names = Mention.objects.filter(pk__in=[int(key[2:]) for key in keys if key.startswith(_NAME)])
    rows = visible_to(request.user, names).select_related("document")
    return {f"{_NAME}{name.pk}": (f"{name.as_written} ({name.document})", address(name.document)) for name in rows}
