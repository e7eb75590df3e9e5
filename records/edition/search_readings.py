"""The sensible ways to read the words of a query: which is the surname, which are given names, which name places.

A listed given name is hardly the surname beside a word that is none, and neither is the name of a town; but where
nothing else is left, Jan Sokal is read as a man called Sokal and as a Jan from Sokal.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice

from records.edition.named_places import PlacesNamed
from records.edition.person_ranking import Sought
from records.edition.search_query import PersonQuery
from records.names.canonical import canonical_forms, skeleton
from records.names.folding import fold
from records.names.given_name_table import sets_of_form
from records.names.given_sets import given_set_numbers, set_number, words_of

_MOST_READINGS = 6
_LISTED, _SOUNDS_LISTED, _PLACE, _LIKE_A_PLACE = -4.0, -1.5, -3.0, -1.0
# A word that is so unlikely a surname is one only where no other word is likelier.
_LIKELY, _NOT_MUCH_LESS = -1.0, 2.0


@dataclass(frozen=True, slots=True)
class NameReading:
    """One reading: who is sought, initials beside, a pattern for the surname, and the words that name places."""

    sought: Sought
    initials: tuple[str, ...] = ()
    pattern: str = ""
    place_words: tuple[str, ...] = field(default=())


def readings_of(query: PersonQuery, places: PlacesNamed) -> list[NameReading]:
    """Return the readings of a query, the likeliest first, at most six."""
    return list(islice(_readings(query, places), _MOST_READINGS))


def _readings(query: PersonQuery, places: PlacesNamed) -> Iterator[NameReading]:
    words = [word for word in query.words if not word.endswith(".") and word not in _joined_in_places(places)]
    own = list(words)
    if not query.surname and not query.pattern and not any(_as_surname(word, places) >= _LIKELY for word in words):
        # "Jan z Lwowa Szymański": what stands after the place may be the name.
        words += [word for word in places.unknown if word != query.maiden]
    given = words_of(query.given)
    if query.pattern:
        yield _reading(query, places, query.pattern, [*given, *_given_among(words, places)], pattern=query.pattern)
    if query.surname:
        yield _reading(query, places, query.surname, [*given, *_given_among(words, places)])
        if given and not sets_of_form(given[0]):
            # The two fields were filled in the wrong way round.
            yield _reading(query, places, given[0], [query.surname])
    elif query.given and not words:
        yield _reading(query, places, "", given)
    if not query.surname:
        for surname in _surnames(words, places):
            others = [word for word in words if word != surname]
            yield _reading(query, places, surname, [*given, *_given_among(others, places)])
    maiden = query.maiden if query.maiden not in places.by_word or query.maiden not in query.places else ""
    if maiden:
        yield _reading(query, places, maiden, [*given, *_given_among(words, places)])
    if not query.surname and not query.pattern and not maiden and _may_lack_surname(query, own, places):
        yield _reading(query, places, "", [*given, *_given_among(own, places)])


def _joined_in_places(places: PlacesNamed) -> set[str]:
    """Return the words of place names of several words: Rawa Ruska is nobody's name."""
    return {word for phrase in places.by_word if " " in phrase for word in phrase.split()}


def _reading(
    query: PersonQuery, places: PlacesNamed, surname: str, given: Sequence[str], *, pattern: str = ""
) -> NameReading:
    used = {surname, *(word for word in given if word not in places.by_word)}
    place_words = tuple(word for word in places.by_word if word not in used)
    sought = Sought(
        surname,
        tuple(word for word in dict.fromkeys(given) if given_set_numbers(word)),
        query.father,
        query.mother,
        query.spouse,
        query.year,
        query.years_beside,
        homes=places.homes_of(place_words),
        years=query.born,
    )
    initials = tuple(word for word in query.words if word.endswith("."))
    initials += tuple(word for word in words_of(query.given) if not given_set_numbers(word))
    return NameReading(sought, initials, pattern, place_words)


def _surnames(words: Sequence[str], places: PlacesNamed) -> list[str]:
    """Return the words that may be the surname, the likeliest first."""
    weights = {word: _as_surname(word, places) for word in words}
    best = max(weights.values(), default=0.0)
    least = _LIKELY if best >= _LIKELY else best - _NOT_MUCH_LESS
    return [word for word in sorted(weights, key=lambda one: -weights[one]) if weights[word] >= least]


def _as_surname(word: str, places: PlacesNamed) -> float:
    weight = 0.0
    if word in places.by_word:
        weight = _PLACE if is_name_of_place(word, places) else _LIKE_A_PLACE
    if sets_of_form(word):
        return weight + _LISTED
    return weight + (_SOUNDS_LISTED if sounds_listed(word) else 0.0)


def is_name_of_place(word: str, places: PlacesNamed) -> bool:
    """Tell whether a place is called so itself: Górnowska may be of Górnów, but is a surname all the same."""
    return any(found.near >= 1.0 for found in places.by_word.get(word, {}).values())


def has_likely_surname(query: PersonQuery, places: PlacesNamed) -> bool:
    """Tell whether a word is neither a listed given name nor the name of a place, though it may be like one."""
    return any(not sets_of_form(word) and not is_name_of_place(word, places) for word in query.words)


def sounds_listed(word: str) -> bool:
    """Tell whether a word sounds like a listed given name, or nearly."""
    numbers = given_set_numbers(word)
    unlisted = {set_number(f"~{skeleton(sounds)}") for sounds in canonical_forms(word)[:1]}
    return bool(set(numbers) - unlisted)


def _given_among(words: Sequence[str], places: PlacesNamed) -> list[str]:
    """Return the words that may be given names; one that is none and no place either is one we do not know."""
    listed = [word for word in words if sets_of_form(word) or (sounds_listed(word) and word not in places.by_word)]
    unlisted = [word for word in words if word not in places.by_word and len(fold(word)) > 1]
    return listed or (unlisted if len(unlisted) == 1 else [])


def _may_lack_surname(query: PersonQuery, words: Sequence[str], places: PlacesNamed) -> bool:
    """Tell whether every word may be a given name or a place, so that there may be no surname at all."""
    if not words:
        return bool(query.father or query.mother or query.spouse)
    return all(sounds_listed(word) or word in places.by_word for word in words) and any(map(sounds_listed, words))
