"""The rule that hides living people, as a table: unknown counts as living."""

import pytest

from records.dates.day_numbers import day_number
from records.privacy.living import LifeFacts, presumed_living

TODAY = day_number(2026, 11, 22)


def year(number: int) -> int:
    return day_number(number, 7, 1)


def born(*years: int) -> tuple[tuple[int, int], ...]:
    """Rival births, each in the middle of a year."""
    return tuple((year(number), year(number)) for number in years)


OLD, YOUNG = LifeFacts(births=born(1880)), LifeFacts(births=born(1950))

CASES = [
    pytest.param(LifeFacts(), True, "nothing_known", id="nothing is known"),
    pytest.param(LifeFacts(births=born(1912)), False, "born_long_ago", id="born 1912"),
    pytest.param(LifeFacts(births=born(1938)), True, "may_be_alive", id="born 1938"),
    pytest.param(
        LifeFacts(births=born(1912, 1921)),
        True,
        "may_be_alive",
        id="rival births: the later one counts",
    ),
    pytest.param(
        LifeFacts(births=(*born(1912), (None, None))),
        True,
        "nothing_known",
        id="a birth claim without bounds bounds nothing",
    ),
    pytest.param(
        LifeFacts(births=born(1990), death_recorded=True),
        False,
        "death_recorded",
        id="a death is recorded",
    ),
    pytest.param(
        LifeFacts(births=born(1900), vital="living"),
        True,
        "marked_living",
        id="an editor's living outranks the years",
    ),
    pytest.param(
        LifeFacts(vital="living", death_recorded=True),
        True,
        "marked_living",
        id="an editor's living outranks a death",
    ),
    pytest.param(LifeFacts(vital="deceased"), False, "marked_deceased", id="marked as deceased"),
    pytest.param(LifeFacts(other_days=(year(1905),)), False, "born_long_ago", id="took part in something in 1905"),
    pytest.param(LifeFacts(other_days=(year(1941),)), True, "may_be_alive", id="deported in 1941, age unknown"),
    pytest.param(
        LifeFacts(children=(LifeFacts(births=born(1915)),)),
        False,
        "born_long_ago",
        id="parent of one born 1915",
    ),
    pytest.param(LifeFacts(children=(YOUNG,)), True, "may_be_alive", id="parent of one born 1950"),
    pytest.param(
        LifeFacts(mothers=(LifeFacts(births=born(1850)),)),
        False,
        "born_long_ago",
        id="child of a mother born 1850",
    ),
    pytest.param(LifeFacts(mothers=(OLD,)), True, "may_be_alive", id="child of a mother born 1880"),
    pytest.param(
        LifeFacts(fathers=(LifeFacts(births=born(1820)),)),
        False,
        "born_long_ago",
        id="child of a father born 1820",
    ),
    pytest.param(
        LifeFacts(births=born(1985), children=(LifeFacts(births=born(1880)),)),
        True,
        "may_be_alive",
        id="a wrongly linked child makes nobody old",
    ),
    pytest.param(
        LifeFacts(births=((year(1950), None),), other_days=(year(1880),)),
        True,
        "may_be_alive",
        id="born after 1950, whatever else is dated",
    ),
    pytest.param(
        LifeFacts(births=born(1950), mothers=(LifeFacts(births=born(1850)),)),
        True,
        "may_be_alive",
        id="an own birth outranks a wrong mother",
    ),
]


@pytest.mark.parametrize(("facts", "living", "reason"), CASES)
def test_who_is_presumed_living(facts: LifeFacts, living: bool, reason: str) -> None:
    verdict = presumed_living(facts, today=TODAY, after_years=110)
    assert (verdict.presumed_living, verdict.reason) == (living, reason)


def test_the_day_counts() -> None:
    facts = LifeFacts(births=((day_number(1916, 11, 22),) * 2,))
    assert presumed_living(facts, today=day_number(2026, 11, 21), after_years=110).presumed_living
    assert not presumed_living(facts, today=day_number(2026, 11, 24), after_years=110).presumed_living
