"""A small invented world for tests of publishing, and random changes to it."""

import random
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from records.documents.models import Document, Mention, Source
from records.edition.connection import reading
from records.edition.tables import metadata
from records.histories.models import Author, FamilyHistory, HistoryPerson, Narrative
from records.importing.models import ImportBatch, ImportedRecord
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.people.models import Event, EventCitation, Family, FamilyChild, FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceParent
from records.record_model import Record, Status

TODAY = date(2026, 11, 22)
NARROW_TABLES = [table for table in metadata.sorted_tables if table.name != "edition_info"]


def person(given: str, surname: str, born: str = "1900", sex: str = "F", **columns: object) -> Person:
    """Make a published person with one name and one birth."""
    someone = Person(status=columns.pop("status", Status.PUBLISHED), sex=sex, invented=True, **columns)
    someone.save()
    PersonName(person=someone, given=given, surname=surname, preferred=True).save()
    if born:
        Event(person=someone, kind="birth", date_text=born).save()
    return someone


def six_others() -> None:
    """Make published men of other names, so that a name is no longer that of everybody."""
    for number, name in enumerate(("Adamczyk", "Bielecki", "Cieślak", "Dudek", "Gajewski", "Kubiak")):
        person("Jan", name, f"{number + 1} May 19{10 + number}", "M")


def family_of(*partners: Person, children: tuple[Person, ...] = ()) -> Family:
    """Make a published family."""
    family = Family(status=Status.PUBLISHED)
    family.save()
    for partner in partners:
        FamilyPartner(family=family, person=partner).save()
    for child in children:
        FamilyChild(family=family, person=child).save()
    return family


def rows_of(url: str) -> dict[str, set[tuple[object, ...]]]:
    """Return every row of an edition by table; numbers that differ from edition to edition are left out."""
    with reading(url) as connection:
        rows = {table.name: {tuple(row) for row in connection.execute(_in_words(table))} for table in NARROW_TABLES}
    return rows


def _in_words(table: sa.Table) -> sa.Select[tuple[object, ...]]:
    if table.name in ("page", "outline", "namesake", "name_form"):
        return sa.select(*(column for column in table.columns if column.name not in ("number", "id")), *_own_id(table))
    if table.name in ("fragment", "loss"):
        owner = metadata.tables["page"]
        others = (column for column in table.columns if column.name != "number")
        return sa.select(owner.c.kind, owner.c.id, *others).select_from(
            table.outerjoin(owner, owner.c.number == table.c.number)
        )
    if table.name != "bearer":
        return sa.select(table)
    page, form = metadata.tables["page"], metadata.tables["name_form"]
    surname, given = form.alias("its_surname"), form.alias("its_given")
    joined = table.join(page, page.c.number == table.c.person)
    joined = joined.outerjoin(surname, surname.c.id == table.c.surname)
    joined = joined.outerjoin(given, given.c.id == table.c.given)
    others = (column for column in table.columns if column.name not in ("person", "surname", "given"))
    return sa.select(page.c.id, surname.c.text, given.c.text, *others).select_from(joined)


def _own_id(table: sa.Table) -> list[sa.Column[object]]:
    return [] if table.name == "name_form" else [table.c.id]


