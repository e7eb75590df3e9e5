"""Which place of the gazetteer is meant: by its names of any time and script, the ones valid on the day first."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Prefetch, Q
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.index_ranges import beginning
from records.names.folding import fold, script_of
from records.names.transliteration import polish_candidates, to_polish_letters
from records.places.models import Place, PlaceName, PlaceParent

Bounds = tuple[int | None, int | None]
_MOST, _LOOKED_AT = 6, 60
_FEWEST_LETTERS = 3
# "st.", "wieś", "г.", "дер.": what kind of place it is.
_KIND_WORDS = re.compile(
    r"(?:\b(?:st|m|w|gm|pow|woj|os|osada|wieś|miasto|stacja|koło|k|near|village|town|station|camp)\b\.?"
    r"|(?:^|\s)(?:г|гор|город|ст|станция|дер|деревня|д|с|село|пос|поселок|посёлок|м|местечко|местность|близ)\b\.?)\s*",
    re.IGNORECASE,
)
_BELONGING = re.compile(
    r"\b\w+(?:ой|ого|ская|кое|ское|ск)\b\s*(?:обл|р-н|район|края|воев|уезд|губ)\w*\.?.*$", re.IGNORECASE
)
WHY: dict[str, str | Promise] = {
    "name": _("so called"),
    "then": _("so called at that time"),
    "modern": _("so called today"),
    "former": _("so called at another time"),
    "begins": _("begins so"),
}


@dataclass(frozen=True, slots=True)
class PlaceProposal:
    """One place: key, public id, name, what it belonged to, its name and country today, and why (a code of WHY)."""

    pk: int
    public_id: str
    name: str
    parent: str
    modern_name: str
    country_modern: str
    why: str
    matched: str = ""

    @property
    def words(self) -> str | Promise:
        return WHY[self.why]


def propose_places(text: str, on: Bounds = (None, None)) -> list[PlaceProposal]:
    """Return the places that the text may name, likeliest first, in four queries; ``on``: the days it was written."""
    spellings = place_spellings(text)
    if not spellings:
        return []
    exact = Q(folded__in=spellings)
    long_enough = [spelling for spelling in spellings if len(spelling) >= _FEWEST_LETTERS][:4]
    begins = Q()
    for spelling in long_enough:
        begins |= beginning("folded", spelling)
    wanted = exact | begins if long_enough else exact
    named = list(PlaceName.objects.filter(wanted).order_by("folded")[:_LOOKED_AT])
    direct = Place.objects.filter(wanted).order_by("folded").values_list("pk", flat=True)[:_LOOKED_AT]
    names: dict[int, list[PlaceName]] = {pk: [] for pk in direct}
    for name in named:
        names.setdefault(name.place_id, []).append(name)
    parents = Prefetch("parents", PlaceParent.objects.select_related("parent").order_by("date_earliest", "id"))
    places = Place.objects.filter(pk__in=names).prefetch_related(parents)
    ranked = sorted(
        (_ranked(place, names[place.pk], spellings, on) for place in places), key=lambda one: (one[0], one[1].name)
    )
    return [proposal for _rank, proposal in ranked[:_MOST]]


def place_spellings(text: str) -> list[str]:
    """Return the folded forms under which the gazetteer may know a place as written, the fullest first."""
    bare = " ".join(_KIND_WORDS.sub(" ", text).split())
    without = _BELONGING.sub("", bare).strip(" ,;()")
    parts = [text, bare, without, *(part.strip() for part in re.split(r"[,;(]", bare))]
    found: dict[str, None] = {}
    for part in parts:
        found[fold(part)] = None
        if script_of(part) == "Cyrl":
            found[fold(to_polish_letters(part))] = None
            found.update(dict.fromkeys(fold(reading.reading) for reading in polish_candidates(part, 4)))
    return [spelling for spelling in found if spelling][:16]


def _ranked(place: Place, names: list[PlaceName], spellings: list[str], on: Bounds) -> tuple[int, PlaceProposal]:
    rank, why, matched = 5, "begins", ""
    if place.folded in spellings:
        rank, why, matched = 0, "name", place.name
    for name in names:
        if name.folded not in spellings:
            continue
        then = _holds(name, on)
        kind = "then" if then else ("modern" if name.kind == "modern" else "former")
        better = {"then": 0, "modern": 2, "former": 1}[kind]
        if better < rank:
            rank, why, matched = better, kind, name.name
    if rank == 5 and names:
        matched = names[0].name
    return rank, PlaceProposal(
        place.pk,
        place.public_id,
        place.name,
        _parent(place, on),
        place.modern_name,
        place.country_modern,
        why,
        matched,
    )


def _parent(place: Place, on: Bounds) -> str:
    parents = list(place.parents.all())
    held = [parent.parent.name for parent in parents if _holds(parent, on)]
    return held[0] if held else place.parent_1939 or next((parent.parent.name for parent in parents), "")


def _holds(dated: PlaceName | PlaceParent, on: Bounds) -> bool:
    """Tell whether this was surely so on these days: what has no date says nothing."""
    first, last = on
    if (dated.date_earliest is None and dated.date_latest is None) or first is None or last is None:
        return False
    return (dated.date_earliest or first) <= last and first <= (dated.date_latest or last)


def names_of(pks: Iterable[int]) -> dict[int, str]:
    """Return the names of places by their keys, for showing a choice again."""
    return dict(Place.objects.filter(pk__in=list(pks)).values_list("pk", "name"))
