"""The second reading of a document that is hard to read: kept as it was entered, compared, decided field by field."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Document
from records.record_model import Status
from records.reviewing.comparing import Comparison, compare, rate_of, written_of
from records.reviewing.deciding import NotNow, is_own
from records.reviewing.models import SecondReading
from records.reviewing.settling import PageRecords, apply_choices
from records.transcribing.checks import check_entry
from records.transcribing.entry import NOTHING, Entry, EntryPerson, Written, from_plain, to_plain

FIRST, SECOND, BOTH = "first", "second", "both"
_READINGS_COUNTED = 1000


def first_reading(document: Document) -> Entry:
    """Return what the document says as it stands, as an entry; two queries."""
    kind = DOCUMENT_KINDS[document.kind]
    readings = document.readings or {}
    return Entry(
        kind=document.kind,
        date=Written(document.date_text, document.date_value),
        place=Written(document.place_as_written, place=document.place_id),
        fields={
            asked.key: _with_reading(written_of((document.fields or {}).get(asked.key)), readings.get(asked.key))
            for asked in kind.fields
            if not asked.follows
        },
        people=tuple(_person(mention) for mention in document.mentions.order_by("position", "pk")),
    )


def _person(mention: Any) -> EntryPerson:
    values = {key: _with_reading(NOTHING, value) for key, value in (mention.values or {}).items()}
    return EntryPerson(
        role=mention.role,
        name=Written(mention.as_written, mention.romanised),
        row=mention.row,
        values=values,
    )


def _with_reading(written: Written, reading: Any) -> Written:
    if not isinstance(reading, Mapping):
        return written
    return Written(
        str(reading.get("text") or written.text), str(reading.get("understood") or ""), reading.get("place") or None
    )


def may_read_again(user: Any, document: Document) -> bool:
    """Whether this user is someone else than who entered the document or sent it."""
    return not is_own(user, document)


def keep_second(document: Document, entry: Entry, user: Any, by: str, now: datetime) -> SecondReading:
    """Keep a second reading; EntryRefused for what no entry may hold, NotNow when nobody waits for it."""
    check_entry(entry)
    with transaction.atomic():
        stored = Document.objects.select_for_update().filter(pk=document.pk).first()
        if stored is None or stored.status != Status.REVIEW or not stored.hard_to_read:
            raise NotNow(_("This document no longer waits for a second reading."))
        comparison = compare(first_reading(stored), entry)
        try:
            with transaction.atomic():
                reading = SecondReading.objects.create(
                    document=stored, user=user, by=by[:150], at=now, entry=to_plain(entry), tally=comparison.tally()
                )
        except IntegrityError as error:
            raise NotNow(_("Someone else has read this document meanwhile.")) from error
        if not comparison.differences:
            _settled(reading, {}, by, now)
    return reading


def comparison_of(reading: SecondReading) -> Comparison:
    """Return the two readings as they stand now."""
    return compare(first_reading(reading.document), from_plain(reading.entry))


@dataclass(frozen=True, slots=True)
class Settled:
    """What became of the differences; ``to_check`` are sentences on what does not follow by itself."""

    changed: int
    to_check: tuple[str, ...]


def settle(reading: SecondReading, choices: Mapping[str, str], by: str, now: datetime) -> Settled:
    """Decide every difference: the first reading, the second, or both beside each other."""
    with transaction.atomic():
        document = Document.objects.select_for_update().get(pk=reading.document_id)
        stored = SecondReading.objects.select_for_update().get(pk=reading.pk)
        if stored.state != SecondReading.State.READ or document.status != Status.REVIEW:
            raise NotNow(_("These differences are decided already."))
        stored.document = document
        comparison = comparison_of(stored)
        open_ones = [one for one in comparison.differences if choices.get(one.path) not in (FIRST, SECOND, BOTH)]
        if open_ones:
            raise NotNow(_("Choose one reading, or both, for every field."))
        chosen = {one.path: choices[one.path] for one in comparison.differences}
        page = PageRecords(document, first_reading(document), from_plain(stored.entry))
        to_check = apply_choices(page, comparison.differences, chosen)
        _settled(stored, chosen, by, now)
    return Settled(sum(choice != FIRST for choice in chosen.values()), to_check)


def _settled(reading: SecondReading, choices: dict[str, str], by: str, now: datetime) -> None:
    reading.state, reading.choices = SecondReading.State.SETTLED, choices
    reading.settled_by, reading.settled_at = by[:150], now
    reading.save()


def agreement() -> tuple[int, float | None, list[tuple[str, float | None, int]]]:
    """Return how many readings were counted (the newest thousand), their rate, and that of each form of field."""
    tallies = list(SecondReading.objects.values_list("tally", flat=True)[:_READINGS_COUNTED])
    forms: dict[str, list[list[int]]] = {}
    for tally in tallies:
        for form, counted in tally.items():
            forms.setdefault(form, []).append(counted)
    everything = [counted for found in forms.values() for counted in found]
    rows = [(form, rate_of(found), sum(one[1] for one in found)) for form, found in sorted(forms.items())]
    return len(tallies), rate_of(everything), rows
