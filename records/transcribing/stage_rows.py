"""The stage of the journey that a page proves, with its travellers: shared where the same stage is recorded already."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from records.dates.historical_date import EMPTY, HistoricalDate, Qualifier
from records.dates.value import parse_value
from records.documents.kinds import DOCUMENT_KINDS, DocumentKind, StageRule
from records.documents.models import Source
from records.journeys.models import JourneyStage, Presence, StageCitation, Traveller
from records.journeys.stages import STAGES
from records.record_model import Status
from records.transcribing.entry import Entry, Written
from records.transcribing.page_words import citation_of, words_on_page
from records.transcribing.person_rows import PagePerson, own_days
from records.transcribing.reading_values import date_of, in_latin_letters
from records.transcribing.row_batch import RowBatch

_OPEN = (Status.DRAFT, Status.REVIEW)


@dataclass(frozen=True, slots=True)
class Proof:
    """What a page says of one stage."""

    code: str
    date: HistoricalDate
    place: Written
    origin: Written
    title: str
    words: str


def stage_choices_of(kind: str) -> list[tuple[str, str | Promise]]:
    """Return the stages that a page of this kind can prove, for its fields of the form "stage"."""
    codes = [code for rule in DOCUMENT_KINDS[kind].stages if rule.choice for code in rule.codes]
    return [(code, STAGES[code].label) for code in sorted(codes, key=lambda code: STAGES[code].order)]


def stage_of_page(entry: Entry, rule: StageRule) -> Proof | None:
    """Return what the page proves by this rule; nothing where no stage can be told."""
    date = EMPTY if rule.per_row else period(_value(entry, rule.date), _value(entry, rule.end_date))
    code = _code(entry, rule, date)
    if not code:
        return None
    place, origin, title = (_value(entry, key) for key in (rule.place, rule.origin, rule.title))
    dates = () if rule.per_row else (_value(entry, rule.date), _value(entry, rule.end_date))
    return Proof(
        code, date, place, origin, in_latin_letters(title)[:300], words_on_page([*dates, place, origin, title])
    )


def _value(entry: Entry, key: str) -> Written:
    return entry.value(key) if key else Written()


def _code(entry: Entry, rule: StageRule, date: HistoricalDate) -> str:
    chosen = _value(entry, rule.choice)
    for said in (chosen.understood, chosen.text):
        if said in rule.codes:
            return said
    if len(rule.codes) == 1:
        # One kind of stage is proved only where the page says when or where.
        return rule.codes[0] if date.is_dated() or _value(entry, rule.place) else ""
    return _code_by_date(rule.codes, date)


def _code_by_date(codes: Sequence[str], date: HistoricalDate) -> str:
    if not date.is_dated():
        return ""
    for bounds in ("outer_bounds", "typical_bounds"):
        fitting = [code for code in codes if _within(date, getattr(STAGES[code], bounds)())]
        if len(fitting) == 1:
            return fitting[0]
    return ""


def _within(date: HistoricalDate, bounds: tuple[int | None, int | None]) -> bool:
    first, last = bounds
    earliest, latest = date.earliest, date.latest
    starts = first is None or (earliest or latest or 0) >= first
    return starts and (last is None or (latest or earliest or 0) <= last)


def period(start: Written, end: Written) -> HistoricalDate:
    """Return the time from one date to another, with the words of both; one of them alone is a date."""
    first, last = date_of(start), date_of(end)
    if not end.text and not end.understood:
        return first
    text = " – ".join(filter(None, (start.text, end.text)))
    if not (start.text or start.understood):
        return parse_value(f"TO {last.value}", end.text) if last.qualifier is Qualifier.EXACT else last
    if first.qualifier is Qualifier.EXACT and last.qualifier is Qualifier.EXACT:
        return parse_value(f"FROM {first.value} TO {last.value}", text)
    if first.is_dated() and last.is_dated():
        return parse_value(first.value, text)
    return parse_value("", text)


def write_stages(
    entry: Entry, people: Sequence[PagePerson], source: Source, batch: RowBatch, *, may_change_published: bool
) -> tuple[list[JourneyStage], list[str]]:
    """Write the stages of the page with their travellers; return them, and sentences about what could not be told."""
    kind = DOCUMENT_KINDS[entry.kind]
    stages, left_out = [], []
    for rule in kind.stages:
        travellers = travellers_of(rule, people)
        if not travellers:
            continue
        stage = write_stage(entry, rule, travellers, source, batch, may_change_published=may_change_published)
        if stage is None:
            left_out.append(why_no_stage(rule))
        else:
            stages.append(stage)
    return stages, left_out


def travellers_of(rule: StageRule, people: Sequence[PagePerson]) -> list[PagePerson]:
    """Return the people of the page who were on the stage that this rule proves."""
    return [one for one in people if one.person and one.takes_claims and one.entered.role in rule.roles]


def why_no_stage(rule: StageRule) -> str:
    """Say that no stage was made by this rule."""
    labels = ", ".join(str(STAGES[code].label) for code in rule.codes[:3])
    return _("No stage of the journey was made: the page does not tell which (%s).") % labels


def write_stage(
    entry: Entry,
    rule: StageRule,
    travellers: Sequence[PagePerson],
    source: Source,
    batch: RowBatch,
    *,
    may_change_published: bool,
) -> JourneyStage | None:
    """Write the stage of one rule with these travellers; None where the page does not tell which it is."""
    proof = stage_of_page(entry, rule)
    if proof is None:
        return None
    stage = _recorded(proof, source, travellers, may_change_published) or _new(entry, proof, batch)
    batch.touch([stage])
    batch.write([StageCitation(stage=stage, source=source, page=citation_of(entry), text=proof.words)])
    write_travellers(DOCUMENT_KINDS[entry.kind], rule, stage, travellers, batch)
    return stage


def _recorded(
    proof: Proof, source: Source, travellers: Sequence[PagePerson], may_change_published: bool
) -> JourneyStage | None:
    """Return the same stage as another page of this source, or one of these people, has it."""
    cited = StageCitation.objects.filter(stage=OuterRef("pk"), source=source)
    known = [one.person.pk for one in travellers if one.person and not one.created]
    travelled = Traveller.objects.filter(stage=OuterRef("pk"), person__in=known)
    same = JourneyStage.objects.filter(code=proof.code, place=proof.place.place).filter(
        Exists(cited) | Exists(travelled) if known else Q(Exists(cited))
    )
    if proof.place.place is None:
        same = same.filter(place_as_written=proof.place.text[:300])
    same = same.filter(date_earliest=proof.date.earliest, date_latest=proof.date.latest)
    if not may_change_published:
        same = same.filter(status__in=_OPEN)
    if proof.title:
        same = same.filter(title__in=("", proof.title))
    return same.order_by("pk").first()


def _new(entry: Entry, proof: Proof, batch: RowBatch) -> JourneyStage:
    stage = JourneyStage(
        code=proof.code,
        title=proof.title,
        place_id=proof.place.place,
        place_as_written=proof.place.text[:300],
        origin_id=proof.origin.place,
        status=Status(entry.status),
    )
    stage.date = proof.date
    batch.write([stage])
    return stage


def write_travellers(
    kind: DocumentKind, rule: StageRule, stage: JourneyStage, people: Sequence[PagePerson], batch: RowBatch
) -> None:
    """Write these people as travellers of a stage, each once."""
    known = [one.person.pk for one in people if one.person and not one.created]
    held = set(Traveller.objects.filter(stage=stage, person__in=known).values_list("person_id", flat=True))
    rows = []
    for one in people:
        if one.person is None or one.person.pk in held:
            continue
        held.add(one.person.pk)
        traveller = Traveller(stage=stage, person=one.person, outcome=rule.outcome, presence=Presence.DOCUMENTED)
        start, end = own_days(kind, one.entered)
        if rule.per_row:
            start, end = one.entered.value(rule.date), one.entered.value(rule.end_date)
        traveller.date = period(start, end)
        rows.append(traveller)
    batch.write(rows)
