"""Making any tree valid 7.0: what the grammar does not know becomes an extension of the same name, in place."""

import re

from records.gedcom.structure import Structure
from records.gedcom.validating.grammar_of_seven import grammar_of_seven
from records.gedcom.validating.rules import Part, Rule

NO_TAG = re.compile(r"[^A-Z0-9_]")
# What stands for a required structure that an old file left out, by its kind.
DEFAULTS = {
    "TYPE": "Unspecified", "LANG": "und", "ROLE": "OTHER", "NAME": "?", "FORM": "application/octet-stream",
    "FAMC": "@VOID@",
}  # fmt: skip
# Payloads that are nothing worse than out of order or of form.
HARMLESS = frozenset({"", "date_backwards", "identifier_form"})


def fit_to_seven(record: Structure) -> None:
    """Change a record in place until the grammar of 7.0 allows all of it; nothing is left out."""
    rule = grammar_of_seven().records.get(record.tag)
    if record.xref and record.tag in ("HEAD", "TRLR"):
        # Only damage gives them an identifier, and the file has its true ones.
        rule = None
    if rule is None or (_payload_fails(record, rule) and not _move_words(record, rule)):
        _make_extension(record)
        return
    if not _fit_below(record, rule):
        _make_extension(record)


def _fit_below(above: Structure, rule: Rule) -> bool:
    """Fit what stands below; say whether all that is required stands there at last."""
    counted: dict[str, int] = {}
    for structure in above.children:
        part = rule.parts.get(structure.tag)
        if part is None or (part.most and counted.get(structure.tag, 0) >= part.most):
            _make_extension(structure)
        elif _fit(structure, part):
            counted[structure.tag] = counted.get(structure.tag, 0) + 1
        else:
            _make_extension(structure)
    missing = [part for part in rule.parts.values() if part.bit & rule.required and not counted.get(part.tag)]
    if any(part.rule.name not in DEFAULTS for part in missing):
        return False
    for part in missing:
        above.add(part.tag, DEFAULTS[part.rule.name])
    return True


def _fit(structure: Structure, part: Part) -> bool:
    rule = part.rule
    if structure.xref:
        return False
    if rule.points_to:
        if not structure.is_pointer and not _point_to_nobody(structure, rule):
            return False
    elif _payload_fails(structure, rule) and not _move_words(structure, rule):
        return False
    elif structure.is_pointer:
        # Where 7.0 has words, words they are.
        structure.is_text = True
    return _fit_below(structure, rule)


def _payload_fails(structure: Structure, rule: Rule) -> bool:
    return structure.value not in rule.accepted and rule.judge(structure.value) not in HARMLESS


def _point_to_nobody(structure: Structure, rule: Rule) -> bool:
    """Keep words that stand instead of a pointer as a phrase or note of a pointer to nobody."""
    tag = "PHRASE" if "PHRASE" in rule.parts else "NOTE" if "NOTE" in rule.parts else ""
    if not tag or structure.first("PHRASE"):
        return False
    if structure.value:
        structure.children.insert(0, Structure(tag, structure.value))
    structure.value, structure.is_text = "@VOID@", False
    return True


def _move_words(structure: Structure, rule: Rule) -> bool:
    """Move words from where 7.0 has none, as after BIRT, to a phrase or note; say whether that could be done."""
    tag = "PHRASE" if "PHRASE" in rule.parts else "NOTE" if "NOTE" in rule.parts else ""
    if not tag or structure.first("PHRASE") or ("" not in rule.accepted and rule.judge("")):
        return False
    structure.children.insert(0, Structure(tag, structure.value, is_text=structure.is_text))
    structure.value, structure.is_text = "", False
    return True


def _make_extension(structure: Structure) -> None:
    tag = NO_TAG.sub("_", structure.tag.upper())
    structure.tag = tag if tag.startswith("_") and len(tag) > 1 else "_" + tag
