"""A message about a person, and what the tests ask of the archive."""

from collections import Counter

import pytest
from django.apps import apps
from django.utils import timezone

from records.contributions.models import Contribution
from records.people.models import Person
from records.record_model import Status
from tests.admin.desk import dead_person

TEXT = (
    "My aunt died in Leeds on 3 May 1972. Her husband Jan Kowalski lived in Bradford.\n"
    "They were called Żółkowska too. They came by ship.\nAnna Nowak, anna.nowak@example.org"
)
# What every change writes beside its rows.
_BESIDE = {
    "contradiction",
    "outboxentry",
    "comparisondue",
    "contribution",
    "statement",
    "thanks",
    "changeset",
    "touchedrow",
}


def rows_of_the_archive() -> Counter[str]:
    """Return how many rows each table of records holds."""
    models = apps.get_app_config("records").get_models()
    counted = {model._meta.model_name: model._default_manager.count() for model in models}
    return Counter(
        {name: number for name, number in counted.items() if name not in _BESIDE and not name.startswith("historical")}
    )


def message_about(person: Person | None, **columns: object) -> Contribution:
    """Put a message into the inbox."""
    about = {"about_kind": "person", "about_id": person.public_id} if person else {}
    values = {"name": "Anna Nowak", "email": "anna.nowak@example.org", "text": TEXT, "language": "pl"}
    return Contribution.objects.create(**{**values, **about, **columns})


@pytest.fixture
def shown(empty_archive: None) -> Person:
    """Someone before the public."""
    return dead_person("Zofia", "Wierzbicka", Status.PUBLISHED)


@pytest.fixture
def message(shown: Person) -> Contribution:
    return message_about(shown)


@pytest.fixture
def now():
    return timezone.now()
