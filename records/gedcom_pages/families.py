"""A family as a FAM record."""

from collections.abc import Mapping, Sequence
from typing import Any

from records.gedcom_pages.events import add_events, in_order
from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.residue import add_residue

Row = Mapping[str, Any]
_ROLE_OF_SEX = {"M": "HUSB", "F": "WIFE"}


def write_family(out: RecordText, page_id: str, body: Row) -> None:
    """Write the FAM record of a family; partners beyond two have no place in it."""
    out.begin(out.xref("F", page_id), "FAM")
    if body["confidential"]:
        out.restriction(1, True)
    partners, others = roles_of(body["partners"])
    for role in ("HUSB", "WIFE"):
        if role in partners:
            out.pointer(1, role, out.xref("P", partners[role]))
    for person in others:
        out.losses["further_partners"] += 1
        if out.extensions:
            out.pointer(1, "_PARTNER", out.xref("P", person))
    for child in body["children"]:
        out.pointer(1, "CHIL", out.xref("P", child["person"]))
    add_events(out, in_order(body["events"]), of_family=True)
    out.text(1, "NOTE", body["note"])
    out.private_note(body.get("private_note", ""))
    for child in body["children"]:
        for citation in child["citations"]:
            cite_child(out, child, citation)
    out.identifiers(body)
    add_residue(out, body.get("residue", ()))


def cite_child(out: RecordText, child: Row, citation: Row) -> None:
    """Write where a parentage is found. GEDCOM cites nothing under CHIL: the citation stands at the family."""
    out.citations(1, [citation])
    if citation["source"] and out.extensions:
        out.pointer(2, "_CHILD", out.xref("P", child["person"]))
    elif citation["source"]:
        out.losses["parentage_sources"] += 1


def roles_of(partners: Sequence[Row]) -> tuple[dict[str, str], list[str]]:
    """Return the person ids of HUSB and WIFE, and of those for whom neither is left.

    GEDCOM's two words are roles: two of one sex take one each.
    """
    roles, others = dict[str, str](), list[str]()
    for partner in partners:
        free = [role for role in ("HUSB", "WIFE") if role not in roles]
        if not free:
            others.append(partner["person"])
            continue
        fitting = _ROLE_OF_SEX.get(partner["sex"], free[0])
        roles[fitting if fitting in free else free[0]] = partner["person"]
    return roles, others
