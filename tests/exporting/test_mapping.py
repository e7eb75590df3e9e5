"""What a record of ours becomes as GEDCOM in each profile: names, dates, places, stages, papers, families."""

import hashlib
import zipfile
from pathlib import Path

import pytest

from records.documents.models import Archive, Document, DocumentImage, Mention, Source, Transcription
from records.edition.rebuilding import rebuild
from records.exporting.gedcom_export import export
from records.exporting.requests import PROFILES, ExportRequest
from records.importing.models import ExternalId, ImportBatch
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.people.models import Event, EventCitation, FamilyChild, FamilyPartner, Person, PersonName
from records.places.models import Place, PlaceName
from records.record_model import Status
from tests.edition.world import TODAY, family_of, person
from tests.exporting.reading_back import exported, leading_nowhere, record_of

pytestmark = pytest.mark.usefixtures("empty_archive")


@pytest.fixture
def deportee() -> Person:
    return person("Jan", "Sowa", "1880", "M")


def written(settings, someone: Person, profile: str) -> str:
    rebuild("public", TODAY)
    return record_of(exported(settings.EDITION_URL, profile)[0], f"@P{someone.public_id.upper()}@")


def place(name: str, **columns: object) -> Place:
    found = Place(name=name, status=Status.PUBLISHED, **columns)
    found.save()
    return found


def stage(code: str, traveller: Person, **columns: object) -> JourneyStage:
    travelled = JourneyStage(code=code, status=Status.PUBLISHED, **columns)
    travelled.save()
    Traveller(stage=travelled, person=traveller, role="deportee", outcome="died", presence="documented").save()
    return travelled


SCRIPTS = [
    ("archive", "2 TRAN Ян /Сова/\n3 LANG ru-Cyrl\n3 GIVN Ян\n3 SURN Сова\n", 1),
    ("share-7.0", "1 NAME Ян /Сова/\n2 TYPE AKA\n2 GIVN Ян\n2 SURN Сова\n2 _REPEATS Y\n", 2),
    ("share-5.5.1", "1 NAME Ян /Сова/\n2 TYPE aka\n2 GIVN Ян\n2 SURN Сова\n", 1),
]


@pytest.mark.parametrize(("profile", "lines", "times"), SCRIPTS)
def test_a_name_in_another_script(settings, deportee: Person, profile: str, lines: str, times: int) -> None:
    PersonName(person=deportee, given="Ян", surname="Сова", language="ru", script="Cyrl", position=2).save()
    text = written(settings, deportee, profile)
    assert lines in text and text.count("Ян /Сова/") == times


DATES = [
    (
        "3 мая 1869 ст. ст.",
        "JULIAN 3 MAY 1869",
        "2 DATE JULIAN 3 MAY 1869\n3 PHRASE",
        "2 DATE @#DJULIAN@ 3 MAY 1869\n2 NOTE",
    ),
    ("ok. 1890", "", "2 DATE ABT 1890\n3 PHRASE ok. 1890\n", "2 DATE ABT 1890\n2 NOTE Date as written: ok. 1890\n"),
    ("na Matki Boskiej", "", "2 DATE\n3 PHRASE na Matki Boskiej\n", "2 DATE (na Matki Boskiej)\n"),
]


@pytest.mark.parametrize(("text", "value", "seven", "five"), DATES)
def test_a_date_with_the_words_of_its_source(
    settings, deportee: Person, text: str, value: str, seven: str, five: str
) -> None:
    Event(person=deportee, kind="occupation", value="bednarz", date_text=text, date_value=value).save()
    assert seven in written(settings, deportee, "archive")
    assert five in written(settings, deportee, "share-5.5.1")
    assert "INT @#" not in written(settings, deportee, "share-5.5.1")


