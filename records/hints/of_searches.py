"""Who was published since somebody asked to be told, or fits by what was changed: for each followed search.

Who fitted when it was asked was found then, and is no news however they change.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from records.contributions.followed_search import FollowedSearch
from records.hints.keeping import Kept, drop_what_went, keep_hint
from records.hints.models import Hint, HintKind
from records.linkage.evidence import evidence_of, fingerprint_of
from records.names.surnames import family_key
from records.people.models import Event, Person, PersonName
from records.record_model import Status

# The public ids of those published people who fit the fields of a search, the best first.
WhoFits = Callable[[Mapping[str, str]], Sequence[str]]
_HOMES = ("birth", "baptism", "christening", "residence")


def hints_of_searches(who_fits: WhoFits, now: datetime) -> Kept:
    """Look every confirmed search up; each is one transaction, so that a run that is broken off is simply run again."""
    kept = Kept()
    for search in FollowedSearch.objects.exclude(confirmed_at=None).order_by("pk").iterator(500):
        fitting = who_fits(search.asked)
        with transaction.atomic():
            kept += _keep(search, fitting, now)
    return kept


def _keep(search: FollowedSearch, fitting: Sequence[str], now: datetime) -> Kept:
    """Keep who fits and did not when the search was asked. Of many who fitted then the best were found: who has not
    changed since was among the others.
    """
    new = set(fitting) - set(search.found_then)
    people = Person.objects.filter(public_id__in=new, status=Status.PUBLISHED, changed_at__gt=search.created_at)
    public_ids = dict(people.values_list("public_id", "pk"))
    known, before = evidence_of(public_ids), {hint.person: hint for hint in search.hints.all()}
    surnames, homes = _surnames(public_ids), _homes(public_ids)
    kept = Kept()
    for public_id in (one for one in fitting if one in public_ids):
        hint = Hint(
            kind=HintKind.SEARCH,
            person=public_id,
            search=search,
            surname=surnames.get(public_id, ""),
            place=homes.get(public_id, ""),
            fingerprint=fingerprint_of({public_id: known[public_id]}),
        )
        kept += keep_hint(hint, before.get(public_id), now)
    return kept + drop_what_went(Hint.objects.filter(search=search), now)


def _surnames(people: Mapping[str, int]) -> dict[str, str]:
    rows = PersonName.objects.filter(person__in=people.values()).exclude(surname="").order_by("preferred", "-position")
    # The last that is read stands: the one to show first.
    return {one: family_key(surname)[:150] for one, surname in rows.values_list("person__public_id", "surname")}


def _homes(people: Mapping[str, int]) -> dict[str, str]:
    rows = Event.objects.filter(person__in=people.values(), kind__in=_HOMES, place__isnull=False).order_by("-pk")
    return dict(rows.values_list("person__public_id", "place__public_id"))
