"""Random archives in which everything that can hang on a person does, and what the archive holds, row by row."""

from typing import Any

from django.apps import apps
from django.contrib.auth.models import User
from django.utils import timezone

from records.contributions.models import Contribution, Statement
from records.documents.models import Mention
from records.histories.models import HistoryPerson
from records.importing.models import ExternalId, ImportBatch, ImportedRecord, ImportedRow, Residue
from records.journeys.models import Traveller
from records.linkage.merges import Merge
from records.linkage.models import Identification, NotSame
from records.merging.merging import merge_people
from records.people.models import (
    ChildCitation,
    Event,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)
from records.record_model import Status
from records.reviewing.models import Remark
from tests.edition.world import World

# What tells of merging itself, and what waits to be published or compared.
_OF_THE_ACT = {"OutboxEntry", "ComparisonDue", "ChangeSet", "TouchedRow", "Merge", "PersonPair", "PairDecision"}


def archive_rows() -> dict[str, list[dict[str, Any]]]:
    """Return every row of the archive with all its columns, by table; the kept states left out."""
    return {
        model.__name__: list(model._default_manager.order_by("pk").values())
        for model in apps.get_app_config("records").get_models()
        if model.__name__ not in _OF_THE_ACT and not model.__name__.startswith("Historical")
    }


def reviewer(name: str = "ewa") -> User:
    """Return an account that decides."""
    return User.objects.get_or_create(username=name)[0]


def merge(kept: Person, gone: Person, **options: Any) -> Merge:
    """Merge two people for a reason."""
    wanted: dict[str, Any] = {"reason": "The same day and place of birth.", "user": reviewer(), "now": timezone.now()}
    return merge_people(kept.public_id, gone.public_id, **wanted | options)


class DoubledWorld(World):
    """The small invented world, with two records of some people."""

    def build(self) -> None:
        super().build()
        for _turn in range(3):
            self.double()

    def double(self) -> tuple[Person, Person]:
        """Make two records that say much of the same, and something else each."""
        chance = self.chance
        family = chance.choice(self.families) if self.families else None
        pair = [self._one(number, family) for number in range(2)]
        if chance.random() < 0.5:
            self._hang_both(*pair)
        self.people += pair
        return pair[0], pair[1]

    def _one(self, number: int, family: Family | None) -> Person:
        chance = self.chance
        someone = Person(
            status=chance.choice([Status.PUBLISHED, Status.PUBLISHED, Status.DRAFT, Status.REVIEW]),
            sex=chance.choice("FU"),
            vital=chance.choice(["unknown", "deceased"]),
            note=chance.choice(["", "She wrote poems.", f"Note {number}."]),
            private_note=chance.choice(["", "  as typed "]),
            reference=chance.choice(["", f"R{number}"]),
            confidential=chance.random() < 0.1,
            invented=True,
        )
        someone.save()
        batch, _new = ImportBatch.objects.get_or_create(file_name="x.ged")
        came = {"imported_in": batch.pk, "imported_line": chance.randint(1, 99)} if chance.random() < 0.5 else {}
        for position in range(chance.randint(1, 2)):
            name = PersonName(
                person=someone, given="Janina", surname=f"Kowalska{position}", preferred=not position, **came
            )
            name.save()
            NameCitation(name=name, source=chance.choice(self.sources)).save()
        for kind, text in (("birth", chance.choice(["1898", "1899"])), ("death", "1943")):
            concluded = chance.random() < 0.5
            why = "The register." if concluded else ""
            Event(
                person=someone, kind=kind, date_text=text, is_conclusion=concluded, conclusion_reason=why, **came
            ).save()
        PersonCitation(person=someone, source=chance.choice(self.sources)).save()
        Family(status=Status.PUBLISHED).save()
        own = Family.objects.latest("pk")
        FamilyPartner(family=own, person=someone, **came).save()
        if came:
            ImportedRecord(
                batch=batch,
                kind="person",
                record_id=someone.public_id,
                target=someone.pk,
                xref=f"@I{number}@",
                text="0",
            ).save()
            ExternalId(batch=batch, kind="person", target=someone.pk, scheme="REFN", value="7").save()
            Residue(batch=batch, kind="person", record_id=someone.public_id, path="INDI.X", line=9, lines="1 X").save()
            ImportedRow(batch=batch, line=1, outcome="created", person_id=someone.public_id).save()
        Remark(record_kind="person", record_id=someone.public_id, words="Whose?", at=timezone.now()).save()
        message = Contribution(about_kind="person", about_id=someone.public_id, name="A reader", text="I knew her.")
        message.save()
        Statement(contribution=message, kind="letter", person=someone, made_at=timezone.now()).save()
        return someone

    def _hang_both(self, one: Person, other: Person) -> None:
        """Let both stand in one family, on one stage, in one history and behind one name on a page."""
        family, stage, history = Family(status=Status.PUBLISHED), self.stages[0], self.histories[0]
        family.save()
        mention, refused = (Mention(document=self.documents[0], as_written=text) for text in ("Янина", "Иван"))
        mention.save()
        refused.save()
        for number, someone in enumerate((one, other)):
            child = FamilyChild(family=family, person=someone, position=number)
            child.save()
            ChildCitation(child=child, source=self.sources[number]).save()
            note = self.chance.choice(["", "With a bundle."])
            Traveller(stage=stage, person=someone, outcome=("unknown", "arrived")[number], note=note).save()
            HistoryPerson(history=history, person=someone).save()
            Identification(mention=mention, person=someone, certainty=self.chance.choice(["sure", "probable"])).save()
            NotSame(mention=refused, person=someone, decided_at=timezone.now()).save()
