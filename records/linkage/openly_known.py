"""What is known from papers that someone may not see, and from nothing else: for them it is not there.

A claim is, when every citation of it leads to such papers. A person, a family or a stage is, when such a paper names,
cites or brought it, and nothing open does: no name on an open page, no open citation, no claim that cites nothing.
A family is hidden with any of its partners, for it is called by them.
"""

from collections.abc import Callable
from typing import Any

from django.db.models import Exists, Model, OuterRef, Q, QuerySet

from records.change_sets import TouchedRow
from records.documents.closed_sources import is_closed
from records.documents.models import Document
from records.documents.unseen import Unseen
from records.histories.models import HistoryPerson
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.linkage.models import Identification
from records.people.models import (
    ChildCitation,
    Event,
    EventCitation,
    Family,
    FamilyChild,
    FamilyPartner,
    NameCitation,
    Person,
    PersonCitation,
    PersonName,
)

# Claims, with the citations of each and the column by which these find it.
_CLAIMS: dict[type[Model], tuple[type[Model], str]] = {
    PersonName: (NameCitation, "name"),
    Event: (EventCitation, "event"),
    FamilyChild: (ChildCitation, "child"),
}


def openly_known(rows: QuerySet[Any], unseen: Unseen) -> QuerySet[Any]:
    """Leave out the rows that are known from unseen papers alone; rows of other kinds stay."""
    condition = _CONDITIONS.get(rows.model) if unseen else None
    return rows.exclude(condition(unseen)) if condition is not None else rows


def known_closely(model: type[Model], unseen: Unseen) -> QuerySet[Any]:
    """Return the rows of this kind that are known from unseen papers alone."""
    return model._default_manager.order_by().filter(_CONDITIONS[model](unseen))


def hidden_with_papers() -> frozenset[type[Model]]:
    """Return the kinds of rows that ``openly_known`` looks at."""
    return frozenset(_CONDITIONS)


def _claim(model: type[Model]) -> Callable[[Unseen], Q]:
    return lambda unseen: _closed_claim(model, unseen)


def _closed_claim(model: type[Model], unseen: Unseen) -> Q:
    citations, column = _CLAIMS[model]
    rows: Any = citations._default_manager.order_by()
    of_claim = rows.filter(**{column: OuterRef("pk")})
    # Said by their keys first: few rows are cited from what is closed, and only these are looked at closely.
    told = Q(pk__in=rows.filter(is_closed(unseen)).values(column))
    return told & ~Q(Exists(of_claim.exclude(is_closed(unseen))))


def _open_claims(model: type[Model], owner: str, unseen: Unseen) -> Exists:
    rows: Any = model._default_manager.order_by()
    citations, column = _CLAIMS[model]
    told: Any = citations._default_manager.order_by().filter(**{column: OuterRef("pk")})
    cites_nothing_closed = ~Exists(told) | Exists(told.exclude(is_closed(unseen)))
    return Exists(rows.filter(cites_nothing_closed, **{owner: OuterRef("pk")}))


def _brought(model: type[Model], unseen: Unseen) -> QuerySet[Any]:
    """Return the keys of the records that were entered with an unseen paper."""
    notes = TouchedRow.objects.order_by().filter(act="+")
    papers = notes.filter(model=Document._meta.model_name, row__in=unseen.all().values("pk"))
    return notes.filter(model=model._meta.model_name, change_set__in=papers.values("change_set")).values("row")


def _people(unseen: Unseen) -> Q:
    named = Identification.objects.order_by()
    closed = [
        named.filter(unseen.among("mention__document__")).values("person"),
        *(
            rows.objects.order_by().filter(is_closed(unseen)).values(column)
            for rows, column in (
                (NameCitation, "name__person"),
                (EventCitation, "event__person"),
                (ChildCitation, "child__person"),
                (PersonCitation, "person"),
            )
        ),
        _brought(Person, unseen),
    ]
    of_person = PersonCitation.objects.order_by().filter(person=OuterRef("pk"))
    parentages = ChildCitation.objects.order_by().filter(child__person=OuterRef("pk"))
    seen = named.filter(unseen.apart_from("mention__document__"), person=OuterRef("pk"), withdrawn=False)
    return (
        _any(closed)
        & ~Q(Exists(seen))
        & ~Q(Exists(of_person.exclude(is_closed(unseen))))
        & ~Q(Exists(parentages.exclude(is_closed(unseen))))
        & ~Q(_open_claims(PersonName, "person", unseen))
        & ~Q(_open_claims(Event, "person", unseen))
    )


def _any(keys: list[QuerySet[Any]]) -> Q:
    found = Q(pk__in=[])
    for one in keys:
        found |= Q(pk__in=one)
    return found


def hidden_people(unseen: Unseen) -> QuerySet[Any]:
    """Return the keys of the people who are known from unseen papers alone."""
    return Person.objects.order_by().filter(_people(unseen)).values_list("pk", flat=True)


def _families(unseen: Unseen) -> Q:
    # Asked for beforehand: SQLite reads no question within so many others.
    partners = FamilyPartner.objects.order_by().filter(person__in=list(hidden_people(unseen)))
    closed = [
        EventCitation.objects.order_by().filter(is_closed(unseen), event__family__isnull=False).values("event__family"),
        ChildCitation.objects.order_by().filter(is_closed(unseen)).values("child__family"),
        _brought(Family, unseen),
    ]
    claims = _open_claims(Event, "family", unseen), _open_claims(FamilyChild, "family", unseen)
    return Q(pk__in=partners.values("family")) | (_any(closed) & ~Q(claims[0]) & ~Q(claims[1]))


def _stages(unseen: Unseen) -> Q:
    citations = StageCitation.objects.order_by()
    closed = [citations.filter(is_closed(unseen)).values("stage"), _brought(JourneyStage, unseen)]
    return _any(closed) & ~Q(Exists(citations.filter(stage=OuterRef("pk")).exclude(is_closed(unseen))))


def _of_person(unseen: Unseen) -> Q:
    return Q(person__in=hidden_people(unseen))


def _of_family(unseen: Unseen) -> Q:
    return Q(family__in=Family.objects.order_by().filter(_families(unseen)).values("pk"))


_CONDITIONS: dict[type[Model], Callable[[Unseen], Q]] = {
    Person: _people,
    Family: _families,
    JourneyStage: _stages,
    PersonName: _claim(PersonName),
    Event: _claim(Event),
    FamilyPartner: lambda unseen: _of_person(unseen) | _of_family(unseen),
    FamilyChild: lambda unseen: _of_person(unseen) | _of_family(unseen) | _closed_claim(FamilyChild, unseen),
    Traveller: lambda unseen: (
        _of_person(unseen) | Q(stage__in=JourneyStage.objects.order_by().filter(_stages(unseen)).values("pk"))
    ),
    HistoryPerson: _of_person,
}
