"""Finding records from the desk: always by ranges of an indexed column, never by reading a large table through.

A word fits a name that begins with it: "Zolkiew" finds Żółkiew. Where nothing begins so, people are sought as
the public site seeks them, by sound and across scripts; that knows published people only. What may be found in several
tables is one question about their keys, joined by UNION: an OR over two tables would make PostgreSQL read both through.
"""

import re
from collections.abc import Iterable

from django.db.models import Model, Q, QuerySet

from records.documents.models import Document, Mention
from records.edition.connection import EditionMissing, reading
from records.edition.search import search_other, search_people
from records.edition.search_query import read_query
from records.index_ranges import beginning
from records.linkage.merges import now_called
from records.names.folding import fold, script_of
from records.names.surnames import family_key
from records.names.transliteration import nasal_readings, to_polish_letters
from records.people.models import FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceName

_PUBLIC_ID = re.compile(r"[0-9a-z]{12,13}")
_WORDS = 6
# Letters.
_FEWEST = 3
_OF_SAME_PERSON = "person__names__"


def readings(word: str) -> list[str]:
    """Return the word as typed and, when it is Cyrillic, as a Pole would write it."""
    if script_of(word) != "Cyrl":
        return [word]
    return list(dict.fromkeys([word, to_polish_letters(word), *nasal_readings(word)]))


def keys_of_public_id(model: type[Model], text: str) -> list[QuerySet]:
    """Return the question for the key of the record of this public id; none when the text is no public id."""
    wanted = text.strip()
    if not _PUBLIC_ID.fullmatch(wanted):
        return []
    # Who was made one with somebody is found there.
    wanted = now_called(wanted) if model is Person else wanted
    return [model._default_manager.order_by().filter(public_id=wanted).values("pk")]


def of_keys(queryset: QuerySet, *keys: QuerySet) -> QuerySet:
    """Return the rows whose key any of these questions gives."""
    first, *others = keys
    return queryset.filter(pk__in=first.union(*others) if others else first)


def any_of(conditions: Iterable[Q]) -> Q:
    """Join conditions with or."""
    joined = Q()
    for condition in conditions:
        joined |= condition
    return joined


# --- people and families ------------------------------------------------------------------------------------


def find_people(queryset: QuerySet[Person], text: str) -> QuerySet[Person]:
    """Return the people of whom every word begins a name, in any order; else those who sound alike."""
    words = [word for word in text.replace(",", " ").split()[:_WORDS] if fold(word)]
    if not words:
        return queryset
    if len(words) == 1 and len(fold(words[0])) < _FEWEST and len(readings(words[0])) == 1:
        # So short a beginning fits a tenth of all: the names that the list shows, in its own order, are enough.
        return queryset.filter(beginning("folded", fold(words[0])))
    found = of_keys(queryset, *people_named(text))
    return found if found.exists() else sounding_alike(queryset, text)


def people_named(text: str) -> list[QuerySet]:
    """Return the questions for the keys of the people of this public id, or of these names: see find_people."""
    words = [word for word in text.replace(",", " ").split()[:_WORDS] if fold(word)]
    return [*keys_of_public_id(Person, text), *(_led_by(number, words) for number in range(len(words)))]


def _led_by(number: int, words: list[str]) -> QuerySet:
    """Return the keys of persons of whom this word begins a surname, and each other word begins any name."""
    names = PersonName.objects.order_by().filter(_begins_surname(words[number]))
    for word in words[:number] + words[number + 1 :]:
        # A join, not EXISTS: for that PostgreSQL would look through all names of the archive.
        names = names.filter(_begins_surname(word, _OF_SAME_PERSON) | _begins_later_word(word, _OF_SAME_PERSON))
    return names.values("person")


def _begins_surname(word: str, at: str = "") -> Q:
    readings_of = readings(word)
    spellings = [beginning(f"{at}folded", fold(reading)) for reading in readings_of if fold(reading)]
    families = [beginning(f"{at}family_key", family_key(reading)) for reading in readings_of if family_key(reading)]
    return any_of([*spellings, *families])


def _begins_later_word(word: str, at: str) -> Q:
    return any_of(Q(**{f"{at}folded__contains": f" {fold(reading)}"}) for reading in readings(word) if fold(reading))


def sounding_alike(queryset: QuerySet, text: str) -> QuerySet:
    """Return the people whom the public site would find by this text."""
    try:
        with reading() as edition:
            ids = [hit.id for hit in search_people(edition, read_query(text)).hits]
    except EditionMissing:
        ids = []
    return queryset.filter(public_id__in=ids)


def find_families(queryset: QuerySet, text: str) -> QuerySet:
    """Return the families with a partner of this name."""
    if not fold(text):
        return queryset
    by_name = _partners(of_keys(Person.objects.order_by(), *people_named(text)))
    found = of_keys(queryset, *keys_of_public_id(queryset.model, text), by_name)
    return found if found.exists() else of_keys(queryset, _partners(sounding_alike(Person.objects.order_by(), text)))


def _partners(people: QuerySet[Person]) -> QuerySet:
    return FamilyPartner.objects.order_by().filter(person__in=people.values("pk")).values("family")


# --- places, sources, documents, stages ---------------------------------------------------------------------


def find_places(queryset: QuerySet[Place], text: str) -> QuerySet[Place]:
    """Return the places of which a name, of any time and language, begins with the text."""
    return of_keys(queryset, *places_named(text)) if fold(text) else queryset


def places_named(text: str) -> list[QuerySet]:
    """Return the questions for the keys of the places that the text may name."""
    begins = any_of(beginning("folded", fold(reading)) for reading in readings(text) if fold(reading))
    if not begins:
        return [Place.objects.none().values("pk")]
    names = PlaceName.objects.order_by().filter(begins).values("place")
    return [*keys_of_public_id(Place, text), Place.objects.order_by().filter(begins).values("pk"), names]


def find_documents(queryset: QuerySet[Document], text: str) -> QuerySet[Document]:
    """Return the documents whose title or a name on the page begins with the text; else published ones by any word."""
    folded = fold(text)
    if not folded:
        return queryset
    begins = beginning("folded", folded)
    on_page = Mention.objects.order_by().filter(begins).values("document")
    titled = Document.objects.order_by().filter(begins).values("pk")
    found = of_keys(queryset, *keys_of_public_id(Document, text), titled, on_page)
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


def names_of_kinds(choices: Iterable[tuple[str, object]], text: str) -> list[str]:
    """Return the codes whose label, in the language of the desk, carries the text."""
    folded = fold(text)
    return [code for code, label in choices if folded and folded in fold(str(label))]
