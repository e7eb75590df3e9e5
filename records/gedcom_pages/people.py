"""A person as an INDI record: names, events, the stages of the journey, families, documents."""

from collections.abc import Mapping, Sequence
from typing import Any

from records.gedcom_pages.events import add_events, in_order
from records.gedcom_pages.names import add_names
from records.gedcom_pages.papers import UDOSTOVERENIE, Paper, add_papers, add_pictures
from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.residue import add_residue
from records.gedcom_pages.stages import RELEASE, add_stage

Row = Mapping[str, Any]
_SEXES_OF_FIVE = ("M", "F", "U")


def write_person(
    out: RecordText, page_id: str, body: Row, stages: Mapping[str, Row], papers: Sequence[Paper] = ()
) -> None:
    """Write the INDI record of a person; ``stages`` holds the pages of the stages of the journey by id."""
    out.begin(out.xref("P", page_id), "INDI")
    if body["confidential"]:
        out.restriction(1, True)
    add_names(out, body["names"])
    _add_sex(out, body["sex"])
    add_events(out, in_order(body["events"]))
    if body["journey"]:
        _add_journey(out, body["journey"], stages, papers)
    for family in body["families_as_child"]:
        out.pointer(1, "FAMC", out.xref("F", family["id"]))
        if family["pedigree"] in ("adopted", "foster"):
            out.lines.append(f"2 PEDI {family['pedigree'].upper() if out.seven else family['pedigree']}")
    for family_id in body["families_as_partner"]:
        out.pointer(1, "FAMS", out.xref("F", family_id))
    out.text(1, "NOTE", body["note"])
    out.private_note(body.get("private_note", ""))
    if body["citations"]:
        out.citations(1, body["citations"])
    if papers:
        add_papers(out, papers, {event["value"] for event in body["events"] if event["kind"] == "identity_number"})
        add_pictures(out, papers)
    out.text(1, "REFN", body["reference"])
    out.identifiers(body)
    add_residue(out, body.get("residue", ()))


def _add_sex(out: RecordText, sex: str) -> None:
    if out.seven or sex in _SEXES_OF_FIVE:
        out.lines.append(f"1 SEX {sex}")
    else:
        out.lines.append("1 SEX U")
        out.losses["sex"] += 1


def _add_journey(out: RecordText, journey: Sequence[Row], stages: Mapping[str, Row], papers: Sequence[Paper]) -> None:
    certificates = [paper for paper in papers if paper.kind == UDOSTOVERENIE]
    for travel in journey:
        stage = stages.get(travel["stage"])
        if stage is not None:
            add_stage(out, travel, stage, certificates if stage["code"] == RELEASE else ())
