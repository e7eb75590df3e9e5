"""Which letters differ between two spellings: sz/s, a missing l. Polish groups of letters count as one."""

import re
from functools import lru_cache

from rapidfuzz.distance import Levenshtein

from records.names.comparison import NO_LETTER
from records.names.folding import fold

_GROUPS = ("sz", "cz", "rz", "ch", "dz")
_SIGNS = {group: chr(0xE010 + place) for place, group in enumerate(_GROUPS)}
_LETTERS = {sign: group for group, sign in _SIGNS.items()}
_GROUP = re.compile("|".join(_GROUPS))


@lru_cache(maxsize=65_536)
def grouped(name: str) -> str:
    """Return the folded name with each group of letters as one sign, for counting differences."""
    return _GROUP.sub(lambda match: _SIGNS[match.group()], fold(name).replace(" ", ""))


def differing_letters(recorded: str, sought: str, most: int) -> str:
    """Return the letters that differ, recorded before sought: "sz/s, l/–"; empty when more than ``most`` differ."""
    mine, theirs = grouped(recorded), grouped(sought)
    if Levenshtein.distance(mine, theirs, score_cutoff=most) > most:
        return ""
    pairs = []
    for operation in Levenshtein.editops(mine, theirs):
        here = mine[operation.src_pos] if operation.tag != "insert" else NO_LETTER
        there = theirs[operation.dest_pos] if operation.tag != "delete" else NO_LETTER
        pairs.append(f"{_LETTERS.get(here, here)}/{_LETTERS.get(there, there)}")
    return ", ".join(pairs)
