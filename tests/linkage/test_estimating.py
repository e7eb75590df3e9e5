"""How many people are behind the records: pairs take people away, circles none twice, the hidden never count."""

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as some

from records.documents.models import Document, Mention, Source
from records.edition.connection import reading, writing
from records.edition.counting import people_estimated
from records.edition.publishing import publish_changes
from records.edition.rebuilding import no_progress, rebuild
from records.linkage.estimating import Estimate, estimate_people
from records.linkage.people_estimate import last_estimate
from records.linkage.proposals_of_archive import propose_for_archive
from records.people.models import Person, PersonName
from records.privacy.counted_records import counted_records, in_three_figures
from records.privacy.visibility import viewer
from records.record_model import Status
from tests.edition.world import TODAY, person

NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
PUBLIC = viewer("public", (TODAY.year, TODAY.month, TODAY.day))
CASES = [
    ("nobody is alike", "abcd", [], Estimate(4, 4, 4, 4)),
    ("a pair that surely holds", "abcd", [("a", "b", 1.0)], Estimate(4, 3, 3, 3)),
    ("a pair that may hold", "abcd", [("a", "b", 0.8)], Estimate(4, 3, 3, 4)),
    ("three of one person are three pairs", "abc", [("a", "b", 0.99), ("b", "c", 0.99), ("a", "c", 0.99)],
     Estimate(3, 1, 1, 1)),
    ("the likeliest of a circle count", "abc", [("a", "c", 0.5), ("b", "c", 1.0), ("a", "b", 1.0)],
     Estimate(3, 1, 1, 1)),
    ("a hidden one in the middle joins nobody", "ac", [("a", "b", 1.0), ("b", "c", 1.0)], Estimate(2, 2, 2, 2)),
]  # fmt: skip


@pytest.mark.parametrize(("what", "records", "pairs", "expected"), CASES, ids=[case[0] for case in CASES])
def test_pairs_take_people_away(what: str, records: str, pairs: list[tuple[str, str, float]], expected) -> None:
    assert estimate_people(records, pairs) == expected


_pairs = some.lists(some.tuples(some.sampled_from("abcdefgh"), some.sampled_from("abcdefghxy"), some.floats(0.5, 1)))


@given(_pairs)
def test_the_range_holds_the_estimate(pairs: list[tuple[str, str, float]]) -> None:
    found = estimate_people("abcdefgh", pairs)
    assert 1 <= found.fewest <= found.likely <= found.most <= found.records == 8
    assert estimate_people("abcdefgh", list(reversed(pairs))) == found


@pytest.mark.parametrize(("number", "round_one"), [(7, 7), (99, 99), (104, 100), (996, 1000), (28_943, 28_900)])
def test_figures_are_round(number: int, round_one: int) -> None:
    assert in_three_figures(number) == round_one


@pytest.fixture
def twice(empty_archive) -> tuple[Person, Person]:
    """One woman in two records, in two scripts, and six others."""
    for number, name in enumerate(("Adamczyk", "Bielecki", "Cieślak", "Dudek", "Gajewski", "Kubiak")):
        person("Jan", name, f"{number + 1} May 190{number}", "M")
    both = person("Janina", "Kowalska", "14 March 1911"), person("Янина", "Ковальская", "14 March 1911")
    for one, father in zip(both, ("Antoni", "Антоновна"), strict=True):
        PersonName.objects.filter(person=one).update(patronymic=father)
    return both


def _row(status: Status, written: str = "Kowalska Janina", year: int = 1911) -> Mention:
    source = Source(title="Lists", status=Status.PUBLISHED)
    source.save()
    paper = Document(source=source, title="A list", kind="train_list", status=status)
    paper.save()
    named = Mention(document=paper, as_written=written, role="listed", birth_year=year)
    named.values = {"father_name": {"text": "Antoni"}, "birth_date": {"text": "14.3.11", "understood": "14 MAR 1911"}}
    named.save()
    return named


def test_before_any_comparison_nothing_is_estimated(twice: tuple[Person, Person]) -> None:
    publish_changes(TODAY)
    with reading() as edition:
        assert people_estimated(edition) is None


def test_who_stands_there_twice_is_one_person_and_a_name_on_a_page_may_be_the_same(twice) -> None:
    _row(Status.PUBLISHED)
    propose_for_archive(NOW, no_progress, counted_records(PUBLIC))
    found = last_estimate()
    assert found is not None
    assert (found.people, found.names, found.fewest, found.likely) == (8, 1, 7, 7)


def test_hidden_records_do_not_count(twice: tuple[Person, Person]) -> None:
    _row(Status.DRAFT)
    _row(Status.PUBLISHED, "Kowalska Young", 1999)
    twice[1].status = Status.DRAFT
    twice[1].save()
    counted = counted_records(PUBLIC)
    assert len(counted) == 7 and f"p:{twice[1].public_id}" not in counted
    propose_for_archive(NOW, no_progress, counted)
    found = last_estimate()
    assert found is not None
    assert (found.people, found.names, found.fewest, found.most) == (7, 0, 7, 7)


def test_publishing_and_rebuilding_carry_the_same_estimate(twice: tuple[Person, Person], tmp_path) -> None:
    publish_changes(TODAY)
    propose_for_archive(NOW, no_progress, counted_records(PUBLIC))
    publish_changes(TODAY)
    other = f"sqlite:///{tmp_path}/other.sqlite3"
    rebuild("public", TODAY, url=other)
    with reading() as edition, reading(other) as built:
        carried = people_estimated(edition)
        assert carried == people_estimated(built)
    assert carried == {"day": "2026-11-22", "people": 8, "names": 0, "fewest": 7, "likely": 7, "most": 7}
    complete = f"sqlite:///{tmp_path}/complete.sqlite3"
    rebuild("archive", TODAY, url=complete)
    with writing(complete) as engine, engine.connect() as connection:
        assert people_estimated(connection) is None
