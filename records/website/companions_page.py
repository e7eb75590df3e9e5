"""Who was there with somebody: stage by stage, who was on it, who was at its place, who stands beside on a list."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from records.dates import overlaps
from records.documents.kinds import DOCUMENT_KINDS
from records.edition.company import on_the_same_stage, possibly_there, surely_there
from records.edition.queries import Card, Key, Listed, cards, get_pages
from records.edition.who_was_there import (
    Others,
    PersonsStay,
    beside_on_documents,
    stays_of,
)
from records.website.access import Edition, everyone_may_read, page_or_404
from records.website.beside_on_papers import OnPaper, StaysOfPeople, on_papers, was_on
from records.website.journey_words import PartTaken, part_taken, stage_label
from records.website.months import month_of
from records.website.person_words import PersonWords, person_words
from records.website.stage_words import StageWords, stage_words

# The first of each group; the rest is a page of its own.
SHOWN = 6
# So many rows above and below are the neighbourhood of a row in a list.
ROWS_BESIDE = 5


@dataclass(frozen=True, slots=True)
class Companion:
    """Somebody who was there: on which stage, in which part, together for how long."""

    person: PersonWords
    stage: str
    label: str
    part: PartTaken
    overlap: overlaps.Overlap | None = None


@dataclass(frozen=True, slots=True)
class Company:
    """The first of those who were there in one way, how many more there are, and where all of them are listed."""

    people: list[Companion]
    more: int
    address: str


@dataclass(slots=True)
class StageCompany:
    """One stage of somebody's journey with everyone who was there."""

    own: PersonsStay
    stage: StageWords
    documented: bool
    dated: bool
    on_stage: Company | None = None
    surely: Company | None = None
    possibly: Company | None = None
    papers: list[OnPaper] = field(default_factory=list)

    @property
    def is_alone(self) -> bool:
        return not (self.on_stage or self.surely or self.possibly or self.papers)


@everyone_may_read
def companions(request: HttpRequest, edition: Edition, record_id: str) -> HttpResponse:
    """Show who was with somebody."""
    page = page_or_404(edition, "person", record_id)
    neighbours = beside_on_documents(edition, record_id, ROWS_BESIDE)
    beside = {one.person for one in neighbours}
    stays = stays_of(edition, [record_id, *beside])
    own = stays.get(record_id, [])
    groups = [search(edition, own, SHOWN) for search in (on_the_same_stage, surely_there, possibly_there)]
    keys = {("stage", one.stage) for one in own} | {("place", one.place) for one in own if one.place}
    known = cards(edition, keys | {("person", one) for one in beside})
    documented = {row["stage"]: row["presence"] == "documented" for row in page.body["journey"]}
    stages = [
        _stage(one, known, groups, documented.get(one.stage, True)) for one in own if ("stage", one.stage) in known
    ]
    documents = get_pages(edition, "document", {one.document for one in neighbours})
    others = _share_out(on_papers(record_id, neighbours, documents, known), stages, stays)
    context = {
        "person": person_words(record_id, page.card),
        "stages": stages,
        "leads": _leads(stages),
        "papers": others,
        "back": reverse("website:person", args=[record_id]),
    }
    return render(request, "website/companions.html", context)


def _leads(stages: Sequence[StageCompany]) -> list[StageWords]:
    """Return the stages to lead to: those on which somebody was, and of a kind several times over only the first."""
    found = [one.stage for one in stages if not one.is_alone]
    return [one for number, one in enumerate(found) if not number or one.code != found[number - 1].code]


def _stage(
    one: PersonsStay, known: Mapping[Key, Card], groups: Sequence[Mapping[str, Others]], documented: bool
) -> StageCompany:
    on_stage, surely, possibly = (group.get(one.stage) for group in groups)
    at_place = _people_at_the_time(one)
    dated = one.stay.earliest is not None or one.stay.latest is not None
    return StageCompany(
        one,
        stage_words(one.stage, known["stage", one.stage], known),
        documented,
        dated,
        _company(on_stage, one, reverse("website:people_stage", args=[one.stage]), at_place=False),
        _company(surely, one, at_place, at_place=True),
        _company(possibly, one, at_place, at_place=True),
    )


def _people_at_the_time(one: PersonsStay) -> str:
    """Return the address of everyone at the place in the months of a stay."""
    if not one.place:
        return ""
    days = {"from": one.stay.earliest, "to": one.stay.latest}
    months = {name: month_of(day).code for name, day in days.items() if day is not None}
    return f"{reverse('website:people_place', args=[one.place])}?{urlencode(months)}"


def _company(found: Others | None, own: PersonsStay, address: str, *, at_place: bool) -> Company | None:
    if found is None:
        return None
    people = [_companion(row, own, at_place=at_place) for row in found.first]
    return Company(people, found.number - len(people), address)


def _companion(row: Listed, own: PersonsStay, *, at_place: bool) -> Companion:
    return Companion(
        person_words(row.id, row.card),
        row.more["stage"],
        stage_label(row.more["code"]),
        part_taken(row.more),
        overlaps.overlap(own.stay, row.more["stay"]) if at_place else None,
    )


def _share_out(papers: Sequence[OnPaper], stages: Sequence[StageCompany], stays: StaysOfPeople) -> list[OnPaper]:
    """Put each paper to the only stage that papers of its kind prove, with those who were there; return the rest."""
    others = []
    for paper in papers:
        kind = DOCUMENT_KINDS.get(paper.kind)
        codes = {code for rule in kind.stages for code in rule.codes} if kind else set()
        proved = [one for one in stages if one.stage.code in codes]
        there: set[str] = set()
        if len(proved) == 1:
            there = {one.person.id for one in paper.people if was_on(proved[0].own, stays.get(one.person.id, ()))}
            proved[0].papers += paper.parts(there)
        others += paper.parts({one.person.id for one in paper.people} - there)
    return others
