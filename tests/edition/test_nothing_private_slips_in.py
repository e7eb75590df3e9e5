"""The ways by which a private word could slip into the public edition, each once found and closed."""

from pathlib import Path

import pytest

from records.documents.models import Document, Mention, Source, Transcription
from records.edition import publishing
from records.edition.publishing import publish_changes
from records.edition.rebuilding import rebuild
from records.importing.gedcom_import import import_gedcom
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.outbox import OutboxEntry
from records.people.models import Event, EventCitation, Person
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person, rows_of

pytestmark = pytest.mark.usefixtures("empty_archive")


def public(settings) -> str:
    return str(rows_of(settings.EDITION_URL))


def paper(**columns: str) -> Document:
    document = Document(kind="letter", title="List", status=Status.PUBLISHED, **columns)
    document.save()
    return document


def named(document: Document, someone: Person, **columns: str) -> None:
    mention = Mention(document=document, as_written="Ktoś", **columns)
    mention.save()
    Identification(mention=mention, person=someone, decided_by="Wolontariuszka").save()


def test_withdrawn_while_a_rebuild_runs_is_withdrawn_from_the_documents(settings) -> None:
    regretted = person("Cofana", "Wtrakcie")
    document = paper()
    named(document, regretted)
    Transcription(document=document, language="pl", text="Cofana Wtrakcie pisze").save()

    def withdraw(kind: str, _done: int, _total: int) -> None:
        if kind == "document" and regretted.status == Status.PUBLISHED:
            regretted.status = Status.WITHDRAWN
            regretted.save()

    rebuild("public", TODAY, withdraw)
    publish_changes(TODAY)
    assert "Wtrakcie" not in public(settings)


def test_a_withheld_paper_shows_nothing_that_was_written_about_it(settings) -> None:
    living = person("Żyjąca", "Osoba", "1950")
    document = paper(holder_today="Tajne-A", rights="Tajne-B", signature="Tajne-C", place_as_written="Tajne-D")
    named(document, living)
    Mention(document=document, as_written="Zmarły", known_dead=True, relation="Tajne-E", note="Tajne-F").save()
    publish_changes(TODAY)
    assert "Zmarły" in public(settings)
    assert "Tajne" not in public(settings)


def test_the_names_of_volunteers_stay_in_the_house(settings) -> None:
    dead = person("Jan", "Zmarły", "1880", "M")
    document = paper()
    named(document, dead)
    Transcription(document=document, language="pl", text="x", author="Przepisywaczka").save()
    Event(person=dead, kind="death", is_conclusion=True, conclusion_reason="r", concluded_by="Rozstrzygająca").save()
    publish_changes(TODAY)
    assert not any(name in public(settings) for name in ("Wolontariuszka", "Przepisywaczka", "Rozstrzygająca"))


def test_what_is_told_of_the_living_alone_is_not_shown(settings) -> None:
    living, dead = person("Żyjąca", "Osoba", "1950"), person("Zmarła", "Osoba", "1880")
    family = family_of(dead, children=(living,))
    family.note = "Notatka-rodzinna"
    family.save()
    stage = JourneyStage(code="UK_CAMP", status=Status.PUBLISHED, note="Notatka-etapu")
    stage.save()
    Traveller(stage=stage, person=living).save()
    publish_changes(TODAY)
    assert "Notatka" not in public(settings)
    living.vital = "deceased"
    living.save()
    publish_changes(TODAY)
    assert "Notatka-rodzinna" in public(settings)
    assert "Notatka-etapu" in public(settings)


