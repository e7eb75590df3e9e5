"""What is known of the words of place names: other names (Lemberg), regions (Siberia), endings that cases change."""

from functools import cache, lru_cache

from records.fixture_files import fixture_rows
from records.names.folding import fold

# Endings of the cases and of adjectives, folded; the longest that fits falls away.
_ENDINGS = (
    "owskiego", "owskiej", "owskim", "owskie", "owski", "skiego", "skiej", "skim", "skie", "ska", "ski",
    "iego", "iemu", "iach", "ego", "emu", "ami", "ach", "iem", "iej", "om", "em", "ej", "iu", "ie", "ia", "ii", "ych",
    "ym", "im", "ow", "a", "e", "i", "o", "u", "y",
    "ского", "ской", "ском", "ский", "ская", "ское", "ому", "ого", "ами", "ах", "ой", "ом", "ем", "ей", "ям", "ях",
    "ам", "ов", "ію", "ії", "а", "е", "и", "о", "у", "ы", "я", "ю", "ь", "і", "й",
)  # fmt: skip
_SHORTEST_STEM = 3


@lru_cache(maxsize=20_000)
def stems(word: str) -> tuple[str, ...]:
    """Return what is left of a folded word without its endings: Lwowa, Lwowie and lwowskie all lead to lwow."""
    found = dict.fromkeys((word,))
    for ending in _ENDINGS:
        if word.endswith(ending) and len(word) - len(ending) >= _SHORTEST_STEM:
            found[word.removesuffix(ending)] = None
    return tuple(found)


@cache
def _table() -> dict[str, tuple[str, ...]]:
    return {
        fold(row["typed"]): (row["means"],) if row["means"].startswith("country:") else tuple(row["means"].split(";"))
        for row in fixture_rows("search", "place_words.csv")
    }


def meaning_of(text: str) -> tuple[str, ...]:
    """Return the places, by their own names, or the "country:XX;YY" that a name means by the table."""
    meant = _table().get(fold(text), ())
    return () if meant == ("-",) else meant


def says_little(word: str) -> bool:
    """Tell whether a folded word stands in many names and is none: oblast, camp, woj."""
    return len(word) < 3 or word.isdigit() or _table().get(word) == ("-",)