@dataclass
class World:
    """The records of the world, for a random hand to change."""

    chance: random.Random
    people: list[Person] = field(default_factory=list)
    families: list[Family] = field(default_factory=list)
    stages: list[JourneyStage] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    sources: list[Source] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    histories: list[FamilyHistory] = field(default_factory=list)

    def build(self) -> None:
        """Make a world of everything, some of it published."""
        for number in range(4):
            self.places.append(
                Place(
                    name=f"Osada {number}",
                    status=self.any_status(),
                    imported_text=f"Osada {number}" if number % 2 else "",
                )
            )
            self.sources.append(Source(title=f"Księga {number}", status=self.any_status()))
        for record in (*self.places, *self.sources):
            record.save()
        for number in range(12):
            born = self.chance.choice(["", "1880", "1905", "1912", "1935", "ok. 1890"])
            self.people.append(
                person(
                    f"Imię{number}",
                    f"Nazwisko{number % 5}ski",
                    born,
                    self.chance.choice("FM"),
                    status=self.any_status(),
                )
            )
        for number in range(4):
            partners, children = self.chance.sample(self.people, 2), self.chance.sample(self.people, 2)
            self.families.append(
                family_of(*partners, children=tuple(child for child in children if child not in partners))
            )
            self.stages.append(
                JourneyStage(
                    code="EXILE_SETTLEMENT",
                    place=self.chance.choice(self.places),
                    status=self.any_status(),
                    date_text="1940",
                )
            )
            self.stages[-1].save()
            StageCitation(stage=self.stages[-1], source=self.chance.choice(self.sources), page=str(number)).save()
            self.documents.append(
                Document(
                    kind="letter",
                    title=f"List {number}",
                    source=self.chance.choice(self.sources),
                    status=self.any_status(),
                )
            )
            self.documents[-1].save()
            self.histories.append(FamilyHistory(title_en=f"Story {number}", status=self.any_status()))
            self.histories[-1].save()
        for _turn in range(20):
            self.change()

    def any_status(self) -> str:
        return self.chance.choice(
            [Status.PUBLISHED, Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT, Status.WITHDRAWN]
        )

    def change(self) -> None:
        """Change one thing as a volunteer might."""
        acts = [
            self.status,
            self.rename,
            self.travel,
            self.identify,
            self.tell,
            self.cite,
            self.die,
            self.relate,
            self.part,
            self.delete,
            self.move,
            self.restage,
            self.resex,
            self.rejoin,
            self.rename_another,
            self.consent,
            self.import_source,
            self.unsay,
        ]
        self.chance.choice(acts)()

    def status(self) -> None:
        record: Record = self.chance.choice(
            [
                *self.people,
                *self.families,
                *self.stages,
                *self.places,
                *self.sources,
                *self.documents,
                *self.histories,
            ]
        )
        record.status = self.any_status()
        record.save()

    def rename(self) -> None:
        someone = self.chance.choice(self.people)
        name = someone.names.first()
        if name is not None:
            name.surname = f"Nowe{self.chance.randint(0, 9)}cka"
            name.save()

    def travel(self) -> None:
        Traveller.objects.filter(
            stage=self.chance.choice(self.stages), person=self.chance.choice(self.people)
        ).first() or Traveller(
            stage=self.chance.choice(self.stages),
            person=self._newcomer(),
            outcome=self.chance.choice(["arrived", "died", "unknown"]),
        ).save()

    def _newcomer(self) -> Person:
        newcomer = person("Nowy", "Przybysz", self.chance.choice(["1899", "1930"]), status=self.any_status())
        self.people.append(newcomer)
        return newcomer

    def identify(self) -> None:
        mention = Mention(
            document=self.chance.choice(self.documents),
            as_written="Ян",
            birth_year=self.chance.choice([None, 1890]),
            values={"residence": {"text": "Wieś", "place": self.chance.choice(self.places).pk}},
        )
        mention.save()
        if self.chance.random() < 0.8:
            Identification(mention=mention, person=self.chance.choice(self.people)).save()

    def tell(self) -> None:
        history, someone = self.chance.choice(self.histories), self.chance.choice(self.people)
        if not history.people.filter(person=someone).exists():
            HistoryPerson(history=history, person=someone).save()

    def cite(self) -> None:
        event = Event.objects.filter(person=self.chance.choice(self.people)).first()
        if event is not None:
            EventCitation(event=event, source=self.chance.choice(self.sources), page="7").save()

    def die(self) -> None:
        place = self.chance.choice([None, *self.places])
        Event(person=self.chance.choice(self.people), kind="death", date_text="1943", place=place).save()

    def relate(self) -> None:
        family, someone = self.chance.choice(self.families), self.chance.choice(self.people)
        if not family.children.filter(person=someone).exists():
            FamilyChild(family=family, person=someone).save()

    def part(self) -> None:
        child = self.chance.choice(self.families).children.first()
        if child is not None:
            child.delete()

    def move(self) -> None:
        place, parent = self.chance.sample(self.places, 2)
        PlaceParent(place=place, parent=parent).save()

    def restage(self) -> None:
        stage = self.chance.choice(self.stages)
        stage.code = self.chance.choice(["LABOUR_CAMP", "KATYN", "IRAN"])
        stage.date_text, stage.date_value = self.chance.choice([("1914", ""), ("1941", ""), ("", "")])
        stage.place = self.chance.choice(self.places)
        stage.save()

    def resex(self) -> None:
        someone = self.chance.choice(self.people)
        someone.sex = self.chance.choice("FM")
        someone.save()

    def rejoin(self) -> None:
        """Hand a part over to another record."""
        traveller, child = Traveller.objects.order_by("-pk").first(), self.chance.choice(self.families).children.first()
        first = self.people[0]
        if traveller is not None and not Traveller.objects.filter(stage=traveller.stage, person=first).exists():
            traveller.person = first
            traveller.save()
        if child is not None and not self.families[0].children.filter(person=child.person).exists():
            child.family = self.families[0]
            child.save()
        mention = Mention.objects.first()
        if mention is not None:
            mention.document = self.chance.choice(self.documents)
            mention.save()

    def rename_another(self) -> None:
        place = self.chance.choice(self.places)
        place.name = f"Wieś {self.chance.randint(0, 99)}"
        place.save()

    def import_source(self) -> None:
        """Let a source have come with a file: it then hangs on those who cite it."""
        source = self.chance.choice(self.sources)
        batch, _new = ImportBatch.objects.get_or_create(file_name="x.ged")
        ImportedRecord(batch=batch, kind="source", record_id=source.public_id, target=source.pk, xref="@S@").save()
        source.save()

    def unsay(self) -> None:
        event = Event.objects.order_by("pk").first()
        if event is not None:
            event.delete()

    def consent(self) -> None:
        history = self.chance.choice(self.histories)
        author, _new = Author.objects.get_or_create(name="Autorka")
        Narrative(history=history, language="pl", title="T", text="t", author=author).save()
        author.consents = self.chance.choice([True, False])
        author.save()

    def delete(self) -> None:
        group = self.chance.choice([self.people, self.stages, self.documents, self.histories, self.families])
        if len(group) > 2:
            group.pop(self.chance.randrange(len(group))).delete()
