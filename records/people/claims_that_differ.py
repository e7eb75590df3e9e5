"""Claims that cannot both be true: of what happens once in a life, with nothing concluded.

They stand in a small table, so that a million people need not be read for the list of open contradictions. Whoever
writes events has it follow: the rows of events themselves (models.py), a transcribed page, an imported file or list;
and a daily walk through all of them mends what was missed.
"""

from collections.abc import Collection
from itertools import combinations
from typing import Any

from django.apps import apps
from django.db import models
from django.db.models import Count, Max, Q
from django.utils.translation import gettext_lazy as _

from records.people.kinds import EVENT_KINDS

ONCE_IN_A_LIFE = frozenset(kind for kind, (_label, _tag, once) in EVENT_KINDS.items() if once)
_KEYS_AT_ONCE = 20_000
_ASKED_AT_ONCE = 900


class Contradiction(models.Model):
    """Differing claims of one kind about a person or a family, without a conclusion."""

    owner = models.CharField(max_length=6, choices=[("person", _("person")), ("family", _("family"))])
    # The key alone: deleting thousands of people must not ask here for each.
    key = models.BigIntegerField()
    kind = models.CharField(_("kind of event"), max_length=20)
    found_at = models.DateTimeField(_("found"), auto_now_add=True)

    class Meta:
        ordering = ["-id"]
        default_permissions = ()
        verbose_name = _("open contradiction")
        verbose_name_plural = _("open contradictions")
        constraints = [models.UniqueConstraint(fields=["owner", "key", "kind"], name="contradiction_once")]
        indexes = [models.Index(fields=["found_at"], name="contradiction_found_at")]

    def __str__(self) -> str:
        return f"{self.owner} {self.key} {self.kind}"


def differ(one: Any, other: Any) -> bool:
    """Whether two claims cannot both be true: their days lie apart, or they name two places."""
    return (
        _before(one, other)
        or _before(other, one)
        or (None not in (one.place_id, other.place_id) and one.place_id != other.place_id)
    )


def _before(one: Any, other: Any) -> bool:
    return None not in (one.date_latest, other.date_earliest) and one.date_latest < other.date_earliest


def is_open(claims: Collection[Any]) -> bool:
    """Whether these claims of one kind contradict each other and nobody has concluded."""
    return not any(claim.is_conclusion for claim in claims) and any(differ(*pair) for pair in combinations(claims, 2))


def find_differing(people: Collection[int], families: Collection[int] = ()) -> None:
    """Bring the table up to date for these persons and families; three queries for each 900 of them."""
    for owner, keys in (("person", sorted(people)), ("family", sorted(families))):
        for start in range(0, len(keys), _ASKED_AT_ONCE):
            _find(owner, keys[start : start + _ASKED_AT_ONCE])


def _find(owner: str, keys: list[int]) -> None:
    events = apps.get_model("records", "event")._default_manager.order_by()
    claims: dict[tuple[int, str], list[Any]] = {}
    for claim in events.filter(**{f"{owner}__in": keys}, kind__in=ONCE_IN_A_LIFE):
        claims.setdefault((getattr(claim, f"{owner}_id"), claim.kind), []).append(claim)
    found = {which for which, group in claims.items() if is_open(group)}
    known = Contradiction.objects.filter(owner=owner, key__in=keys)
    stands = {(row.key, row.kind): row.pk for row in known}
    settled = [pk for which, pk in stands.items() if which not in found]
    if settled:
        Contradiction.objects.filter(pk__in=settled).delete()
    Contradiction.objects.bulk_create(
        [Contradiction(owner=owner, key=key, kind=kind) for key, kind in sorted(found - set(stands))],
        ignore_conflicts=True,
    )


def find_among_many(owner: str, keys: Collection[int]) -> None:
    """Bring the table up to date for these persons or families, of whom few are told the same thing twice."""
    ordered = sorted(set(keys) - {0})
    for start in range(0, len(ordered), _KEYS_AT_ONCE):
        part = ordered[start : start + _KEYS_AT_ONCE]
        standing = Contradiction.objects.order_by().filter(owner=owner, key__gte=part[0], key__lte=part[-1])
        found = set(standing.values_list("key", flat=True))
        if part[-1] - part[0] < 2 * len(part):
            found.update(several_claims_query(owner, part[0] - 1, part[-1]))
        else:
            # Records that were there before stand anywhere.
            for first in range(0, len(part), _ASKED_AT_ONCE):
                found.update(_several_claims(owner, Q(**{f"{owner}__in": part[first : first + _ASKED_AT_ONCE]})))
        _find_among(owner, found.intersection(part))


def find_everywhere() -> int:
    """Walk through all claims, by their keys; return how many contradictions are open now."""
    for owner in ("person", "family"):
        _forget_the_gone(owner)
        last, end = 0, apps.get_model("records", owner)._default_manager.aggregate(last=Max("pk"))["last"] or 0
        while last < end:
            _find_among(owner, set(several_claims_query(owner, last, last + _KEYS_AT_ONCE)))
            last += _KEYS_AT_ONCE
    return Contradiction.objects.count()


def several_claims_query(owner: str, after: int, last: int) -> Any:
    """Return the query for the keys, within bounds, of whom one thing is told more than once."""
    return _several_claims(owner, Q(**{f"{owner}__gt": after, f"{owner}__lte": last}))


def _several_claims(owner: str, whose: Q) -> Any:
    events = apps.get_model("records", "event")._default_manager.order_by()
    told = events.filter(whose, kind__in=sorted(ONCE_IN_A_LIFE)).values(owner, "kind").annotate(times=Count("pk"))
    return told.filter(times__gt=1).values_list(owner, flat=True)


def _find_among(owner: str, keys: Collection[int]) -> None:
    find_differing(*((keys, ()) if owner == "person" else ((), keys)))


def _forget_the_gone(owner: str) -> None:
    """Forget those whose claims were taken away in bulk."""
    _find_among(owner, set(Contradiction.objects.order_by().filter(owner=owner).values_list("key", flat=True)))
