"""What other programs drop, and what only our tags say, stands in words of the standard, too."""

import pytest

from records.documents.models import Document, Mention, Transcription, Translation
from records.edition.rebuilding import rebuild
from records.exporting.requests import PROFILES
from records.gedcom_pages.place_lines import PlaceLines, place_text
from records.gedcom_pages.profiles import AS_IMPORTED, SHARE_FIVE, Profile
from records.gedcom_pages.record_text import RecordText
from records.journeys.models import JourneyStage, Traveller
from records.linkage.models import Identification
from records.people.models import Event, Person
from records.places.models import Place, PlaceName
from records.record_model import Status
from tests.edition.world import TODAY, person
from tests.exporting.reading_back import exported, record_of

pytestmark = pytest.mark.usefixtures("empty_archive")
SHARED = ("share-7.0", "share-5.5.1")


@pytest.fixture
def deportee() -> Person:
    return person("Jan", "Sowa", "1880", "M")


@pytest.fixture
def town() -> Place:
    found = Place(name="Ujma", country_modern="RU", status=Status.PUBLISHED)
    found.save()
    PlaceName(place=found, name="Уйма", language="ru", script="Cyrl", kind="former").save()
    return found


def written(settings, someone: Person, profile: str) -> str:
    rebuild("public", TODAY)
    return record_of(exported(settings.EDITION_URL, profile)[0], f"@P{someone.public_id.upper()}@")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_details_of_a_number_stand_in_its_note(settings, deportee: Person, town: Place, profile: str) -> None:
    columns = {"type_text": "Passport", "agency": "NKVD", "date_text": "w lutym 1940", "place_as_written": "ст. Уйма"}
    Event(person=deportee, kind="identity_number", value="77", place=town, **columns).save()
    text = written(settings, deportee, profile)
    words = "2 NOTE Kind: Passport; Date: FEB 1940 (w lutym 1940); Place: Ujma, , , RU (ст. Уйма); Issued by: NKVD\n"
    marked = f"{words}3 _REPEATS Y\n"
    assert (words in text) == (profile != "archive") and (marked in text) == (profile == "share-7.0")
    assert "2 DATE FEB 1940\n" in text and "2 NOTE Date as written" not in text


@pytest.mark.parametrize("profile", SHARED)
def test_a_nationality_of_one_word_needs_no_note(settings, deportee: Person, profile: str) -> None:
    Event(person=deportee, kind="nationality", value="Polish").save()
    assert "1 NATI Polish\n1 " in written(settings, deportee, profile)


@pytest.mark.parametrize("profile", SHARED)
def test_the_names_of_a_place_stand_where_programs_keep_them(
    settings, deportee: Person, town: Place, profile: str
) -> None:
    told = "NOTE Names of the place: Уйма (ru-Cyrl, former)\n"
    Event(person=deportee, kind="identity_number", value="77", place=town).save()
    alone = written(settings, deportee, profile)
    assert f"2 {told}" in alone and f"3 {told}" not in alone
    Event(person=deportee, kind="residence", place=town).save()
    text = written(settings, deportee, profile)
    assert text.count(told) == 1 and f"3 {told}" in text[text.index("1 RESI") :]


@pytest.mark.parametrize("profile", PROFILES)
def test_who_is_meant_and_why_stands_in_words(settings, deportee: Person, profile: str) -> None:
    paper = Document(kind="letter", title="List", status=Status.PUBLISHED)
    paper.save()
    mention = Mention(document=paper, as_written="Сова Ян", birth_year=1880, script="Cyrl")
    mention.save()
    decision = {"certainty": "probable", "reason": "Same year and village.", "decided_by": "Volunteer A"}
    Identification(mention=mention, person=deportee, **decision).save()
    Transcription(document=paper, language="ru", script="Cyrl", text="Дорогой", author="Reader B").save()
    Translation(document=paper, language="en", text="Dear", author="Translator C").save()
    for audience, url in (("public", settings.EDITION_URL), ("archive", settings.ARCHIVE_EDITION_URL)):
        rebuild(audience, TODAY)
        text = record_of(exported(url, profile)[0], f"@D{paper.public_id.upper()}@")
        notes = "\n".join(line for line in text.split("\n") if " _" not in line[:4])
        by = "Volunteer A, " if audience == "archive" else ""
        assert f"identified: probable, {by}Same year and village." in notes
        for name in ("Volunteer A", "Reader B", "Translator C"):
            assert (name in notes) == (name in text) == (audience == "archive")


@pytest.mark.parametrize("profile", PROFILES)
def test_the_date_of_the_whole_train_stands_in_words(settings, deportee: Person, profile: str) -> None:
    train = JourneyStage(code="DEPORT_1", date_text="FEB 1940", status=Status.PUBLISHED)
    train.save()
    Traveller(stage=train, person=deportee, date_text="12 FEB 1940").save()
    text = written(settings, deportee, profile)
    assert "Date of the stage as a whole: FEB 1940" in text and "2 DATE 12 FEB 1940\n" in text


DATES = [
    (SHARE_FIVE, "10 FEB 1940", "w lutym", "2 DATE 10 FEB 1940\n2 NOTE Date as written: w lutym"),
    (SHARE_FIVE, "JULIAN 23 NOV 1907", "23 XI", "2 DATE @#DJULIAN@ 23 NOV 1907\n2 NOTE Date as written: 23 XI"),
    (SHARE_FIVE, "30 JAN 1649", "30 JAN 1648/49", "2 DATE 30 JAN 1649\n2 NOTE Date as written: 30 JAN 1648/49"),
    (SHARE_FIVE, "", "na a@b", "2 DATE (na a@@b)"),
    (AS_IMPORTED[1], "10 FEB 1940", "w lutym", "2 DATE INT 10 FEB 1940 (w lutym)"),
]


@pytest.mark.parametrize(("profile", "value", "words", "lines"), DATES)
def test_only_a_copy_of_a_file_interprets_dates(profile: Profile, value: str, words: str, lines: str) -> None:
    out = RecordText(profile, PlaceLines(profile, {}))
    out.date_note(2, out.date(2, {"value": value, "text": words}))
    assert out.finish().text == f"{lines}\n"


PARENTS = ["", "pow. lidzki, woj. nowogródzkie", "woj. wileńskie", "Archangielsk, Kargopol"]


@pytest.mark.parametrize("parents", PARENTS)
@pytest.mark.parametrize("country", ["", "RU", "BY; LT", "Korea, North"])
def test_a_place_of_ours_has_four_parts(parents: str, country: str) -> None:
    body = {"name": "Ujma, stacja", "imported_text": "", "parent_1939": parents, "country_modern": country}
    assert place_text(body).count(",") == 3


def test_a_place_of_a_file_stays_as_it_stood() -> None:
    body = {"name": "Ujma", "imported_text": "Ujma, Rosja", "parent_1939": "", "country_modern": "RU"}
    assert place_text(body) == "Ujma, Rosja"


def test_the_head_names_the_program_and_its_sender(settings, deportee: Person) -> None:
    rebuild("public", TODAY)
    for profile in PROFILES:
        text = exported(settings.EDITION_URL, profile)[0]
        assert "1 SOUR KRESY_FAMILIES\n2 VERS " in text
        sender = record_of(text, "@U1@")
        assert ("1 UID " in sender) == (profile != "share-5.5.1")
