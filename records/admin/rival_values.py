"""What a file says otherwise than the archive, record by record, for the desk."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from django.apps import apps
from django.urls import reverse
from django.utils.translation import gettext, gettext_lazy

from records.admin.closed_collections import collections_of, visible_to
from records.admin.same_person.pair_doors import with_hidden_parts

# The form of each kind of record.
_MODELS = {
    "person": "person",
    "family": "family",
    "source": "source",
    "archive": "archive",
    "document": "document",
    "place": "place",
    "stage": "journeystage",
}
# What differs, in the reader's language; kinds of events bear their own names.
_FIELDS = {
    "private_note": gettext_lazy("note for volunteers"),
    "reference": gettext_lazy("reference number"),
    "family": gettext_lazy("family"),
    "publication": gettext_lazy("publication"),
}
_SEXES = {"M": gettext_lazy("male"), "F": gettext_lazy("female"), "X": gettext_lazy("other"), "U": ""}
_ANSWERS = {"True": gettext_lazy("yes"), "False": gettext_lazy("no")}
_RECORDS_AT_FIRST = 10


@dataclass(frozen=True, slots=True)
class Rival:
    """One value that the file gives otherwise; ``ours`` is empty where the archive says nothing."""

    line: int
    field: str
    ours: str
    theirs: str


@dataclass(frozen=True, slots=True)
class RivalRecord:
    """What the file says otherwise about one record; ``url`` finds the record, or is empty."""

    name: str
    public_id: str
    url: str
    rivals: tuple[Rival, ...]


@dataclass(frozen=True, slots=True)
class RivalValues:
    """The records shown, and how many records and values there are; ``unlisted`` were counted only."""

    records: tuple[RivalRecord, ...]
    records_total: int
    total: int
    unlisted: int

    @property
    def is_cut(self) -> bool:
        return len(self.records) < self.records_total


def rival_values(
    report: dict[str, Any], *, user: Any = None, of: str = "changed", show_all: bool = False
) -> RivalValues:
    """Return what differs, grouped by record in the order of the file; at first only some records.

    ``of`` is "changed", or "untold" for what our records have from a file and this one does not tell. From whom
    something is hidden, that is listed and counted of which they may see all.
    """
    rows, total = report.get(of, []), report.get(f"{of}_total", 0)
    if user is not None and collections_of(user).unseen:
        seen = _seen(user, {(row["kind"], row["record"]) for row in rows})
        rows = [row for row in rows if (row["kind"], row["record"]) in seen]
        total = len(rows)
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        groups.setdefault((row["kind"], row["record"]), []).append(row)
    shown = list(groups.items()) if show_all else list(islice(groups.items(), _RECORDS_AT_FIRST))
    names = _names_of(key for key, _rows in shown)
    records = tuple(
        RivalRecord(names.get(key, key[1]), key[1], record_url(*key), tuple(_rival(key[0], row) for row in told))
        for key, told in shown
    )
    total = max(total, len(rows))
    return RivalValues(records, len(groups), total, total - len(rows))


def _seen(user: Any, keys: set[tuple[str, str]]) -> set[tuple[str, str]]:
    """Return those of these records of which nothing is hidden from this user; a fixed number of queries a kind."""
    seen: set[tuple[str, str]] = set()
    for kind, name in _MODELS.items():
        ids = [public_id for of_kind, public_id in keys if of_kind == kind]
        if ids:
            model = apps.get_model("records", name)
            records = list(visible_to(user, model._default_manager.filter(public_id__in=ids)))
            hidden = with_hidden_parts(user, records) if kind == "person" else set()
            seen |= {(kind, record.public_id) for record in records if record.pk not in hidden}
    return seen


def record_url(kind: str, public_id: str) -> str:
    """Return the address of the list that holds this record alone; "" for a kind without a list."""
    model = _MODELS.get(kind)
    return f"{reverse(f'admin:records_{model}_changelist')}?q={public_id}" if model and public_id else ""


def _rival(kind: str, row: dict[str, Any]) -> Rival:
    name = row["field"]
    return Rival(row["line"], _field(kind, name), _value(name, row["ours"]), _value(name, row.get("theirs", "")))


def _field(kind: str, name: str) -> str:
    if name == "name" and kind == "person":
        return gettext("name of the person")
    # What the report names after a field or a kind of event is a word of the catalogues as it stands.
    return str(_FIELDS[name]) if name in _FIELDS else gettext(name) if name else ""


def _value(field: str, value: str) -> str:
    words = _SEXES if field == "sex" else _ANSWERS if field == "confidential" else {}
    return str(words.get(value, value))


def _names_of(keys: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
    """Return what our records are called, with one query for each kind."""
    ids: dict[str, list[str]] = {}
    for kind, public_id in keys:
        if kind in _MODELS and public_id:
            ids.setdefault(kind, []).append(public_id)
    return {(kind, public_id): name for kind, known in ids.items() for public_id, name in _named(kind, known)}


def _named(kind: str, public_ids: list[str]) -> Iterator[tuple[str, str]]:
    records = apps.get_model("records", _MODELS[kind])._default_manager.filter(public_id__in=public_ids)
    if kind == "family":
        records = records.prefetch_related("partners__person")
    for record in records:
        yield record.public_id, str(record)
