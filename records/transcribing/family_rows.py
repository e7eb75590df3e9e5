"""The family that a page proves: an existing one of the same partners is added to, never changed; else a new one."""

from collections import defaultdict
from collections.abc import Sequence

from records.documents.kinds import DOCUMENT_KINDS, FamilyRule
from records.documents.models import Source
from records.people.models import ChildCitation, Event, EventCitation, Family, FamilyChild, FamilyPartner, Person
from records.record_model import Status
from records.transcribing.claims import family_event
from records.transcribing.entry import Entry
from records.transcribing.page_words import citation_of
from records.transcribing.person_rows import PagePerson, event_row, same_event
from records.transcribing.row_batch import RowBatch

_OPEN = (Status.DRAFT, Status.REVIEW)
_PARTNERS = 2


def write_families(
    entry: Entry, people: Sequence[PagePerson], source: Source, batch: RowBatch, *, may_change_published: bool
) -> list[Family]:
    """Write the families that the rules of this kind make of those who are known; return them."""
    by_role: defaultdict[str, list[PagePerson]] = defaultdict(list)
    for one in people:
        if one.person is not None and one.takes_claims:
            by_role[one.entered.role].append(one)
    families = []
    for rule in DOCUMENT_KINDS[entry.kind].families:
        partners = _distinct(by_role, rule.partners)
        children = _distinct(by_role, rule.children)
        if len(partners) > 1 or (partners and children):
            families.append(_write(entry, rule, partners, children, source, batch, may_change_published))
    return families


def _distinct(by_role: dict[str, list[PagePerson]], roles: Sequence[str]) -> list[PagePerson]:
    found = {one.person.pk: one for role in roles for one in by_role.get(role, ()) if one.person is not None}
    return list(found.values())


def _write(
    entry: Entry,
    rule: FamilyRule,
    partners: Sequence[PagePerson],
    children: Sequence[PagePerson],
    source: Source,
    batch: RowBatch,
    may_change_published: bool,
) -> Family:
    adults = [one.person for one in partners if one.person is not None]
    family = _existing([person for person, one in zip(adults, partners, strict=True) if not one.created], adults)
    if family is not None and family.status not in _OPEN and not may_change_published:
        family = None
    if family is None:
        family = Family(status=Status(entry.status))
        batch.write([family])
    else:
        batch.touch([family])
    held = set(FamilyPartner.objects.filter(family=family).values_list("person_id", flat=True))
    batch.write(
        [
            FamilyPartner(family=family, person=person, position=number)
            for number, person in enumerate(adults, len(held) + 1)
            if person.pk not in held
        ]
    )
    _write_children(family, children, source, batch)
    _write_event(entry, rule, family, source, batch)
    return family


def _existing(linked: Sequence[Person], adults: Sequence[Person]) -> Family | None:
    """Return the recorded family of the linked partners that has room for the others."""
    if not linked:
        return None
    ties = FamilyPartner.objects.filter(family__partners__person__in=linked).values_list("family_id", "person_id")
    members: defaultdict[int, set[int]] = defaultdict(set)
    for family, person in ties.distinct():
        members[family].add(person)
    wanted = {person.pk for person in adults}
    fitting = sorted(
        (family for family, held in members.items() if len(held | wanted) <= _PARTNERS),
        key=lambda family: (-len(members[family] & wanted), family),
    )
    return Family.objects.get(pk=fitting[0]) if fitting else None


def _write_children(family: Family, children: Sequence[PagePerson], source: Source, batch: RowBatch) -> None:
    held = {child.person_id: child for child in FamilyChild.objects.filter(family=family)}
    new = [
        FamilyChild(family=family, person=one.person, position=number)
        for number, one in enumerate(children, len(held) + 1)
        if one.person is not None and one.person.pk not in held
    ]
    batch.write(new)
    ties = held | {child.person_id: child for child in new}
    batch.write(
        [
            ChildCitation(child=ties[one.person.pk], source=source, page=one.page, text=one.mention.as_written)
            for one in children
            if one.person is not None
        ]
    )


def _write_event(entry: Entry, rule: FamilyRule, family: Family, source: Source, batch: RowBatch) -> None:
    claim = family_event(entry, rule)
    if claim is None:
        return
    event = same_event(claim, list(Event.objects.filter(family=family, kind=claim.kind)))
    if event is None:
        event = event_row(claim, family=family)
        batch.write([event])
    batch.write([EventCitation(event=event, source=source, page=citation_of(entry), text=claim.words)])
