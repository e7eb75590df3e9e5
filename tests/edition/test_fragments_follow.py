"""A person's lines of GEDCOM follow what they speak of: the place, the stage, the paper, at the next publishing."""

from pathlib import Path

import pytest
import sqlalchemy as sa

from records.documents.models import Document, Mention
from records.edition import publishing
from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.edition.tables import fragment, loss, page
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, Person
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, person, rows_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def lines_of(settings, someone: Person) -> str:
    """Publish what waits, and return the lines of a person in every profile."""
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        rows = connection.execute(
            sa.select(fragment.c.text)
            .join(page, page.c.number == fragment.c.number)
            .where(page.c.kind == "person", page.c.id == someone.public_id)
        )
        return "".join(row.text for row in rows)


@pytest.fixture
def town() -> Place:
    found = Place(name="Lwów", status=Status.PUBLISHED)
    found.save()
    return found


def test_a_renamed_place_is_renamed_in_the_lines_of_its_people(settings, town: Place) -> None:
    native = person("Jan", "Sowa")
    Event(person=native, kind="residence", place=town).save()
    assert lines_of(settings, native).count("PLAC Lwów") == 3
    town.name = "Lemberg"
    town.save()
    assert lines_of(settings, native).count("PLAC Lemberg") == 3


def test_a_renamed_place_is_renamed_in_the_lines_of_travellers(settings, town: Place) -> None:
    traveller = person("Jan", "Sowa")
    stage = JourneyStage(code="ARREST", place=town, status=Status.PUBLISHED)
    stage.save()
    Traveller(stage=stage, person=traveller).save()
    assert "PLAC Lwów" in lines_of(settings, traveller)
    town.name = "Lemberg"
    town.save()
    assert "PLAC Lemberg" in lines_of(settings, traveller)
    stage.title = "Brygidki"
    stage.save()
    assert "EVEN Brygidki" in lines_of(settings, traveller)


def test_a_withdrawn_place_leaves_the_words_of_the_source(settings, town: Place) -> None:
    native = person("Jan", "Sowa")
    Event(person=native, kind="residence", place=town, place_as_written="we Lwowie").save()
    assert "PLAC Lwów" in lines_of(settings, native)
    town.status = Status.WITHDRAWN
    town.save()
    assert "PLAC Lwów" not in lines_of(settings, native)
    assert "PLAC we Lwowie" in lines_of(settings, native)


def test_a_paper_comes_to_those_it_names_and_goes_with_the_decision(settings) -> None:
    holder = person("Jan", "Sowa", "1880")
    paper = Document(kind="udostoverenie", title="Papier", fields={"number": "77"}, status=Status.PUBLISHED)
    paper.save()
    mention = Mention(document=paper, as_written="Сова", role="holder", birth_year=1880)
    mention.save()
    decision = Identification(mention=mention, person=holder)
    decision.save()
    assert "1 IDNO 77\n" in lines_of(settings, holder)
    paper.fields = {"number": "78"}
    paper.save()
    assert "1 IDNO 78\n" in lines_of(settings, holder)
    decision.withdrawn = True
    decision.save()
    assert "IDNO" not in lines_of(settings, holder)


def test_more_than_can_follow_at_once_follow_later(settings, town: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(publishing, "_AT_ONCE", 3)
    natives = [person(f"Jan{number}", "Sowa") for number in range(8)]
    for native in natives:
        Event(person=native, kind="residence", place=town).save()
    publish_changes(TODAY)
    town.name = "Lemberg"
    town.save()
    publish_changes(TODAY)
    assert not OutboxEntry.objects.exists()
    assert all("PLAC Lemberg" in lines_of(settings, native) for native in natives)


def test_who_is_withdrawn_leaves_no_line(settings, tmp_path: Path) -> None:
    regretted = person("Sekretyna", "Wycofana")
    regretted.sex = "X"
    regretted.save()
    assert "Sekretyna" in lines_of(settings, regretted)
    regretted.status = Status.WITHDRAWN
    regretted.save()
    publish_changes(TODAY)
    with reading(settings.EDITION_URL) as connection:
        for table in (fragment, loss):
            assert not connection.execute(sa.select(sa.func.count()).select_from(table)).scalar_one()
    rebuild("public", TODAY, url=f"sqlite:///{tmp_path}/other.sqlite3")
    assert rows_of(settings.EDITION_URL) == rows_of(f"sqlite:///{tmp_path}/other.sqlite3")
