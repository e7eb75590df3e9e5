"""Finding records from the desk: always by ranges of an indexed column, never by reading a large table through.

A word fits a name that begins with it: "Zolkiew" finds Żółkiew. Where nothing begins so, people are sought as
the public site seeks them, by sound and across scripts; that knows published people only.
"""

import re
from collections.abc import Iterable

from django.db.models import Exists, OuterRef, Q, QuerySet

from records.documents.models import Document, Mention
from records.edition.connection import EditionMissing, reading
from records.edition.search import search_other, search_people
from records.edition.search_query import read_query
from records.index_ranges import beginning
from records.names.folding import fold, script_of
from records.names.surnames import family_key
from records.names.transliteration import nasal_readings, to_polish_letters
from records.people.models import FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceName

_PUBLIC_ID = re.compile(r"[0-9a-z]{12,13}")
_WORDS = 6


def readings(word: str) -> list[str]:
    """Return the word as typed and, when it is Cyrillic, as a Pole would write it."""
    if script_of(word) != "Cyrl":
        return [word]
    return list(dict.fromkeys([word, to_polish_letters(word), *nasal_readings(word)]))


def by_public_id(queryset: QuerySet, text: str) -> QuerySet | None:
    """Return the record of this public id, or None when the text is no public id."""
    return queryset.filter(public_id=text.strip()) if _PUBLIC_ID.fullmatch(text.strip()) else None


def any_of(conditions: Iterable[Q]) -> Q:
    """Join conditions with or."""
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


# --- people and families ------------------------------------------------------------------------------------


def find_people(queryset: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Return the people of whom every word begins a name, in any order; else those who sound alike."""
    known = by_public_id(queryset, text)
    if known is not None and known.exists():
        return known
    words = text.replace(",", " ").split()[:_WORDS]
    if not any(fold(word) for word in words):
        return queryset
    found = queryset.filter(pk__in=_named(words))
    return found if found.exists() else _sounding_alike(queryset, text)


def _named(words: list[str]) -> QuerySet:
    """Return the keys of persons of whom one word begins a surname and each other word begins any name."""
    words = [word for word in words if fold(word)]
    leads = any_of(_begins_surname(word) for word in words)
    names = PersonName.objects.filter(leads)
    if len(words) > 1:
        for word in words:
            of_same_person = PersonName.objects.filter(person=OuterRef("person"))
            names = names.filter(Exists(of_same_person.filter(_begins_surname(word) | _begins_later_word(word))))
    return names.values("person")


def _begins_surname(word: str) -> Q:
    readings_of = readings(word)
    spellings = [beginning("folded", fold(reading)) for reading in readings_of if fold(reading)]
    families = [beginning("family_key", family_key(reading)) for reading in readings_of if family_key(reading)]
    return any_of([*spellings, *families])


def _begins_later_word(word: str) -> Q:
    return any_of(Q(folded__contains=f" {fold(reading)}") for reading in readings(word) if fold(reading))


def _sounding_alike(queryset: QuerySet, text: str) -> QuerySet:
    try:
        with reading() as edition:
            ids = [hit.id for hit in search_people(edition, read_query(text)).hits]
    except EditionMissing:
        ids = []
    return queryset.filter(public_id__in=ids)


def find_families(queryset: QuerySet, text: str) -> QuerySet:
    """Return the families with a partner of this name."""
    known = by_public_id(queryset, text)
    if known is not None and known.exists():
        return known
    partners = FamilyPartner.objects.filter(person__in=find_people(Person.objects.order_by(), text).values("pk"))
    return queryset.filter(pk__in=partners.values("family"))


# --- places, sources, documents, stages ---------------------------------------------------------------------


def find_places(queryset: QuerySet[Place], text: str) -> QuerySet[Place]:
    """Return the places of which a name, of any time and language, begins with the text."""
    known = by_public_id(queryset, text)
    if known is not None and known.exists():
        return known
    spellings = [fold(reading) for reading in readings(text) if fold(reading)]
    if not spellings:
        return queryset
    begins = any_of(beginning("folded", spelling) for spelling in spellings)
    return queryset.filter(begins | Q(pk__in=PlaceName.objects.filter(begins).values("place")))


def find_documents(queryset: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Return the documents whose title or a name on the page begins with the text; else published ones by any word."""
    known = by_public_id(queryset, text)
    if known is not None and known.exists():
        return known
    folded = fold(text)
    if not folded:
        return queryset
    begins = beginning("folded", folded)
    found = queryset.filter(begins | Q(pk__in=Mention.objects.filter(begins).values("document")))
    return found if found.exists() else queryset.filter(public_id__in=_with_words("document", text))


def _with_words(kind: str, text: str) -> list[str]:
    try:
        with reading() as edition:
            return [record_id for record_id, _card in search_other(edition, text, limit_each=100).get(kind, [])]
    except EditionMissing:
        return []


def find_beginning(queryset: QuerySet, text: str) -> QuerySet:
    """Return the rows whose folded column begins with the text."""
    return queryset.filter(beginning("folded", fold(text))) if fold(text) else queryset


def find_within(queryset: QuerySet, text: str, *columns: str) -> QuerySet:
    """Return the rows that carry every word somewhere in these columns: for short tables only."""
    for word in fold(text).split()[:_WORDS]:
        queryset = queryset.filter(any_of(Q(**{f"{column}__icontains": word}) for column in columns))
    return queryset


def places_named(text: str) -> QuerySet:
    """Return the keys of the places that the text may name."""
    return find_places(Place.objects.order_by(), text).values("pk")


def names_of_kinds(choices: Iterable[tuple[str, object]], text: str) -> list[str]:
    """Return the codes whose label, in the language of the desk, carries the text."""
    folded = fold(text)
    return [code for code, label in choices if folded and folded in fold(str(label))]
