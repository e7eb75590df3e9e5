"""Rules about documents: P8-P10, and the part of P16 about papers signed after a death."""

from collections.abc import Iterator
from typing import Any

from records.dates.day_numbers import day_number, from_day_number
from records.documents.models import Document, Mention
from records.journeys.models import Traveller
from records.linkage.models import Identification
from records.people.kinds import DEATH_KINDS
from records.people.models import Event
from records.plausibility.life import Warning_

_ISSUED_FROM, _ISSUED_TO = day_number(1941, 8, 12), day_number(1942, 12, 31)
_CHILD_UNTIL = 16
_VALID_DAYS = 92
CHILD_ROLES = ("dependant", "child")
_SIGNING_ROLES = frozenset({"holder", "signatory", "author", "applicant"})


def check_documents(first_pk: int, size: int) -> tuple[list[Warning_], int]:
    """Check the next documents after a primary key; return the warnings and the last key (0 at the end)."""
    rows = list(
        Document.objects.filter(pk__gt=first_pk)
        .order_by("pk")
        .values("pk", "public_id", "title", "kind", "date_earliest", "date_latest")[:size]
    )
    if not rows:
        return [], 0
    documents: dict[int, Any] = {row["pk"]: row for row in rows}
    warnings = [warning for row in documents.values() if row["kind"] == "udostoverenie" for warning in check_issue(row)]
    warnings += _children(documents)
    warnings += _holders(documents)
    return warnings, rows[-1]["pk"]


def _warn(row: dict, rule: str, level: str, sentence: str) -> Warning_:
    return Warning_(rule, level, "document", row["public_id"], row["title"], sentence)


def check_issue(row: dict) -> Iterator[Warning_]:
    """Apply P9 to a release certificate, given as the columns of its date."""
    if row["date_latest"] is not None and row["date_latest"] < _ISSUED_FROM:
        yield _warn(row, "P9", "warning", "Release certificate issued before the decree of 12 August 1941.")
    if row["date_earliest"] is not None and row["date_earliest"] > _ISSUED_TO:
        yield _warn(row, "P9", "warning", "Release certificate issued after 1942.")


def _children(documents: dict[int, dict]) -> Iterator[Warning_]:
    mentions = Mention.objects.filter(document__in=documents, document__kind="udostoverenie", birth_year__isnull=False)
    for document, name, role, year in mentions.order_by("pk").values_list(
        "document_id", "as_written", "role", "birth_year"
    ):
        yield from check_child(documents[document], name, role, year)


def check_child(row: dict, name: str, role: str, year: int | None) -> Iterator[Warning_]:
    """Apply P8 to somebody named on a release certificate."""
    if row["date_earliest"] is None or year is None or role not in CHILD_ROLES:
        return
    age = from_day_number(row["date_earliest"])[0] - year
    if age > _CHILD_UNTIL:
        yield _warn(
            row,
            "P8",
            "warning",
            f"{name} is listed as a child but was {age}; from 16 on people had a certificate of their own.",
        )


def set_out_late(start: int | None, issued_latest: int | None) -> bool:
    """Tell whether a journey south began after the three months of a certificate's validity (P10)."""
    return start is not None and issued_latest is not None and start > issued_latest + _VALID_DAYS


def _holders(documents: dict[int, dict]) -> Iterator[Warning_]:
    decided = Identification.objects.filter(
        mention__document__in=documents, mention__role__in=_SIGNING_ROLES, withdrawn=False
    )
    holders = list(
        decided.order_by("pk").values_list("mention__document_id", "mention__role", "person_id", "person__sort_name")
    )
    people = {person for _document, _role, person, _name in holders}
    deaths: dict[int, list[int]] = {}
    for person, latest in Event.objects.filter(
        person__in=people, kind__in=DEATH_KINDS, date_latest__isnull=False
    ).values_list("person_id", "date_latest"):
        deaths.setdefault(person, []).append(latest or 0)
    travels = _journeys_south(people)
    for document, role, person, name in holders:
        row = documents[document]
        issued = row["date_earliest"]
        if issued is None:
            continue
        if any(latest < issued for latest in deaths.get(person, [])):
            yield _warn(row, "P16", "error", f"Signed by or made out to {name} after the recorded death.")
        if role == "holder" and row["kind"] == "udostoverenie" and row["date_latest"] is not None:
            late = [start for start in travels.get(person, []) if set_out_late(start, row["date_latest"])]
            if late:
                yield _warn(
                    row,
                    "P10",
                    "note",
                    f"{name} set out after the three months of validity, as most people did.",
                )


def _journeys_south(people: set[int]) -> dict[int, list[int]]:
    found: dict[int, list[int]] = {}
    rows = Traveller.objects.filter(person__in=people, stage__code="JOURNEY_SOUTH", stage__date_earliest__isnull=False)
    for person, start in rows.values_list("person_id", "stage__date_earliest"):
        found.setdefault(person, []).append(start or 0)
    return found
