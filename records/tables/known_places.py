"""Which places of the gazetteer the cells of a column name: only where there is one of that name, and no other."""

from collections.abc import Iterable

from records.places.models import Place, PlaceName
from records.transcribing.place_proposals import place_spellings

_AT_ONCE, _REMEMBERED = 400, 20_000


class KnownPlaces:
    """Finds places by their names of any time and script, many at once, and remembers what it found."""

    def __init__(self) -> None:
        self._found: dict[str, int | None] = {}

    def look_up(self, texts: Iterable[str]) -> None:
        """Ask for these names: two queries for each few hundred that were not asked before."""
        new = [text for text in dict.fromkeys(texts) if text and text not in self._found]
        if len(self._found) + len(new) > _REMEMBERED:
            self._found.clear()
        for start in range(0, len(new), _AT_ONCE):
            self._ask(new[start : start + _AT_ONCE])

    def of(self, text: str) -> int | None:
        """Return the key of the place that this text names."""
        if text not in self._found:
            self.look_up([text])
        return self._found.get(text)

    def _ask(self, texts: list[str]) -> None:
        spellings = {text: place_spellings(text) for text in texts}
        wanted = {spelling for forms in spellings.values() for spelling in forms}
        by_name: dict[str, set[int]] = {}
        rows = list(Place.objects.filter(folded__in=wanted).values_list("folded", "pk"))
        rows += PlaceName.objects.filter(folded__in=wanted).values_list("folded", "place_id")
        for folded, pk in rows:
            by_name.setdefault(folded, set()).add(pk)
        for text, forms in spellings.items():
            # The fullest spelling that is known at all decides.
            named = next((by_name[form] for form in forms if form in by_name), set())
            self._found[text] = next(iter(named)) if len(named) == 1 else None
