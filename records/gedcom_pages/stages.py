"""A stage of the journey as an EVEN with a fixed English TYPE, so that any program can show it.

Never EMIG or IMMI: those mean a change of homeland by one's own will. What our extensions say of a stage stands again
in a note, for readers without them.
"""

from collections.abc import Mapping, Sequence
from typing import Any

from records.dates.iso import from_iso
from records.gedcom_pages.papers import Paper, cite_paper
from records.gedcom_pages.record_text import RecordText
from records.journeys.stages import STAGES

Row = Mapping[str, Any]
RELEASE = "AMNESTY"
# When a kind of stage usually began: it puts an undated one in its place.
_USUAL_DAYS = {code: from_iso(stage.typical_from).value for code, stage in STAGES.items() if stage.typical_from}


def add_stage(out: RecordText, travel: Row, stage: Row, papers: Sequence[Paper]) -> None:
    """Write a person's part in a stage; ``papers`` are the certificates that the person was released with."""
    kind = STAGES.get(stage["code"])
    out.text(1, "EVEN", stage["title"]) if stage["title"] else out.lines.append("1 EVEN")
    out.lines.append(f"2 TYPE {kind.gedcom_type}" if kind else "2 TYPE Event")
    own = travel["date"]
    date_words = out.date(2, own or stage["date"])
    if out.seven and not own and not stage["date"] and stage["code"] in _USUAL_DAYS:
        out.lines.append(f"2 SDATE {_USUAL_DAYS[stage['code']]}")
    out.place(2, stage["place"], stage["place_as_written"])
    if travel["outcome"] == "died":
        out.lines.append("2 CAUS died here")
    if out.extensions:
        _add_extensions(out, travel, stage)
    out.repeat_for_others(2, "NOTE", stage["title"])
    out.date_note(2, date_words)
    out.repeat(2, "NOTE", _in_words(out, travel, stage))
    out.text(2, "NOTE", stage["note"])
    out.text(2, "NOTE", travel["note"])
    out.citations(2, stage["citations"])
    for paper in papers:
        cite_paper(out, 2, paper)
    if out.seven:
        # The stage is shared: the same UID on each of its travellers.
        out.lines.append(f"2 UID {stage['uid']}")
    else:
        out.losses["shared_stages"] += 1


def _add_extensions(out: RecordText, travel: Row, stage: Row) -> None:
    out.lines.append(f"2 _STAGE {stage['code']}")
    for tag, value in (
        ("_ROLE", travel["role"]),
        ("_OUTCOME", travel["outcome"]),
        ("_PRESENCE", travel["presence"]),
        ("_TRANSPORT", stage["transport"]),
        ("_REASON", travel["reason"]),
        ("_ORIGIN", out.place_text(stage["origin"])),
    ):
        out.text(2, tag, value)
    out.text(2, "_SHARED_DATE", shared_date(travel, stage))


def shared_date(travel: Row, stage: Row) -> str:
    """Return the date of the stage as a whole where the person's own stands for it, else nothing."""
    date = stage["date"] if travel["date"] else None
    return (date["value"] or date["text"]) if date else ""


def _in_words(out: RecordText, travel: Row, stage: Row) -> str:
    """Return in words what the standard has no tags for."""
    told = (
        ("Role", travel["role"]),
        ("Outcome", "" if travel["outcome"] == "unknown" else travel["outcome"].replace("_", " ")),
        ("Presence", travel["presence"]),
        ("Transport", stage["transport"]),
        ("Reason of separation", travel["reason"].replace("_", " ")),
        ("From", out.place_text(stage["origin"])),
        ("Date of the stage as a whole", shared_date(travel, stage)),
    )
    return "; ".join(f"{name}: {value}" for name, value in told if value)
