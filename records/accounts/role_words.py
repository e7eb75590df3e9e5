"""What the groups of the desk are called in the reader's language; their names in the database are English."""

from django.utils.translation import gettext_lazy as _

ROLES = {
    "volunteer": _("volunteer"),
    "editor": _("editor"),
    "archivist": _("archivist"),
    "administrator": _("administrator"),
}


def role_words(name: str) -> str:
    """Return what a group is called; one that somebody made is called as they named it."""
    return str(ROLES.get(name, name))
