"""Families, sources, documents and archives as FAM, SOUR and REPO records, and the header of the file."""

from datetime import datetime
from typing import Any

from records.documents.kinds import DOCUMENT_KINDS
from records.exporting.gedcom_people import add_event
from records.exporting.gedcom_values import Values, xref
from records.exporting.residue import structures_of
from records.exporting.schema_extensions import EXTENSIONS, URI
from records.gedcom.structure import Structure

Row = dict[str, Any]
PLACE_FORM = "miejscowość, powiat, województwo, kraj"
_MEDIA_FORMS = {"webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}


def header(version: str, audience: str, now: datetime) -> Structure:
    """Return the HEAD record."""
    head, seven = Structure("HEAD"), version == "7.0"
    gedc = head.add("GEDC")
    gedc.add("VERS", version)
    if seven:
        schema = head.add("SCHMA")
        for tag in EXTENSIONS:
            schema.add("TAG", f"{tag} {URI}{tag}")
    else:
        gedc.add("FORM", "LINEAGE-LINKED")
        head.add("CHAR", "UTF-8")
    source = head.add("SOUR", "KRESY_FAMILIES")
    source.add("NAME", "Kresy Families")
    date = head.add("DATE", f"{now.day} {now:%b} {now.year}".upper())
    date.add("TIME", f"{now:%H:%M:%S}" + ("Z" if seven else ""))
    head.add("SUBM", "@U1@")
    head.add("LANG", "pl" if seven else "Polish")
    head.add("PLAC").add("FORM", PLACE_FORM)
    words = {
        "public": "The public edition: it holds no one who may be living.",
        "archive": "The complete preservation copy: not for the public.",
    }
    head.add("NOTE", words[audience])
    return head


def submitter() -> Structure:
    """Return the SUBM record that the header points to."""
    record = Structure("SUBM", xref="@U1@")
    record.add("NAME", "Kresy Families")
    return record


def family_record(page_id: str, body: Row, values: Values) -> tuple[Structure, int]:
    """Return the FAM record, and how many partners beyond two found no place in it."""
    record = Structure("FAM", xref=xref("F", page_id))
    values.add_restriction(record, body["confidential"])
    roles = ["HUSB", "WIFE"]
    left = 0
    for partner in body["partners"]:
        fitting = {"M": "HUSB", "F": "WIFE"}.get(partner["sex"], roles[0] if roles else "")
        role = fitting if fitting in roles else (roles[0] if roles else "")
        if not role:
            left += 1
            continue
        roles.remove(role)
        record.add(role, xref("P", partner["person"]))
    record.children.sort(key=lambda child: child.tag == "WIFE")
    for child in body["children"]:
        record.add("CHIL", xref("P", child["person"]))
    for event in body["events"]:
        add_event(record, event, values)
    values.add_note(record, body["note"])
    values.add_note(record, body.get("private_note", ""))
    values.add_uid(record, body["uid"])
    record.children += structures_of(body.get("residue", []), values.seven)
    return record, left


def source_record(page_id: str, body: Row, values: Values) -> Structure:
    """Return the SOUR record of a source."""
    record = Structure("SOUR", xref=xref("S", page_id))
    for tag, key in (("AUTH", "author"), ("TITL", "title"), ("PUBL", "publication")):
        if body[key]:
            record.add(tag, body[key])
    if body["archive"]:
        repository = record.add("REPO", xref("R", body["archive"]))
        if body["signature"]:
            repository.add("CALN", body["signature"])
    elif body["signature"]:
        values.add_note(record, f"Call number: {body['signature']}")
    for text in (body["note"], body["url"], body["rights"], body["reliability"]["en"]):
        values.add_note(record, text)
    values.add_uid(record, body["uid"])
    return record


def document_record(page_id: str, body: Row, values: Values) -> Structure:
    """Return the SOUR record of a document, with its words and its fields."""
    record = Structure("SOUR", xref=xref("D", page_id))
    kind = DOCUMENT_KINDS.get(body["kind"], DOCUMENT_KINDS["other"])
    record.add("TITL", body["title"] or f"{kind.gedcom_title} (withheld: it names someone who may be living)")
    record.add("ABBR", kind.gedcom_title)
    for transcription in body.get("transcriptions", []):
        text = record.add("TEXT", transcription["text"])
        text.is_text = True
        if values.seven:
            text.add("MIME", "text/plain")
            if transcription["language"]:
                text.add("LANG", transcription["language"])
        else:
            break
    for image in body.get("images", []):
        record.add("OBJE", xref("O", image["sha256"][:16]))
    for translation in body.get("translations", []):
        values.add_note(record, f"Translation ({translation['language']}): {translation['text']}")
    for text in (body.get("note", ""), body.get("provenance", ""), body["rights"], body["signature"]):
        values.add_note(record, text)
    record.add("_DOCUMENT", body["kind"])
    for key, value in (body.get("fields") or {}).items():
        if value not in ("", None, [], {}):
            record.add("_FIELD", f"{key}: {_plain(value)}")
    values.add_uid(record, body["uid"])
    return record


def _plain(value: Any) -> str:
    if isinstance(value, list):
        return "; ".join(_plain(entry) for entry in value)
    if isinstance(value, dict):
        return ", ".join(str(entry) for entry in value.values() if entry not in ("", None))
    return str(value)


def media_record(image: Row, path: str, values: Values) -> Structure:
    """Return the OBJE record of a picture; ``path`` is its name beside the file or in the archive."""
    record = Structure("OBJE", xref=xref("O", image["sha256"][:16]))
    file = record.add("FILE", path)
    ending = path.rpartition(".")[2].lower()
    file.add("FORM", _MEDIA_FORMS.get(ending, "image/jpeg") if values.seven else ending)
    if image["caption"]:
        file.add("TITL", image["caption"])
    return record


def repository_record(page_id: str, body: Row, values: Values) -> Structure:
    """Return the REPO record of an archive."""
    record = Structure("REPO", xref=xref("R", page_id))
    record.add("NAME", body["name"])
    if body["place_text"]:
        record.add("ADDR", body["place_text"])
    if body["url"]:
        record.add("WWW", body["url"])
    values.add_note(record, body["note"])
    values.add_uid(record, body["uid"])
    return record