@pytest.mark.parametrize("profile", PROFILES)
def test_a_deportation_is_an_event_and_no_emigration(settings, deportee: Person, profile: str) -> None:
    camp = place("Ujma", parent_1939="", country_modern="RU", latitude=62.5, longitude=41.25)
    source = Source(title="Kartoteka", status=Status.PUBLISHED)
    source.save()
    travelled = stage(
        "DEPORT_1", deportee, date_text="10 lutego 1940", place=camp, transport="pociąg", title="Eszelon 7"
    )
    StageCitation(stage=travelled, source=source, page="karta 5", quality=3, text="выслан").save()
    text = written(settings, deportee, profile)
    assert "EMIG" not in text and "IMMI" not in text
    assert "1 EVEN Eszelon 7\n2 TYPE Deportation (first, February 1940)\n2 DATE 10 FEB 1940\n" in text
    words = "2 NOTE Date as written: 10 lutego 1940\n" if profile == "share-5.5.1" else "3 PHRASE 10 lutego 1940\n"
    assert words in text
    assert "2 PLAC Ujma, , , RU\n3 MAP\n4 LATI N62.5\n4 LONG E41.25\n" in text
    assert f"2 SOUR @S{source.public_id.upper()}@\n3 PAGE karta 5\n3 DATA\n4 TEXT выслан\n3 QUAY 3\n" in text
    assert "2 NOTE Role: deportee; Outcome: died; Presence: documented; Transport: pociąg\n" in text
    first_note = next(line for line in text.split("\n") if line.startswith("2 NOTE"))
    assert (first_note == "2 NOTE Eszelon 7") == (profile != "archive")
    assert (f"2 UID {travelled.uid}\n" in text) == (profile != "share-5.5.1")
    assert ("2 _STAGE DEPORT_1\n" in text) == (profile != "share-5.5.1")


def test_an_undated_stage_has_its_place_in_the_order(settings, deportee: Person) -> None:
    stage("EVAC_2", deportee)
    assert "2 SDATE 10 AUG 1942\n" in written(settings, deportee, "archive")
    assert "SDATE" not in written(settings, deportee, "share-5.5.1")


def test_a_stage_says_once_who_shared_it(settings, deportee: Person) -> None:
    wife = person("Anna", "Sowa", "1885")
    travelled = stage("DEPORT_1", deportee)
    Traveller(stage=travelled, person=wife).save()
    for someone in (deportee, wife):
        assert f"2 UID {travelled.uid}\n" in written(settings, someone, "share-7.0")


def test_the_conclusion_stands_before_its_rivals(settings, deportee: Person) -> None:
    Event(
        person=deportee, kind="birth", date_text="1881", is_conclusion=True, conclusion_reason="The register says so."
    ).save()
    for profile in PROFILES:
        text = written(settings, deportee, profile)
        assert text.index("2 DATE 1881") < text.index("2 DATE 1880")
        assert "2 NOTE Taken as the conclusion: The register says so.\n" in text


@pytest.fixture
def certificate(deportee: Person) -> Document:
    paper = Document(
        kind="udostoverenie",
        title="Udostowierenie",
        status=Status.PUBLISHED,
        language="ru",
        date_text="29 августа 1941",
        fields={"number": "2210", "issuing_organ": "УНКВД"},
    )
    paper.save()
    mention = Mention(document=paper, as_written="Сова Ян", role="holder", birth_year=1880, script="Cyrl")
    mention.save()
    Identification(mention=mention, person=deportee, certainty="sure").save()
    for version, words in (("1", "Предъявитель сего"), ("2", "Предъявитель")):
        Transcription(document=paper, language="ru", script="Cyrl", text=words, version=version).save()
    return paper


@pytest.mark.parametrize("profile", PROFILES)
def test_a_release_certificate(settings, deportee: Person, certificate: Document, profile: str) -> None:
    stage("AMNESTY", deportee)
    text, pointer = written(settings, deportee, profile), f"@D{certificate.public_id.upper()}@"
    release = text[text.index('2 TYPE Release ("amnesty")') :]
    assert f"2 SOUR {pointer}\n3 PAGE 2210\n3 DATA\n4 DATE 29 AUG 1941\n" in release
    assert ("3 NOTE Date as written: 29 августа 1941\n" in release) == (profile == "share-5.5.1")
    number = "1 IDNO 2210\n2 TYPE Udostoverenie (release certificate)\n2 DATE 29 AUG 1941\n"
    assert (number in text) == (profile != "archive")
    record = record_of(exported(settings.EDITION_URL, profile)[0], pointer)
    assert "1 AUTH УНКВД\n1 TITL Udostowierenie\n" in record and "1 TEXT Предъявитель сего\n" in record
    assert ("2 MIME text/plain\n2 LANG ru\n" in record) == (profile != "share-5.5.1")
    assert record.count("1 TEXT") == 1 and "1 NOTE Transcription (ru): Предъявитель\n" in record


