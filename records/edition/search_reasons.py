"""Why a person was found: the recorded words beside those that were sought, in codes that the doors put into words.

| code | recorded, sought, detail |
|---|---|
| ``surname_<code>`` | one surname in two spellings; the codes are those of ``compare_surnames`` |
| ``similar_<code>`` | another surname that is like it; detail: the letters that differ, or the orthography |
| ``surname_pattern`` | a surname that fits the letters given; sought: the pattern |
| ``given_<code>`` | a given name; the codes are those of ``compare_given_names``, and ``initial`` |
| ``father`` | recorded: the patronymic, detail "patronymic"; or detail "family": by the family's page |
| ``mother``, ``spouse`` | detail "family"; of the mother also "maiden": sought is the name she was born with |
| ``year_same``, ``year_near`` | recorded: the year or years of birth; sought: the year or years |
| ``place`` | recorded: the place where the person was; sought: the words; detail: "", "inside", or kilometres |
| ``stage`` | recorded: the code of the stage |
| ``number`` | sought: the number that stands in the papers |

A reason of a name says beside, in ``form``, ``script`` and ``source``, which form of the name it was (NAME_KINDS), in
which script, and the title of the source that has it so; ``source_id`` is that source.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa

from records.dates.day_numbers import from_day_number
from records.edition.named_places import PlacesNamed
from records.edition.queries import cards
from records.edition.search_evidence import Seen, years_apart
from records.edition.search_query import PersonQuery
from records.edition.search_readings import NameReading
from records.edition.tables import bearer
from records.edition.wildcards import fits
from records.names.comparing import compare_given_names, compare_surnames
from records.names.comparison import Comparison
from records.names.folding import script_of
from records.names.given_names import could_be_initial_of
from records.names.given_sets import father_numbers, given_set_numbers, words_of

_MOST_STAGES = 3


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a person was found: a code that the doors put into words, and the words compared."""

    code: str
    recorded: str = ""
    sought: str = ""
    detail: str = ""
    form: str = ""
    script: str = ""
    source: str = ""
    source_id: str = ""


@dataclass(frozen=True, slots=True)
class RelativesKnown:
    """The given names of somebody's parents and partners, as numbers of sets."""

    fathers: frozenset[int] = frozenset()
    mothers: frozenset[int] = frozenset()
    spouses: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Evidence:
    """What the reasons of one page of hits are told by, read once.

    ``of_that_mother`` are the ids of those whose mother was born with the name that was sought.
    """

    query: PersonQuery
    places: PlacesNamed
    relatives: Mapping[int, RelativesKnown] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    of_that_mother: frozenset[str] = frozenset()


def sources_of(connection: sa.Connection, bodies: Iterable[dict[str, Any]]) -> dict[str, str]:
    """Return the titles of the sources that the names on these pages cite, by id."""
    ids = {cited["source"] for body in bodies for name in body["names"] for cited in name["citations"]}
    if not any(ids):
        return {}
    found = cards(connection, [("source", one) for one in ids])
    return {record_id: card["title"] for (_kind, record_id), card in found.items()}


def relatives_of(connection: sa.Connection, people: Collection[int]) -> dict[int, RelativesKnown]:
    """Return what is known of the relatives of these people, by the numbers of their pages."""
    found: dict[int, tuple[set[int], set[int], set[int]]] = defaultdict(lambda: (set(), set(), set()))
    if not people:
        return {}
    columns = (bearer.c.person, bearer.c.father, bearer.c.mother, bearer.c.spouse)
    for row in connection.execute(sa.select(*columns).where(bearer.c.person.in_(list(people)))):
        for held, number in zip(found[row.person], (row.father, row.mother, row.spouse), strict=True):
            if number is not None:
                held.add(number)
    return {person: RelativesKnown(*map(frozenset, held)) for person, held in found.items()}


