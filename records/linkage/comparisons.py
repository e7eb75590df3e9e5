"""What is compared of two records, and in which steps: the best step that holds is the one that counts.

A step marked ``hard`` speaks so strongly against one person that no other agreement outweighs it: father and son of one
name, twins, two places on one day. A step with a ``frequency`` weighs more, the rarer the name is.
"""

from dataclasses import dataclass
from itertools import combinations

from records.linkage.compared import STAYS, Compared
from records.linkage.conditions import (
    Condition,
    after,
    all_of,
    any_of,
    differ_by,
    either_is,
    elsewhere_meanwhile,
    equal,
    letters_apart,
    met,
    missing,
    shared,
    spans_apart,
    told,
    unlike,
)

NOT_TOLD, OTHERWISE = "not_told", "otherwise"
# What other records that are one of a pair say of its other record (through_others.py), from the worst to the best.
OTHERS_SAY = ("contradict", "speak_against", "say_little", "speak_for", "agree")
NO_OTHERS, THROUGH_A_THIRD = "none", "through_a_third"
# Each weighs by itself: how the pair was found, what those say that are surely one of it, and those that likely are.
FOUND, OTHERS, LIKELY_OTHERS = "found", "others", "likely_others"
HEARD = {FOUND: (THROUGH_A_THIRD,), OTHERS: (*OTHERS_SAY, NO_OTHERS), LIKELY_OTHERS: OTHERS_SAY}
# What families say (family_ties.py): which relatives of the two are one already.
FAMILY = "family"
THROUGH_OTHERS = {**HEARD, FAMILY: ("same_spouse_or_child", "same_parent", "same_sibling")}
GENERATION = 14


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a comparison; without a condition it is what is left."""

    code: str
    condition: Condition | None = None
    frequency: str = ""
    hard: bool = False


@dataclass(frozen=True, slots=True)
class Comparison:
    """The steps, best first. ``not_told`` holds where one of the two is silent: then nothing is said either way."""

    name: str
    steps: tuple[Step, ...]
    not_told: Condition | None = None

    def step_of(self, left: Compared, right: Compared) -> Step | None:
        """Return the step two records reach; None where one of them is silent."""
        if self.not_told is not None and self.not_told.holds(left, right):
            return None
        for step in self.steps:
            if step.condition is None or step.condition.holds(left, right):
                return step
        return None

    def number_of(self, step: Step | None) -> int:
        """Return the number Splink gives a step: the last is 0, the best the highest, silence -1."""
        return -1 if step is None else len(self.steps) - 1 - self.steps.index(step)


_SKELETONS = ("surname_skeleton", "surname_skeleton2")
_GIVEN = ("given1", "given2", "given3")
_FATHERS, _MOTHERS, _SPOUSES = ("father1", "father2"), ("mother1", "mother2"), ("spouse1", "spouse2")
_CHILDREN = ("child1", "child2", "child3", "child4")
_SAME_DATE_SLIP = any_of(
    all_of(equal("birth_month"), equal("birth_month_day"), spans_apart("birth_year", "birth_year", 10)),
    all_of(equal("birth_year"), any_of(equal("birth_month"), equal("birth_month_day"))),
    all_of(equal("birth_year"), equal("birth_month", "birth_month_day"), equal("birth_month_day", "birth_month")),
)

COMPARISONS = (
    Comparison(
        "surname",
        (
            Step("same", equal("surname_key"), "surname_skeleton"),
            Step("sounds_same", any_of(equal("surname_sound"), shared(*_SKELETONS)), "surname_skeleton"),
            Step("by_maiden_name", any_of(equal("maiden_skeleton"), met(_SKELETONS, ("maiden_skeleton",)))),
            Step("one_letter", any_of(letters_apart("surname_sound", 1, 4), letters_apart("surname_skeleton", 1, 5))),
            Step("two_letters", letters_apart("surname_sound", 2, 6)),
            Step("other_of_a_woman", either_is("sex", "f")),
            Step(OTHERWISE),
        ),
        missing("surname_key"),
    ),
    Comparison(
        "maiden",
        (
            Step("same", equal("maiden_skeleton")),
            Step("one_letter", letters_apart("maiden_skeleton", 1, 5)),
            Step(OTHERWISE),
        ),
        missing("maiden_skeleton"),
    ),
    Comparison(
        "given",
        (
            Step("same", equal("given1"), "given1"),
            Step("may_be_same", shared(*_GIVEN)),
            Step("initial", all_of(missing("given1"), equal("initial"))),
            Step("twins", all_of(told("given1"), equal("birth_day"), shared(*_SKELETONS)), hard=True),
            Step("one_letter", letters_apart("given", 1, 4)),
            Step(OTHERWISE),
        ),
        missing("initial"),
    ),
    Comparison(
        "father",
        (
            Step("same", equal("father1"), "father1"),
            Step("may_be_same", shared(*_FATHERS)),
            Step(
                "father_and_son",
                all_of(equal("given1"), any_of(equal("father1", "given1"), equal("given1", "father1"))),
                hard=True,
            ),
            Step(OTHERWISE),
        ),
        missing("father1"),
    ),
    Comparison(
        "mother",
        (Step("same", equal("mother1"), "mother1"), Step("may_be_same", shared(*_MOTHERS)), Step(OTHERWISE)),
        missing("mother1"),
    ),
    Comparison(
        "spouse",
        (Step("same", equal("spouse1"), "spouse1"), Step("may_be_same", shared(*_SPOUSES)), Step(OTHERWISE)),
        missing("spouse1"),
    ),
    Comparison("children", (Step("some_same", shared(*_CHILDREN)), Step(OTHERWISE)), missing("child1")),
    Comparison(
        "birth",
        (
            Step("same_day", equal("birth_day")),
            Step("other_calendar", differ_by("birth_day", (12, 13))),
            Step("slip_in_date", _SAME_DATE_SLIP),
            Step("other_day", all_of(told("birth_day"), equal("birth_year"))),
            Step("same_year", spans_apart("birth_first", "birth_last", 0)),
            Step("next_year", spans_apart("birth_first", "birth_last", 1)),
            Step("three_years", spans_apart("birth_first", "birth_last", 3)),
            Step("seven_years", spans_apart("birth_first", "birth_last", 7)),
            Step("under_a_generation", spans_apart("birth_first", "birth_last", GENERATION)),
            Step("a_generation", hard=True),
        ),
        missing("birth_first"),
    ),
    Comparison(
        "place",
        (
            Step("same", equal("place"), "place"),
            Step("same_district", equal("district"), "district"),
            Step("same_region", equal("region")),
            Step(OTHERWISE),
        ),
        missing("region"),
    ),
    Comparison(
        "journey",
        (
            Step("two_places_at_once", any_of(after("alive_on", "dead_by"), elsewhere_meanwhile(STAYS)), hard=True),
            Step("same_stay", shared(*(f"{stay}_place" for stay in STAYS))),
            Step("same_transport", equal("transport")),
            Step("other_transport", unlike("transport")),
            Step("nothing_against"),
        ),
    ),
    Comparison("sex", (Step("same", equal("sex")), Step(OTHERWISE, hard=True)), missing("sex")),
    Comparison("list", (Step("same", equal("source")), Step("another")), missing("source")),
    Comparison("generation", (Step("same", equal("generation")), Step(OTHERWISE, hard=True)), missing("generation")),
    # How much both tell by which namesakes of one village would be told apart.
    Comparison(
        "telling",
        (
            Step("day_and_father", all_of(told("birth_day"), told("father1"))),
            Step("day", told("birth_day")),
            Step("year_and_father", all_of(told("birth_first"), told("father1"))),
            Step("year", told("birth_first")),
            Step("father", told("father1")),
            Step("nothing"),
        ),
    ),
)

# What must agree, one of these ways, before a pair counts as certain however likely it is. A name, a village and a year
# are not enough, for namesakes share them, and of thousands some share the father's name or the very day as well; nor
# is a name that may be the same, for twins may bear it; nor a settlement, for whole villages were sent to one.
_NAMED = (("surname", ("same", "sounds_same", "by_maiden_name", "one_letter")), ("given", ("same",)))
_DAY = ("birth", ("same_day",))
_YEAR = ("birth", ("same_day", "other_calendar", "slip_in_date", "same_year"))
_FAMILY = tuple((name, ("same",)) for name in ("father", "mother", "spouse", "maiden"))
CERTAIN_BY = (
    *((*_NAMED, _DAY, one) for one in _FAMILY),
    *((*_NAMED, _YEAR, one, other) for one, other in combinations(_FAMILY, 2)),
)
# However likely and well told a pair is: with these it is not certain.
UNCERTAIN_BY = frozenset({(OTHERS, "contradict"), (OTHERS, "speak_against")})

FREQUENCIES = tuple(dict.fromkeys(step.frequency for one in COMPARISONS for step in one.steps if step.frequency))
