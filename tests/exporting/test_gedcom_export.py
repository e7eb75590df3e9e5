"""What leaves the edition as GEDCOM: read back by others, whole without our extensions, without the living."""

import io
import re
from pathlib import Path

import ged4py
import gedcom7
import pytest

from records.edition.connection import reading
from records.edition.rebuilding import rebuild
from records.edition.search import search_people
from records.edition.search_query import read_query
from records.exporting.gedcom_export import write_gedcom
from records.exporting.requests import PROFILES, ExportRequest
from records.importing.gedcom_import import import_gedcom
from records.people.models import Event, Family, Person
from tests.edition.world import TODAY

CANARIES = ("Kanarkowa", "Szkicomir", "Niewydany", "Cofnięta", "Nieznajomir", "Hidden-Nieustalony")


SEVEN = ("archive", "share-7.0")


def quiet(_what: str, _done: int, _total: int) -> None:
    """Show no progress."""


def exported(url: str, profile: str) -> bytes:
    stream = io.BytesIO()
    with reading(url) as connection:
        write_gedcom(connection, ExportRequest(profile), stream)
    return stream.getvalue()


def counted(content: bytes, tag: str) -> int:
    return len(re.findall(rb"(?m)^0 @[^@]+@ " + tag.encode() + rb"\r?$", content))


@pytest.mark.parametrize("profile", PROFILES)
def test_no_one_private_is_in_a_public_export(demo_edition: str, profile: str) -> None:
    content = exported(demo_edition, profile).decode()
    assert "Zarębska" in content
    assert [name for name in CANARIES if name in content] == []


@pytest.mark.parametrize("profile", SEVEN)
def test_a_strict_reader_of_7_finds_no_fault(demo_edition: str, profile: str) -> None:
    records = gedcom7.loads(exported(demo_edition, profile).decode("utf-8"))
    assert list(gedcom7.validate(records)) == []


@pytest.mark.django_db
@pytest.mark.parametrize("profile", SEVEN)
def test_a_strict_reader_finds_no_fault_in_the_complete_copy(demo_archive: Path, settings, profile: str) -> None:
    rebuild("archive", TODAY)
    records = gedcom7.loads(exported(settings.ARCHIVE_EDITION_URL, profile).decode("utf-8"))
    assert list(gedcom7.validate(records)) == []


@pytest.mark.parametrize("profile", SEVEN)
def test_without_our_extensions_the_file_is_still_whole(demo_edition: str, profile: str) -> None:
    lines = exported(demo_edition, profile).decode("utf-8").split("\n")
    kept, skipping = [], 0
    for line in lines:
        level = int(line.lstrip("\ufeff").split(" ")[0]) if line else 0
        if skipping and level > skipping - 1 and line:
            continue
        skipping = level + 1 if re.match(r"\d+ (?:@[^@]+@ )?_", line) else 0
        if not skipping:
            kept.append(line)
    records = gedcom7.loads("\n".join(kept))
    assert list(gedcom7.validate(records)) == []
    assert sum(record.tag == "INDI" for record in records) == counted("\n".join(lines).encode(), "INDI")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_edition_gives_the_same_bytes(demo_edition: str, profile: str) -> None:
    assert exported(demo_edition, profile) == exported(demo_edition, profile)


@pytest.mark.parametrize("profile", PROFILES)
def test_every_line_keeps_the_rules_of_its_version(demo_edition: str, profile: str) -> None:
    content, five = exported(demo_edition, profile), profile == "share-5.5.1"
    assert content.startswith(b"0 HEAD") if five else content.startswith(b"\xef\xbb\xbf0 HEAD")
    if five:
        assert all(len(line) <= 255 for line in content.split(b"\r\n"))
        assert set(re.findall(rb"(?m)^\d+ (_\w+)", content)) == {b"_UID"}
    assert (b"\r\n" in content) == five
    assert (b" CONC " in content) <= five


@pytest.mark.usefixtures("empty_archive")
def test_a_real_tree_goes_in_is_published_found_and_comes_out_whole(
    public_gedcom: Path, tmp_path: Path, settings
) -> None:
    import_gedcom(public_gedcom / "gedcom-go" / "royal92.ged", "published", quiet)
    people, families = Person.objects.count(), Family.objects.count()
    assert people == 3010
    rebuild("public", TODAY)
    with reading(settings.EDITION_URL) as connection:
        assert search_people(connection, read_query("Victoria Hanover 1819")).hits[0].card["name"] == "Victoria Hanover"
    rebuild("archive", TODAY)
    seven = exported(settings.ARCHIVE_EDITION_URL, "archive")
    records = gedcom7.loads(seven.decode("utf-8"))
    assert sum(record.tag == "INDI" for record in records) == people
    assert sum(record.tag == "FAM" for record in records) == families
    path = tmp_path / "five.ged"
    path.write_bytes(exported(settings.ARCHIVE_EDITION_URL, "share-5.5.1"))
    with ged4py.GedcomReader(str(path)) as reader:
        assert sum(1 for _ in reader.records0("INDI")) == people
        assert sum(1 for _ in reader.records0("FAM")) == families
    public = exported(settings.EDITION_URL, "share-7.0")
    assert 1500 < counted(public, "INDI") < people


@pytest.mark.django_db
def test_what_was_exported_comes_back_the_same(demo_archive, tmp_path: Path, settings) -> None:
    rebuild("archive", TODAY)
    first = exported(settings.ARCHIVE_EDITION_URL, "archive")
    path = tmp_path / "out.ged"
    path.write_bytes(first)
    people = {str(person.uid): facts(person) for person in Person.objects.all()}
    forget_everyone()
    import_gedcom(path, "published", quiet)
    assert {str(person.uid): facts(person) for person in Person.objects.all()} == people


def facts(person: Person) -> tuple[object, ...]:
    """Return what must survive the way out and in."""
    names = sorted((name.kind, name.given, name.surname, name.patronymic) for name in person.names.all())
    events = sorted(
        (
            event.kind,
            event.date_value,
            event.value if event.kind in ("occupation", "residence") else "",
            event.is_conclusion,
        )
        for event in person.events.all()
    )
    travels = sorted(
        (travel.stage.code, travel.role, travel.outcome, travel.presence, travel.reason)
        for travel in person.travels.all()
    )
    children = sorted((child.pedigree) for child in person.parentages.all())
    return person.sex, names, events, travels, children, person.partnerships.count()


def forget_everyone() -> None:
    from records.documents.models import Document
    from records.histories.models import FamilyHistory
    from records.journeys.models import JourneyStage

    for model in (FamilyHistory, Document, JourneyStage, Event, Family, Person):
        model.objects.all().delete()
