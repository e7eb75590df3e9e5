"""What a decision between two readings changes: the page, the names on it, and the claims that were made of them.

"Second" puts the second reading in the place of the first. "Both" keeps the first and sets the second beside it: on
the page as another reading, of a person as a rival name or event with the same citation. What was made of the head of
the page (stages, families) follows a second reading of it, see header_claims.py; of what cannot the reviewer is told.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document, Mention
from records.linkage.models import Identification
from records.names.folding import script_of
from records.people.models import Event, EventCitation, NameCitation, PersonName
from records.record_model import Status
from records.reviewing.came_along import cited_from
from records.reviewing.comparing import ComparedField
from records.reviewing.header_claims import change_event, changed_claims, follow_head
from records.transcribing.claims import EventClaim, events_of, names_of_person
from records.transcribing.entry import Entry, EntryPerson, NameRead, Written
from records.transcribing.page_words import stored_fields
from records.transcribing.person_rows import event_row, same_event
from records.transcribing.reading_values import age_of, birth_year_of, date_of, name_of

BOTH, SECOND = "both", "second"
_OPEN = (Status.DRAFT, Status.REVIEW)
_NAME_PARTS = ("prefix", "given", "patronymic", "surname", "as_written", "script")


@dataclass(slots=True)
class PageRecords:
    """A document with both readings; the rows that stand for the first are read when they are needed."""

    document: Document
    first: Entry
    second: Entry
    to_check: dict[str, None] = field(default_factory=dict)

    def mentions(self) -> list[Mention]:
        """Return the names in the order in which the first reading has them."""
        return list(self.document.mentions.order_by("position", "pk"))


def apply_choices(
    page: PageRecords, differences: Sequence[ComparedField], choices: Mapping[str, str]
) -> tuple[str, ...]:
    """Carry out what was chosen for each difference; return what is to be checked by hand."""
    of_people: defaultdict[int, list[ComparedField]] = defaultdict(list)
    new_people: defaultdict[int, list[ComparedField]] = defaultdict(list)
    of_page = []
    for one in differences:
        if choices[one.path] in (SECOND, BOTH):
            room, _dot, rest = one.path.partition(".")
            number = rest.partition(".")[0]
            if one.only_in_second:
                new_people[int(number)].append(one)
            elif room == "people":
                of_people[int(number)].append(one)
            else:
                of_page.append(one)
    mentions = page.mentions()
    if of_page:
        _change_page(page, of_page, choices)
        _follow_head(page, mentions, [one for one in of_page if choices[one.path] == SECOND])
    for place, fields in of_people.items():
        _change_person(page, place, mentions[place], fields, choices)
    for place in new_people:
        _add_name(page, page.second.people[place], len(mentions) + 1)
    return tuple(page.to_check)


# --- the page itself ---------------------------------------------------------------------------------------------


def _change_page(page: PageRecords, fields: Sequence[ComparedField], choices: Mapping[str, str]) -> None:
    document, kind = page.document, DOCUMENT_KINDS[page.first.kind]
    readings: dict[str, Any] = dict(document.readings or {})
    stored: dict[str, Any] = dict(document.fields or {})
    for one in fields:
        key = one.path.removeprefix("fields.") if one.path.startswith("fields.") else f"@{one.path}"
        if choices[one.path] == BOTH:
            readings[key] = {**readings.get(key, {}), "other": one.second.text or one.second.understood}
        elif key == "@date":
            document.date = date_of(one.second)
        elif key == "@place":
            document.place_as_written, document.place_id = one.second.text[:300], one.second.place
        else:
            of_second = stored_fields(replace(page.second, fields={key: one.second}))
            stored.pop(key, None)
            stored.update({key: of_second[key]} if key in of_second else {})
            readings[key] = {
                part: value
                for part, value in (("understood", one.second.understood), ("place", one.second.place))
                if value
            }
    for asked in kind.fields:
        # What the page's own date and place are called on this kind of paper.
        if asked.follows in ("@date", "@place") and asked.key in stored:
            stored[asked.key] = document.date_text if asked.follows == "@date" else document.place_as_written
    document.fields, document.readings = stored, {key: value for key, value in readings.items() if value}
    document.save()


def _follow_head(page: PageRecords, mentions: Sequence[Mention], fields: Sequence[ComparedField]) -> None:
    """Let what was made of the head say what it says now; afterwards the first reading has this head."""
    before = after = page.first
    for one in fields:
        if one.path.startswith("fields."):
            key = one.path.removeprefix("fields.")
            after = replace(after, fields={**after.fields, key: one.second})
        else:
            after = replace(after, date=one.second) if one.path == "date" else replace(after, place=one.second)
    follow_head(page.document, before, after, lambda words: page.to_check.update({words: None}))
    kind = DOCUMENT_KINDS[before.kind]
    decided = Identification.objects.filter(mention__in=mentions, withdrawn=False).select_related("person")
    person_of: dict[int, Any] = {one.mention_id: one.person for one in decided} if kind.events else {}
    for mention, read in zip(mentions, before.people, strict=False):
        person: Any = person_of.get(mention.pk)
        changed = changed_claims(events_of(before, kind, read), events_of(after, kind, read)) if person else []
        if changed and person.status not in _OPEN:
            page.to_check[_("%s is before the public: what was decided stands on the page only.") % person] = None
        elif changed:
            _replace_events(page, person, changed)
    page.first = after


# --- the people on it --------------------------------------------------------------------------------------------


def _change_person(
    page: PageRecords, number: int, mention: Mention, fields: Sequence[ComparedField], choices: Mapping[str, str]
) -> None:
    before = page.first.people[number]
    chosen, rival = before, before
    for one in fields:
        if choices[one.path] == SECOND:
            chosen = _with(chosen, one)
        else:
            rival = _with(rival, one)
    if chosen is not before or rival is not before:
        _change_mention(page, mention, chosen, rival if rival is not before else None)
    decided = Identification.objects.filter(mention=mention, withdrawn=False).select_related("person").first()
    if decided is None:
        return
    if decided.person.status not in _OPEN:
        page.to_check[_("%s is before the public: what was decided stands on the page only.") % decided.person] = None
        return
    if chosen is not before:
        _replace_claims(page, decided.person, before, chosen)
    if rival is not before:
        _add_rivals(page, decided.person, before, rival)


def _with(person: EntryPerson, one: ComparedField) -> EntryPerson:
    key = one.path.partition(".")[2].partition(".")[2]
    if key == "name":
        return replace(person, name=Written(one.second.text, one.second.understood), read=NameRead())
    return replace(person, values={**person.values, key.removeprefix("values."): one.second})


def _change_mention(page: PageRecords, mention: Mention, chosen: EntryPerson, rival: EntryPerson | None) -> None:
    kind = DOCUMENT_KINDS[page.first.kind]
    text = chosen.name.text or mention.as_written
    if text != mention.as_written:
        mention.as_written, mention.script = text, script_of(text)
        mention.romanised = name_of(chosen).whole if mention.script != "Latn" else ""
    mention.values = {key: _plain(written) for key, written in chosen.values.items() if written}
    mention.birth_year, mention.age_text = birth_year_of(kind, chosen), age_of(kind, chosen)[:60]
    if rival is not None and rival.name.text != mention.as_written:
        mention.note = "; ".join(filter(None, (mention.note, _("read also as: %s") % rival.name.text)))[:300]
    for key, written in rival.values.items() if rival is not None else ():
        if written != chosen.value(key):
            mention.values[key] = {**mention.values.get(key, {}), "other": written.text}
    mention.save()


def _plain(written: Written) -> dict[str, Any]:
    plain = {"text": written.text, "understood": written.understood, "place": written.place}
    return {key: value for key, value in plain.items() if value}


def _changed_claims(page: PageRecords, before: EntryPerson, after: EntryPerson) -> list[tuple[EventClaim, EventClaim]]:
    kind = DOCUMENT_KINDS[page.first.kind]
    return changed_claims(events_of(page.first, kind, before), events_of(page.first, kind, after))


def _cited_events(page: PageRecords, person: Any) -> dict[int, EventCitation]:
    cited = EventCitation.objects.filter(cited_from(page.document), event__person=person).select_related("event")
    return {citation.event_id: citation for citation in cited}


def _replace_claims(page: PageRecords, person: Any, before: EntryPerson, chosen: EntryPerson) -> None:
    _replace_events(page, person, _changed_claims(page, before, chosen))
    if chosen.name != before.name:
        _replace_name(page, person, before, chosen)


def _replace_events(page: PageRecords, person: Any, changed: Sequence[tuple[EventClaim, EventClaim]]) -> None:
    cited = _cited_events(page, person)
    for old, new in changed:
        event = same_event(old, [citation.event for citation in cited.values()])
        # What another paper says, too, stays as it is; this page's claim then stands beside it.
        if event is None or event.citations.count() > 1:
            _add_event(page, person, new)
            continue
        change_event(event, new, {"person": person})


def _add_rivals(page: PageRecords, person: Any, before: EntryPerson, rival: EntryPerson) -> None:
    for _old, new in _changed_claims(page, before, rival):
        _add_event(page, person, new)
    if rival.name != before.name:
        _add_person_name(page, person, rival)


def _add_event(page: PageRecords, person: Any, claim: EventClaim) -> None:
    if same_event(claim, list(Event.objects.filter(person=person, kind=claim.kind))) is not None:
        return
    event = event_row(claim, person=person)
    event.save()
    if page.document.source is not None:
        where = _citation_page(page)
        EventCitation(event=event, source=page.document.source, page=where, text=claim.words).save()


def _citation_page(page: PageRecords) -> str:
    """Return where the values of this page are said to stand."""
    known = EventCitation.objects.filter(cited_from(page.document)).values_list("page", flat=True).first()
    return known if known is not None else (page.document.signature or page.document.title)[:300]


def _replace_name(page: PageRecords, person: Any, before: EntryPerson, chosen: EntryPerson) -> None:
    kind = DOCUMENT_KINDS[page.first.kind]
    claims = names_of_person(kind, chosen)
    cited = NameCitation.objects.filter(cited_from(page.document), name__person=person).select_related("name")
    old = [citation.name for citation in cited if citation.name.as_written == before.name.text]
    for name in old:
        claim = next((one for one in claims if one.script == name.script and one.kind == name.kind), None)
        if claim is not None and name.citations.count() == 1:
            for part in _NAME_PARTS:
                setattr(name, part, getattr(claim, part))
            name.save()
    if not old:
        _add_person_name(page, person, chosen)


def _add_person_name(page: PageRecords, person: Any, read: EntryPerson) -> None:
    claim = names_of_person(DOCUMENT_KINDS[page.first.kind], read)[0]
    name = PersonName(
        person=person, kind="document", position=9, **{part: getattr(claim, part) for part in _NAME_PARTS}
    )
    name.save()
    if page.document.source is not None:
        where = _citation_page(page)
        NameCitation(name=name, source=page.document.source, page=where, text=claim.as_written).save()


def _add_name(page: PageRecords, read: EntryPerson, position: int) -> None:
    """Put a name on the page that the first reading does not have; who it is, is decided later."""
    kind = DOCUMENT_KINDS[page.first.kind]
    text = read.name.text or name_of(read).whole
    Mention(
        document=page.document,
        row=read.row[:40],
        position=position,
        as_written=text,
        script=script_of(text),
        romanised=name_of(read).whole if script_of(text) != "Latn" else "",
        role=read.role,
        birth_year=birth_year_of(kind, read),
        age_text=age_of(kind, read)[:60],
        values={key: _plain(written) for key, written in read.values.items() if written},
    ).save()
    page.to_check[_("%s stands on the page now; say who that is.") % text] = None
