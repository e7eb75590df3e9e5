"""What the page of a message shows: its lines, the record it is about, what was made of it, the thanks."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest
from django.urls import NoReverseMatch, reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import override

from records.admin.access import may_publish
from records.admin.links import address
from records.contributions.models import Contribution, Statement, StatementState
from records.contributions.statement_kinds import GROUPS, STATEMENT_KINDS
from records.contributions.statements import may_be_released
from records.contributions.thanks import LANGUAGES, prepared
from records.documents.models import Document
from records.histories.models import FamilyHistory
from records.journeys.models import JourneyStage
from records.journeys.stages import STAGES
from records.people.models import Event, Person, PersonName
from records.places.models import Place
from records.privacy.visibility import public_on, visible_ids
from records.record_model import Record, Status

_RECORDS: dict[str, type[Record]] = {
    "person": Person,
    "document": Document,
    "stage": JourneyStage,
    "history": FamilyHistory,
    "place": Place,
}
_SENTENCES = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_a-z])")
_MOST_PEOPLE = 50
_LONGEST_WORDS = 2000
_PUBLIC_ID = re.compile(r"[0-9a-z]{12,13}")


@dataclass(frozen=True, slots=True)
class Beside:
    """The record a message is about, as the archive holds it."""

    words: str
    url: str
    status: str
    claims: tuple[tuple[str, str], ...]


def lines_of(text: str) -> list[str]:
    """Return the message in lines that can be ticked: its own lines, and long ones in their sentences."""
    return [line for row in text.splitlines() for line in _SENTENCES.split(row.strip()) if line]


def words_chosen(message: Contribution, post: Any) -> str:
    """Return the words that were marked, else those of the ticked lines; only words that stand in the message."""
    marked = " ".join(str(post.get("words", "")).split())[:_LONGEST_WORDS]
    if marked and marked in " ".join(message.text.split()):
        return marked
    lines = lines_of(message.text)
    ticked = [int(number) for number in post.getlist("line") if number.isdecimal()]
    return " ".join(lines[number] for number in ticked if number < len(lines))


def person_chosen(post: Mapping[str, Any]) -> Person | None:
    """Return whom the words are about: the public id that was typed, else the choice of the list."""
    for public_id in (str(post.get("other", "")).strip().lower(), str(post.get("person", ""))):
        if _PUBLIC_ID.fullmatch(public_id):
            return Person.objects.filter(public_id=public_id).first()
    return None


def message_page(request: HttpRequest, message: Contribution) -> dict[str, Any]:
    """Return what the template shows; a fixed number of queries."""
    record = _record(message)
    statements = list(message.statements.select_related("person"))
    thanks = getattr(message, "thanks", None)
    link = _public_link(request, message, record)
    return {
        "message": message,
        "may_answer": request.user.has_perm("records.change_contribution") and not message.forgotten_at,
        "lines": lines_of(message.text),
        "beside": _beside(record),
        "people": _people(message, record, statements),
        "groups": [
            (label, [kind for kind in STATEMENT_KINDS.values() if kind.group == group])
            for group, label in GROUPS.items()
        ],
        "stages": [(code, stage.label) for code, stage in sorted(STAGES.items(), key=lambda one: one[1].order)],
        "statements": _became(statements, may_publish(request.user)),
        "source": message.source,
        "source_url": address(message.source) if message.source else "",
        "thanks": thanks,
        "letter": prepared(message, statements, link) if thanks is None and message.email else None,
        "languages": LANGUAGES,
    }


def _record(message: Contribution) -> Record | None:
    model = _RECORDS.get(message.about_kind)
    return model._default_manager.filter(public_id=message.about_id).first() if model else None


def _public_link(request: HttpRequest, message: Contribution, record: Record | None) -> str:
    if record is None or record.status != Status.PUBLISHED:
        return ""
    with override(message.language if message.language in LANGUAGES else "en"):
        try:
            return request.build_absolute_uri(reverse(f"website:{message.about_kind}", args=(message.about_id,)))
        except NoReverseMatch:
            return ""


def _beside(record: Record | None) -> Beside | None:
    if record is None:
        return None
    claims = tuple(_claims(record)) if isinstance(record, Person) else ()
    return Beside(str(record), address(record), str(record.get_status_display()), claims)


def _claims(person: Person) -> list[tuple[str, str]]:
    """Return the person's names, events and notes, each with what it is."""
    found = [(str(name.get_kind_display()), str(name)) for name in person.names.all()]
    for event in person.events.select_related("place"):
        where = event.place.name if event.place else event.place_as_written
        said = ", ".join(filter(None, (event.date_text or event.date_value, where, event.value)))
        mark = f" ({_('confidential')})" if event.confidential else ""
        found.append((f"{event.get_kind_display()}{mark}", said or "–"))
    for family in person.partnerships.select_related("family").prefetch_related("family__partners__person"):
        found.append((_("family"), str(family.family)))
    if person.note:
        found.append((_("note for the page"), person.note))
    return [(capfirst(label), said) for label, said in found]


