"""What a document brought with it: the people on it and who they are, and every claim that is cited from it.

A fixed number of queries, however many stand on the page.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from django.db.models import Prefetch, Q

from records.documents.closed_sources import openly_cited
from records.documents.models import Document, Mention, Source
from records.documents.unseen import ALL_SEEN, Unseen
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.linkage.openly_known import openly_known
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonName,
)
from records.places.models import Place
from records.record_model import Record, Status
from records.transcribing.models import SentForm

OPEN = (Status.DRAFT, Status.REVIEW)


@dataclass(slots=True)
class OnThePage:
    """One name on the page, and the decision who that is; ``made``: the person was entered from this page."""

    mention: Mention
    identification: Identification | None = None
    made: bool = False


@dataclass(slots=True)
class CitedEvent:
    """An event cited from this page, the claims of the same kind beside it, and the words cited."""

    event: Event
    citation: EventCitation
    others: list[Event] = field(default_factory=list)


@dataclass(slots=True)
class PersonClaims:
    """What the page says of one person: names, events, and the ties of family recorded."""

    person: Person
    made: bool
    names: list[NameCitation] = field(default_factory=list)
    names_before: list[PersonName] = field(default_factory=list)
    events: list[CitedEvent] = field(default_factory=list)


@dataclass(slots=True)
class FamilyClaims:
    """A family of people on the page: partners, children, and what the page says happened to it."""

    family: Family
    made: bool
    partners: list[FamilyPartner] = field(default_factory=list)
    children: list[FamilyChild] = field(default_factory=list)
    cited: list[ChildCitation] = field(default_factory=list)
    events: list[CitedEvent] = field(default_factory=list)


@dataclass(slots=True)
class StageClaims:
    """A stage cited from this page, with those of its travellers who stand on the page."""

    citation: StageCitation
    made: bool
    travellers: list[Traveller] = field(default_factory=list)

    @property
    def stage(self) -> JourneyStage:
        return self.citation.stage


@dataclass(frozen=True, slots=True)
class CameAlong:
    """Everything a document brought with it, and the open records made with it, which are published with it."""

    document: Document
    names: tuple[OnThePage, ...]
    people: tuple[PersonClaims, ...]
    families: tuple[FamilyClaims, ...]
    stages: tuple[StageClaims, ...]
    made: tuple[Record, ...]


def came_along(document: Document, unseen: Unseen = ALL_SEEN) -> CameAlong:
    """Return what came with this document; what other papers say, ``unseen`` by the asker, is left out."""
    names = [OnThePage(mention) for mention in document.mentions.all()]
    decisions = Identification.objects.filter(mention__document=document, withdrawn=False).select_related("person")
    decided = {one.mention_id: one for one in decisions}
    people = {one.person_id: one.person for one in decided.values()}
    form = SentForm.objects.filter(document=document).first()
    made = _made_people(document, people, form)
    for name in names:
        name.identification = decided.get(name.mention.pk)
        name.made = name.identification is not None and name.identification.person_id in made
    families = _families(document, people, form, made, unseen)
    stages = _stages(document, people)
    claims = _people(document, people, made, unseen)
    _events(document, claims, families, unseen)
    along = [
        *(people[pk] for pk in sorted(made)),
        *(one.family for one in families.values() if one.made),
        *(one.stage for one in stages if one.made),
        *_source(document.source),
    ]
    return CameAlong(
        document,
        tuple(names),
        tuple(claims.values()),
        tuple(families.values()),
        tuple(stages),
        (*(one for one in along if one.status in OPEN), *_open_places(document, claims, families, stages)),
    )


def cited_from(document: Document) -> Q:
    """Return the condition that a citation leads to this document; of a source that holds many, by its words."""
    source = document.source
    if source is None:
        return Q(pk__in=[])
    condition = Q(source=source.pk)
    return condition if source.title == document.title else condition & Q(page__startswith=_words_of(document))


def _words_of(document: Document) -> str:
    return document.signature or document.title


def _made_people(document: Document, people: dict[int, Person], form: SentForm | None) -> set[int]:
    """Return who was entered from this page: as its form says, else who is no older than it and stands on no other."""
    if form is not None:
        return set(form.made.get("created", [])) & set(people)
    elsewhere = Identification.objects.filter(person__in=people, withdrawn=False).exclude(mention__document=document)
    later = {pk for pk, person in people.items() if person.created_at >= document.created_at}
    return later - set(elsewhere.values_list("person", flat=True))


def _people(document: Document, people: dict[int, Person], made: set[int], unseen: Unseen) -> dict[int, PersonClaims]:
    claims = {pk: PersonClaims(person, pk in made) for pk, person in people.items()}
    cited = NameCitation.objects.filter(cited_from(document), name__person__in=people)
    told = set()
    for citation in cited.select_related("name", "source"):
        claims[citation.name.person_id].names.append(citation)
        told.add(citation.name_id)
    for name in openly_known(PersonName.objects.filter(person__in=people), unseen):
        if name.pk not in told:
            claims[name.person_id].names_before.append(name)
    return claims


def _families(
    document: Document, people: dict[int, Person], form: SentForm | None, made: set[int], unseen: Unseen
) -> dict[int, FamilyClaims]:
    kept = set(form.made.get("families", [])) if form is not None else None
    partners = list(FamilyPartner.objects.filter(person__in=people).select_related("person"))
    children = list(FamilyChild.objects.filter(person__in=people).select_related("person"))
    members: dict[int, set[int]] = defaultdict(set)
    for family, person in ((one.family_id, one.person_id) for several in (partners, children) for one in several):
        members[family].add(person)
    # Of an old family only one member may stand here: it is none of this page.
    of_page = {pk for pk, who in members.items() if (pk in kept if kept is not None else len(who) > 1 or who <= made)}
    found = {
        family.pk: FamilyClaims(family, kept is None or family.pk in kept)
        for family in openly_known(Family.objects.filter(pk__in=of_page), unseen).prefetch_related("partners__person")
    }
    for partner in partners:
        if partner.family_id in found:
            found[partner.family_id].partners.append(partner)
    for child in children:
        if child.family_id in found:
            found[child.family_id].children.append(child)
    cited = ChildCitation.objects.filter(cited_from(document), child__family__in=found)
    for citation in cited.select_related("child", "source"):
        found[citation.child.family_id].cited.append(citation)
    return found


def _events(
    document: Document, people: dict[int, PersonClaims], families: dict[int, FamilyClaims], unseen: Unseen
) -> None:
    about = Q(event__person__in=people) | Q(event__family__in=families)
    cited = EventCitation.objects.filter(cited_from(document) & about).select_related("event__place", "source")
    shown = [CitedEvent(citation.event, citation) for citation in cited]
    kinds = {one.event.kind for one in shown}
    beside: dict[tuple[int | None, int | None, str], list[Event]] = defaultdict(list)
    others = Event.objects.filter(Q(person__in=people) | Q(family__in=families), kind__in=kinds).select_related("place")
    told = Prefetch("citations", openly_cited(EventCitation.objects.all(), unseen))
    for event in openly_known(others, unseen).prefetch_related(told):
        beside[event.person_id, event.family_id, event.kind].append(event)
    for one in shown:
        event = one.event
        one.others = [other for other in beside[event.person_id, event.family_id, event.kind] if other.pk != event.pk]
        owner = people[event.person_id] if event.person_id else families[event.family_id or 0]
        owner.events.append(one)


def _stages(document: Document, people: dict[int, Person]) -> list[StageClaims]:
    travels = Traveller.objects.filter(person__in=people).select_related("person")
    by_stage: dict[int, list[Traveller]] = defaultdict(list)
    for traveller in travels:
        by_stage[traveller.stage_id].append(traveller)
    cited = StageCitation.objects.filter(cited_from(document), stage__in=by_stage)
    found: dict[int, StageClaims] = {}
    for citation in cited.select_related("stage__place", "stage__origin", "source"):
        found.setdefault(
            citation.stage_id, StageClaims(citation, citation.stage.status in OPEN, by_stage[citation.stage_id])
        )
    return list(found.values())


def _source(source: Source | None) -> Iterable[Source]:
    return [source] if source is not None else []


def _open_places(
    document: Document,
    people: dict[int, PersonClaims],
    families: dict[int, FamilyClaims],
    stages: Sequence[StageClaims],
) -> list[Place]:
    places = [document.place]
    owners: list[PersonClaims | FamilyClaims] = [*people.values(), *families.values()]
    places += [one.event.place for claims in owners for one in claims.events]
    places += [place for one in stages for place in (one.stage.place, one.stage.origin)]
    return list({place.pk: place for place in places if place is not None and place.status in OPEN}.values())
