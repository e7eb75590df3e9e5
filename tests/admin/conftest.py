"""Accounts at the desk, one of each group."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import Group, User
from django.test import Client

GROUPS = ("volunteer", "editor", "archivist", "administrator")


@pytest.fixture(autouse=True)
def collected_files(settings, tmp_path) -> None:
    """An empty folder for collected static files: the server warns where there is none."""
    settings.STATIC_ROOT = str(tmp_path)


@pytest.fixture
def at_desk(db) -> Callable[[str], Client]:
    """Sign in as someone of a group; "anonymous" signs nobody in."""

    def sign_in(role: str) -> Client:
        client = Client()
        if role in GROUPS:
            user, _created = User.objects.get_or_create(
                username=f"a_{role}", defaults={"is_staff": True, "first_name": "Ada", "last_name": role.title()}
            )
            user.groups.set([Group.objects.get(name=role)])
            client.force_login(user)
        return client

    return sign_in


@pytest.fixture
def desk_settings(settings):
    """The settings of the overview and the sidebar."""
    settings.UNFOLD = {
        **settings.UNFOLD,
        "DASHBOARD_CALLBACK": "records.admin.dashboard.dashboard",
        "SIDEBAR": {"navigation": "records.admin.sidebar.navigation"},
    }
    return settings
