"""New ids are proper UUIDs that rise, and their public ids are what one computes from them."""

from itertools import islice, pairwise
from uuid import RFC_4122, UUID

from records.importing.uid_source import new_uids
from records.record_model import public_id_of


def no_chance(length: int) -> bytes:
    return bytes(length)


def all_chance(length: int) -> bytes:
    return b"\xff" * length


def test_ids_are_version_7_and_rise() -> None:
    for chance in (no_chance, all_chance):
        ids = [(UUID(hex=uid), public_id) for uid, public_id in islice(new_uids(1_790_000_000_000, chance), 10_000)]
        assert all(uid.version == 7 and uid.variant == RFC_4122 for uid, _public_id in ids)
        assert all(first < second for (first, _), (second, _) in pairwise(ids))
        assert all(public_id == public_id_of(uid) for uid, public_id in ids)
        assert ids[0][0].time_low == 1_790_000_000_000 >> 16
