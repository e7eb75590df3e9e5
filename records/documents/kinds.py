"""The kinds of document, all together. Add a kind: one entry in the module of its family below, no migration.

What follows from an entry: the form, the screen on which a page is transcribed, what it proves of people, families,
events and stages, the words of its citations, the public page and its form in GEDCOM. Field lists follow the specimens
and finding aids described in the sources.
"""

from records.documents.army_and_exile_papers import ARMY_AND_EXILE_PAPERS
from records.documents.church_and_family_papers import CHURCH_PAPERS, FAMILY_PAPERS, FURTHER_PAPERS
from records.documents.kind_shapes import (
    PAGE_DATE,
    PAGE_PLACE,
    DocumentField,
    DocumentKind,
    EventRule,
    FamilyRule,
    PersonField,
    Role,
    StageRule,
    Words,
)
from records.documents.soviet_papers import SOVIET_PAPERS

__all__ = [
    "DOCUMENT_KINDS",
    "PAGE_DATE",
    "PAGE_PLACE",
    "DocumentField",
    "DocumentKind",
    "EventRule",
    "FamilyRule",
    "PersonField",
    "Role",
    "StageRule",
    "Words",
    "document_kind_choices",
    "misfit_fields",
]

_KINDS = (*SOVIET_PAPERS, *ARMY_AND_EXILE_PAPERS, *CHURCH_PAPERS, *FAMILY_PAPERS, *FURTHER_PAPERS)
DOCUMENT_KINDS: dict[str, DocumentKind] = {kind.key: kind for kind in _KINDS}


def document_kind_choices() -> list[tuple[str, Words]]:
    """Return the kinds for a form."""
    return [(kind.key, kind.label) for kind in _KINDS]


def misfit_fields(kind: str, fields: dict) -> list[str]:
    """Return the keys of a document's fields that its kind does not know, in order."""
    known = {entry.key for entry in DOCUMENT_KINDS[kind].fields} if kind in DOCUMENT_KINDS else set()
    return [key for key in fields if key not in known]
