"""Hints: what is published newly and fits a followed search, or what a journey lacks; once, until something changes."""

from datetime import datetime, timedelta
from importlib import import_module

import pytest
from django.apps import apps as installed
from django.core.management import call_command
from django.utils import timezone

from records.contributions.followed_search import FollowedSearch, follow
from records.documents.models import Document, Mention, Source
from records.edition.connection import reading
from records.edition.publishing import publish_changes
from records.edition.tables import metadata
from records.hints.keeping import Kept, settle_hint
from records.hints.making import make_hints
from records.hints.models import Hint, HintKind, HintState
from records.hints.of_gaps import fillings
from records.hints.sides import OnStage
from records.journeys.models import JourneyStage, Traveller
from records.linkage.proposals import Proposal
from records.people.models import Event, Person
from records.places.models import Place
from records.record_model import Status
from tests.edition.world import TODAY, person
from tests.merging.doubled_world import reviewer

NOW = timezone.now()
LATER = NOW + timedelta(days=1)
_1940, _1941, _1942, _1943 = 2_429_700, 2_430_250, 2_430_500, 2_430_800


def nobody_fits(_asked: object) -> list[str]:
    return []


def on(codes: str, first: int | None = None, last: int | None = None, outcome: str = "arrived") -> OnStage:
    return OnStage(tuple(codes.split()), first, last, outcome=outcome)


EXILED = (on("DEPORT_1", _1940, _1940), on("EXILE_SETTLEMENT", _1940, _1941))
FILLINGS = [
    ("a release is missing and told of", EXILED, [on("AMNESTY", _1941, _1941)], ["AMNESTY"]),
    ("a release on an unknown day", EXILED, [on("AMNESTY")], ["AMNESTY"]),
    ("a release before the exile", EXILED, [on("AMNESTY", _1940 - 90, _1940 - 60)], []),
    ("another exile is no release", EXILED, [on("EXILE_KOLKHOZ", _1941, _1941)], []),
    ("nothing is missing after a death", (*EXILED[:1], on("EXILE_SETTLEMENT", _1940, _1941, "died")),
     [on("AMNESTY", _1941, _1941)], []),
    ("an exile between the train and the release", (EXILED[0], on("AMNESTY", _1941, _1941)),
     [on("EXILE_SETTLEMENT", _1940, _1940 + 99)], ["EXILE_SETTLEMENT"]),
    ("an exile after the release", (EXILED[0], on("AMNESTY", _1941, _1941)),
     [on("EXILE_SETTLEMENT", _1943, _1943)], []),
    ("a refuge after the evacuation", (*EXILED, on("AMNESTY", _1941, _1941), on("EVAC_1", _1942, _1942)),
     [on("INDIA AFRICA_EAST", _1943, _1943)], None),
    ("the stage is known already", (*EXILED, on("AMNESTY")), [on("AMNESTY")], []),
    ("without a journey there is no gap", (), [on("AMNESTY")], []),
]  # fmt: skip


@pytest.mark.parametrize(("what", "journey", "told", "expected"), FILLINGS, ids=[case[0] for case in FILLINGS])
def test_what_fills_a_gap(what: str, journey: tuple[OnStage, ...], told: list[OnStage], expected: list[str]) -> None:
    found = [code for _missing, code, _place in fillings(journey, told)]
    assert found == expected if expected is not None else len(found) == 1


@pytest.fixture
def exile(empty_archive) -> Person:
    """A woman of whom nothing is recorded after her settlement."""
    janina = person("Janina", "Kowalska", "14 March 1911")
    for code, day in (("DEPORT_1", "10 February 1940"), ("EXILE_SETTLEMENT", "1 March 1940")):
        stage = JourneyStage(code=code, date_text=day, status=Status.PUBLISHED)
        stage.save()
        Traveller(stage=stage, person=janina, outcome="arrived").save()
    return janina


def _certificate(status: Status = Status.PUBLISHED, day: str = "20 September 1941") -> Mention:
    source = Source(title="Certificates", status=Status.PUBLISHED)
    source.save()
    paper = Document(source=source, title="A paper", kind="udostoverenie", date_text=day, status=status)
    paper.save()
    name = Mention(document=paper, as_written="Ковальская Янина", role="holder", birth_year=1911)
    name.save()
    return name