def reasons_of(
    row: Any, body: dict[str, Any], reading: NameReading | None, seen: Seen, evidence: Evidence, has_number: bool
) -> list[Reason]:
    """Return the reasons for one person; ``row`` is the row of the page and ``body`` what it holds."""
    query, names = evidence.query, body["names"]
    reasons = [Reason("number", "", query.number)] if has_number else []
    if reading is not None:
        for sought in dict.fromkeys(filter(None, (reading.sought.surname, query.surname, query.maiden))):
            pattern = sought if sought == reading.pattern else ""
            found = _of_pattern(names, pattern, evidence) if pattern else _of_surname(names, sought, evidence)
            is_main = sought == reading.sought.surname
            reasons += [one for one in found if is_main or one.code != "similar_different"]
        for word in reading.sought.given:
            reasons += _of_given(names, word, evidence)
        for initial in reading.initials:
            reasons += _of_initial(names, initial, evidence)
    relatives = evidence.relatives.get(row.number, RelativesKnown())
    reasons += _of_father(names, query.father, relatives)
    reasons += _of_relative("mother", query.mother, relatives.mothers)
    if row.id in evidence.of_that_mother:
        reasons.append(Reason("mother", "", query.mother_maiden, "maiden"))
    reasons += _of_relative("spouse", query.spouse, relatives.spouses)
    reasons += _of_year(query, row.earliest, row.latest)
    words = list(evidence.places.by_word) if reading is None else list(reading.place_words)
    for word, (place, near) in seen.best_of(evidence.places, words).items():
        reasons.append(Reason("place", evidence.places.names[place], word, near.detail))
    return reasons + [Reason("stage", code) for code in seen.stages[:_MOST_STAGES]]


def _from_name(
    code: str, name: Mapping[str, Any], recorded: str, sought: str, detail: str, evidence: Evidence
) -> Reason:
    """Return a reason with where this form of the name comes from."""
    cited = [cited["source"] for cited in name["citations"] if cited["source"] in evidence.sources]
    source = cited[0] if cited else ""
    script = name["script"] or script_of(recorded)
    return Reason(code, recorded, sought, detail, name["kind"], script, evidence.sources.get(source, ""), source)


def _of_surname(names: Sequence[dict[str, Any]], sought: str, evidence: Evidence) -> list[Reason]:
    compared = [(compare_surnames(name["surname"], sought), name) for name in names if name["surname"]]
    if not compared:
        return []
    best, name = max(compared, key=lambda pair: pair[0].score)
    first = best.reasons[0]
    prefix = "surname" if best.same_name else "similar"
    return [_from_name(f"{prefix}_{first.code}", name, name["surname"], sought, first.detail, evidence)]


def _of_pattern(names: Sequence[dict[str, Any]], pattern: str, evidence: Evidence) -> list[Reason]:
    fitting = (name for name in names if name["surname"] and fits(pattern, name["surname"]))
    return [_from_name("surname_pattern", name, name["surname"], pattern, "", evidence) for name in fitting][:1]


def _of_given(names: Sequence[dict[str, Any]], sought: str, evidence: Evidence) -> list[Reason]:
    compared: list[tuple[Comparison, str, dict[str, Any]]] = [
        (compare_given_names(word, sought), word, name)
        for name in names
        for word in words_of(f"{name['given']} {name['nickname']}")
    ]
    if not compared:
        return []
    best, recorded, name = max(compared, key=lambda each: each[0].score)
    first = best.reasons[0]
    if first.code == "different":
        return []
    return [_from_name(f"given_{first.code}", name, recorded, sought, first.detail, evidence)]


def _of_initial(names: Sequence[dict[str, Any]], initial: str, evidence: Evidence) -> list[Reason]:
    for name in names:
        for word in words_of(name["given"]):
            if could_be_initial_of(initial, word):
                return [_from_name("given_initial", name, word, initial, "", evidence)]
    return []


def _of_father(names: Sequence[dict[str, Any]], sought: str, relatives: RelativesKnown) -> list[Reason]:
    for name in names:
        agreeing = _agreeing(sought, frozenset(father_numbers(name["patronymic"] or "-")))
        if agreeing:
            return [Reason("father", name["patronymic"], agreeing, "patronymic", script=name["script"])]
    return _of_relative("father", sought, relatives.fathers)


def _of_relative(code: str, sought: str, known: frozenset[int]) -> list[Reason]:
    agreeing = _agreeing(sought, known)
    return [Reason(code, "", agreeing, "family")] if agreeing else []


def _agreeing(sought: str, known: frozenset[int]) -> str:
    """Return the words of the name sought that agree: of "Ignacy Kowalski" only the given name is compared."""
    return " ".join(word for word in words_of(sought) if not known.isdisjoint(given_set_numbers(word)))


def _of_year(query: PersonQuery, earliest: int | None, latest: int | None) -> list[Reason]:
    apart = years_apart(query, earliest, latest)
    if apart is None or query.born is None or earliest is None or latest is None or apart > query.years_beside:
        return []
    first, last = from_day_number(earliest)[0], from_day_number(latest)[0]
    return [Reason("year_same" if apart == 0 else "year_near", _in_words(first, last), _in_words(*query.born))]


def _in_words(first: int, last: int) -> str:
    return str(first) if first == last else f"{first}–{last}"
