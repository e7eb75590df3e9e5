"""Names on documents and people are counted apart, and after every publishing both ways."""

import pytest

from records.documents.models import Document, Mention, Source
from records.edition.connection import reading
from records.edition.counting import Names, all_names, names_by_kind, names_of
from records.edition.publishing import publish_changes
from records.edition.who_was_there import days_there
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, person

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def listed() -> tuple[Document, list[Mention]]:
    """A list of four: two of one woman, one whom nobody knows, and one who may be living."""
    place, source = Place(name="Sarny", status=Status.PUBLISHED), Source(title="Lists", status=Status.PUBLISHED)
    place.save()
    source.save()
    paper = Document(title="A list", kind="train_list", source=source, place=place, status=Status.PUBLISHED)
    paper.save()
    names = []
    for written, year in (("Nowak Anna", 1901), ("Nowakowa Anna", 1901), ("Wilk Jan", 1890), ("Young One", 1999)):
        names.append(Mention(document=paper, as_written=written, role="listed", birth_year=year))
        names[-1].save()
    anna = person("Anna", "Nowak", "1901", "F")
    for name in names[:2]:
        Identification(mention=name, person=anna).save()
    return paper, names


def test_names_are_counted_beside_people(listed: tuple[Document, list[Mention]]) -> None:
    paper, names = listed
    publish_changes(TODAY)
    with reading() as edition:
        # Of somebody who may be living not even the number tells.
        assert names_by_kind(edition) == {"train_list": Names(3, 1)}
        assert (all_names(edition), all_names(edition).identified) == (Names(3, 1), 2)
        assert names_of(edition, "source", paper.source.public_id) == Names(3, 1)
        assert names_of(edition, "place", paper.place.public_id) == Names(3, 1)
        assert names_of(edition, "place", "nowhere") == Names()
    Identification(mention=names[2], person=person("Jan", "Wilk", "1890", "M")).save()
    publish_changes(TODAY)
    with reading() as edition:
        assert all_names(edition) == Names(3, 0)
    paper.status = Status.WITHDRAWN
    paper.save()
    publish_changes(TODAY)
    with reading() as edition:
        assert all_names(edition) == Names(0, 0)


def test_who_came_twice_is_one_person(listed: tuple[Document, list[Mention]]) -> None:
    place = Place.objects.get()
    anna, ewa = Identification.objects.get(mention=listed[1][0]).person, person("Ewa", "Lis", "1903", "F")
    for code in ("EXILE_SETTLEMENT", "EXILE_KOLKHOZ"):
        stage = JourneyStage(code=code, place=place, status=Status.PUBLISHED)
        stage.save()
        for one in (anna, ewa):
            Traveller(stage=stage, person=one).save()
    publish_changes(TODAY)
    with reading() as edition:
        there = days_there(edition, ("place", place.public_id))
    assert (there.people, there.stays) == (2, 4)
