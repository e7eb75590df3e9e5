"""Rows of a sent form that others took away meanwhile: what nobody changed goes, what was changed becomes a new row."""

import re
from typing import Any

from django.db import models
from django.http import QueryDict

from records.changes.meanwhile import Meanwhile

_ROW_KEY = re.compile(r"^(.+)-(\d+)-id$")


def without_gone_rows(sent: QueryDict, model: type[models.Model], meanwhile: Meanwhile) -> tuple[QueryDict, list[str]]:
    """Return the form without the rows that are no more, and the words of those that its user had changed.

    These stand in it as new rows, so that saving again enters them anew.
    """
    gone = meanwhile.gone()
    kept: list[str] = []
    if not gone:
        return sent, kept
    post = sent.copy()
    while found := _first_gone(post, model, gone):
        prefix, index, row = found
        taken = _take_out(post, prefix, index)
        if _changed(taken, row):
            _append(post, prefix, taken, row)
            kept.append(str(row._meta.verbose_name))
    return post, kept


def _first_gone(post: QueryDict, model: type[models.Model], gone: dict[tuple[str, int], Any]) -> Any:
    """Return the next gone row of the form, rows above before the rows within them."""
    for key in sorted(post, key=lambda key: key.count("-")):
        match = _ROW_KEY.match(key)
        value = post.get(key) or ""
        if match is None or not value.isdecimal():
            continue
        rows = _model_of(model, match[1])
        row = gone.get((str(rows._meta.model_name), int(value))) if rows is not None else None
        if row is not None:
            return match[1], int(match[2]), row
    return None


def _model_of(model: type[models.Model], prefix: str) -> Any:
    """Return the model of the rows with this prefix: "names-0-citations" are the citations of a person's name."""
    found: Any = model
    for accessor in re.split(r"-\d+-", prefix):
        names = {one.get_accessor_name(): one.related_model for one in found._meta.related_objects}
        found = names.get(accessor)
        if found is None:
            return None
    return found


def _take_out(post: QueryDict, prefix: str, index: int) -> dict[str, list[Any]]:
    """Take one row out of its set, with the rows within it, and close the gap."""
    total = _number(post, f"{prefix}-TOTAL_FORMS")
    taken = _keys_of(post, prefix, index)
    for key in taken:
        del post[f"{prefix}-{index}-{key}"]
    for later in range(index + 1, total):
        for key, values in _keys_of(post, prefix, later).items():
            del post[f"{prefix}-{later}-{key}"]
            post.setlist(f"{prefix}-{later - 1}-{key}", values)
    post[f"{prefix}-TOTAL_FORMS"] = str(max(total - 1, 0))
    post[f"{prefix}-INITIAL_FORMS"] = str(max(_number(post, f"{prefix}-INITIAL_FORMS") - 1, 0))
    return taken


def _append(post: QueryDict, prefix: str, taken: dict[str, list[Any]], row: models.Model) -> None:
    total = _number(post, f"{prefix}-TOTAL_FORMS")
    # The rows within it are new, too, and belong to the new row.
    parents = tuple(f"-{one.field.name}" for one in row._meta.related_objects)
    for key, values in taken.items():
        within = key.count("-") > 1
        if key == "id" or (within and key.endswith(("-id", *parents))):
            values = [""]
        elif key.endswith("INITIAL_FORMS"):
            values = ["0"]
        post.setlist(f"{prefix}-{total}-{key}", values)
    post[f"{prefix}-TOTAL_FORMS"] = str(total + 1)


def _keys_of(post: QueryDict, prefix: str, index: int) -> dict[str, list[Any]]:
    start = f"{prefix}-{index}-"
    return {key.removeprefix(start): post.getlist(key) for key in post if key.startswith(start)}


def _number(post: QueryDict, key: str) -> int:
    value = post.get(key) or "0"
    return int(value) if value.isdecimal() else 0


def _changed(taken: dict[str, list[Any]], row: models.Model) -> bool:
    """Whether the user had changed the row: one who deleted it, too, has nothing left to say."""
    if taken.get("DELETE"):
        return False
    for column in row._meta.concrete_fields:
        if column.name in taken and not column.primary_key and not _is_parent(column, row):
            stored = getattr(row, column.attname)
            stored = "" if stored is None or stored is False else "on" if stored is True else str(stored)
            if _plain(taken[column.name][-1]) != _plain(stored):
                return True
    return False


def _is_parent(column: Any, row: models.Model) -> bool:
    # The row within a row names the row above it, which may be new now.
    return isinstance(column, models.ForeignKey) and column.remote_field.on_delete is models.CASCADE


def _plain(value: str) -> str:
    return value.replace("\r\n", "\n").strip()