def test_a_file_brings_no_address_or_letter_of_the_living(settings, tmp_path: Path) -> None:
    path = tmp_path / "family.ged"
    path.write_text(
        "0 HEAD\n1 GEDC\n2 VERS 7.0\n"
        "0 @I1@ INDI\n1 NAME Lena /Żyjąca/\n1 BIRT\n2 DATE 1990\n2 PLAC Tajna-ulica 5, Leeds\n2 SOUR @S1@\n"
        "0 @I2@ INDI\n1 NAME Jan /Zmarły/\n1 BIRT\n2 DATE 1880\n2 PLAC Lwów\n2 SOUR @S2@\n"
        "1 DEAT Y\n0 @I3@ INDI\n1 NAME Nie /Zmarła/\n1 BIRT\n2 DATE 1991\n1 DEAT\n"
        "0 @S1@ SOUR\n1 TITL Tajny-list Leny\n0 @S2@ SOUR\n1 TITL Jawna-księga\n0 TRLR\n",
        encoding="utf-8",
    )
    import_gedcom(path, "published", lambda *_progress: None)
    for way in ("incremental", "rebuild"):
        if way == "incremental":
            publish_changes(TODAY)
        else:
            rebuild("public", TODAY)
        shown = public(settings)
        assert "Jawna-księga" in shown, way
        assert "Lwów" in shown, way
        assert not any(name in shown for name in ("Tajna-ulica", "Tajny-list", "Żyjąca", "Zmarła")), way


def test_a_hidden_fathers_name_is_no_search_key(settings) -> None:
    grandfather, father = person("Adam", "Ojcowski", "1850", "M"), person("Felicjan", "Ojcowski", "", "M")
    child = person("Zofia", "Ojcowska", "1912")
    family_of(grandfather, children=(father,))
    family_of(father, children=(child,))
    publish_changes(TODAY)
    assert "felicjan" in public(settings)
    father.vital = "living"
    father.save()
    publish_changes(TODAY)
    assert "felicjan" not in public(settings)


@pytest.mark.parametrize("record", ["stage", "family"])
def test_what_showed_that_someone_is_dead_is_deleted_and_so_hides_them(settings, record: str) -> None:
    uncertain = person("Rozalia", "Niepewna", "")
    if record == "stage":
        proof = JourneyStage(code="KATYN", date_text="1940", status=Status.PUBLISHED)
        proof.save()
        Traveller(stage=proof, person=uncertain).save()
    else:
        proof = family_of(uncertain, children=(person("Stefan", "Dawny", "1880", "M"),))
    publish_changes(TODAY)
    assert "Niepewna" in public(settings)
    proof.delete()
    publish_changes(TODAY)
    assert "Niepewna" not in public(settings)


def test_one_record_that_cannot_be_composed_stops_no_other(settings, monkeypatch, caplog) -> None:
    broken, sound = person("Zepsuta", "Karta"), person("Dobra", "Karta")
    publish_changes(TODAY)
    compose = publishing.compose

    def compose_or_fail(keys, who):
        if broken.key in keys:
            raise AttributeError("a value of an unexpected form")
        return compose(keys, who)

    monkeypatch.setattr(publishing, "compose", compose_or_fail)
    sound.status = Status.WITHDRAWN
    for one in (broken, sound):
        one.save()
    publish_changes(TODAY)
    assert "Dobra" not in public(settings)
    # Fail closed: what cannot be composed is not shown either, and waits for an operator.
    assert "Zepsuta" not in public(settings)
    assert OutboxEntry.objects.get().record_id == broken.public_id
    monkeypatch.undo()
    publish_changes(TODAY)
    assert "Zepsuta" in public(settings)


def test_a_much_cited_source_is_followed_in_parts(settings) -> None:
    source = Source(title="Spis", status=Status.PUBLISHED)
    source.save()
    for number in range(publishing._AT_ONCE + 20):
        event = Event(person=person(f"Jan{number}", "Liczny", "1880", "M"), kind="residence", value="Lwów")
        event.save()
        EventCitation(event=event, source=source, page="Karta-7").save()
    publish_changes(TODAY)
    assert "Karta-7" in public(settings)
    source.status = Status.WITHDRAWN
    source.save()
    publish_changes(TODAY)
    assert "Karta-7" not in public(settings)
    assert not OutboxEntry.objects.exists()
