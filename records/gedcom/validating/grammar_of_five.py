"""The grammar of GEDCOM 5.5.1, from its table in `fixtures/gedcom/`; 5.5.5 and the elders are judged by it too.

A part of the table reads "TAG=structure" and how often: ? once at most, ! once, * any number, + one or
more, {3} three at most. "$GROUP" stands for the parts of a group. Payloads: nothing, a set such as M|F|U,
"@KIND" for a pointer, "@KIND/structure" for a pointer or words, or a check of `payloads.py` by name.
"""

import re
from collections.abc import Iterator
from functools import cache

from records.fixture_files import fixture_rows
from records.gedcom.validating import payloads
from records.gedcom.validating.date_payloads import five_date, five_exact_date
from records.gedcom.validating.rules import Grammar, PayloadCheck, Rule, add_part

PART = re.compile(r"(?P<tag>[A-Z0-9]+)(?:=(?P<structure>[^?!*+{]+))?(?P<often>[?!*+]|\{\d\})")
BOUNDS = {"?": (0, 1), "!": (1, 1), "*": (0, 0), "+": (1, 0)}
CHECKS: dict[str, PayloadCheck | None] = {
    "": payloads.no_words,
    "no_words": payloads.no_words_but_yes,
    "Y": payloads.yes_or_nothing,
    "any": None,
    "text": payloads.words,
    "words": None,
    "number": payloads.number,
    "name": payloads.name,
    "date": five_date,
    "exact_date": five_exact_date,
    "age": payloads.five_age,
    "time": payloads.time,
    "latitude": payloads.latitude,
    "longitude": payloads.longitude,
    "role": payloads.role,
}
# Sets that name only what was usual when they were made: another word there is a lesser fault.
OPEN_SETS = {"language": "language_word", "format": "format_unusual"}
ROLES = {("INDI", "FAMC"): "child", ("FAM", "CHIL"): "child", ("INDI", "FAMS"): "spouse"}
ROLES |= {("FAM", "HUSB"): "spouse", ("FAM", "WIFE"): "spouse"}
RECORDS = ("HEAD", "TRLR", "FAM", "INDI", "NOTE", "OBJE", "REPO", "SOUR", "SUBM", "SUBN")


@cache
def grammar_of_five(version: str = "5.5.1") -> Grammar:
    """Return the grammar of 5.5.1, named by the version that it judges."""
    table = {row["structure"]: (row["payload"], row["parts"]) for row in fixture_rows("gedcom", "grammar_5_5_1.csv")}
    rules = _Rules(table)
    if version == "5.5.5":
        rules.sets["sex"] |= {"X", "N"}
    records = {tag: rules.of(tag) for tag in RECORDS}
    # At most 22 signs, the first a letter or a figure; "!" and ":" have a meaning of their own.
    pattern = r"@[A-Za-z0-9][^@\n!:#]{0,19}@" if version != "5.5.5" else r"@[A-Za-z0-9]{1,20}@"
    return Grammar(version, records, pattern, xrefs_required=True, void_allowed=False)


class _Rules:
    """Makes the rules of the table, each once."""

    def __init__(self, table: dict[str, tuple[str, str]]) -> None:
        self.table = table
        rows = fixture_rows("gedcom", "sets_5_5_1.csv")
        self.sets = {row["name"]: frozenset(row["values"].split("|")) for row in rows}
        self._made: dict[str, Rule] = {}

    def of(self, name: str) -> Rule:
        """Return the rule of a structure, a pointer "@KIND", or a payload by its name."""
        if name in self._made:
            return self._made[name]
        payload, parts = self.table.get(name, (name if name.startswith("@") or self._is_check(name) else "text", ""))
        rule = self._made[name] = self._with_payload(name, payload)
        for tag, structure, least, most in self._parts(parts):
            below = self.of(structure)
            role = ROLES.get((name, tag), "")
            if role and below.role != role:
                below = Rule(below.name, below.check, below.accepted, below.points_to, role=role, parts=below.parts)
            add_part(rule, tag, below, least, most)
        return rule

    def _is_check(self, name: str) -> bool:
        return name in CHECKS or name in self.sets

    def _with_payload(self, name: str, payload: str) -> Rule:
        if payload.startswith("@"):
            kind, _, otherwise = payload[1:].partition("/")
            return Rule(name, points_to=kind, otherwise=self.of(otherwise) if otherwise else None)
        if payload in self.sets:
            return Rule(name, _any_case(self.sets[payload], OPEN_SETS.get(payload, "enum")))
        if payload in CHECKS:
            return Rule(name, CHECKS[payload], {""} if payload in ("", "any", "words", "no_words") else set())
        return Rule(name, _any_case(frozenset(payload.split("|")), "enum"))

    def _parts(self, parts: str) -> Iterator[tuple[str, str, int, int]]:
        for part in parts.split():
            if part.startswith("$"):
                yield from self._parts(self.table[part][1])
                continue
            found = PART.fullmatch(part)
            if found is None:
                raise ValueError(f"The grammar of 5.5.1 holds {part!r}, which is no part.")
            often = found["often"]
            least, most = BOUNDS[often] if often in BOUNDS else (0, int(often[1]))
            yield found["tag"], found["structure"] or found["tag"], least, most


def _any_case(values: frozenset[str], code: str) -> PayloadCheck:
    """Return the check of a set whose values programs write in capitals or not."""
    folded = frozenset(value.casefold() for value in values)
    return lambda value: "" if value.casefold() in folded else code
