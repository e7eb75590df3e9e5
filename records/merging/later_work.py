"""What was added or changed at the person kept since a merge: of each, somebody says to whom it belongs."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from records.changes.row_models import row_words
from records.linkage.merges import Merge, standing_merges
from records.merging.one_of_two import label, said
from records.merging.snapshots import model_named, name_of, plain_value
from records.merging.ties import PARTS, TIES, rows_of_part
from records.people.models import Person
from records.record_model import RecordPart

STAYS, GOES = "stays", "goes"
_COLUMN = "column"


@dataclass(frozen=True, slots=True)
class Later:
    """One thing that came since: a row, or a column of the person that says something else now.

    ``key`` names it in a form ("event:812", "column:note").
    """

    key: str
    words: str
    model: str = ""
    pk: int = 0
    column: str = ""


def later_work(merge: Merge, kept: Person) -> list[Later]:
    """Return what came since, in the order of the parts; what was moved by the merge is not among it."""
    return [*_later_columns(merge, kept), *_later_rows(merge, kept)]


def _later_columns(merge: Merge, kept: Person) -> Iterable[Later]:
    for name, then in merge.snapshot["kept"].items():
        now = getattr(kept, name)
        if plain_value(now) != then:
            yield Later(f"{_COLUMN}:{name}", f"{capfirst(label(name))}: {said(name, now)}", column=name)


def _later_rows(merge: Merge, kept: Person) -> Iterable[Later]:
    had = _known_of(merge)
    for part in PARTS:
        for row in rows_of_part(part, kept).order_by("pk"):
            if row.pk not in had.get(name_of(part), ()):
                yield _of_row(row, row_words(part, row, _words_of(row)))
    for tie in TIES:
        for row in tie.rows(kept):
            if row.pk not in had.get(name_of(tie.model), ()):
                yield _of_row(row, f"{capfirst(str(row._meta.verbose_name))}: {row}")


def _known_of(merge: Merge) -> dict[str, set[int]]:
    """Return the rows that both had, and those that others brought who were merged into the same person."""
    found: dict[str, set[int]] = defaultdict(set)
    brought = standing_merges().filter(kept=merge.kept).values_list("snapshot__brought", flat=True)
    for group in (merge.snapshot["had"], *brought):
        for name, keys in group.items():
            found[name].update(keys)
    return found


def _words_of(row: Any) -> str:
    """Return what a row says: a tie between two is told by its other end."""
    for name in ("family", "stage", "history", "mention", "source"):
        if getattr(row, f"{name}_id", None) is not None:
            return str(getattr(row, name))
    return str(row)


def _of_row(row: Any, words: str) -> Later:
    return Later(f"{name_of(row)}:{row.pk}", words, name_of(row), row.pk)


def give_to(later: Later, kept: Person, restored: Person) -> None:
    """Let a row that came since belong to the one restored."""
    model = model_named(later.model)
    if issubclass(model, RecordPart):
        row: Any = model._default_manager.get(pk=later.pk)
        row.person = restored
        row.save()
        return
    for tie in TIES:
        if tie.model is model:
            tie.rows(kept).filter(pk=later.pk).update(**tie.columns_for(restored))
