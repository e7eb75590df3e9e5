"""What a merge would do, before anybody decides: what moves, what is said twice or changes, what speaks against it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from records.linkage.models import Identification, NotSame
from records.merging.merging import conclusions_differ, is_public
from records.merging.one_of_two import CHOSEN, combined, label, said
from records.merging.refusing import agreement_missing, refusals
from records.merging.side_by_side import PartGroup, Seen, everything, part_groups
from records.merging.ties import TIES
from records.merging.twice import identified_twice, said_twice
from records.people.models import FamilyPartner, Person


@dataclass(frozen=True, slots=True)
class ShownColumn:
    """One field of both in words; ``asks`` are the two values to choose between, where only one can hold."""

    name: str
    label: str
    kept: str
    gone: str
    result: str
    asks: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Preview:
    """What merging ``gone`` into ``kept`` would do."""

    columns: tuple[ShownColumn, ...]
    groups: tuple[PartGroup, ...]
    # What stands once afterwards, though both say it; and what whoever merges should know.
    once: tuple[str, ...]
    notices: tuple[str, ...]
    refusals: tuple[str, ...]

    @property
    def moving(self) -> int:
        """How many parts come to the one kept."""
        return sum(len(group.gone) for group in self.groups)


def preview_merge(
    kept: Person, gone: Person, user: Any, chosen: Mapping[str, str] | None = None, seen: Seen = everything
) -> Preview:
    """Return what merging would do; nothing is changed. A column that must be chosen is no refusal here."""
    columns = combined(kept, gone, chosen or {})
    # What the form asks for is chosen there.
    assumed = {column.name: column.kept for column in columns if column.asks} | dict(chosen or {})
    once = [pair.words() for pair in said_twice(kept, gone) if not pair.differs]
    return Preview(
        tuple(_shown(column) for column in columns),
        tuple(part_groups(kept, gone, seen)),
        tuple(once),
        tuple(_notices(kept, gone)),
        (*refusals(kept, gone, assumed), *agreement_missing(kept, gone, user)),
    )


def _shown(column: Any) -> ShownColumn:
    words = {value: said(column.name, value) for value in (column.kept, column.gone, column.result)}
    asks = ((str(column.kept), words[column.kept]), (str(column.gone), words[column.gone])) if column.asks else ()
    result = words[column.result] if column.result is not None else ""
    return ShownColumn(column.name, label(column.name), words[column.kept], words[column.gone], result, asks)


def _notices(kept: Person, gone: Person) -> Iterable[str]:
    if kept.status != gone.status:
        words = {"one": kept.get_status_display(), "other": gone.get_status_display()}
        yield _("The record kept is “%(one)s”, the other “%(other)s”: all of it will be as the one kept.") % words
    if is_public(kept, timezone.now()) != is_public(gone, timezone.now()):
        yield _("Only one of them may be shown to the public now. Afterwards it follows from all claims together.")
    if kept.confidential != gone.confidential:
        yield _("One of them is confidential: then both are.")
    yield from _notices_of_claims(kept, gone)
    couples = _families_of_one_couple(kept, gone)
    if couples:
        yield _(
            "Both are partners of %s, in two families. The families stay two: nobody merges them unseen."
        ) % ", ".join(couples)
    papers = len(identified_twice(kept, gone))
    if papers:
        yield ngettext(
            "%(number)d name on a page was decided to be either: the surer decision stays in force.",
            "%(number)d names on pages were decided to be either: the surer decision stays in force.",
            papers,
        ) % {"number": papers}
    for one, other in ((kept, gone), (gone, kept)):
        refused = NotSame.objects.filter(person=one).values("mention")
        if Identification.objects.filter(person=other, withdrawn=False, mention__in=refused).exists():
            yield _("A name on a page was decided to be one of them, and not to be the other. Both decisions stay.")
    others = sum(tie.rows(gone).count() for tie in TIES)
    if others:
        yield ngettext(
            "%(number)d remark, message, line of a file or identifier elsewhere comes along.",
            "%(number)d remarks, messages, lines of files and identifiers elsewhere come along.",
            others,
        ) % {"number": others}


def _notices_of_claims(kept: Person, gone: Person) -> Iterable[str]:
    own = {event.kind: event for event in kept.events.filter(is_conclusion=True)}
    for other in gone.events.filter(is_conclusion=True):
        mine = own.get(other.kind)
        if mine is not None and conclusions_differ(mine, other):
            yield _(
                "%s: both records have a conclusion, and they differ. Neither stands until somebody concludes anew."
            ) % (str(other.get_kind_display()).capitalize())


def _families_of_one_couple(kept: Person, gone: Person) -> list[str]:
    def partners(person: Person) -> dict[int, str]:
        families = FamilyPartner.objects.filter(person=person).values("family")
        others = FamilyPartner.objects.filter(family__in=families).exclude(person=person)
        return dict(others.values_list("person_id", "person__sort_name"))

    own, other = partners(kept), partners(gone)
    return [name for key, name in own.items() if key in other]


def chosen_of(sent: Mapping[str, str]) -> dict[str, str]:
    """Return the values chosen in a form, by column."""
    return {name: sent[f"choose_{name}"] for name in CHOSEN if sent.get(f"choose_{name}")}
