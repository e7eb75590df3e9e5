"""A document as a SOUR record, with its words, its fields and the names on it; its pictures as OBJE records."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.picture_crop import SIDE_FIELD, crop_of
from records.gedcom_pages.papers import image_xref
from records.gedcom_pages.record_text import RecordText, language_tag
from records.gedcom_pages.sources import date_words

Row = Mapping[str, Any]
_MEDIA_FORMS = {"webp": "image/webp", "jpg": "image/jpeg", "jpeg": "image/jpeg", "png": "image/png"}
_OF_THE_PAPER = ("place_as_written", "language", "original", "holder_today")
_COLUMNS = (
    *("title", "signature", "place_as_written", "language", "original", "holder_today", "provenance", "rights"),
    *("note", "fields", "invented", "source", "transcriptions", "translations", "mentions"),
)
_OF_A_MENTION = ("row", "script", "romanised", "role", "relation", "age_text", "birth_year", "note")


def write_document(out: RecordText, page_id: str, body: Row, media: Mapping[str, str]) -> None:
    """Write the records of a document; ``media`` names the file in the export for the checksum of each picture."""
    out.begin(out.xref("D", page_id), "SOUR")
    kind = DOCUMENT_KINDS.get(body["kind"], DOCUMENT_KINDS["other"])
    fields = body.get("fields") or {}
    out.text(1, "AUTH", str(fields.get("issuing_organ") or fields.get("issued_by") or ""))
    out.text(1, "TITL", body["title"] or f"{kind.gedcom_title} (withheld: it names someone who may be living)")
    out.text(1, "ABBR", kind.gedcom_title)
    _add_transcriptions(out, body.get("transcriptions", ()))
    images = [(number, image) for number, image in enumerate(body.get("images", ()), 1) if image["sha256"] in media]
    for number, _image in images:
        out.pointer(1, "OBJE", image_xref(page_id, number))
    for number, translation in enumerate(body.get("translations", ()), 1):
        out.text(1, "NOTE", f"Translation ({translation['language']}): {translation['text']}")
        out.fields(1, [(f"translation {number}", translation["author"])])
    for key in ("note", "provenance", "rights", "signature"):
        out.text(1, "NOTE", body.get(key, ""))
    out.extension(1, "_DOCUMENT", body["kind"])
    if not body["withheld"]:
        out.extension(2, "_JSON", _columns(out, body))
    told = [("date", date_words(body["date"])), ("place", out.place_text(body["place"])), ("source", body["source"])]
    out.fields(1, [*told, *((key, body.get(key)) for key in _OF_THE_PAPER), *fields.items()])
    _add_mentions(out, body["mentions"])
    out.identifiers(body)
    for number, image in images:
        _write_picture(out, image_xref(page_id, number), image, media[image["sha256"]])


def _columns(out: RecordText, body: Row) -> str:
    """Return what the document is made of in one line, so that it comes back as the document it is."""
    columns = {key: body[key] for key in _COLUMNS if body.get(key)}
    if body["date"]:
        columns["date"] = {key: body["date"][key] for key in ("text", "value")}
    if body["place"]:
        columns["place"] = out.place_text(body["place"])
    if body.get("mentions"):
        columns["mentions"] = [
            {**mention, "values": {key: _value(out, value) for key, value in mention["values"].items()}}
            for mention in body["mentions"]
        ]
    return json.dumps(columns, ensure_ascii=False, sort_keys=True)


def _value(out: RecordText, value: Row) -> dict[str, str]:
    return {**value, "place": out.place_text(value["place"])} if "place" in value else dict(value)


def _add_transcriptions(out: RecordText, transcriptions: Sequence[Row]) -> None:
    """Write the readings of the page: a source has one text, and the others stand as notes."""
    for number, reading in enumerate(transcriptions, 1):
        language = language_tag(reading["language"]) if out.seven else ""
        if number == 1:
            out.text(1, "TEXT", reading["text"])
            if out.seven and reading["text"]:
                out.lines.append("2 MIME text/plain")
        else:
            out.text(1, "NOTE", f"Transcription ({reading['language']}): {reading['text']}")
            out.losses["further_transcriptions"] += not out.extensions
        if language and reading["text"]:
            out.lines.append(f"2 LANG {language}")
        made = ", ".join(filter(None, [reading["author"], reading["version"]]))
        out.fields(1, [(f"transcription {number}", made)])


def _add_mentions(out: RecordText, mentions: Sequence[Row]) -> None:
    """Write the names on the page with all that stands beside each, identified or not."""
    told = []
    for mention in mentions:
        details = [(key, mention[key]) for key in _OF_A_MENTION if mention[key] not in ("", None)]
        if mention.get("image"):
            details += [
                ("picture", mention["image"]),
                *(("part", crop.words()) for crop in (crop_of(mention),) if crop),
            ]
        details += [(key.replace("_", " "), value.get("text", "")) for key, value in mention["values"].items()]
        decisions = [("identified", _decision(person)) for person in mention["people"]]
        words = (f"{key}: {value}" for key, value in (*details, *decisions))
        told.append("; ".join([mention["as_written"], *words]))
        if out.extensions:
            out.text(1, "_MENTION", mention["as_written"])
            for key, value in details:
                out.text(2, "_FIELD", f"{key}: {value}")
            for person in mention["people"]:
                out.pointer(2, "_PERSON", out.xref("P", person["person"]))
                out.text(3, "_FIELD", f"identified: {_decision(person)}")
        elif mention["people"]:
            out.losses["identifications"] += len(mention["people"])
    out.repeat(1, "NOTE", "Names on the page:\n" + "\n".join(told) if told else "")


def _decision(person: Row) -> str:
    """Return how sure it is who a name is, by whose word and why; the page says only what its readers may know."""
    return ", ".join(filter(None, [person["certainty"], person["decided_by"], person["reason"]]))


def _write_picture(out: RecordText, pointer: str, image: Row, path: str) -> None:
    out.begin(pointer, "OBJE")
    ending = path.rpartition(".")[2].lower()
    out.lines.append(f"1 FILE {path}\n2 FORM {_MEDIA_FORMS.get(ending, 'image/jpeg') if out.seven else ending}")
    out.text(2, "TITL", image["caption"])
    if image.get("side"):
        out.extension(2, "_FIELD", f"{SIDE_FIELD}{image['side']}")
        out.repeat(1, "NOTE", f"{SIDE_FIELD}{image['side']}")
