"""Daitch-Mokotoff codes: the sound code that Jewish and East European genealogy has used since 1985.

Six digits; a name that may be read in two ways has several codes. The rules are the published table of Randy Daitch
and Gary Mokotoff; the codes are the same here as in the other databases that show them.
"""

import re
from functools import lru_cache

from records.names.folding import fold, script_of
from records.names.hebrew_letters import hebrew_candidates
from records.names.transliteration import to_polish_letters

_LENGTH = 6
_VOWELS = "aeiou"
_MOST_CODES = 32

# Groups of letters; their code at the start, before a vowel, and elsewhere. - is not coded; | parts two readings.
_TABLE = """
ai aj ay            0 1 -
au                  0 7 -
a                   0 - -
ą                   - - -|6
b                   7 7 7
chs                 5 54 54
ch                  5|4 5|4 5|4
ck                  5|45 5|45 5|45
cz cs csz czs       4 4 4
c                   5|4 5|4 5|4
drz drs ds dsh dsz  4 4 4
dz dzh dzs          4 4 4
d dt                3 3 3
ei ej ey            0 1 -
eu                  1 1 -
e                   0 - -
ę                   - - -|6
fb f                7 7 7
g                   5 5 5
h                   5 5 -
ia ie io iu         1 - -
i                   0 - -
j                   1|4 -|4 -|4
ks                  5 54 54
kh k                5 5 5
l                   8 8 8
mn nm               66 66 66
m n                 6 6 6
oi oj oy            0 1 -
o                   0 - -
p pf ph             7 7 7
q                   5 5 5
rz rs               94|4 94|4 94|4
r                   9 9 9
schtsch schtsh schtch shtch shch shtsh  2 4 4
sch sh              4 4 4
sht scht schd       2 43 43
stch stsch sc       2 4 4
strz strs stsh      2 4 4
st                  2 43 43
szcz szcs           2 4 4
szt shd szd sd      2 43 43
sz s                4 4 4
tch ttch ttsch      4 4 4
th                  3 3 3
trz trs tsch tsh    4 4 4
ts tts ttsz tc      4 4 4
tz ttz tzs tsz      4 4 4
t                   3 3 3
ţ                   3|4 3|4 3|4
ui uj uy            0 1 -
u ue                0 - -
v w                 7 7 7
x                   5 54 54
y                   1 - -
zdz zdzh zhdzh      2 4 4
zd zhd              2 43 43
zh zs zsch zsh z    4 4 4
"""
_Codes = tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]


def _rules() -> dict[str, _Codes]:
    rules: dict[str, _Codes] = {}
    for line in _TABLE.strip().splitlines():
        *groups, start, before_vowel, other = line.split()
        first, second, third = (
            tuple(code.replace("-", "") for code in cell.split("|")) for cell in (start, before_vowel, other)
        )
        rules |= dict.fromkeys(groups, (first, second, third))
    return rules


_RULES = _rules()
_GROUPS = re.compile("|".join(sorted(map(re.escape, _RULES), key=len, reverse=True)))


@lru_cache(maxsize=20_000)
def daitch_mokotoff(name: str) -> tuple[str, ...]:
    """Return the codes of a name, each of six digits, in ascending order; empty for a text without letters.

    >>> daitch_mokotoff("Moskowitz"), daitch_mokotoff("Peters")
    (('645740',), ('734000', '739400'))
    """
    codes: set[str] = set()
    for reading in _latin_readings(name):
        codes |= _codes(reading)
    return tuple(sorted(codes)[:_MOST_CODES])


def _latin_readings(name: str) -> list[str]:
    """Return the name in the letters of the table, which knows of marked letters only ą, ę and ţ."""
    readings = hebrew_candidates(name)[:2] if script_of(name) == "Hebr" else (to_polish_letters(name),)
    kept = []
    for reading in readings:
        parts = re.split("([ąęţĄĘŢ])", reading)
        kept.append("".join(part.lower() if part in "ąęţĄĘŢ" else fold(part).replace(" ", "") for part in parts))
    return kept


def _codes(letters: str) -> set[str]:
    # Each branch: the digits so far, and the code of the group before, which is not repeated.
    branches = {("", "")}
    matches = list(_GROUPS.finditer(letters))
    if not matches:
        return set()
    for match in matches:
        place = 0 if match.start() == 0 else 1 if letters[match.end() : match.end() + 1] in tuple(_VOWELS) else 2
        codes = _RULES[match.group()][place]
        # MN and NM are written twice although their digits are the same.
        twice = match.group() in ("mn", "nm")
        branches = {
            (digits if code and before.endswith(code) and not twice else digits + code, code)
            for digits, before in branches
            for code in codes
        }
    return {digits[:_LENGTH].ljust(_LENGTH, "0") for digits, _before in branches}
