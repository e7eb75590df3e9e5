"""Proposing for the archive: who may be one person is proposed until somebody decides, and comes back for a reason."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from django.core.management import call_command

from records.documents.models import Document, Mention, Source
from records.edition.rebuilding import no_progress
from records.linkage.deciding import decide
from records.linkage.deciding_names import decide_name
from records.linkage.models import Identification, NotSame
from records.linkage.pairs import Verdict
from records.linkage.proposals import Proposal
from records.linkage.proposals_of_archive import ProposalReport, propose_for_archive
from records.merging.merging import merge_people
from records.people.models import Event, Person, PersonName
from records.record_model import Status
from tests.edition.world import family_of, person
from tests.merging.doubled_world import reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
NOW = datetime(2026, 11, 23, tzinfo=UTC)


def _propose() -> ProposalReport:
    return propose_for_archive(NOW, no_progress)


def _proposed() -> list[frozenset[str]]:
    return [frozenset((one.one, one.other)) for one in Proposal.objects.all()]


def _both(one: Person, other: Person) -> frozenset[str]:
    return frozenset((f"p:{one.public_id}", f"p:{other.public_id}"))


def _named(given: str, surname: str, born: str, father: str = "", sex: str = "F") -> Person:
    someone = person(given, surname, born, sex)
    PersonName.objects.filter(person=someone).update(patronymic=father)
    return someone


@pytest.fixture
def twice() -> tuple[Person, Person]:
    """One woman in two records, in two scripts, among others."""
    for number, name in enumerate(("Adamczyk", "Bielecki", "Cieślak", "Dudek", "Gajewski", "Kubiak")):
        _named("Jan", name, f"{number + 1} May 19{10 + number}", "Piotr", "M")
    return (
        _named("Janina", "Kowalska", "14 March 1911", "Antoni"),
        _named("Янина", "Ковальская", "14 March 1911", "Антоновна"),
    )


def test_one_woman_in_two_scripts_is_proposed_with_her_reasons(twice: tuple[Person, Person]) -> None:
    report = _propose()
    assert _proposed() == [_both(*twice)]
    assert (report.people, report.kept) == (8, 1)
    [proposal] = Proposal.objects.all()
    reasons = {(part.comparison, part.step) for part in proposal.told()}
    assert {("surname", "same"), ("birth", "same_day"), ("father", "same")} <= reasons
    assert proposal.surname == "kowalski" and proposal.probability > 0.8 and proposal.gain > 0


def test_kin_are_not_proposed(twice: tuple[Person, Person]) -> None:
    family_of(twice[0], children=(twice[1],))
    assert _propose().of_kin == 1
    assert not _proposed()


def test_not_the_same_rests_until_something_new_is_known(twice: tuple[Person, Person]) -> None:
    _propose()
    one, other = (someone.public_id for someone in twice)
    decide(one, other, Verdict.NOT_SAME, reason="Two cousins.", user=reviewer("ewa"), now=NOW)
    assert not _proposed()
    assert _propose().rest == 1
    assert not _proposed()
    Event(person=twice[0], kind="death", date_text="3 May 1990").save()
    _propose()
    [proposal] = Proposal.objects.all()
    assert proposal.again


def test_unsure_stays_in_the_queue(twice: tuple[Person, Person]) -> None:
    one, other = (someone.public_id for someone in twice)
    decide(one, other, Verdict.UNSURE, reason="", user=reviewer("ewa"), now=NOW)
    _propose()
    assert _proposed() == [_both(*twice)]


def test_who_was_merged_is_no_longer_proposed(twice: tuple[Person, Person]) -> None:
    _propose()
    merge_people(twice[0].public_id, twice[1].public_id, reason="One day, one father.", user=reviewer("ewa"), now=NOW)
    assert not _proposed()
    assert _propose().kept == 0


@pytest.fixture
def row(twice: tuple[Person, Person]) -> Mention:
    """The same woman once more, on a list, whom nobody has identified."""
    source = Source(title="Lists", status=Status.PUBLISHED)
    source.save()
    paper = Document(source=source, title="A list", kind="train_list", status=Status.PUBLISHED)
    paper.save()
    named = Mention(document=paper, as_written="Kowalska Janina", role="listed", birth_year=1911)
    named.values = {"father_name": {"text": "Antoni"}, "birth_date": {"text": "14.3.11", "understood": "14 MAR 1911"}}
    named.save()
    return named


def test_a_name_on_a_page_is_proposed_to_be_a_person(twice: tuple[Person, Person], row: Mention) -> None:
    report = _propose()
    assert frozenset((f"p:{twice[0].public_id}", f"n:{row.pk}")) in _proposed()
    assert report.names == 1
    assert not Proposal.objects.filter(one__startswith="n:").exists()


def test_a_name_that_somebody_is_or_is_not_is_not_asked_for(twice: tuple[Person, Person], row: Mention) -> None:
    NotSame(mention=row, person=twice[0], decided_at=NOW).save()
    _propose()
    assert frozenset((f"p:{twice[0].public_id}", f"n:{row.pk}")) not in _proposed()
    Identification(mention=row, person=twice[1]).save()
    assert _propose().names == 0


def test_whoever_stands_on_the_page_already_is_not_proposed_for_another_row(
    twice: tuple[Person, Person], row: Mention
) -> None:
    other = Mention(document=row.document, as_written="Kowalska Janina", role="listed", position=2)
    other.save()
    for someone in twice:
        Identification(mention=other, person=someone).save()
    _propose()
    assert not [pair for pair in _proposed() if f"n:{row.pk}" in pair]


def test_a_crash_while_writing_leaves_the_proposals_of_before(twice: tuple[Person, Person]) -> None:
    _propose()
    before = list(Proposal.objects.values_list("pk", flat=True))
    with patch.object(type(Proposal.objects), "bulk_create", side_effect=OSError), pytest.raises(OSError):
        _propose()
    assert list(Proposal.objects.values_list("pk", flat=True)) == before


def test_the_command_says_what_it_did(twice: tuple[Person, Person], capsys: pytest.CaptureFixture[str]) -> None:
    call_command("propose_same", verbosity=0)
    assert "8 people and 0 names on pages compared: 1 pairs proposed" in capsys.readouterr().out


def test_what_is_asked_in_parts_is_what_is_asked_at_once(
    twice: tuple[Person, Person], row: Mention, monkeypatch: pytest.MonkeyPatch
) -> None:
    second = Mention(document=row.document, as_written="Kowalska Janina", role="listed", position=2)
    second.save()
    Identification(mention=second, person=twice[0]).save()
    NotSame(mention=row, person=twice[1], decided_at=NOW).save()
    _propose()
    at_once = set(_proposed())
    monkeypatch.setattr("records.linkage.proposal_rows.AT_ONCE", 1)
    _propose()
    assert set(_proposed()) == at_once == {_both(*twice)}


def test_a_refused_name_rests_until_something_new_is_known_of_either(
    twice: tuple[Person, Person], row: Mention
) -> None:
    decide_name(row, twice[0], Verdict.NOT_SAME, reason="Her cousin.", user=reviewer("ewa"), now=NOW)
    pair = frozenset((f"p:{twice[0].public_id}", f"n:{row.pk}"))
    assert _propose().rest == 1 and pair not in _proposed()
    Event(person=twice[0], kind="residence", date_text="1938").save()
    _propose()
    assert pair in _proposed() and Proposal.objects.get(one=f"p:{twice[0].public_id}", other=f"n:{row.pk}").again
    decide_name(row, twice[0], Verdict.NOT_SAME, reason="Still her cousin.", user=reviewer("jan"), now=NOW)
    assert NotSame.objects.get().note == "Still her cousin."
    assert _propose().rest == 1 and pair not in _proposed()
    row.birth_year = 1912
    row.save()
    _propose()
    assert pair in _proposed()
