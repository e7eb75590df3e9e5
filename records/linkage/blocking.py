"""Which pairs are looked at: those that share one of these keys. As SQL for the engines, as numbers for an index.

The number of pairs grows with the square of the records, so each key must be narrow: none may bring more than some tens
of pairs for each record of a million.
"""

from hashlib import blake2b

from records.linkage.compared import Compared

# Columns that are the same in both records. [:2] are the first two letters, [-3:] the last three.
_KEYS = (
    ("surname_skeleton", "birth_first"),
    ("surname_skeleton", "father1", "place"),
    ("given1", "birth_day"),
    ("given1", "father1", "birth_first"),
    ("given1", "spouse1", "birth_first"),
    ("given1", "place", "birth_first"),
    ("given1", "place", "father1"),
    ("given1", "district", "birth_first"),
    ("given1", "birth_first", "surname_skeleton[:2]"),
    ("given1", "birth_first", "surname_skeleton[-3:]"),
    ("given1", "father1", "surname_skeleton[:3]"),
    ("given1", "district", "surname_skeleton[:3]"),
    ("given1", "surname_skeleton[:5]"),
)
# A whole name: any of these surnames of the one with any of the other, and the given name beside it.
_NAMES = (
    ("surname_skeleton", "given1"),
    ("surname_skeleton2", "given1"),
    ("maiden_skeleton", "given1"),
    ("surname_skeleton", "given2"),
)


def _column(side: str, name: str) -> str:
    column, _, part = name.rstrip(":]").partition("[")
    whole = f"{side}.{column}"
    if not part:
        return whole
    return f"right({whole}, {part[1:]})" if part.startswith("-") else f"substr({whole}, 1, {part[1:]})"


def _rule(ones: tuple[str, ...], others: tuple[str, ...]) -> str:
    return " and ".join(f"{_column('l', one)} = {_column('r', other)}" for one, other in zip(ones, others, strict=True))


# l and r are the two records.
BLOCKING = (
    *(_rule(one, other) for one in _NAMES for other in _NAMES),
    *(_rule(key, key) for key in _KEYS),
)


def lookup_keys(record: Compared) -> tuple[int, ...]:
    """Return the numbers under which a record is to be found: two records share one exactly where a rule holds.

    Whole numbers of 63 bits, the same on every machine, for an index; at most 17, those of whole names first.
    """
    keys = {("name", *values): None for names in _NAMES if (values := _values(record, names))}
    keys.update({(" ".join(names), *values): None for names in _KEYS if (values := _values(record, names))})
    return tuple(dict.fromkeys(_number(key) for key in keys))


def household_keys(record: Compared) -> tuple[int, ...]:
    """Return the numbers of the households somebody belongs to: brothers, sisters, their father and mother share one.

    A surname with the given names of husband and wife: as a child those of the parents, as a partner the own one.
    """
    surname, couples = record.surname_skeleton, [(record.father1, record.mother1)]
    if record.sex in ("m", "f"):
        own = (record.given1, record.spouse1)
        couples.append(own if record.sex == "m" else own[::-1])
    if surname is None:
        return ()
    told = dict.fromkeys(couple for couple in couples if None not in couple)
    return tuple(_number(("household", surname, str(husband), str(wife))) for husband, wife in told)


def _values(record: Compared, names: tuple[str, ...]) -> tuple[str, ...]:
    """Return the values of these columns, or nothing where one of them is not told."""
    found = []
    for name in names:
        column, _, part = name.rstrip(":]").partition("[")
        value = getattr(record, column)
        if value is None:
            return ()
        text = str(value)
        found.append(text if not part else text[-int(part[1:]) :] if part.startswith("-") else text[: int(part[1:])])
    return tuple(found)


def _number(key: tuple[str, ...]) -> int:
    return int.from_bytes(blake2b("\x1f".join(key).encode(), digest_size=8).digest(), "big") >> 1