def _propose(one: Person, other: str) -> None:
    values = {"probability": 0.9, "weight": 4.0, "start": -9.0, "gain": 5.0, "made_at": NOW, "surname": "kowalski"}
    Proposal.objects.create(one=f"p:{one.public_id}", other=other, **values)


def _gaps(now: datetime = NOW) -> Kept:
    return make_hints(nobody_fits, now).gaps


def test_a_name_on_a_paper_that_may_be_hers_fills_the_gap(exile: Person) -> None:
    name = _certificate()
    _propose(exile, f"n:{name.pk}")
    assert _gaps() == Kept(new=1)
    [hint] = Hint.objects.all()
    told = (hint.kind, hint.person, hint.record, hint.stage, hint.after)
    assert told == (HintKind.GAP, exile.public_id, f"n:{name.pk}", "AMNESTY", "EXILE_SETTLEMENT")
    assert (hint.surname, hint.probability, hint.again) == ("kowalski", 0.9, False)
    assert _gaps(LATER) == Kept()
    assert Hint.objects.count() == 1


@pytest.mark.parametrize(("status", "day"), [(Status.DRAFT, "20 September 1941"), (Status.PUBLISHED, "3 May 1939")])
def test_what_is_not_published_or_of_another_time_hints_at_nobody(exile: Person, status: Status, day: str) -> None:
    _propose(exile, f"n:{_certificate(status, day).pk}")
    assert _gaps() == Kept()


def test_another_person_who_was_released_fills_it_too(exile: Person) -> None:
    jennie = person("Jennie", "Kowalski", "14 March 1911")
    stage = JourneyStage(code="AMNESTY", date_text="September 1941", status=Status.PUBLISHED)
    stage.save()
    Traveller(stage=stage, person=jennie).save()
    _propose(*sorted((exile, jennie), key=lambda one: one.public_id)[:1],
             f"p:{max(exile.public_id, jennie.public_id)}")  # fmt: skip
    _gaps()
    found = {(hint.person, hint.record, hint.stage) for hint in Hint.objects.all()}
    assert (exile.public_id, f"p:{jennie.public_id}", "AMNESTY") in found


def test_what_does_not_fit_comes_again_only_when_something_is_new(exile: Person) -> None:
    name = _certificate()
    _propose(exile, f"n:{name.pk}")
    _gaps()
    settle_hint(Hint.objects.get(), HintState.NOT_FITTING, reviewer("ewa"), NOW)
    assert _gaps(LATER) == Kept()
    assert Hint.objects.get().state == HintState.NOT_FITTING
    Event(person=exile, kind="residence", date_text="1939").save()
    assert _gaps(LATER + timedelta(days=1)) == Kept(again=1)
    hint = Hint.objects.get()
    assert (hint.state, hint.again) == (HintState.OPEN, True)


def test_an_open_hint_goes_when_the_gap_is_filled_and_a_settled_one_stays(exile: Person) -> None:
    name = _certificate()
    _propose(exile, f"n:{name.pk}")
    _gaps()
    stage = JourneyStage(code="AMNESTY", status=Status.PUBLISHED)
    stage.save()
    Traveller(stage=stage, person=exile).save()
    assert _gaps(LATER) == Kept(gone=1)
    Hint.objects.create(kind="gap", person=exile.public_id, record="n:1", stage="AMNESTY", fingerprint="x",
                        made_at=NOW, looked_at=NOW, state=HintState.DONE)  # fmt: skip
    assert _gaps(LATER) == Kept() and Hint.objects.count() == 1


@pytest.mark.parametrize(("left", "hints"), [("2 April 1942", 1), ("2 April 1939", 0)])
def test_the_day_stands_in_the_field_of_the_paper(exile: Person, left: str, hints: int) -> None:
    stage = JourneyStage(code="AMNESTY", date_text="September 1941", status=Status.PUBLISHED)
    stage.save()
    Traveller(stage=stage, person=exile, outcome="arrived").save()
    name = _certificate(day="1 January 1950")
    port = Place(name="Pahlevi", status=Status.PUBLISHED)
    port.save()
    day = {"understood": left.upper().replace("APRIL", "APR")}
    understood = {"departure": day, "arrival": day, "to_port": {"place": port.pk}}
    Document.objects.update(kind="evacuation_list", readings=understood)
    Mention.objects.update(role="listed")
    _propose(exile, f"n:{name.pk}")
    assert _gaps() == Kept(new=hints)
    assert [(hint.stage, hint.place) for hint in Hint.objects.all()] == [("EVAC_1", port.public_id)][:hints]


