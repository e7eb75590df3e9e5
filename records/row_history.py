"""The states a row has been in: a table of them beside each table of records and their parts.

django-simple-history makes the tables and calls us when a row is saved or deleted. What is written in bulk (an
import) writes none by design. So the first change of a row that has none keeps the state before it, too.
"""

from collections.abc import Sequence
from typing import Any

from django.db import models
from django.utils import timezone
from simple_history.models import HistoricalRecords

from records.change_sets import ChangeSet, note_touched, present_act

# Columns by which a record is kept, not what anyone says of its subject.
BOOKKEEPING = frozenset({"changed_at", "worked_on_at", "sort_name", "edited"})
BASELINE = "="
_AT_ONCE = 500


class KeptState(models.Model):
    """A state of a row, and the change set that brought it about (none: the state before the first change)."""

    change_set = models.ForeignKey(ChangeSet, models.PROTECT, null=True, editable=False, related_name="+")

    class Meta:
        abstract = True


class RowHistory(HistoricalRecords):
    """The history of every model that has the abstract model it stands on as its parent."""

    _date_indexing = False

    def __init__(self, **options: Any) -> None:
        super().__init__(bases=[KeptState], inherit=True, **options)

    def copy_fields(self, model: type[models.Model]) -> dict[str, models.Field]:
        fields: dict[str, Any] = super().copy_fields(model)
        for name, column in fields.items():
            # A state is found by its row or its change set only.
            column.db_index = name == model._meta.pk.name
        return fields

    def get_meta_options(self, model: type[models.Model]) -> dict[str, Any]:
        options = super().get_meta_options(model)
        return {**options, "default_permissions": (), "ordering": ("-state_id",), "get_latest_by": "state_id"}

    def get_extra_fields(self, model: type[models.Model], fields: dict[str, models.Field]) -> dict[str, Any]:
        # The library's name for the key is the name of a column of ours: the history a narrative tells.
        extra = super().get_extra_fields(model, fields)
        extra["state_id"] = extra.pop("history_id")
        return extra

    def _get_history_id_field(self) -> models.Field:
        return models.BigAutoField(primary_key=True)

    def _get_history_user_fields(self) -> dict[str, Any]:
        return {}

    def _get_history_change_reason_field(self) -> models.Field:
        # The change set says why.
        return models.CharField(max_length=1, null=True, editable=False)

    def post_save(self, instance: Any, created: bool, using: str | None = None, **kwargs: Any) -> None:
        before = instance.__dict__.pop("state_before", None)
        if kwargs.get("raw") or hasattr(instance, "skip_history_when_saving"):
            return
        if created or before is None:
            # Outside of every act (a loader, a script) the row that is made is its own first state.
            if present_act().named:
                self._keep(instance, "+", instance)
            return
        stored = _as_stored(instance, before, kwargs.get("update_fields"))
        if differing(before, stored):
            self._keep_baseline(before)
            self._keep(instance, "~", stored)

    def pre_delete(self, instance: Any, **kwargs: Any) -> None:
        super().pre_delete(instance, **kwargs)
        # Afterwards the records it belongs to may be gone as well.
        instance.before_deletion = (instance.owner_keys(), str(instance))

    def create_historical_record(self, instance: Any, history_type: str, using: str | None = None) -> None:
        self._keep(instance, history_type, instance)

    def _keep(self, instance: Any, act: str, state: models.Model) -> None:
        change_set = present_act().change_set()
        kept = self._store(state, act, change_set)
        owners, words = instance.__dict__.pop("before_deletion", None) or (instance.owner_keys(), str(instance))
        note_touched(change_set, act, [(instance, kept.pk, owners, words)])

    def _keep_baseline(self, before: Any) -> None:
        last = states_of(type(before)).filter(**{before._meta.pk.name: before.pk}).first()
        # What was written in bulk since the last kept state is kept now, too.
        if last is None or differing(before, last):
            self._store(before, BASELINE, None)

    def _store(self, state: Any, act: str, change_set: ChangeSet | None) -> Any:
        kept = _state_of(state, act, change_set)
        kept.save(force_insert=True)
        return kept


def keep_made(rows: Sequence[Any]) -> None:
    """Keep the first states of new rows of one table that were written in bulk, where someone is at work."""
    if not rows or not present_act().named:
        return
    change_set = present_act().change_set()
    made = [_state_of(row, "+", change_set) for row in rows]
    kept = states_of(type(rows[0])).bulk_create(made, batch_size=_AT_ONCE)
    together = zip(rows, kept, strict=True)
    note_touched(change_set, "+", ((row, state.pk, row.owner_keys(), str(row)) for row, state in together))


def _state_of(row: Any, act: str, change_set: ChangeSet | None) -> Any:
    values = {column.attname: getattr(row, column.attname) for column in row._meta.concrete_fields}
    states = states_of(type(row)).model
    return states(history_date=timezone.now(), history_type=act, change_set=change_set, **values)


def states_of(model: type[models.Model]) -> Any:
    """Return the manager of the kept states of a model's rows."""
    return model.states.model._default_manager  # type: ignore[attr-defined]


def has_history(model: type[models.Model]) -> bool:
    """Whether the states of this model's rows are kept."""
    return hasattr(model._meta, "simple_history_manager_attribute")


def differing(one: models.Model, other: Any) -> list[str]:
    """Return the columns in which two states of a row differ, the bookkeeping left out."""
    return [
        column.attname
        for column in one._meta.concrete_fields
        if column.name not in BOOKKEEPING
        and column.to_python(getattr(one, column.attname)) != column.to_python(getattr(other, column.attname))
    ]


def _as_stored(instance: Any, before: models.Model, saved: Any) -> Any:
    """Return the row as the database has it now, where only some fields were saved."""
    if saved is None:
        return instance
    values = {
        column.attname: getattr(instance if column.name in saved or column.attname in saved else before, column.attname)
        for column in instance._meta.concrete_fields
    }
    return type(instance)(**values)
