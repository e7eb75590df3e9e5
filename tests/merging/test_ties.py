"""Whatever names a person is handled by merging: a new key, or a new column with public ids, fails here."""

from django.apps import apps

from records.merging.ties import LEFT_ALONE, PARTS, TIES
from records.people.models import Person
from records.record_model import Record, RecordPart

# Columns of thirteen signs that hold the ids of other kinds of record, or the record's own.
OWN = {"public_id"}


def test_every_key_to_a_person_is_handled() -> None:
    keys = {
        (relation.related_model, relation.field.name)
        for relation in Person._meta.get_fields(include_hidden=True)
        if relation.auto_created and not relation.concrete
    }
    keys = {(model, name) for model, name in keys if not model.__name__.startswith("Historical")}
    assert keys == {(part, "person") for part in PARTS} | {
        (tie.model, tie.key.removesuffix("_id")) for tie in TIES if tie.key.endswith("_id")
    }


def test_every_part_of_a_person_has_a_history() -> None:
    assert all(issubclass(part, RecordPart) for part in PARTS)


def test_every_public_id_in_a_column_is_handled() -> None:
    found = {
        model.__name__
        for model in apps.get_app_config("records").get_models()
        for column in model._meta.concrete_fields
        if getattr(column, "max_length", None) == 13 and column.name not in OWN
        if not model.__name__.startswith("Historical")
    }
    by_key = {"ExternalId", "Contradiction", "Statement"}
    assert found | by_key == {tie.model.__name__ for tie in TIES} | set(LEFT_ALONE)
    assert not issubclass(Person, RecordPart) and issubclass(Person, Record)
