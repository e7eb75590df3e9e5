"""The models whose rows have a history, and what is said of them in words."""

from functools import cache
from typing import Any

from django.apps import apps
from django.db import models
from django.utils.text import capfirst

from records.record_model import Record
from records.row_history import BOOKKEEPING, has_history

# What a row is kept by, and what follows from its other columns.
_KEPT_BY = BOOKKEEPING | {"id", "uid", "public_id", "created_at", "imported_in", "imported_line"}
# By these a row is told from its neighbours, in the reader's language: the kind of an event, the code of a stage.
_TELLING = ("kind", "code", "language")


@cache
def kept_models() -> dict[str, type[models.Model]]:
    """Return the models with a history, by name."""
    found = apps.get_app_config("records").get_models()
    return {str(model._meta.model_name): model for model in found if has_history(model)}


@cache
def record_models() -> dict[str, type[Record]]:
    """Return the models of records, by kind."""
    return {model.KIND: model for model in kept_models().values() if issubclass(model, Record)}


@cache
def columns_told(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the columns in which people say something."""
    return tuple(column for column in model._meta.concrete_fields if column.editable and column.name not in _KEPT_BY)


@cache
def columns_put_back(model: type[models.Model]) -> tuple[Any, ...]:
    """Return the columns that go back with a change, those included that follow from what is said."""
    return tuple(column for column in model._meta.concrete_fields if column.name not in _KEPT_BY)


def column_label(column: Any) -> str:
    """Return the label of a column; one that points to another row and has no name of its own is called as that is."""
    own = str(column.verbose_name)
    if isinstance(column, models.ForeignKey) and own == column.name.replace("_", " "):
        own = str(column.related_model._meta.verbose_name)
    return capfirst(own)


def row_words(model: type[models.Model], state: Any, words: str) -> str:
    """Return what a row is called: "Birth", "Name: Kowalska, Janina"."""
    kind = capfirst(str(model._meta.verbose_name))
    for name in _TELLING:
        column = next((one for one in model._meta.concrete_fields if one.name == name), None)
        if column is not None and column.choices and state is not None:
            label = dict(column.flatchoices).get(getattr(state, name))
            if label and model._meta.model_name in ("event", "journeystage"):
                return capfirst(str(label))
    return f"{kind}: {words}" if words else kind
