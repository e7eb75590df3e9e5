"""What the chosen profile cannot carry, told before anything is downloaded.

The pages' own losses were counted when they were written as GEDCOM; what no GEDCOM file holds is counted here.
"""

import json
from collections.abc import Collection
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import get_language

from records.edition.connection import EditionConnection, edition_url, snapshot
from records.edition.counting import counts, stages_without_travellers
from records.edition.fragments import losses, pages_losing, pictures
from records.edition.queries import listed
from records.exporting.requests import ExportRequest
from records.exporting.selection import Selection, select
from records.gedcom_pages.profiles import PROFILES

_EXAMPLES = 5
# What is counted for each page, by its code; `loss_sentences` words it for the reader.
LOSSES: dict[str, str] = {
    "faults": "places where a record breaks a rule of its GEDCOM version",
    "crops": "parts of pictures that show a person, which stand in words only",
    "date_words": "dates whose words stand in a note",
    "further_partners": "partners beyond two in a family",
    "further_transcriptions": "further transcriptions, which stand in notes",
    "identifications": "identifications of names on documents, which stand in words only",
    "imported_lines": "lines of imported files that have no home here",
    "name_scripts": "names in other scripts, which stand as names of their own",
    "names_without_words": "names without a word",
    "parentage_sources": "sources of a parentage, which stand at the family",
    "place_names": "mentions of places whose dated names stand in notes",
    "sex": "a sex that is neither female nor male",
    "private_notes": "notes for volunteers only",
    "shared_stages": "stages of the journey that no longer tell who shared them",
    "unpublished_sources": "citations of sources that are not published",
}
_OF_THE_EDITION: dict[str, str] = {
    "history": "family histories",
    "chapter": "chapters of the chronicle",
}
STAGES_WITHOUT_TRAVELLERS = "stages without travellers"
PICTURES = "pictures, which only a GEDZIP holds"


@dataclass(frozen=True, slots=True)
class Loss:
    """One thing that does not go out, or not in its own form; up to five examples name records of the edition."""

    what: str
    count: int
    examples: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class LossReport:
    """Every loss of an export, the largest first."""

    entries: list[Loss] = field(default_factory=list)


def loss_report(request: ExportRequest) -> LossReport:
    """Return what an export as requested would not carry; nothing is written."""
    with snapshot(edition_url(request.audience)) as connection:
        return losses_of(connection, request, select(connection, request.scope, request.generations))


def losses_of(connection: EditionConnection, request: ExportRequest, selection: Selection | None) -> LossReport:
    """Return what an export of these pages (None: of all) would not carry."""
    profile = PROFILES[request.profile].number
    numbers = None if selection is None else selection.numbers(connection)
    entries = [
        Loss(LOSSES.get(what, what), count, _examples(connection, profile, what, numbers))
        for what, count in losses(connection, profile, numbers).items()
    ]
    if selection is None:
        entries += _of_the_edition(connection)
    media = pictures(connection, None if selection is None else selection.ids["document"])
    if media and not request.gedzip:
        entries.append(Loss(PICTURES, len(media)))
    return LossReport(sorted(entries, key=lambda entry: (-entry.count, entry.what)))


def _examples(connection: EditionConnection, profile: int, what: str, numbers: Collection[int] | None) -> list[str]:
    rows = pages_losing(connection, profile, what, _EXAMPLES, numbers)
    return [_called(record_id, json.loads(card)) for _kind, record_id, card in rows]


def _called(record_id: str, card: dict[str, Any]) -> str:
    name = card.get("name") or card.get("title") or ""
    if isinstance(name, dict):
        own = name.get((get_language() or "")[:2])
        words = own or name.get("en") or next(filter(None, name.values()), "")
    else:
        words = name
    return f"{words} ({record_id})" if words else record_id


def _of_the_edition(connection: EditionConnection) -> list[Loss]:
    """Return what belongs to no record of a file: narratives, the chronicle, stages of which nobody is known."""
    held = counts(connection)
    entries = []
    for kind, words in _OF_THE_EDITION.items():
        if held.get(kind):
            first = listed(connection, kind, limit=_EXAMPLES).rows
            entries.append(Loss(words, held[kind], [_called(row.id, row.card) for row in first]))
    empty = stages_without_travellers(connection)
    return [*entries, Loss(STAGES_WITHOUT_TRAVELLERS, empty)] if empty else entries
