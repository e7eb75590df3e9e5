"""What follows from the head of a page: its stages, what happened to families, events of everybody on it.

Where another reading of the head is chosen, these follow, as far as this page alone says them and they are not before
the public. Of what stays as it is the reviewer is told.
"""

from collections.abc import Callable, Sequence
from typing import Any

from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS, FamilyRule, StageRule
from records.documents.models import Document
from records.journeys.models import JourneyStage, StageCitation
from records.journeys.stages import STAGES
from records.people.models import Event, EventCitation
from records.reviewing.came_along import OPEN, cited_from
from records.transcribing.claims import EventClaim, family_event
from records.transcribing.entry import Entry
from records.transcribing.person_rows import event_row, same_event
from records.transcribing.stage_rows import Proof, stage_of_page

# What an event says, besides whose it is.
DERIVED = ("date_text", "date_value", "place", "place_as_written", "value", "cause", "age_text")


def follow_head(document: Document, before: Entry, after: Entry, tell: Callable[[str], None]) -> None:
    """Let stages and families say what the head of the page says now; ``tell`` takes what is to be checked by hand."""
    kind = DOCUMENT_KINDS[before.kind]
    for stage_rule in kind.stages:
        _follow_stage(document, stage_rule, before, after, tell)
    for family_rule in kind.families:
        _follow_family(document, family_rule, before, after, tell)


def _follow_stage(
    document: Document, rule: StageRule, before: Entry, after: Entry, tell: Callable[[str], None]
) -> None:
    old, new = stage_of_page(before, rule), stage_of_page(after, rule)
    if old == new:
        return
    proved = new or old
    label = str(STAGES[proved.code if proved else rule.codes[0]].label)
    cited = StageCitation.objects.filter(cited_from(document), stage__code=old.code) if old is not None else None
    found = [one for one in cited.select_related("stage") if _says(one.stage, old)] if cited is not None and old else []
    if new is None or not found:
        tell(_("The stage “%s” does not follow by itself: enter or change it by hand.") % label)
        return
    for citation in found:
        if citation.stage.status not in OPEN or citation.stage.citations.count() > 1:
            tell(_("The stage “%s” rests on other papers, too, or is before the public: it stays as it is.") % label)
            continue
        _put(citation.stage, new)
        citation.text = new.words
        citation.save()


def _says(stage: JourneyStage, proof: Proof) -> bool:
    """Tell whether nobody has changed the stage since it was made of the page."""
    place = proof.place.place
    same_place = stage.place_id == place and (place is not None or stage.place_as_written == proof.place.text[:300])
    return same_place and stage.date.value == proof.date.value


def _put(stage: JourneyStage, proof: Proof) -> None:
    stage.code, stage.title = proof.code, proof.title
    stage.place_id, stage.place_as_written = proof.place.place, proof.place.text[:300]
    stage.origin_id, stage.date = proof.origin.place, proof.date
    stage.save()


def _follow_family(
    document: Document, rule: FamilyRule, before: Entry, after: Entry, tell: Callable[[str], None]
) -> None:
    old, new = family_event(before, rule), family_event(after, rule)
    if old is None or new is None or same_event(new, [event_row(old)]):
        return
    cited = EventCitation.objects.filter(cited_from(document), event__family__isnull=False, event__kind=old.kind)
    for citation in cited.select_related("event__family"):
        event = citation.event
        if same_event(old, [event]) is None:
            continue
        family: Any = event.family
        if family.status not in OPEN or event.citations.count() > 1:
            tell(_("“%s” rests on other papers, too, or is before the public: it stays as it is.") % event)
            continue
        change_event(event, new, {"family": family})
        citation.text = new.words
        citation.save()


def change_event(event: Event, claim: EventClaim, owner: dict[str, Any]) -> None:
    """Let an event say what the claim says."""
    made = event_row(claim, **owner)
    for column in DERIVED:
        setattr(event, column, getattr(made, column))
    event.save()


def changed_claims(before: Sequence[EventClaim], after: Sequence[EventClaim]) -> list[tuple[EventClaim, EventClaim]]:
    """Return the claims that follow from the one reading and not from the other: before, after."""
    old = {claim.kind: claim for claim in before}
    return [
        (old.get(claim.kind, EventClaim(claim.kind)), claim)
        for claim in after
        if claim.kind not in old or not same_event(claim, [event_row(old[claim.kind])])
    ]
