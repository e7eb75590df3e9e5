"""One click makes of words in a message what they say, and one takes it back. Nothing becomes public by it.

A claim about a person before the public is made as a confidential one, and relatives and stages as drafts: neither
opens anybody's page. A name or a note for the page, which has no such mark, waits. An editor releases them, and that
alone brings them before the public.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.db.models import Model, ProtectedError
from django.utils.translation import gettext as _

from records.contributions.made_rows import as_made, rows_built_upon, rows_changed, rows_of
from records.contributions.models import Contribution, Statement, StatementState
from records.contributions.reading_words import read_name, read_stage, read_when_and_where
from records.contributions.sender import without_sender
from records.contributions.statement_kinds import STATEMENT_KINDS, StatementKind
from records.contributions.statement_rows import OPEN, Wanted, append_note, write_rows
from records.journeys.stages import STAGES
from records.people.models import Event, Person
from records.record_model import Status, set_status

_NOTES = {"note": "note", "private_note": "private_note"}


class StatementRefused(Exception):
    """What was asked for cannot be done; the sentence says why."""


@dataclass(frozen=True, slots=True)
class Choice:
    """What the desk chose for a statement beside its words: about whom, and the stage where the words name none."""

    person: Person | None = None
    stage: str = ""


@transaction.atomic
def make_statement(
    message: Contribution, kind_key: str, words: str, choice: Choice, by: str, now: datetime
) -> Statement:
    """Make of these words what the kind says; raise StatementRefused where they do not tell it."""
    kind = STATEMENT_KINDS[kind_key]
    words = message.text if kind.whole_message else " ".join(words.split())
    if not words:
        raise StatementRefused(_("Mark the words of the message first, or tick a line."))
    if kind.about_person and choice.person is None:
        raise StatementRefused(_("Say first whom the words are about."))
    message = Contribution.objects.select_for_update().get(pk=message.pk)
    if (
        kind.whole_message
        and message.statements.filter(kind=kind.key).exclude(state=StatementState.TAKEN_BACK).exists()
    ):
        raise StatementRefused(_("The message is kept as a letter already."))
    statement = Statement(
        contribution=message,
        kind=kind.key,
        words="" if kind.whole_message else words,
        person=choice.person if kind.about_person else None,
        reading=_reading(kind, words, choice),
        made_by=by,
        made_at=now,
    )
    _carry_out(statement, words)
    statement.save()
    if message.state != "used":
        message.state = "used"
        message.answered_at = now
        message.save(update_fields=["state", "answered_at"])
    return statement


def _reading(kind: StatementKind, words: str, choice: Choice) -> dict[str, Any]:
    reading: dict[str, Any] = {}
    if kind.event or kind.key == "stage":
        reading = read_when_and_where(words).plain()
    if kind.key == "name" or kind.relation:
        name = read_name(words)
        if name is None:
            raise StatementRefused(_("No name was found in these words. Mark the name itself."))
        reading["name"] = asdict(name)
    if kind.key == "stage":
        reading["stage"] = choice.stage or read_stage(words)
        if reading["stage"] not in STAGES:
            raise StatementRefused(_("The words do not tell which stage it is. Choose it beside the button."))
    return reading


def _carry_out(statement: Statement, words: str) -> None:
    person, kind = statement.person, STATEMENT_KINDS[statement.kind]
    public = person is not None and person.status not in OPEN
    if public and kind.key in ("name", "note"):
        statement.state, statement.why_waiting = StatementState.WAITING, "public"
        return
    statement.made = _write(statement, words)


def _write(statement: Statement, words: str) -> list[dict[str, Any]]:
    message, person = statement.contribution, statement.person
    if statement.kind in _NOTES and person is not None:
        person = Person.objects.select_for_update().get(pk=person.pk)
        return [append_note(person, _NOTES[statement.kind], without_sender(words, message))]
    kind = STATEMENT_KINDS[statement.kind]
    return as_made(write_rows(Wanted(kind, message, words, statement.reading, person)))


@transaction.atomic
def release(statement: Statement, by: str, now: datetime) -> None:
    """Bring a statement about a person before the public there, with its source; raise StatementRefused."""
    statement = (
        Statement.objects.select_for_update(of=("self",)).select_related("contribution", "person").get(pk=statement.pk)
    )
    if not may_be_released(statement):
        raise StatementRefused(_("There is nothing to be made public here."))
    if statement.state == StatementState.WAITING:
        statement.made = _write(statement, statement.words)
    events = [row for row in rows_of(statement.made) if isinstance(row, Event)]
    for event in events:
        event.confidential = False
        event.save()
    statement.contribution.refresh_from_db()
    if statement.contribution.source is not None:
        set_status([statement.contribution.source], Status.PUBLISHED)
    if "note" not in (statement.made[0] if statement.made else {}):
        statement.made = as_made(rows_of(statement.made))
    statement.state, statement.made_by, statement.made_at = StatementState.RELEASED, by, now
    statement.save()


def may_be_released(statement: Statement) -> bool:
    """Tell whether a statement waits for being made public: itself, or as a confidential claim."""
    if statement.state == StatementState.WAITING:
        # With the message deleted after its time, nobody knows any more what was to be said.
        return statement.person is not None and bool(statement.words)
    public = statement.person is not None and statement.person.status == Status.PUBLISHED
    return statement.state == StatementState.MADE and public and bool(STATEMENT_KINDS[statement.kind].event)


@transaction.atomic
def take_back(statement: Statement) -> None:
    """Delete what was made of a statement; raise StatementRefused where someone has worked on it since."""
    statement = Statement.objects.select_for_update(of=("self",)).select_related("contribution").get(pk=statement.pk)
    if statement.state == StatementState.TAKEN_BACK:
        return
    notes = [entry for entry in statement.made if "note" in entry]
    for entry in notes:
        _take_note_back(entry)
    rows = [entry for entry in statement.made if "note" not in entry]
    if changed := rows_changed(rows):
        raise StatementRefused(_("Someone has changed it since, so it stays: %s.") % _listed(changed))
    if built := rows_built_upon(rows):
        raise StatementRefused(_("Something was added to it since, which has to go first: %s.") % _listed(built))
    for row in reversed(rows_of(rows)):
        row.delete()
    statement.state, statement.made = StatementState.TAKEN_BACK, []
    statement.save()
    _drop_idle_source(statement.contribution)
    _used_no_more(statement.contribution)


def _take_note_back(entry: Mapping[str, Any]) -> None:
    person = Person.objects.select_for_update().filter(pk=entry["pk"]).first()
    if person is None:
        return
    paragraphs = str(getattr(person, entry["note"])).split("\n\n")
    added = str(entry["text"]).split("\n\n")
    for start in range(len(paragraphs) - len(added), -1, -1):
        if paragraphs[start : start + len(added)] == added:
            del paragraphs[start : start + len(added)]
            setattr(person, entry["note"], "\n\n".join(paragraphs))
            person.save(update_fields=[entry["note"], "changed_at"])
            return
    raise StatementRefused(_("Someone has changed it since, so it stays: %s.") % person)


def _used_no_more(message: Contribution) -> None:
    """Have a message of which nothing stands wait for an answer again, unless its sender was thanked."""
    if message.statements.exclude(state=StatementState.TAKEN_BACK).exists() or hasattr(message, "thanks"):
        return
    Contribution.objects.filter(pk=message.pk, state="used").update(state="read", answered_at=None)


def _drop_idle_source(message: Contribution) -> None:
    """Delete the source of a message of which nothing stands any more, unless others cite it."""
    standing = message.statements.exclude(state=StatementState.TAKEN_BACK).exclude(made=[]).exists()
    if standing or message.source is None:
        return
    try:
        with transaction.atomic():
            message.source.delete()
    except ProtectedError:
        return


def _listed(rows: list[Model]) -> str:
    return ", ".join(dict.fromkeys(f"{row._meta.verbose_name} {row}".strip() for row in rows[:3]))
