"""A part of an edition as a file of its own: who is in it, and that no pointer leads nowhere."""

import gedcom7
import pytest

from records.edition.connection import reading
from records.edition.fragments import linking_ids
from records.edition.queries import all_ids, get_page
from records.exporting.losses import losses_of
from records.exporting.requests import ALL_RELATIVES, PROFILES, ExportRefused, ExportRequest, Scope, read_scope
from records.exporting.selection import select
from records.gedcom_pages.pointers import without_dangling
from tests.edition.world import TODAY, family_of, person
from tests.exporting.reading_back import SEVEN, exported, leading_nowhere, record_of, records


def first(url: str, kind: str) -> str:
    with reading(url) as connection:
        return all_ids(connection, kind)[0]


def an_addressed(url: str, kind: str) -> Scope:
    """Return the scope of a record of the kind that somebody is tied to."""
    with reading(url) as connection:
        for record_id in all_ids(connection, kind):
            page = get_page(connection, kind, record_id)
            tied = page is not None and (page.body.get("people") or page.body.get("mentions"))
            if kind == "person" or tied or (kind == "place" and linking_ids(connection, kind, [record_id], "stage")):
                return Scope(kind, record_id)
    raise AssertionError(kind)


SCOPES = ["person", "history", "place", "document"]


@pytest.mark.parametrize("kind", SCOPES)
@pytest.mark.parametrize("profile", PROFILES)
def test_a_part_holds_people_and_leads_nowhere_else(demo_edition: str, profile: str, kind: str) -> None:
    text, report = exported(demo_edition, profile, an_addressed(demo_edition, kind))
    assert leading_nowhere(text) == set()
    assert 0 < len(records(text, "INDI")) == report.written["people"] < 70
    assert report.records == text.count("\n0 ") - 1


@pytest.mark.parametrize("profile", SEVEN)
def test_a_part_is_a_file_without_a_fault(demo_edition: str, profile: str) -> None:
    text, _report = exported(demo_edition, profile, an_addressed(demo_edition, "person"))
    assert list(gedcom7.validate(gedcom7.loads(text))) == []


def test_the_hits_of_a_search_go_out(demo_edition: str) -> None:
    text, report = exported(demo_edition, "archive", Scope("search", "Zarębska Irena"))
    assert "Zarębska" in text
    assert leading_nowhere(text) == set()
    assert report.written["people"] == len(records(text, "INDI"))


def test_everything_leads_nowhere_else_either(demo_edition: str) -> None:
    for profile in PROFILES:
        assert leading_nowhere(exported(demo_edition, profile)[0]) == set()


@pytest.fixture
def four_generations(empty_archive: None, settings) -> dict[str, str]:
    """A line of four, the wife of the third, and her sister, who is only a relative by marriage."""
    from records.edition.rebuilding import rebuild

    people = {
        name: person(name, "Sowa", "1850") for name in ("Pradziad", "Dziad", "Ojciec", "Syn", "Żona", "Szwagierka")
    }
    family_of(people["Pradziad"], children=(people["Dziad"],))
    family_of(people["Dziad"], children=(people["Ojciec"],))
    family_of(people["Ojciec"], people["Żona"], children=(people["Syn"],))
    family_of(children=(people["Żona"], people["Szwagierka"]))
    rebuild("public", TODAY)
    return {name: someone.public_id for name, someone in people.items()}


@pytest.mark.parametrize(
    ("generations", "who"),
    [
        (0, {"Ojciec", "Żona"}),
        (1, {"Dziad", "Ojciec", "Żona", "Syn"}),
        (2, {"Pradziad", "Dziad", "Ojciec", "Żona", "Syn"}),
        (ALL_RELATIVES, {"Pradziad", "Dziad", "Ojciec", "Żona", "Syn", "Szwagierka"}),
    ],
)
def test_generations_count_up_and_down(
    four_generations: dict[str, str], settings, generations: int, who: set[str]
) -> None:
    scope = Scope("person", four_generations["Ojciec"])
    text, _report = exported(settings.EDITION_URL, "share-5.5.1", scope, generations)
    assert {name for name, record_id in four_generations.items() if f"@P{record_id.upper()}@ INDI" in text} == who
    assert leading_nowhere(text) == set()


