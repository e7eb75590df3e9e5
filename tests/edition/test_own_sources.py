"""A source that is one paper is called by its kind while the paper is kept back: its title bears the holder's name."""

import pytest

from records.documents.models import Document, Mention, Source
from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.queries import get_page
from records.edition.rebuilding import rebuild
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Person
from records.record_model import Status
from tests.edition.world import TODAY, person, rows_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def title_of(settings, source: Source) -> str:
    with reading(settings.EDITION_URL) as connection:
        page = get_page(connection, "source", source.public_id)
    assert page is not None and page.card["title"] == page.body["title"]
    return str(page.body["title"])


def paper_about(someone: Person, title: str = "Zapis metrykalny: Xylofon Kunegunda", **of: object) -> Source:
    source = Source(title=title, kind="Parish record", signature="Xylofon 7", status=Status.PUBLISHED)
    source.save()
    paper = Document(kind="parish_record", title="Zapis metrykalny: Xylofon Kunegunda", source=source, **of)
    paper.status = Status.PUBLISHED
    paper.save()
    mention = Mention(document=paper, as_written="Kunegunda Xylofon")
    mention.save()
    Identification(mention=mention, person=someone, certainty="sure").save()
    return source


@pytest.mark.parametrize("title", ["Zapis metrykalny: Xylofon Kunegunda", "Akt chrztu Kunegundy Xylofon"])
def test_the_title_comes_and_goes_with_the_words_of_the_paper(settings, tmp_path, title: str) -> None:
    someone = person("Kunegunda", "Xylofon", "1995")
    source = paper_about(someone, title)
    for vital, shown in (("unknown", "Parish record"), ("deceased", title), ("living", "Parish record")):
        someone.vital = vital
        someone.save()
        publish_changes(TODAY)
        assert title_of(settings, source) == shown
        rebuild("public", TODAY, url=f"sqlite:///{tmp_path}/{vital}.sqlite3")
        assert ("xylofon" in str(rows_of(f"sqlite:///{tmp_path}/{vital}.sqlite3")).lower()) == (vital == "deceased")


def test_a_register_of_many_papers_keeps_its_title(settings) -> None:
    source = paper_about(person("Jan", "Żyjący", "1995"), "Księga chrztów")
    Document(kind="parish_record", title="Another", source=source, status=Status.PUBLISHED).save()
    publish_changes(TODAY)
    assert title_of(settings, source) == "Księga chrztów"


def test_a_long_train_of_drafts_is_published_to_its_end(settings) -> None:
    train = JourneyStage(code="DEPORT_1", date_text="1940", status=Status.PUBLISHED)
    train.save()
    drafts = [Person(status=Status.DRAFT) for _number in range(210)]
    for someone in drafts:
        someone.save()
    Traveller.objects.bulk_create([Traveller(stage=train, person=someone) for someone in drafts])
    publish_changes(TODAY)
    drafts[0].save()
    train.save()
    assert publish_changes(TODAY) < 1_000
    assert not OutboxEntry.objects.exists()


@pytest.mark.parametrize("title", ["Zapis metrykalny: Xylofon Kunegunda", "Akt chrztu Kunegundy Xylofon"])
@pytest.mark.parametrize("what", ["deleted", "moved"])
def test_a_source_whose_paper_is_gone_does_not_say_whose_it_was(settings, tmp_path, title: str, what: str) -> None:
    someone = person("Kunegunda", "Xylofon", "1995")
    someone.vital = "deceased"
    someone.save()
    source = paper_about(someone, title)
    register = Source(title="Księga chrztów", kind="Register", status=Status.PUBLISHED)
    register.save()
    publish_changes(TODAY)
    assert title_of(settings, source) == title
    paper = Document.objects.get()
    if what == "deleted":
        paper.delete()
    else:
        someone.vital = "living"
        someone.save()
        paper.source = register
        paper.save()
    publish_changes(TODAY)
    assert title_of(settings, source) == "Parish record"
    rebuild("public", TODAY, url=(anew := f"sqlite:///{tmp_path}/anew.sqlite3"))
    with reading(anew) as connection:
        page = get_page(connection, "source", source.public_id)
    assert page is not None and page.body["title"] == "Parish record"


def test_a_paper_that_moves_brings_both_sources_up_to_date(settings) -> None:
    someone = person("Kunegunda", "Xylofon", "1995")
    source = paper_about(someone, "Akt chrztu")
    register = Source(title="Księga chrztów", kind="Register", status=Status.PUBLISHED)
    register.save()
    publish_changes(TODAY)
    assert [title_of(settings, one) for one in (source, register)] == ["Parish record", "Księga chrztów"]
    paper = Document.objects.get()
    paper.source = register
    paper.save()
    publish_changes(TODAY)
    # The one paper of the register is kept back now, and so is what the register is called.
    assert [title_of(settings, one) for one in (source, register)] == ["Parish record", "Register"]


def test_a_source_that_never_was_a_paper_keeps_its_title(settings) -> None:
    book = Source(title="Księga chrztów", kind="Parish record", status=Status.PUBLISHED)
    book.save()
    publish_changes(TODAY)
    assert title_of(settings, book) == "Księga chrztów"