def test_a_place_keeps_its_names_and_times(settings, deportee: Person) -> None:
    town = place("Lwów", parent_1939="pow. lwowski, woj. lwowskie", country_modern="UA")
    PlaceName(
        place=town, name="Lemberg", language="de", kind="former", date_text="", date_value="FROM 1772 TO 1918"
    ).save()
    PlaceName(place=town, name="Львов", language="ru", script="Cyrl", kind="former").save()
    Event(person=deportee, kind="residence", place=town).save()
    seven, five = written(settings, deportee, "archive"), written(settings, deportee, "share-5.5.1")
    assert (
        "2 PLAC Lwów, lwowski, lwowskie, Polska\n3 TRAN Lemberg, , ,\n4 LANG de\n3 TRAN Львов, , ,\n4 LANG ru-Cyrl\n"
        in seven
    )
    told = "3 NOTE Names of the place: Lemberg (de, former, FROM 1772 TO 1918); Львов (ru-Cyrl, former)\n"
    assert told in seven and told in five
    record = record_of(exported(settings.EDITION_URL, "archive")[0], f"@L{town.public_id.upper()}@")
    assert "1 _NAME Lemberg\n2 _LANG de\n2 _DATE FROM 1772 TO 1918\n2 _TYPE former\n" in record


def test_partners_beyond_two_and_sourced_parentage(settings, deportee: Person) -> None:
    source = Source(title="Metryka", status=Status.PUBLISHED)
    source.save()
    wife, other, child = (person(name, "Sowa", "1890") for name in ("Anna", "Maria", "Ewa"))
    family = family_of(deportee, wife, other, children=(child,))
    tie = FamilyChild.objects.get(family=family)
    from records.people.models import ChildCitation

    ChildCitation(child=tie, source=source, page="7").save()
    FamilyPartner.objects.filter(person=wife).update(position=1)
    rebuild("public", TODAY)
    seven, report = exported(settings.EDITION_URL, "archive")
    five, of_five = exported(settings.EDITION_URL, "share-5.5.1")
    pointer = f"@F{family.public_id.upper()}@"
    assert f"1 _PARTNER @P{other.public_id.upper()}@\n" in record_of(seven, pointer)
    assert "3 PAGE 7\n" not in record_of(seven, pointer) and "2 PAGE 7\n2 _CHILD @P" in record_of(seven, pointer)
    assert "_PARTNER" not in five and "2 PAGE 7\n" in record_of(five, pointer)
    assert of_five.not_carried["partners beyond two in a family"] == 1
    assert of_five.not_carried["sources of a parentage, which stand at the family"] == 1
    assert leading_nowhere(seven) == leading_nowhere(five) == set()


def test_an_unpublished_source_is_not_pointed_to(settings, deportee: Person) -> None:
    secret = Source(title="Sekret", status=Status.DRAFT)
    secret.save()
    EventCitation(event=deportee.events.get(), source=secret, page="p. 1").save()
    rebuild("public", TODAY)
    for profile in PROFILES:
        text, report = exported(settings.EDITION_URL, profile)
        assert "Sekret" not in text and "p. 1" not in text
        assert report.not_carried["citations of sources that are not published"] == 1


KNOWN_AS = [
    ("https://gedcom.io/terms/v7/exid-type/FamilySearch-PersonId", True),
    ("https://www.wikidata.org/entity/", True),
    ("https://intranet.example/persons", False),
    ("REFN card", False),
    ("UID", False),
]


@pytest.mark.parametrize(("scheme", "is_public"), KNOWN_AS)
def test_only_public_authorities_are_named_in_public(settings, deportee: Person, scheme: str, is_public: bool) -> None:
    batch = ImportBatch.objects.create(file_name="x.ged")
    ExternalId.objects.create(batch=batch, kind="person", target=deportee.pk, scheme=scheme, value="KABC-123")
    assert ("KABC-123" in written(settings, deportee, "archive")) == is_public


