"""The parts that people have on a page and their relations to its holder, as they are stored, in words."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

ROLES: dict[str, Words] = {
    "holder": _("holder"),
    "dependant": _("listed with the holder"),
    "listed": _("listed"),
    "father": _("father"),
    "mother": _("mother"),
    "signatory": _("signed the paper"),
    "witness": _("witness"),
    "author": _("author"),
}
RELATIONS: dict[str, Words] = {
    "daughter": _("daughter"),
    "son": _("son"),
    "wife": _("wife"),
    "husband": _("husband"),
    "mother": _("mother"),
    "father": _("father"),
    "brother": _("brother"),
    "sister": _("sister"),
    "husband, arrested": _("husband, arrested"),
    "spouse": _("husband or wife"),
    "child": _("child"),
    "godparent": _("godparent"),
    "witness": _("witness"),
}


def relation_words(relation: str) -> str:
    """Return how someone is related to the holder of a document; what a volunteer wrote stays as it is."""
    return str(RELATIONS.get(relation, relation))
