"""The columns of a person, of which there is one each: what the person kept says after a merge.

What only one of them says is said; texts stand one below the other; who is confidential stays so. Sex, and whether
somebody lives, cannot be both: whoever merges chooses, and what was not chosen stays in the note for volunteers.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst
from django.utils.translation import gettext as _

from records.people.models import Person, Vital

# column: the value that says nothing
CHOSEN = {"sex": "U", "vital": Vital.UNKNOWN}
_TEXTS = ("note", "private_note")


@dataclass(frozen=True, slots=True)
class Column:
    """One column of both and of the person kept; ``asks``: it must be chosen."""

    name: str
    kept: Any
    gone: Any
    result: Any
    asks: bool = False


def combined(kept: Person, gone: Person, chosen: Mapping[str, str]) -> list[Column]:
    """Return the columns of the person kept; one that asks has the result None until it is chosen."""
    found = [_chosen(name, kept, gone, chosen) for name in CHOSEN]
    aside = [
        _("%(what)s, as the other record had it: %(value)s")
        % {"what": capfirst(label(one.name)), "value": said(one.name, lost)}
        for one in found
        if one.asks and one.result is not None
        for lost in ((one.gone if one.result == one.kept else one.kept),)
    ]
    reference = kept.reference or gone.reference
    if gone.reference and gone.reference != reference:
        aside.append(_("Reference number, as the other record had it: %s") % gone.reference)
    for name in _TEXTS:
        own, other = getattr(kept, name), getattr(gone, name)
        result = _one_below_the_other(own, other, *(aside if name == "private_note" else ()))
        found.append(Column(name, own, other, result))
    found.append(Column("reference", kept.reference, gone.reference, reference))
    hidden = kept.confidential or gone.confidential
    found.append(Column("confidential", kept.confidential, gone.confidential, hidden))
    return found


def label(name: str) -> str:
    """Return what a column is called."""
    return str(Person._meta.get_field(name).verbose_name)  # type: ignore[union-attr]


def said(name: str, value: Any) -> str:
    """Return a value of a column in words."""
    if isinstance(value, bool):
        return _("yes") if value else _("no")
    choices: Any = getattr(Person._meta.get_field(name), "flatchoices", None)
    return str(dict(choices).get(value, value)) if choices else str(value)


def _chosen(name: str, kept: Person, gone: Person, chosen: Mapping[str, str]) -> Column:
    own, other, nothing = getattr(kept, name), getattr(gone, name), CHOSEN[name]
    if own == other or other == nothing:
        return Column(name, own, other, own)
    if own == nothing:
        return Column(name, own, other, other)
    result = chosen.get(name)
    return Column(name, own, other, result if result in (own, other) else None, asks=True)


def _one_below_the_other(*texts: str) -> str:
    told = dict.fromkeys(text.strip() for text in texts if text.strip())
    # Whose text stays as it is keeps its blanks, too.
    return texts[0] if len(told) < 2 and texts[0].strip() else "\n\n".join(told)
