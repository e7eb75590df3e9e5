"""An archive compared in parts has the proposals, probabilities and estimate of one compared in memory; killed at any
step, the next run completes it."""

import json
import random
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from filelock import FileLock

from records.documents.models import Mention
from records.edition.rebuilding import no_progress
from records.linkage.archive_files import index_holds_all, records_of_archive, write_archive
from records.linkage.deciding import decide
from records.linkage.deciding_names import decide_name
from records.linkage.filling import fill_index
from records.linkage.following import follow_changes
from records.linkage.pairs import Verdict
from records.linkage.people_estimate import PeopleEstimate
from records.linkage.proposals import Proposal
from records.linkage.proposals_of_archive import ProposalReport, propose_for_archive
from records.linkage.proposing_in_parts import AnotherRun, PartSizes, propose_in_parts
from records.linkage.splink_model import duckdb_connection
from records.linkage.told_people import relatives_of_people
from records.people.models import Event, Person
from records.privacy.counted_records import counted_records
from records.privacy.visibility import viewer
from tests.benchmarks.labelled_records import labelled_records
from tests.edition.world import TODAY, family_of, person
from tests.linkage.labelled_archive import enter
from tests.merging.doubled_world import reviewer

pytestmark = pytest.mark.usefixtures("empty_archive")
NOW, LATER = datetime(2026, 11, 23, tzinfo=UTC), datetime(2026, 11, 24, tzinfo=UTC)
# They cut through families and through the pairs of one record.
SIZES = PartSizes(compared=60, weighed=13)


class Killed(Exception):
    """As if the machine had lost its power."""


def rows() -> dict[tuple[str, str], dict[str, Any]]:
    """Return the queue, without what tells when each row was made."""
    return {
        (row.pop("one"), row.pop("other")): row
        for row in Proposal.objects.values("one", "other", "probability", "weight", "start", "parts", "certain",
                                           "again", "gain", "surname", "place")
    }  # fmt: skip


def figures() -> dict[str, int]:
    """Return the estimate."""
    [found] = PeopleEstimate.objects.values("people", "names", "fewest", "likely", "most")
    return found


def counted() -> set[str]:
    return counted_records(viewer("public", (TODAY.year, TODAY.month, TODAY.day)))


def in_memory() -> tuple[ProposalReport, dict[tuple[str, str], dict[str, Any]], dict[str, int]]:
    return propose_for_archive(NOW, no_progress, counted()), rows(), figures()


def in_parts(
    folder: Path, progress: Any = no_progress, now: datetime = LATER
) -> tuple[ProposalReport, dict[tuple[str, str], dict[str, Any]], dict[str, int]]:
    report, cost = propose_in_parts(now, progress, counted(), folder=folder, sizes=SIZES)
    assert cost.rows == report.kept and cost.peak_mb
    return report, rows(), figures()


def same_rows(mine: dict[tuple[str, str], dict[str, Any]], theirs: dict[tuple[str, str], dict[str, Any]]) -> bool:
    """Tell whether two queues are the same but for the last digits."""
    assert mine.keys() == theirs.keys()
    for ends, row in mine.items():
        other = dict(theirs[ends])
        own_parts, other_parts = ({(part[0], part[1]): part[2:] for part in one["parts"]} for one in (row, other))
        assert own_parts.keys() == other_parts.keys()
        for name, numbers in own_parts.items():
            assert numbers == pytest.approx(other_parts[name], abs=1e-9)
        for name in ("probability", "weight", "start", "gain"):
            assert row[name] == pytest.approx(other[name], abs=1e-3 if name == "gain" else 1e-9)
        assert {**row, **dict.fromkeys(("probability", "weight", "start", "gain", "parts"))} == {
            **other, **dict.fromkeys(("probability", "weight", "start", "gain", "parts")),
        }  # fmt: skip
    return True


def decide_some() -> None:
    """Decide some of what is proposed, of every kind some; of some of these, something new is known afterwards."""
    proposed = list(Proposal.objects.order_by("-weight", "pk"))
    for number, pair in enumerate(pair for pair in proposed if pair.other.startswith("p:")):
        one, other = pair.one[2:], pair.other[2:]
        someone = Person.objects.get(public_id=one)
        if number % 4 == 0:
            family_of(someone, children=(Person.objects.get(public_id=other),))
        elif number % 4 < 3:
            verdict = Verdict.NOT_SAME if number % 4 == 1 else Verdict.UNSURE
            decide(one, other, verdict, reason="Cousins.", user=reviewer(), now=NOW)
        if number % 5 == 1:
            Event(person=someone, kind="residence", date_text="1938").save()
    for number, pair in enumerate(pair for pair in proposed if not pair.other.startswith("p:")):
        someone, name = Person.objects.get(public_id=pair.one[2:]), Mention.objects.get(pk=int(pair.other[2:]))
        if number % 3 < 2 and not name.identifications.filter(withdrawn=False).exists():
            verdict = Verdict.NOT_SAME if number % 3 == 0 else "probable"
            decide_name(name, someone, verdict, reason="Cousins.", user=reviewer(), now=NOW)
        if number % 6 == 0:
            Event(person=someone, kind="residence", date_text="1938").save()


@pytest.mark.parametrize("seed", [3, 11, 29])
def test_in_parts_comes_to_what_memory_comes_to(seed: int, tmp_path: Path) -> None:
    chance = random.Random(seed)
    enter(labelled_records(220, seed), chance)
    _report, first, _figures = in_memory()
    assert len(first) > 10
    decide_some()
    report, expected, estimate = in_memory()
    assert report.rest and report.of_kin and any(row["again"] for row in expected.values())
    told, found, figures_found = in_parts(tmp_path / "run")
    assert told == report
    assert same_rows(found, expected) and figures_found == estimate
    assert not list((tmp_path / "run").glob("run-*"))
    cost = json.loads((tmp_path / "run" / "report.json").read_text(encoding="utf-8"))
    assert cost["records"] == report.people + report.names and cost["rows"] == report.kept


