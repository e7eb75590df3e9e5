"""Walking the archive: every person and document is checked, a batch at a time, in constant memory."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from records.journeys.stages import DEPORTATIONS
from records.people.models import FamilyChild, FamilyPartner, Person
from records.plausibility.document_rules import check_documents
from records.plausibility.family_rules import check_family
from records.plausibility.life import Warning_, read_lives
from records.plausibility.stage_rules import check_stages

_AT_ONCE = 500


@dataclass(slots=True)
class PartySizes:
    """Rule P5, a statistic only: how many people of one family were deported together, by wave."""

    people: dict[str, int] = field(default_factory=lambda: defaultdict(int))
    families: dict[str, set[int]] = field(default_factory=lambda: defaultdict(set))

    def averages(self) -> dict[str, float]:
        """Return the average size of a family by wave."""
        return {
            code: round(self.people[code] / len(self.families[code]), 1) for code in DEPORTATIONS if self.families[code]
        }


def check_archive(sizes: PartySizes | None = None) -> Iterator[Warning_]:
    """Yield the warnings about every person, then about every document."""
    last = 0
    while pks := list(Person.objects.filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:_AT_ONCE]):
        last = pks[-1]
        lives = read_lives(pks)
        for pk in pks:
            yield from check_stages(lives[pk])
            yield from check_family(lives[pk], lives)
        if sizes is not None:
            _count_parties(sizes, pks, lives)
    last = 0
    while True:
        warnings, last = check_documents(last, _AT_ONCE)
        yield from warnings
        if not last:
            return


def _count_parties(sizes: PartySizes, pks: list[int], lives: dict) -> None:
    family_of = dict(FamilyPartner.objects.filter(person__in=pks).values_list("person_id", "family_id"))
    family_of = dict(FamilyChild.objects.filter(person__in=pks).values_list("person_id", "family_id")) | family_of
    for pk in pks:
        for code in {stage.kind for stage in lives[pk].stages if stage.kind in DEPORTATIONS}:
            if pk in family_of:
                sizes.people[code] += 1
                sizes.families[code].add(family_of[pk])
