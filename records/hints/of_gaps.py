"""What a journey lacks and another record tells: of the pairs that may be of one person, those of which the one has a
gap and the other, which is published, was on a stage that would fill it, at a time that the gap allows."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime

from django.db import transaction

from records.hints.keeping import Kept, drop_what_went, keep_hint
from records.hints.models import Hint, HintKind
from records.hints.sides import OnStage, Side, sides_of
from records.journeys.gaps import Missing, missing_stages
from records.journeys.stages import STAGES
from records.linkage.evidence import fingerprint_of
from records.linkage.proposals import Proposal

_AT_ONCE = 500


def hints_of_gaps(now: datetime) -> Kept:
    """Go through all that is proposed to be of one person; each part of it is one transaction."""
    kept, last = Kept(), 0
    while part := list(Proposal.objects.order_by("pk").filter(pk__gt=last).defer("parts")[:_AT_ONCE]):
        last = part[-1].pk
        with transaction.atomic():
            kept += _keep(part, now)
    return kept + drop_what_went(Hint.objects.filter(kind=HintKind.GAP), now)


def _keep(part: Sequence[Proposal], now: datetime) -> Kept:
    sides = sides_of({key for one in part for key in (one.one, one.other)})
    found = [hint for one in part for hint in _of_pair(one, sides)]
    people = {hint.person for hint in found}
    before = {
        (hint.person, hint.record, hint.stage): hint
        for hint in Hint.objects.filter(kind=HintKind.GAP, person__in=people)
    }
    kept = Kept()
    for hint in found:
        kept += keep_hint(hint, before.get((hint.person, hint.record, hint.stage)), now)
    return kept


def _of_pair(one: Proposal, sides: Mapping[str, Side]) -> Iterator[Hint]:
    first, second = sides.get(one.one), sides.get(one.other)
    for lacking, telling in ((first, second), (second, first)):
        if lacking is None or telling is None or not lacking.is_person or not telling.is_published:
            continue
        for missing, stage, place in fillings(lacking.stages, telling.stages):
            yield Hint(
                kind=HintKind.GAP,
                person=lacking.key[2:],
                record=telling.key,
                stage=stage,
                after=lacking.stages[missing.position].codes[0],
                probability=one.probability,
                surname=one.surname,
                place=place or one.place,
                fingerprint=fingerprint_of({lacking.key: lacking.known, telling.key: telling.known}),
            )


def fillings(journey: Sequence[OnStage], told: Iterable[OnStage]) -> list[tuple[Missing, str, str]]:
    """Return what another record tells of the gaps of a journey: the gap, the code of the stage and its place, each
    stage once."""
    have = {stage.codes[0] for stage in journey}
    found: dict[str, tuple[Missing, str, str]] = {}
    for missing in missing_stages([(stage.codes[0], stage.outcome) for stage in journey]):
        for stage in told:
            fitting = [code for code in stage.codes if code in missing.filled_by and code not in have]
            if fitting and _lies_between(stage, journey[missing.position : missing.position + 2]):
                code = next((code for code in fitting if _may_be_then(code, stage)), fitting[0])
                found.setdefault(code, (missing, code, stage.place))
    return list(found.values())


def _lies_between(stage: OnStage, around: Sequence[OnStage]) -> bool:
    """Whether a stage may lie behind the first of these and before the second, if there is one; unknown days may."""
    before, after = around[0], around[1] if len(around) > 1 else None
    begins_too_late = after is not None and _is_later(stage.first, after.last)
    return not begins_too_late and not _is_later(before.first, stage.last)


def _may_be_then(code: str, stage: OnStage) -> bool:
    first, last = STAGES[code].outer_bounds()
    return not _is_later(first, stage.last) and not _is_later(stage.first, last)


def _is_later(day: int | None, other: int | None) -> bool:
    """Tell whether a day is surely later than another; of an unknown one nothing is sure."""
    return day is not None and other is not None and day > other
