"""What can be made of a statement in a message. Add a kind: one entry here, and its rows in statement_rows.py."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True, slots=True)
class StatementKind:
    """One button at the desk; ``event`` is the kind of event it makes, ``relation`` whom it adds to the person."""

    key: str
    label: Words
    group: str
    event: str = ""
    relation: str = ""
    about_person: bool = True
    whole_message: bool = False


GROUPS: dict[str, Words] = {
    "claim": _("A claim"),
    "name": _("A name"),
    "relative": _("A relative (a new draft person)"),
    "other": _("Something else"),
}

STATEMENT_KINDS: dict[str, StatementKind] = {
    kind.key: kind
    for kind in (
        StatementKind("birth", _("birth"), "claim", event="birth"),
        StatementKind("death", _("death"), "claim", event="death"),
        StatementKind("residence", _("residence"), "claim", event="residence"),
        StatementKind("event", _("other event"), "claim", event="other"),
        StatementKind("name", _("another form of the name"), "name"),
        StatementKind("spouse", _("spouse"), "relative", relation="spouse"),
        StatementKind("child", _("child"), "relative", relation="child"),
        StatementKind("parent", _("parent"), "relative", relation="parent"),
        StatementKind("stage", _("stage of the journey"), "other"),
        StatementKind("note", _("note for the page"), "other"),
        StatementKind("private_note", _("note for volunteers"), "other"),
        StatementKind(
            "letter", _("document: the whole message as a letter"), "other", about_person=False, whole_message=True
        ),
    )
}


def statement_kind_choices() -> list[tuple[str, Words]]:
    """Return the kinds as choices of a field."""
    return [(kind.key, kind.label) for kind in STATEMENT_KINDS.values()]