def _people(message: Contribution, record: Record | None, statements: list[Statement]) -> list[tuple[str, str]]:
    """Return whom a statement may be about: those of the record, and those whom earlier statements made."""
    made = [entry["pk"] for one in statements for entry in one.made if entry["model"] == "person"]
    wanted = Q(pk__in=made)
    if isinstance(record, Person):
        wanted |= Q(pk=record.pk)
    elif isinstance(record, JourneyStage):
        wanted |= Q(travels__stage=record)
    elif isinstance(record, FamilyHistory):
        wanted |= Q(histories__history=record)
    elif isinstance(record, Document):
        wanted |= Q(identifications__mention__document=record, identifications__withdrawn=False)
    people = list(Person.objects.filter(wanted).distinct()[:_MOST_PEOPLE])
    # Whom the message is about comes first.
    people.sort(key=lambda person: person.public_id != message.about_id)
    return [(person.public_id, str(person)) for person in people]


def _became(statements: list[Statement], may_release: bool) -> list[dict[str, Any]]:
    rows = _made_rows(statements)
    today = date.today()
    who = public_on(today)
    seen = visible_ids({one.person_id for one in statements if one.person_id}, who)
    found = []
    for one in statements:
        made = [rows[key] for entry in one.made if (key := (entry["model"], entry["pk"])) in rows]
        if any(isinstance(row, Person) for row in made):
            # A new person is worded by the name already.
            made = [row for row in made if not isinstance(row, PersonName)]
        found.append(
            {
                "pk": one.pk,
                "label": capfirst(str(STATEMENT_KINDS[one.kind].label)),
                "words": one.words,
                "about": str(one.person or ""),
                "about_url": address(one.person) if one.person else "",
                "state": one.get_state_display(),
                "why": _why(one, may_be_released(one), seen),
                "made": [_shown(row) for row in made],
                "by": one.made_by,
                "at": one.made_at,
                "taken_back": one.state == StatementState.TAKEN_BACK,
                "may_release": may_release and may_be_released(one),
            }
        )
    return found


def _made_rows(statements: list[Statement]) -> dict[tuple[str, int], Model]:
    """Return the rows worth showing of all statements, a query a kind of row."""
    found: dict[tuple[str, int], Model] = {}
    for model, related in (
        (Event, ("place",)),
        (PersonName, ()),
        (Person, ()),
        (JourneyStage, ("place",)),
        (Document, ()),
    ):
        name = model._meta.model_name or ""
        pks = {
            entry["pk"] for one in statements for entry in one.made if entry["model"] == name and "note" not in entry
        }
        for row in model._default_manager.filter(pk__in=pks).select_related(*related):
            found[name, row.pk] = row
    return found


def _shown(row: Model) -> dict[str, str]:
    words = str(row)
    if isinstance(row, Event):
        where = row.place.name if row.place else row.place_as_written
        words = ", ".join(filter(None, (words, where)))
        words += f" ({_('confidential')})" if row.confidential else ""
    return {"words": words, "url": address(row) if isinstance(row, Record) else ""}


def _why(statement: Statement, may_be_public: bool, seen: set[int]) -> str:
    if may_be_public and STATEMENT_KINDS[statement.kind].event and statement.person_id not in seen:
        return _("The public does not see this person. Made public, this can have the person shown.")
    if statement.state == StatementState.WAITING:
        return _("The person is before the public: it waits until an editor makes it public.")
    return ""
