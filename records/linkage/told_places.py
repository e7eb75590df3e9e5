"""Where a place lies, for comparing: the place, its district, its region, each as a key; read once for many records, or
for a single place while somebody waits.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import QuerySet

from records.places.models import Place, PlaceKind, PlaceParent

# Kinds of place that hold districts, and kinds that are one.
_REGIONS = frozenset({"wojewodztwo", "exile_region", "second_exile_region", "special_settlement_region"})
_DISTRICTS = frozenset({"powiat", "special_settlement_rayon"})
_DEEPEST = 6
NOWHERE = ("", "", "")


@dataclass(frozen=True, slots=True)
class PlaceKeys:
    """The gazetteer as three maps, by the primary key of a place."""

    ids: dict[int, str]
    kinds: dict[int, frozenset[str]]
    parents: dict[int, tuple[int, ...]]

    def of(self, place: int | None) -> tuple[str, str, str]:
        """Return place, district and region; what is not known is empty.

        Without a region that is marked as one, the last place it belonged to stands for it: a place alone says little
        of two records that name neighbouring villages.
        """
        if place is None or place not in self.ids:
            return NOWHERE
        chain = self._chain(place)
        region = next((one for one in chain if self.kinds.get(one, frozenset()) & _REGIONS), chain[-1])
        within = chain[: chain.index(region)] if region != place else []
        district = next((one for one in within if self.kinds.get(one, frozenset()) & _DISTRICTS), None)
        if district is None and len(within) > 1:
            district = within[1]
        own = "" if self.kinds.get(place, frozenset()) & (_REGIONS | _DISTRICTS) else self.ids[place]
        return own, self.ids[district] if district is not None else "", self.ids[region]

    def _chain(self, place: int) -> list[int]:
        """Return the place and what it belonged to, step by step; of several the first that was recorded."""
        chain = [place]
        while len(chain) < _DEEPEST:
            above = next((one for one in self.parents.get(chain[-1], ()) if one not in chain and one in self.ids), None)
            if above is None:
                break
            chain.append(above)
        return chain


def place_keys() -> PlaceKeys:
    """Read the gazetteer: three queries."""
    return _read(Place.objects.order_by(), PlaceKind.objects.all(), PlaceParent.objects.all())


def place_keys_of(places: Iterable[int]) -> PlaceKeys:
    """Read these places and all they belonged to: at most nine queries, and none where there are no places."""
    found, above = set(places), set(places)
    for _step in range(_DEEPEST):
        if not above:
            break
        parents = PlaceParent.objects.filter(place__in=above).values_list("parent_id", flat=True)
        above = set(parents) - found
        found |= above
    if not found:
        return PlaceKeys({}, {}, {})
    return _read(
        Place.objects.order_by().filter(pk__in=found),
        PlaceKind.objects.filter(place__in=found),
        PlaceParent.objects.filter(place__in=found),
    )


def _read(
    rows: QuerySet[Place], rows_of_kinds: QuerySet[PlaceKind], rows_of_parents: QuerySet[PlaceParent]
) -> PlaceKeys:
    kinds: dict[int, set[str]] = {}
    for place, kind in rows_of_kinds.values_list("place_id", "kind"):
        kinds.setdefault(place, set()).add(kind)
    parents: dict[int, list[int]] = {}
    for place, parent in rows_of_parents.order_by("date_earliest", "pk").values_list("place_id", "parent_id"):
        parents.setdefault(place, []).append(parent)
    return PlaceKeys(
        dict(rows.values_list("pk", "public_id")),
        {place: frozenset(words) for place, words in kinds.items()},
        {place: tuple(above) for place, above in parents.items()},
    )
