"""Somebody waits: who shares the most keys is weighed, and nobody likely is missed."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import pytest

from records.linkage.blocking import lookup_keys
from records.linkage.compared import Compared, Told, compared
from records.linkage.looking_up import likely_matches
from records.linkage.parameters import learned_parameters
from records.linkage.scoring import Scorer, frequencies_of
from tests.benchmarks.labelled_records import labelled_records

_RECORDS = [compared(one.told) for one in labelled_records(2_500, 6)]
_SCORER = Scorer(learned_parameters(), frequencies_of(_RECORDS), len(_RECORDS))
_HELD: dict[int, list[Compared]] = defaultdict(list)
for _record in _RECORDS:
    for _key in lookup_keys(_record):
        _HELD[_key].append(_record)


def fetch(keys: Sequence[int], most: int) -> Iterable[Compared]:
    shared = Counter(record.unique_id for key in keys for record in _HELD.get(key, ()))
    best = {key for key, _number in shared.most_common(most)}
    return [record for record in _RECORDS if record.unique_id in best]


def test_everyone_likely_is_found_among_those_who_share_the_most_keys() -> None:
    found = wanted = 0
    for one in _RECORDS[:300]:
        everyone, some = (
            {pair.right for pair in likely_matches(one, fetch, _SCORER, least=0.5, most=100, weighed=weighed)}
            for weighed in (len(_RECORDS), 20)
        )
        found, wanted = found + len(some), wanted + len(everyone)
        assert some <= everyone
    assert wanted > 200
    assert found / wanted > 0.99


def test_it_is_not_found_itself_and_the_likeliest_comes_first() -> None:
    for one in _RECORDS[:100]:
        found = likely_matches(one, fetch, _SCORER, least=0.0, most=5)
        assert one.unique_id not in {pair.right for pair in found}
        assert [pair.weight for pair in found] == sorted((pair.weight for pair in found), reverse=True)
        assert len(found) <= 5


@pytest.mark.parametrize(("surname", "given"), [("", ""), ("Nowak", "")])
def test_who_tells_too_little_to_be_looked_up_is_nobody(surname: str, given: str) -> None:
    told = compared(Told("new", "row", surname, given))
    assert likely_matches(told, fetch, _SCORER, least=0.5) == []