def test_hard_words_stay_what_they_are(settings, deportee: Person) -> None:
    deportee.note = "@I1@\n@#DJULIAN@ x\n" + "Zażółć gęślą jaźń. " * 40 + "\r\nkoniec\x07\u0085@@"
    deportee.save()
    seven, five = written(settings, deportee, "share-7.0"), written(settings, deportee, "share-5.5.1")
    assert "1 NOTE @@I1@\n2 CONT @@#DJULIAN@ x\n2 CONT Zażółć" in seven and "2 CONT koniec@@\n" in seven
    assert "1 NOTE @@I1@@\n2 CONT @@#DJULIAN@@ x\n" in five and "\n2 CONC " in five
    assert "2 CONT koniec@@@@\n" in five
    assert all(len(line.encode()) <= 253 for line in five.split("\n"))


def test_the_pictures_of_a_document_go_along_under_names_that_tell_nothing(
    settings, deportee: Person, certificate: Document, tmp_path: Path
) -> None:
    bytes_of_picture = b"RIFF....WEBP"
    checksum = hashlib.sha256(bytes_of_picture).hexdigest()
    stored = Path(settings.MEDIA_ROOT, "documents", "Jan-Sowa-prywatne.webp")
    stored.parent.mkdir(parents=True)
    stored.write_bytes(bytes_of_picture)
    DocumentImage.objects.create(
        document=certificate,
        file="documents/Jan-Sowa-prywatne.webp",
        sha256=checksum,
        width=1,
        height=1,
        caption="recto",
    )
    rebuild("public", TODAY)
    out = tmp_path / "all.gdz"
    report = export(ExportRequest("share-7.0", gedzip=True), out)
    name = f"media/{checksum[:32]}.webp"
    with zipfile.ZipFile(out) as archive:
        assert archive.namelist() == ["gedcom.ged", name] and archive.comment == b""
        assert all(not entry.extra and not entry.comment for entry in archive.infolist())
        text = archive.read("gedcom.ged").decode("utf-8-sig")
        assert archive.read(name) == bytes_of_picture
    assert f"1 FILE {name}\n2 FORM image/webp\n2 TITL recto\n" in text and "prywatne" not in text
    assert report.sha256 == hashlib.sha256(out.read_bytes()).hexdigest() and report.bytes == out.stat().st_size
    assert str(next(iter(report.media.values()))) == "documents/Jan-Sowa-prywatne.webp"


def test_the_head_says_the_day_of_the_edition(settings, deportee: Person) -> None:
    rebuild("public", TODAY)
    seven, five = exported(settings.EDITION_URL, "archive")[0], exported(settings.EDITION_URL, "share-5.5.1")[0]
    assert seven.startswith("0 HEAD\n1 GEDC\n2 VERS 7.0\n1 SCHMA\n2 TAG _PATR https://") and "1 LANG pl\n" in seven
    assert (
        five.startswith("0 HEAD\n1 GEDC\n2 VERS 5.5.1\n2 FORM LINEAGE-LINKED\n1 CHAR UTF-8\n") and "SCHMA" not in five
    )
    for text in (seven, five):
        assert "1 DATE 22 NOV 2026\n" in text and "2 FORM miejscowość, powiat, województwo, kraj\n" in text


def test_an_archive_is_a_repository(settings) -> None:
    archive = Archive(name="Archiwum", status=Status.PUBLISHED, place_text="Lublin", url="https://example.org")
    archive.save()
    Source(title="Księga", archive=archive, signature="35/1", status=Status.PUBLISHED).save()
    rebuild("public", TODAY)
    text = exported(settings.EDITION_URL, "share-5.5.1")[0]
    pointer = f"@R{archive.public_id.upper()}@"
    assert f"1 REPO {pointer}\n2 CALN 35/1\n" in text
    assert record_of(text, pointer).startswith(
        f"0 {pointer} REPO\n1 NAME Archiwum\n1 ADDR Lublin\n1 WWW https://example.org\n"
    )


def test_an_interrupted_export_leaves_nothing(settings, deportee: Person, tmp_path: Path) -> None:
    rebuild("public", TODAY)

    def stop(_what: str, _done: int, _total: int) -> None:
        raise KeyboardInterrupt

    out = tmp_path / "out.ged"
    out.write_text("the one before")
    with pytest.raises(KeyboardInterrupt):
        export(ExportRequest(), out, stop)
    assert out.read_text() == "the one before"
    assert [path.name for path in tmp_path.glob("*.ged*")] == ["out.ged"]
    assert not list(tmp_path.glob(".out*"))
