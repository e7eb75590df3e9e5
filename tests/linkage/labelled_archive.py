"""The labelled records entered as an archive: some as its people, with their families, the others as rows of lists."""

import random
from collections import defaultdict

from records.dates.day_numbers import from_day_number
from records.documents.models import Document, Mention, Source
from records.people.models import Person, PersonName
from records.record_model import Status
from tests.benchmarks.labelled_records import Born, Labelled
from tests.edition.world import family_of, person

# Whoever is told here is a person of the archive.
OF_PEOPLE = frozenset({"", "parish"})
_MONTHS = ("JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC")


def enter(records: list[Labelled], chance: random.Random) -> tuple[list[Person], list[Mention]]:
    """Enter these records; of each list one document, of each household one family."""
    people: list[Person] = []
    households: dict[tuple[int, str], list[tuple[str, Person]]] = defaultdict(list)
    lists: dict[str, list[Labelled]] = defaultdict(list)
    for one in records:
        told = one.told
        if told.source not in OF_PEOPLE:
            lists[told.source].append(one)
            continue
        someone = person(told.given, told.surname, written(told.born), told.sex.upper(),
                         status=chance.choice((Status.DRAFT, Status.PUBLISHED)))  # fmt: skip
        PersonName.objects.filter(person=someone).update(patronymic=told.father)
        people.append(someone)
        if one.place:
            households[one.household, told.source].append((one.place, someone))
    for members in households.values():
        by_place = {place: [one for its, one in members if its == place] for place, _someone in members}
        family_of(*by_place.get("parent", ()), children=tuple(by_place.get("child", ())))
    source = Source(title="Lists", status=Status.PUBLISHED)
    source.save()
    return people, [_row(one, paper) for name, rows in lists.items() for paper in [_list(source, name)] for one in rows]


def _list(source: Source, name: str) -> Document:
    paper = Document(source=source, title=name, kind="train_list", status=Status.PUBLISHED)
    paper.save()
    return paper


def _row(one: Labelled, paper: Document) -> Mention:
    told = one.told
    row = Mention(document=paper, as_written=f"{told.surname} {told.given}", role="listed")
    born = written(told.born)
    row.values = {"father_name": {"text": told.father}, "birth_date": {"text": born, "understood": born}}
    row.save()
    return row


def written(born: Born) -> str:
    """Return a date of birth as GEDCOM writes it."""
    first, last = born
    if first is None or last is None:
        return ""
    year, month, day = from_day_number(first)
    return f"{day} {_MONTHS[month - 1]} {year}" if first == last else str(year)
