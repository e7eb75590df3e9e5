"""Judging one record by the grammar of its version, in memory and fast: every record that goes out passes here."""

import re
from functools import lru_cache

from records.gedcom.structure import Structure
from records.gedcom.validating.findings import Finding, finding
from records.gedcom.validating.grammar_of_five import grammar_of_five
from records.gedcom.validating.grammar_of_seven import grammar_of_seven
from records.gedcom.validating.rules import Grammar, Part, Rule

# C0 but tab and the line feed that joins lines, DEL, C1, and what is no letter at all.
BANNED = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
BANNED_IN_FIVE = re.compile("[\x00-\x08\x0b-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
VOID = "@VOID@"
ANY = Rule("any record")


def check_record(record: Structure, version: str) -> list[Finding]:
    """Return what is wrong inside one record by the grammar of "7.0" or "5.5.1"; pointers are not followed."""
    checker = _checker(version)
    checker.check(record)
    checker.extensions.clear()
    return checker.take()[0]


class RecordChecker:
    """Judges records of one version; gathers findings and the pointers met until `take()`."""

    def __init__(self, grammar: Grammar) -> None:
        self.grammar = grammar
        self.extensions: dict[str, int] = {}  # tag -> the first line that has it
        self._findings: list[Finding] = []
        self._pointers: list[tuple[str, Rule, int]] = []
        self._xref = re.compile(grammar.xref_pattern)
        self._banned = BANNED if grammar.seven else BANNED_IN_FIVE

    def take(self) -> tuple[list[Finding], list[tuple[str, Rule, int]]]:
        """Return the findings and the pointers (payload, rule, line) since the last time."""
        taken = self._findings, self._pointers
        self._findings, self._pointers = [], []
        return taken

    def check(self, record: Structure) -> None:
        """Judge a record with everything below it."""
        rule = self.grammar.records.get(record.tag)
        self._check_xref(record, required=self.grammar.xrefs_required and record.tag not in ("HEAD", "TRLR"))
        if rule is None:
            if not record.tag.startswith("_"):
                self._note(record, "unknown_record", record.tag)
            self._check_unknown(record)
            return
        if not record.value.isprintable():
            self._check_signs(record)
        if record.value not in rule.accepted:
            self._note_payload(record, rule.judge(record.value))
        self._check_below(record, rule)

    def _check_below(self, above: Structure, rule: Rule) -> None:
        """Judge what stands below a structure; one loop with few calls, for it sees every line of an export."""
        seen, parts = 0, rule.parts
        for structure in above.children:
            part = parts.get(structure.tag)
            if part is None:
                self._check_odd(structure, above)
                continue
            bit = part.bit
            if seen & bit and part.most and self._stands_too_often(structure, above, part):
                self._note(structure, "too_often", structure.value, above.tag)
            seen |= bit
            below, value = part.rule, structure.value
            if below.points_to:
                below = self._follow(structure, below, above)
            elif value[:1] == "@" and structure.is_pointer:
                self._note(structure, "pointer_in_text", value, above.tag)
            elif below.check is not None and value not in below.accepted:
                self._note_payload(structure, below.judge(value), above.tag)
            if structure.xref:
                self._note(structure, "xref_below", structure.xref)
            if not value.isprintable():
                self._check_signs(structure)
            if structure.children or below.required:
                self._check_below(structure, below)
            elif not value:
                self._note(structure, "empty", "", above.tag)
        missing = rule.required & ~seen
        if missing:
            self._note_missing(above, rule, missing)

    def _follow(self, structure: Structure, rule: Rule, above: Structure) -> Rule:
        """Note a pointer; where words may stand instead of one, return the rule for them."""
        value = structure.value
        if structure.is_pointer:
            if value == VOID:
                if not self.grammar.void_allowed:
                    self._note(structure, "void_pointer", value)
            else:
                self._pointers.append((value, rule, structure.line))
            return rule
        if rule.otherwise is None:
            self._note(structure, "no_pointer", value, above.tag)
            return rule
        if value not in rule.otherwise.accepted:
            self._note_payload(structure, rule.otherwise.judge(value), above.tag)
        return rule.otherwise

    def _check_odd(self, structure: Structure, above: Structure) -> None:
        """Judge a tag that the grammar does not know here: an extension may stand everywhere."""
        if not structure.tag.startswith("_"):
            self._note(structure, "not_allowed", structure.value, above.tag)
        self._check_unknown(structure)

    def _check_unknown(self, structure: Structure) -> None:
        # Nobody but its author knows what may stand below an extension.
        if structure.tag.startswith("_"):
            self.extensions.setdefault(structure.tag, structure.line)
        if not structure.value.isprintable():
            self._check_signs(structure)
        if structure.is_pointer and structure.value != VOID:
            self._pointers.append((structure.value, ANY, structure.line))
        for below in structure.children:
            self._check_unknown(below)

    def _stands_too_often(self, structure: Structure, above: Structure, part: Part) -> bool:
        same = [child for child in above.children if child.tag == part.tag]
        return len(same) > part.most and any(child is structure for child in same[part.most :])

    def _check_signs(self, structure: Structure) -> None:
        if self._banned.search(structure.value):
            self._note(structure, "banned_sign", structure.value)

    def _check_xref(self, record: Structure, *, required: bool) -> None:
        if record.xref:
            if record.tag in ("HEAD", "TRLR") or self._xref.fullmatch(record.xref) is None or record.xref == VOID:
                self._note(record, "xref_form", record.xref)
        elif required:
            self._note(record, "xref_absent")

    def _note_missing(self, above: Structure, rule: Rule, missing: int) -> None:
        tags = [part.tag for part in rule.parts.values() if part.bit & missing]
        for tag in tags:
            self._findings.append(finding(above.line, "missing", above.value, tag=above.tag, value=tag))

    def _note_payload(self, structure: Structure, code: str, above: str = "") -> None:
        if code:
            self._note(structure, code, structure.value, above)

    def _note(self, structure: Structure, code: str, text: str = "", above: str = "") -> None:
        self._findings.append(finding(structure.line, code, text, tag=structure.tag, above=above))


@lru_cache(maxsize=8)
def _checker(version: str) -> RecordChecker:
    return RecordChecker(grammar_of_seven() if version.startswith("7") else grammar_of_five(version))
