"""Families, sources, documents and archives as FAM, SOUR and REPO records, and the header of the file."""

from datetime import datetime
from typing import Any

from records.documents.kinds import DOCUMENT_KINDS
from records.exporting.gedcom_people import add_event
from records.exporting.gedcom_values import Values, add_fields, language_tag, xref
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
        values.not_carried["sources of a parentage"] += len(child["citations"])
    for event in body["events"]:
        add_event(record, event, values)
    values.add_note(record, body["note"])
    values.add_note(record, body.get("private_note", ""))
    values.add_uid(record, body["uid"])
    record.children += structures_of(body.get("residue", []), values)
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
    for text in (body["note"], body["url"], body["rights"], *body["reliability"].values()):
        values.add_note(record, text)
    add_fields(record, [("kind", body["kind"]), ("date", _date_words(body["date"]))])
    values.not_carried["lines of imported sources"] += len(body.get("residue", []))
    values.add_uid(record, body["uid"])
    return record


def document_record(page_id: str, body: Row, values: Values) -> Structure:
    """Return the SOUR record of a document, with its words and its fields."""
    record = Structure("SOUR", xref=xref("D", page_id))
    kind = DOCUMENT_KINDS.get(body["kind"], DOCUMENT_KINDS["other"])
    record.add("TITL", body["title"] or f"{kind.gedcom_title} (withheld: it names someone who may be living)")
    record.add("ABBR", kind.gedcom_title)
    _add_transcriptions(record, body.get("transcriptions", []), values)
    for image in body.get("images", []):
        record.add("OBJE", xref("O", image["sha256"][:16]))
    for translation in body.get("translations", []):
        values.add_note(record, f"Translation ({translation['language']}): {translation['text']}")
    for key in ("note", "provenance", "rights", "signature"):
        values.add_note(record, body.get(key, ""))
    record.add("_DOCUMENT", body["kind"])
    add_fields(record, [("date", _date_words(body["date"])), ("source", body["source"])])
    add_fields(record, [(key, body.get(key)) for key in ("place_as_written", "language", "original", "holder_today")])
    add_fields(record, (body.get("fields") or {}).items())
    for mention in body["mentions"]:
        _add_mention(record, mention)
    values.add_uid(record, body["uid"])
    return record


def _add_transcriptions(record: Structure, transcriptions: list[Row], values: Values) -> None:
    """Write the readings of the page: 7.0 takes several, 5.5.1 one, and the others as notes."""
    for number, transcription in enumerate(transcriptions, 1):
        if values.seven or number == 1:
            text = record.add("TEXT", transcription["text"])
            text.is_text = True
            if values.seven:
                text.add("MIME", "text/plain")
                if language_tag(transcription["language"]):
                    text.add("LANG", transcription["language"])
        else:
            values.add_note(record, f"Transcription ({transcription['language']}): {transcription['text']}")
        made = ", ".join(filter(None, [transcription["author"], transcription["version"]]))
        add_fields(record, [(f"transcription {number}", made)])


def _add_mention(record: Structure, mention: Row) -> None:
    """Write a name on the page with all that stands beside it, identified or not."""
    written = record.add("_MENTION", mention["as_written"])
    keys = ("row", "script", "romanised", "role", "relation", "age_text", "birth_year", "note")
    add_fields(written, [(key, mention[key]) for key in keys])
    for person in mention["people"]:
        who = ", ".join(filter(None, [person["certainty"], person["decided_by"], person["reason"]]))
        add_fields(written, [("identified", f"{person['person']} ({who})")])


def _date_words(date: Row | None) -> str:
    return (date["text"] or date["value"]) if date else ""


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
