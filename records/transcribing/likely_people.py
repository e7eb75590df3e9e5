"""Who this may be: people of the archive who fit a name on the page, each with the reasons, in at most nine queries.

The archive is asked by indexed keys only: the family's key of the surname in each of its readings, or the letters it
begins with. Nothing is decided here.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Exists
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.dates.day_numbers import from_day_number
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.unseen import ALL_SEEN, Unseen
from records.index_ranges import Ending
from records.linkage.models import NotSame
from records.linkage.openly_known import openly_known
from records.names.folding import fold
from records.names.given_sets import father_numbers, given_set_numbers, words_of
from records.names.illegible import could_be, likeliest_letters
from records.people.models import Event, FamilyChild, FamilyPartner, Person, PersonName
from records.transcribing.entry import Entry, EntryPerson
from records.transcribing.reading_values import name_of
from records.transcribing.sought_person import YEARS_OFF, Sought, births_near, called_so, sought_person

_NAMES_LOOKED_AT, _PEOPLE_LOOKED_AT = 600, 60
_NAMESAKES = 150
_OF_THAT_YEAR = 2.0
REASONS: dict[str, str | Promise] = {
    "surname": _("the surname"),
    "surname_reading": _("the surname in another reading"),
    "given": _("the given name"),
    "given_set": _("a form of the same given name"),
    "father": _("the father's name"),
    "birth_year": _("the year of birth"),
    "birth_year_near": _("the year of birth, up to three years off"),
    "place": _("the place"),
    "relative": _("in one family with somebody on this page"),
    "other_given": _("but another given name"),
    "other_year": _("but another year of birth"),
    "other_sex": _("but the other sex"),
}
_WEIGHTS = {
    "surname": 3.0, "surname_reading": 2.2, "given": 3.0, "given_set": 2.4, "father": 2.0, "birth_year": 2.5,
    "birth_year_near": 1.5, "place": 1.5, "relative": 3.5, "other_given": -4.0, "other_year": -3.0, "other_sex": -5.0,
}  # fmt: skip
_LEAST = 3.0


@dataclass(frozen=True, slots=True)
class LikelyPerson:
    """Somebody who may be meant: who it is, when and where born, and the reasons as (code, words)."""

    pk: int
    public_id: str
    name: str
    years: str
    place: str
    status: str
    reasons: tuple[tuple[str, str | Promise], ...]
    already_refused: bool = False
    score: float = 0.0


@dataclass(slots=True)
class _Candidate:
    """What the archive knows of somebody that helps to tell."""

    codes: set[str] = field(default_factory=set)
    names: list[tuple[str, str, str]] = field(default_factory=list)
    fathers: set[int] = field(default_factory=set)
    first: int | None = None
    last: int | None = None
    died: int | None = None
    place: str = ""
    places: set[int] = field(default_factory=set)
    place_words: set[str] = field(default_factory=set)
    families: set[int] = field(default_factory=set)


def likely(person: EntryPerson, entry: Entry, limit: int = 5, unseen: Unseen = ALL_SEEN) -> list[LikelyPerson]:
    """Return the people whom a name on the page may mean, the likeliest first; nothing is told of ``unseen`` papers."""
    kind = DOCUMENT_KINDS.get(entry.kind)
    if kind is None:
        return []
    sought = sought_person(person, entry, kind)
    if not sought.keys and not sought.pattern:
        return []
    candidates = _by_name(sought, unseen)
    if not candidates:
        return []
    _add_events(candidates, unseen)
    related = _add_families(candidates, sought, unseen)
    for candidate in candidates.values():
        _compare(candidate, sought, related)
    return _shown(candidates, sought, person, limit, unseen)


def _by_name(sought: Sought, unseen: Unseen) -> dict[int, _Candidate]:
    """Return the people of these surnames whose given names fit best, in at most three queries."""
    columns = ("person_id", "family_key", "given", "patronymic", "surname")
    names = openly_known(PersonName.objects.order_by(), unseen)
    rows: list[tuple[int, str, str, str, str]] = []
    of_that_year: set[int] = set()
    called = called_so(sought)
    if called is not None:
        # Of a frequent surname not all are looked at below; who is called just so is found all the same.
        namesakes = names.alias(name_ending=Ending("family_key")).filter(called)
        if sought.year:
            near = namesakes.filter(Exists(births_near(sought.year))).values_list(*columns)[:_NAMESAKES]
            of_that_year = {row[0] for row in near}
            rows += near
        rows += namesakes.values_list(*columns)[:_NAMESAKES]
    if sought.keys:
        rows += names.filter(family_key__in=list(sought.keys)).values_list(*columns)[:_NAMES_LOOKED_AT]
    ranked: dict[int, float] = {}
    found: defaultdict[int, _Candidate] = defaultdict(_Candidate)
    for pk, key, given, patronymic, surname in dict.fromkeys(rows):
        if key not in sought.keys and sought.pattern and not could_be(sought.pattern, surname):
            continue
        candidate = found[pk]
        candidate.names.append((key, given, patronymic))
        fit = _fit(given, patronymic, sought) + (_OF_THAT_YEAR if pk in of_that_year else 0.0)
        ranked[pk] = max(ranked.get(pk, 0.0), fit)
    best = sorted(ranked, key=lambda pk: (-ranked[pk], pk))[:_PEOPLE_LOOKED_AT]
    return {pk: found[pk] for pk in best}


def _fit(given: str, patronymic: str, sought: Sought) -> float:
    words = words_of(given)
    if sought.given_words & {fold(word) for word in words}:
        fit = 3.0
    else:
        fit = 2.0 if sought.given & {number for word in words for number in given_set_numbers(word)} else 0.0
    return fit + (1.0 if sought.fathers and sought.fathers & set(father_numbers(patronymic)) else 0.0)


def _add_events(candidates: dict[int, _Candidate], unseen: Unseen) -> None:
    told = Event.objects.filter(person__in=list(candidates), kind__in=("birth", "death", "residence"))
    rows = openly_known(told, unseen).order_by("pk")
    for pk, kind, first, last, place, name, written in rows.values_list(
        "person_id", "kind", "date_earliest", "date_latest", "place_id", "place__name", "place_as_written"
    ):
        candidate = candidates[pk or 0]
        if kind == "birth" and first is not None and last is not None:
            years = from_day_number(first)[0], from_day_number(last)[0]
            candidate.first = min(years[0], candidate.first or years[0])
            candidate.last = max(years[1], candidate.last or years[1])
        if kind == "death" and last is not None:
            candidate.died = from_day_number(last)[0]
        if place:
            candidate.places.add(place)
        candidate.place_words |= {fold(text) for text in (name, written) if text}
        candidate.place = candidate.place or name or written


def _add_families(candidates: dict[int, _Candidate], sought: Sought, unseen: Unseen) -> set[int]:
    """Add the families and fathers of the candidates; return the families of those linked on this page."""
    everyone = [*candidates, *sought.relatives]
    related: set[int] = set()
    of_parents: defaultdict[int, set[int]] = defaultdict(set)
    partners, children = (openly_known(model.objects.order_by(), unseen) for model in (FamilyPartner, FamilyChild))
    ties = [*partners.filter(person__in=everyone).values_list("family_id", "person_id")]
    parentages = [*children.filter(person__in=everyone).values_list("family_id", "person_id")]
    for family, pk in parentages:
        of_parents[family].add(pk)
    for family, pk in (*ties, *parentages):
        if pk in candidates:
            candidates[pk].families.add(family)
        if pk in sought.relatives:
            related.add(family)
    # Without a father on the page the question is asked all the same: the number of queries stays one.
    fathers = partners.filter(family__in=list(of_parents) if sought.fathers else [], person__sex="M")
    for family, given in fathers.values_list("family_id", "person__names__given"):
        numbers = {number for word in words_of(given or "") for number in given_set_numbers(word)}
        for pk in of_parents[family] & set(candidates):
            candidates[pk].fathers |= numbers
    return related


def _compare(candidate: _Candidate, sought: Sought, related: set[int]) -> None:
    codes = candidate.codes
    surnames = {sought.keys.get(key, "surname_reading") for key, _given, _father in candidate.names}
    codes.add("surname" if "surname" in surnames else "surname_reading")
    given = [word for _key, given, _father in candidate.names for word in words_of(given)]
    if sought.given_words and given:
        same = sought.given_words & {fold(word) for word in given}
        alike = sought.given & {number for word in given for number in given_set_numbers(word)}
        codes.add("given" if same else ("given_set" if alike else "other_given"))
    fathers = candidate.fathers | {n for _key, _given, father in candidate.names for n in father_numbers(father)}
    if sought.fathers & fathers:
        codes.add("father")
    if sought.year and candidate.first is not None and candidate.last is not None:
        off = max(candidate.first - sought.year, sought.year - candidate.last, 0)
        codes.add("birth_year" if not off else ("birth_year_near" if off <= YEARS_OFF else "other_year"))
    if sought.places & candidate.places or sought.place_words & candidate.place_words:
        codes.add("place")
    if related & candidate.families:
        codes.add("relative")


def _shown(
    candidates: dict[int, _Candidate], sought: Sought, person: EntryPerson, limit: int, unseen: Unseen
) -> list[LikelyPerson]:
    people = openly_known(Person.objects.filter(pk__in=list(candidates)), unseen).only(
        "pk", "public_id", "sort_name", "sex", "status"
    )
    refused = refused_for(list(candidates), person)
    found = []
    for one in people:
        candidate = candidates[one.pk]
        if {one.sex, sought.sex} == {"F", "M"}:
            candidate.codes.add("other_sex")
        score = sum(_WEIGHTS[code] for code in candidate.codes)
        # A surname alone says nothing where a given name stands beside it; where the page gives no more it is all.
        least = _WEIGHTS["surname_reading"] if sought.pattern else _LEAST
        named = candidate.codes & {"surname", "surname_reading"} if sought.pattern else candidate.codes & {"surname"}
        if score > _LEAST or (named and not sought.given_words and score >= least):
            found.append(_likely(one, candidate, score, one.pk in refused))
    found.sort(key=lambda one: (one.already_refused, -one.score, one.pk))
    return found[:limit]


def _likely(person: Person, candidate: _Candidate, score: float, refused: bool) -> LikelyPerson:
    born = "" if candidate.first is None else str(candidate.first)
    if candidate.last is not None and candidate.last != candidate.first:
        born = f"{candidate.first}/{candidate.last}"
    years = f"{born}–{candidate.died}" if candidate.died else born
    return LikelyPerson(
        person.pk,
        person.public_id,
        str(person),
        years,
        candidate.place,
        person.status,
        tuple((code, REASONS[code]) for code in REASONS if code in candidate.codes),
        refused,
        round(score, 2),
    )


def refused_for(pks: Sequence[int], person: EntryPerson) -> set[int]:
    """Return those who were said not to be the one: here, or of a name that is written the same."""
    names = {fold(likeliest_letters(text)) for text in _written_forms(person) if text}
    rows = NotSame.objects.filter(person__in=pks, mention__folded__in=names).values_list("person_id", flat=True)
    return set(person.decision.not_same) | set(rows)


def _written_forms(person: EntryPerson) -> Iterable[str]:
    return (name_of(person).whole, person.name.text)
