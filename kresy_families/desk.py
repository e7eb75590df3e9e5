"""The desk as a Django app: loaded with the addresses of the site, or to be checked; no other command waits for it."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig
from django.contrib import admin
from django.contrib.admin.apps import SimpleAdminConfig
from django.contrib.admin.checks import check_admin_app, check_dependencies
from django.core import checks


class DeskConfig(SimpleAdminConfig):
    """Django's own admin, whose forms kresy_families/urls.py loads: a command without pages starts in half the time."""

    def ready(self) -> None:
        checks.register(check_dependencies, checks.Tags.admin)
        checks.register(check_desk, checks.Tags.admin)


def check_desk(app_configs: Sequence[AppConfig] | None, **options: Any) -> list[checks.CheckMessage]:
    """Return what is wrong with the forms of the desk."""
    admin.autodiscover()
    return check_admin_app(app_configs, **options)