def _search(**columns: object) -> FollowedSearch:
    search = FollowedSearch.objects.create(
        email="helena@example.org", asked={"q": "Kowalska"}, language="pl", token=f"t{FollowedSearch.objects.count()}",
        confirmed_at=columns.pop("confirmed_at", NOW),
    )  # fmt: skip
    FollowedSearch.objects.filter(pk=search.pk).update(**({"created_at": NOW - timedelta(days=9)} | columns))
    return search


def test_who_fits_a_followed_search_is_hinted_at_once(exile: Person) -> None:
    search = _search()
    _search(confirmed_at=None)

    def who_fits(asked: dict[str, str]) -> list[str]:
        assert asked == {"q": "Kowalska"}
        return [exile.public_id, "nobody"]

    assert make_hints(who_fits, NOW).searches == Kept(new=1)
    assert make_hints(who_fits, LATER).searches == Kept()
    [hint] = Hint.objects.all()
    assert (hint.kind, hint.search, hint.person, hint.surname) == (HintKind.SEARCH, search, exile.public_id, "kowalski")
    assert make_hints(nobody_fits, LATER + timedelta(days=1)).searches == Kept(gone=1)
    make_hints(who_fits, LATER)
    search.delete()
    assert not Hint.objects.exists()


def test_who_was_there_as_they_are_when_it_was_asked_is_no_news(exile: Person) -> None:
    _search(created_at=LATER)
    assert make_hints(lambda _asked: [exile.public_id], NOW).searches == Kept()


@pytest.mark.parametrize(("found_then", "hints"), [(True, 0), (False, 1)])
def test_who_was_found_when_it_was_asked_is_no_news_when_changed_and_who_fits_by_the_change_is(
    found_then: bool, hints: int, exile: Person
) -> None:
    search = _search(found_then=[exile.public_id] if found_then else [])
    Event(person=exile, kind="residence", date_text="1939").save()
    exile.save()
    assert make_hints(lambda _asked: [exile.public_id], NOW).searches == Kept(new=hints)
    # Told of by mail since: that is what the hint is about.
    FollowedSearch.objects.filter(pk=search.pk).update(seen=[exile.public_id])
    assert make_hints(lambda _asked: [exile.public_id], LATER).searches == Kept()
    assert Hint.objects.count() == hints


def test_asking_keeps_whom_the_search_found(db) -> None:
    search = follow("helena@example.org", {"q": "Kowalska"}, "pl", ["one", "two"])
    assert search is not None and (search.seen, search.found_then) == (["one", "two"], ["one", "two"])


def test_searches_of_before_count_as_found_then_whom_they_saw_but_those_hinted_at(db) -> None:
    search = FollowedSearch.objects.create(asked={"q": "Kowalska"}, seen=["found", "hinted"], token="t")
    Hint.objects.create(kind="search", search=search, person="hinted", fingerprint="x", made_at=NOW, looked_at=NOW)
    import_module("records.migrations.0033_found_when_asked").note_who_was_found(installed, None)
    search.refresh_from_db()
    assert search.found_then == ["found"]


def test_a_run_that_breaks_off_is_run_again(exile: Person) -> None:
    _search()
    _search()
    asked = []

    def breaks_off(_asked: object) -> list[str]:
        asked.append(1)
        if len(asked) == 2:
            raise OSError("The edition is gone.")
        return [exile.public_id]

    with pytest.raises(OSError, match="gone"):
        make_hints(breaks_off, NOW)
    assert Hint.objects.count() == 1
    assert make_hints(lambda _asked: [exile.public_id], LATER).searches == Kept(new=1)


def test_the_command_makes_them_from_the_edition_and_nothing_of_them_is_published(exile: Person, capsys) -> None:
    publish_changes(TODAY)
    _search()
    _propose(exile, f"n:{_certificate().pk}")
    publish_changes(TODAY)
    call_command("make_hints")
    assert "Of followed searches: 1 hints are new" in capsys.readouterr().out
    assert Hint.objects.count() == 2
    publish_changes(TODAY)
    with reading() as edition:
        rows = [str(tuple(row)) for table in metadata.sorted_tables for row in edition.execute(table.select())]
    assert rows and not [row for row in rows if "helena" in row or "hint" in row.lower()]
