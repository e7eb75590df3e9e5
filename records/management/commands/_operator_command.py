"""What the commands of operators have in common."""

from django.core.management.base import BaseCommand


class OperatorCommand(BaseCommand):
    """A command that shows no page: it starts without loading every page and form of the site to check them.

    `manage.py check`, migrate, demo and runserver check them.
    """

    requires_system_checks = ()
