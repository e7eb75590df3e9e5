"""A document's claims in words, for its review page and for choosing which claim a remark means."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.contrib import admin
from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.admin.links import address
from records.admin.record_form import worded
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document
from records.people.models import Event, FamilyChild
from records.plausibility.document_rules import check_documents
from records.plausibility.family_rules import check_family
from records.plausibility.life import read_lives
from records.plausibility.stage_rules import check_stages
from records.record_model import Record
from records.reviewing.came_along import CameAlong, CitedEvent, FamilyClaims, OnThePage, PersonClaims, StageClaims
from records.transcribing.plausible import RULES


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """One claim: its path ("event:812"), what it is about, its words, where it stands, and what is told otherwise."""

    path: str
    label: str
    words: str
    cited: str = ""
    others: tuple[str, ...] = ()
    url: str = ""

    @property
    def choice(self) -> str:
        return f"{self.label}: {self.words}"


@dataclass(frozen=True, slots=True)
class ClaimGroup:
    """The claims about one record: a person, a family, a stage; ``note`` says whether it is new."""

    title: str
    url: str
    note: str
    lines: tuple[ClaimLine, ...] = field(default=())


def page_lines(document: Document) -> list[ClaimLine]:
    """Return what is said of the paper itself, with its reading."""
    found = [ClaimLine("field:@date", _("Date"), _as_written(document.date_text, worded(document.date)))]
    where = document.place.name if document.place else ""
    found.append(ClaimLine("field:@place", _("Place"), _as_written(document.place_as_written, where)))
    readings = document.readings or {}
    kind = DOCUMENT_KINDS.get(document.kind)
    for asked in kind.fields if kind else ():
        value = (document.fields or {}).get(asked.key)
        reading = readings.get(asked.key) or {}
        if value not in (None, "", []) and not isinstance(value, list):
            words = _as_written(_plain(value), str(reading.get("understood") or ""))
            others = (str(reading["other"]),) if reading.get("other") else ()
            found.append(ClaimLine(f"field:{asked.key}", capfirst(str(asked.label)), words, others=others))
    return [one for one in found if one.words]


def name_lines(names: Iterable[OnThePage], kind: str) -> list[ClaimLine]:
    """Return the names on the page, each with who that is."""
    shape = DOCUMENT_KINDS.get(kind)
    found = []
    for one in names:
        role = shape.role(one.mention.role) if shape else None
        label = ", ".join(filter(None, (str(role.label) if role else one.mention.role, one.mention.row)))
        decided = one.identification
        url = address(decided.person) if decided else ""
        words = f"{_as_written(one.mention.as_written, one.mention.romanised)} → {_who(one)}"
        found.append(ClaimLine(f"mention:{one.mention.pk}", capfirst(label) or _("Name"), words, url=url))
    return found


def _who(one: OnThePage) -> str:
    decided = one.identification
    if decided is None:
        return _("only named, nobody yet")
    if one.made:
        return _("%s (new)") % decided.person
    certainty = f"{decided.person} ({decided.get_certainty_display()})"
    return f"{certainty}: {decided.reason}" if decided.reason else certainty


def person_group(claims: PersonClaims) -> ClaimGroup:
    """Return what the page says of a person."""
    before = tuple(str(name) for name in claims.names_before)
    lines = [
        ClaimLine(
            f"name:{citation.name_id}",
            capfirst(citation.name.get_kind_display()),
            _as_written(citation.name.as_written, str(citation.name)),
            str(citation),
            before,
        )
        for citation in claims.names
    ]
    lines += [_event_line(one) for one in claims.events]
    return ClaimGroup(str(claims.person), address(claims.person), _note(claims.made, claims.person), tuple(lines))


def family_group(claims: FamilyClaims) -> ClaimGroup:
    """Return the ties of a family, and what the page says happened to it."""
    cited = {citation.child_id: str(citation) for citation in claims.cited}
    lines = [ClaimLine(f"partner:{one.pk}", _("Partner"), str(one)) for one in claims.partners]
    lines += [_child_line(one, cited.get(one.pk, "")) for one in claims.children]
    lines += [_event_line(one) for one in claims.events]
    return ClaimGroup(str(claims.family), address(claims.family), _note(claims.made, claims.family), tuple(lines))


def _child_line(child: FamilyChild, cited: str) -> ClaimLine:
    return ClaimLine(f"child:{child.pk}", _("Child"), f"{child} ({child.get_pedigree_display()})", cited)


def stage_group(claims: StageClaims) -> ClaimGroup:
    """Return a stage cited from the page, with its travellers."""
    stage = claims.stage
    words = _dated_words(stage.date_text, worded(stage.date), stage.place_as_written, stage.place)
    lines = [ClaimLine(f"stage:{stage.pk}", _("When and where"), words or "–", str(claims.citation))]
    lines += [
        ClaimLine(f"traveller:{one.pk}", _("Traveller"), f"{one} ({one.get_outcome_display()})")
        for one in claims.travellers
    ]
    return ClaimGroup(str(stage), address(stage), _note(claims.made, stage), tuple(lines))


def _event_line(one: CitedEvent) -> ClaimLine:
    others = tuple(with_sources(event) for event in one.others)
    label = capfirst(one.event.get_kind_display())
    return ClaimLine(f"event:{one.event.pk}", label, event_words(one.event), str(one.citation), others)


def event_words(event: Event) -> str:
    """Return a claim in words: when, where, what."""
    words = _dated_words(event.date_text, worded(event.date), event.place_as_written, event.place)
    return ", ".join(filter(None, (words, event.value, event.cause, event.age_text))) or str(event)


def with_sources(event: Event) -> str:
    """Return a claim in words with its sources; they must be read along."""
    cited = "; ".join(str(citation) for citation in event.citations.all())
    # Beside braces the collector of words does not see them.
    ours, nothing = _("our conclusion"), _("no source")
    concluded = f" ({ours})" if event.is_conclusion else ""
    return f"{event_words(event)}{concluded} [{cited or nothing}]"


def _dated_words(date_text: str, understood: str, place_as_written: str, place: Any) -> str:
    when = _as_written(date_text, understood)
    return ", ".join(filter(None, (when, _as_written(place_as_written, place.name if place else ""))))


def _as_written(text: str, understood: str) -> str:
    if not text or not understood or text == understood:
        return text or understood
    return f"{text} = {understood}"


def _plain(value: Any) -> str:
    return str(_("yes") if value else _("no")) if isinstance(value, bool) else str(value)


def _note(made: bool, record: Record) -> str:
    return _("new, %s") % record.get_status_display() if made else _("known, %s") % record.get_status_display()


def warnings_for(came: CameAlong) -> list[str]:
    """Return what is unlikely in a document and the people on it, by the rules; a fixed number of queries."""
    lives = read_lives([claims.person.pk for claims in came.people])
    found = list(check_documents(came.document.pk - 1, 1)[0])
    for claims in came.people:
        life = lives[claims.person.pk]
        found += [*check_stages(life), *check_family(life, lives)]
    words = (f"{one.label}: {RULES.get(one.rule, one.sentence)} ({one.rule})" for one in found)
    return list(dict.fromkeys(words))


def claim_choices(groups: Sequence[ClaimGroup], *lines: Sequence[ClaimLine]) -> list[tuple[str, str]]:
    """Return the claims that a remark may mean."""
    found = [(line.path, line.choice) for several in lines for line in several]
    return [*found, *((line.path, f"{group.title}, {line.choice}") for group in groups for line in group.lines)]


def along_rows(records: Sequence[Record]) -> list[dict[str, str]]:
    """Return the records that are published with a document, each to be ticked."""
    return [
        {
            "key": f"{record.KIND}:{record.public_id}",
            "kind": capfirst(str(record._meta.verbose_name)),
            "words": str(record),
            "url": address(record),
        }
        for record in records
        if admin.site.is_registered(type(record))
    ]