@pytest.fixture
def archive() -> tuple[list[Person], list[Mention]]:
    """People, families and lists."""
    return enter(labelled_records(160, 3), random.Random(3))


def test_what_holds_no_longer_goes_and_what_holds_keeps_its_number(archive, tmp_path: Path) -> None:
    in_memory()
    before = dict(Proposal.objects.values_list("pk", "one"))
    gone = Person.objects.get(public_id=next(iter(before.values()))[2:])
    gone.delete()
    in_parts(tmp_path)
    left = dict(Proposal.objects.values_list("pk", "one"))
    assert left and left.items() < before.items()
    assert f"p:{gone.public_id}" not in left.values()
    assert set(Proposal.objects.values_list("made_at", flat=True)) == {LATER}


def test_the_kept_index_and_the_archive_are_the_same_records(archive, tmp_path: Path) -> None:
    assert not index_holds_all()
    anew = {record.unique_id: record for record in records_of_archive()}
    fill_index(no_progress)
    follow_changes()
    assert index_holds_all()
    assert {record.unique_id: record for record in records_of_archive()} == anew
    someone = person("Anna", "Nowak")
    assert not index_holds_all()
    assert f"p:{someone.public_id}" in {record.unique_id for record in records_of_archive()}


def test_an_index_that_only_followed_changes_does_not_hold_all(archive) -> None:
    follow_changes()
    Person.objects.first().delete()
    assert not index_holds_all()


def test_the_file_of_relatives_says_what_the_archive_says(archive, tmp_path: Path) -> None:
    files = tmp_path / "records.parquet", tmp_path / "relatives.parquet"
    with duckdb_connection(1, "1GB") as connection:
        digest = write_archive(connection, *files, no_progress)
        told = connection.execute(f"FROM read_parquet('{files[1]}')").fetchall()
        assert write_archive(connection, *files, no_progress) == digest
    assert told and sorted(told) == sorted(
        (one, other, tie) for one, ties in relatives_of_people().items() for other, tie in ties.items()
    )


@pytest.mark.parametrize(
    "at", ["reading", "comparing", "weighing: rivals", "weighing: others", "weighing: families", "proposals"]
)
def test_stopped_at_any_step_the_next_run_completes_it(archive, at: str, tmp_path: Path) -> None:
    report, expected, estimate = in_memory()
    Proposal.objects.all().delete()
    PeopleEstimate.objects.all().delete()

    def stop(what: str, done: int, total: int) -> None:
        if what == at and (done > 1 or total == 1):
            raise Killed

    with pytest.raises(Killed):
        in_parts(tmp_path, stop, NOW)
    told, found, figures_found = in_parts(tmp_path)
    assert told == report and same_rows(found, expected) and figures_found == estimate
    assert set(Proposal.objects.values_list("made_at", flat=True)) == {LATER}


def test_an_archive_that_changed_meanwhile_is_compared_anew(archive, tmp_path: Path) -> None:
    def stop(what: str, done: int, total: int) -> None:
        if what == "weighing: families":
            raise Killed

    with pytest.raises(Killed):
        in_parts(tmp_path, stop)
    people, _rows = archive
    Person.objects.get(pk=people[0].pk).delete()
    began = len(list(tmp_path.glob("run-*")))
    report, _found, _figures = in_parts(tmp_path)
    assert (began, report.people) == (1, len(people) - 1)


def test_who_was_merged_away_or_identified_meanwhile_is_not_proposed(archive, tmp_path: Path) -> None:
    in_memory()
    with_names = Proposal.objects.filter(other__startswith="n:").first()
    of_people = Proposal.objects.filter(other__startswith="p:").exclude(one=with_names.one).first()
    Proposal.objects.all().delete()

    def meanwhile(what: str, done: int, total: int) -> None:
        if what == "weighing: families" and done == total:
            Person.objects.get(public_id=of_people.one[2:]).delete()
            name, someone = (
                Mention.objects.get(pk=with_names.other[2:]),
                Person.objects.get(public_id=with_names.one[2:]),
            )
            decide_name(name, someone, "sure", reason="One day.", user=reviewer(), now=NOW)

    in_parts(tmp_path, meanwhile)
    left = {key for row in Proposal.objects.all() for key in (row.one, row.other)}
    assert left and not {of_people.one, with_names.other} & left


@pytest.mark.parametrize("number", [0, 1, 2])
def test_an_archive_of_hardly_anybody_has_an_empty_queue(number: int, tmp_path: Path) -> None:
    for _one in range(number):
        person("", "")
    expected = in_memory()
    assert in_parts(tmp_path) == expected
    assert not expected[1]


def test_two_runs_at_once_are_refused(archive, tmp_path: Path) -> None:
    with FileLock(tmp_path / "lock"), pytest.raises(AnotherRun):
        in_parts(tmp_path)


def test_the_command_compares_in_parts(archive, tmp_path: Path, settings, capsys) -> None:
    settings.PRIVATE_DIR = tmp_path
    call_command("propose_same", "--in-memory", verbosity=0)
    at_once, expected = capsys.readouterr().out, rows()
    call_command("propose_same", "--in-parts", "--threads=1", "--memory=1GB", verbosity=0)
    said = capsys.readouterr().out
    assert said.startswith(at_once.strip()) and "pairs weighed" in said
    assert same_rows(rows(), expected)
    with FileLock(tmp_path / "proposing" / "lock"), pytest.raises(CommandError, match="already"):
        call_command("propose_same", "--in-parts", verbosity=0)
