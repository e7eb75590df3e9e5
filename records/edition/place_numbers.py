"""A place's short number in the rows of names: from its public id, so that it never changes."""

_ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
_VALUES = {sign: value for value, sign in enumerate(_ALPHABET)}
# Thirty bits: two of a hundred thousand places seldom share a number, and then only the order of results suffers.
_SIGNS = 6


def place_number(public_id: str) -> int:
    """Return the number of a place: the last 30 bits of its public id."""
    number = 0
    for sign in public_id[-_SIGNS:]:
        number = number * 32 + _VALUES.get(sign, 0)
    return number
