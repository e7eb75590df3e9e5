"""What speaks against merging two people, each in a sentence: it is never done all the same."""

from collections.abc import Iterable, Mapping

from django.utils.translation import gettext as _

from records.linkage.deciding import Standing, standing_of
from records.linkage.merges import now_called
from records.linkage.pairs import Verdict
from records.merging.one_of_two import combined, label
from records.merging.twice import refusals_of, said_twice
from records.people.models import FamilyChild, FamilyPartner, Person
from records.record_model import Status

_GENERATIONS = 40


class MergeRefused(Exception):
    """Why two people were not merged, or a merge not undone: one sentence or more."""

    def __init__(self, sentences: Iterable[str]) -> None:
        self.sentences = tuple(sentences)
        super().__init__(" ".join(self.sentences))


def find_people(kept_id: str, gone_id: str) -> tuple[Person, Person]:
    """Return both, given by public id; raises MergeRefused where that is one person, or one is not there."""
    if kept_id == gone_id:
        raise MergeRefused([_("That is one and the same record.")])
    found = Person.objects.in_bulk([kept_id, gone_id], field_name="public_id")
    for public_id in (kept_id, gone_id):
        if public_id not in found:
            present = now_called(public_id)
            said = {"id": public_id, "other": present}
            gone = _("%(id)s was merged already: it is %(other)s now.") if present != public_id else ""
            raise MergeRefused([(gone or _("There is no person %(id)s.")) % said])
    return found[kept_id], found[gone_id]


def refusals(kept: Person, gone: Person, chosen: Mapping[str, str]) -> list[str]:
    """Return what speaks against making ``gone`` one with ``kept``; ``chosen`` as in one_of_two.py."""
    found = [*_of_families(kept, gone), *_of_standing(kept, gone)]
    found += refusals_of(said_twice(kept, gone))
    found += [
        _("Both records say something else about this, and only one can hold: %s. Choose which.") % label(column.name)
        for column in combined(kept, gone, chosen)
        if column.result is None
    ]
    return found


def _of_families(kept: Person, gone: Person) -> list[str]:
    said = {"one": str(kept), "other": str(gone)}
    mine = FamilyPartner.objects.filter(person=kept).values("family")
    if FamilyPartner.objects.filter(person=gone, family__in=mine).exists():
        return [_("%(one)s and %(other)s stand in one family as partners.") % said]
    for above, below in ((kept, gone), (gone, kept)):
        generations = _generations_between(above.pk, below.pk)
        if generations:
            said = {"one": str(above), "other": str(below)}
            parent = _("%(one)s is a parent of %(other)s.")
            return [(parent if generations == 1 else _("%(one)s is an ancestor of %(other)s.")) % said]
    return []


def _generations_between(above: int, below: int) -> int:
    """Return how many generations one person stands above another; 0 when not at all."""
    seen, front = {below}, {below}
    for generation in range(1, _GENERATIONS):
        families = FamilyChild.objects.filter(person__in=front).values("family")
        front = set(FamilyPartner.objects.filter(family__in=families).values_list("person", flat=True)) - seen
        if above in front:
            return generation
        if not front:
            return 0
        seen |= front
    return 0


def _of_standing(kept: Person, gone: Person) -> list[str]:
    found = []
    if (kept.status == Status.WITHDRAWN) != (gone.status == Status.WITHDRAWN):
        found.append(_("One of them was withdrawn from the public. Decide first whether the other shall be, too."))
    if kept.invented != gone.invented:
        found.append(_("One of them is invented for the demonstration, the other is not."))
    return found


def why_not_agreed(standing: Standing, user: object) -> str:
    """Return why the reviewers have not agreed yet on a delicate pair, if ``user`` now says "the same"; else ""."""
    if not standing.delicate:
        return ""
    key = getattr(user, "pk", None)
    others = [decision for decision in standing.decisions if decision.user_id != key or key is None]
    if any(decision.verdict == Verdict.NOT_SAME for decision in others):
        return _("This pair is marked as delicate, and another reviewer says that they are not the same person.")
    if not any(decision.verdict == Verdict.SAME for decision in others):
        return _("This pair is marked as delicate: another reviewer must say first that they are the same person.")
    return ""


def agreement_missing(kept: Person, gone: Person, user: object) -> list[str]:
    """Return what is missing before this user may merge the two, as sentences."""
    missing = why_not_agreed(standing_of(kept.public_id, gone.public_id), user)
    return [missing] if missing else []
