"""People at work: what they change is kept as their change."""

from collections.abc import Callable
from contextlib import AbstractContextManager

import pytest
from django.contrib.auth.models import User

from records.change_sets import Act, ActKind, making_changes


@pytest.fixture
def at_work(db) -> Callable[[str], AbstractContextManager[Act]]:
    """Begin a change of someone: "with at_work("ewa"): ..."."""

    def begin(name: str, why: str = "") -> AbstractContextManager[Act]:
        user, _created = User.objects.get_or_create(username=name)
        return making_changes(ActKind.DESK, user=lambda: user, why=lambda: why)

    return begin
