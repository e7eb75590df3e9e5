"""Sources and archives as SOUR and REPO records."""

from collections.abc import Mapping
from typing import Any

from records.gedcom_pages.record_text import RecordText
from records.gedcom_pages.residue import add_residue

Row = Mapping[str, Any]


def write_source(out: RecordText, page_id: str, body: Row) -> None:
    """Write the SOUR record of a source."""
    out.begin(out.xref("S", page_id), "SOUR")
    for tag, key in (("AUTH", "author"), ("TITL", "title"), ("PUBL", "publication")):
        out.text(1, tag, body[key])
    if body["archive"]:
        out.pointer(1, "REPO", out.xref("R", body["archive"]))
        out.text(2, "CALN", body["signature"])
    else:
        out.text(1, "NOTE", f"Call number: {body['signature']}" if body["signature"] else "")
    for text in (body["note"], body["url"], body["rights"], *body["reliability"].values()):
        out.text(1, "NOTE", text)
    out.fields(1, [("kind", body["kind"]), ("date", date_words(body["date"]))])
    out.identifiers(body)
    add_residue(out, body.get("residue", ()))


def write_archive(out: RecordText, page_id: str, body: Row) -> None:
    """Write the REPO record of an archive."""
    out.begin(out.xref("R", page_id), "REPO")
    out.text(1, "NAME", body["name"])
    out.text(1, "ADDR", body["place_text"])
    out.text(1, "WWW", body["url"])
    out.text(1, "NOTE", body["note"])
    out.identifiers(body)
    add_residue(out, body.get("residue", ()))


def date_words(date: Row | None) -> str:
    """Return a date as its source writes it."""
    return (date["text"] or date["value"]) if date else ""
