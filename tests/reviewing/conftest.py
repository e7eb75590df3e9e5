"""Colleagues at the desk."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User


@pytest.fixture
def colleague(db) -> Callable[..., User]:
    """Make someone of a group: colleague("ewa", "volunteer")."""

    def make(name: str, group: str = "volunteer", **columns: object) -> User:
        user = User.objects.create(username=name, email=f"{name}@example.org", is_staff=True, **columns)
        user.groups.add(Group.objects.get(name=group))
        return user

    return make