def test_a_family_of_which_one_stays_out_is_not_pointed_to(four_generations: dict[str, str], settings) -> None:
    scope = Scope("person", four_generations["Ojciec"])
    text, report = exported(settings.EDITION_URL, "share-5.5.1", scope, 0)
    assert "FAMC" not in record_of(text, f"@P{four_generations['Ojciec'].upper()}@")
    assert report.not_carried["links to records that are not in the file"] > 0


CASES_OF_POINTERS = [
    pytest.param(b"0 @P1@ INDI\n1 FAMS @F9@\n1 SEX M\n", b"0 @P1@ INDI\n1 SEX M\n", id="a pointer"),
    pytest.param(
        b"0 @P1@ INDI\n1 BIRT\n2 SOUR @S9@\n3 PAGE 1\n4 CONT 2\n2 DATE 1900\n",
        b"0 @P1@ INDI\n1 BIRT\n2 DATE 1900\n",
        id="a pointer with what stands below it",
    ),
    pytest.param(
        b"0 @P1@ INDI\n1 FAMC @F9@\n2 PEDI BIRTH\n1 FAMC @F1@\n2 PEDI BIRTH\n",
        b"0 @P1@ INDI\n1 FAMC @F1@\n2 PEDI BIRTH\n",
        id="one of two",
    ),
    pytest.param(
        b"0 @P1@ INDI\n1 NOTE @@F9@\n1 ALIA @VOID@\n1 BIRT\n2 DATE @#DJULIAN@ 1 MAY 1900\n",
        b"0 @P1@ INDI\n1 NOTE @@F9@\n1 ALIA @VOID@\n1 BIRT\n2 DATE @#DJULIAN@ 1 MAY 1900\n",
        id="words, nothing and a calendar are no pointers",
    ),
]


@pytest.mark.parametrize(("before", "after"), CASES_OF_POINTERS)
def test_only_what_leads_nowhere_is_taken_out(before: bytes, after: bytes) -> None:
    assert without_dangling(before, {b"@P1@", b"@F1@"})[0] == after


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        ("person:0000000000zz", "holds no person"),
        ("history:0000000000zz", "holds no history"),
        ("search:Qqqqqqqqxyz", "holds nothing for"),
        ("file:77", "holds nothing for"),
    ],
)
def test_a_part_of_nothing_is_refused(demo_edition: str, words: str, sentence: str) -> None:
    with pytest.raises(ExportRefused, match=sentence):
        exported(demo_edition, "archive", read_scope(words))


@pytest.mark.parametrize("words", ["planet:1", "person", "everything:1"])
def test_an_unknown_scope_is_refused(words: str) -> None:
    with pytest.raises(ExportRefused):
        ExportRequest(scope=read_scope(words))


@pytest.mark.parametrize(
    "request_",
    [
        {"profile": "2.0"},
        {"audience": "all"},
        {"profile": "share-5.5.1", "gedzip": True},
        {"generations": -5},
        {"generations": 101},
    ],
)
def test_an_unknown_wish_is_refused(request_: dict[str, object]) -> None:
    with pytest.raises(ExportRefused):
        ExportRequest(**request_)


def test_losses_are_told_before_and_are_those_of_the_report(demo_edition: str) -> None:
    for scope in (Scope("everything"), an_addressed(demo_edition, "history")):
        for profile in PROFILES:
            _text, report = exported(demo_edition, profile, scope)
            with reading(demo_edition) as connection:
                request = ExportRequest(profile, "public", scope)
                told = losses_of(connection, request, select(connection, scope, 2)).entries
            beside = report.not_carried.copy()
            beside.pop("links to records that are not in the file", None)
            assert {str(entry.what): entry.count for entry in told} == dict(beside)
            assert [entry.count for entry in told] == sorted((entry.count for entry in told), reverse=True)


def test_a_loss_comes_with_examples_of_the_same_edition(demo_edition: str) -> None:
    with reading(demo_edition) as connection:
        told = losses_of(connection, ExportRequest("share-5.5.1"), None).entries
    dates = next(entry for entry in told if "dates" in str(entry.what))
    assert 1 <= len(dates.examples) <= 5
    assert all("(" in example for example in dates.examples)
