"""A page as a node of JSON-LD: what schema.org has words for, and everything on the page under our own terms."""

import json
import re
from collections.abc import Mapping
from typing import Any

from records.dates.edtf import to_edtf
from records.dates.value import parse_value
from records.edition.queries import Page
from records.exporting.plain_pages import iso_day

Values = dict[str, Any]
OWN = "kresy:"
# What a part of a page calls the record it names, and that record's kind.
_NAMES_A = {
    "person": "person",
    "place": "place",
    "parent": "place",
    "origin": "place",
    "stage": "stage",
    "source": "source",
    "archive": "archive",
    "family": "family",
}
# What is told by the node's own name, or noted by a page for itself.
_BOOKKEEPING = frozenset({f"{OWN}uid", f"{OWN}ties_as_partner", f"{OWN}changed_since", f"{OWN}family_key"})
# The families of a child are listed by id alone.
_CALLED = {"id": "family"}
_LISTS_OF = {"families_as_partner": "family", "people": "person", "sources": "source"}
_TYPES = {
    "person": "Person",
    "family": f"{OWN}Family",
    "stage": "Event",
    "place": "Place",
    "source": "CreativeWork",
    "archive": "ArchiveOrganization",
    "document": "ArchiveComponent",
    "history": "Article",
    "chapter": "Chapter",
}
_GENDERS = {"M": "https://schema.org/Male", "F": "https://schema.org/Female"}
# Birth and death are told as single dates in schema.org; what is less sure is told by the event.
_PLAIN_DATE = re.compile(r"\d{4}(-\d\d){0,2}")
_LANGUAGES = frozenset({"en", "pl", "de"})


def node_of(page: Page) -> Values:
    """Return the node of a page."""
    return {**schema_of(page), **own_terms(page.body)}


def schema_of(page: Page) -> Values:
    """Return the node of a page as far as schema.org has words for it."""
    schema = {"identifier": f"urn:uuid:{page.body['uid']}", **_SCHEMA[page.kind](page)}
    return {"@id": reference(page.kind, page.id)["@id"], "@type": _TYPES[page.kind], **_told(schema)}


def reference(kind: str, record_id: str) -> Values:
    """Return what names another record."""
    return {"@id": f"{kind}/{record_id}"}


def own_terms(part: Mapping[str, Any]) -> Values:
    """Return a part of a page under our own terms, the ids of other records as references; nothing empty is told."""
    own = {f"{OWN}{_CALLED.get(name, name)}": _own(_CALLED.get(name, name), value) for name, value in part.items()}
    return _told({name: value for name, value in own.items() if name not in _BOOKKEEPING})


def _own(name: str, value: Any) -> Any:
    if name == "date":
        return _date(value) if value else None
    if name in _NAMES_A and isinstance(value, str):
        return reference(_NAMES_A[name], value)
    if name == "fields":
        # Each kind of document has its own fields: they are properties by name, not terms.
        return [{"@type": "PropertyValue", "propertyID": key, "value": _plain(field)} for key, field in value.items()]
    if name == "values":
        # What a page says of each person has the keys of its kind, too.
        return [
            {"@type": "PropertyValue", "propertyID": key, "value": said.get("text", ""), **own_terms(_read_as(said))}
            for key, said in value.items()
        ]
    if isinstance(value, Mapping):
        return _in_languages(value) if value.keys() <= _LANGUAGES else own_terms(value)
    if isinstance(value, list):
        if name in _LISTS_OF and all(isinstance(item, str) for item in value):
            return [reference(_LISTS_OF[name], item) for item in value]
        return [own_terms(item) if isinstance(item, Mapping) else item for item in value]
    return value


def _read_as(said: Mapping[str, Any]) -> Values:
    return {key: value for key, value in said.items() if key != "text"}


def _plain(value: Any) -> Any:
    return json.dumps(value, ensure_ascii=False, sort_keys=True) if isinstance(value, list | dict) else value


def _in_languages(texts: Mapping[str, Any]) -> list[Values]:
    return [{"@value": text, "@language": language} for language, text in sorted(texts.items()) if text]


def _date(date: Mapping[str, Any]) -> Values:
    """Return a date under our own terms: its words, the forms of GEDCOM and EDTF, the first and last day."""
    told = {name: date[name] for name in ("text", "value", "calendar", "qualifier", "certainty")}
    told |= {"edtf": edtf_of(date), "earliest": iso_day(date["earliest"]), "latest": iso_day(date["latest"])}
    return _told({f"{OWN}{name}": value for name, value in told.items()})


def edtf_of(date: Mapping[str, Any]) -> str:
    """Return the EDTF of a date of the edition; "" where EDTF has no form for it."""
    return to_edtf(parse_value(date["value"], date["text"])) if date["value"] else ""


def _told(values: Values) -> Values:
    return {name: value for name, value in values.items() if value not in (None, "", [], {})}


# --- what schema.org has words for ----------------------------------------------------------------------------


def _person(page: Page) -> Values:
    names = page.body["names"]
    first = names[0] if names else {"given": "", "surname": ""}
    born, died = _only_event(page, "birth"), _only_event(page, "death")
    return {
        "name": page.card["name"],
        "alternateName": page.card["other_names"],
        "givenName": first["given"],
        "familyName": first["surname"],
        "gender": _GENDERS.get(page.body["sex"]),
        "birthDate": _plain_date(born),
        "birthPlace": _place_of(born),
        "deathDate": _plain_date(died),
        "deathPlace": _place_of(died),
    }


def _only_event(page: Page, kind: str) -> Values:
    """Return the one claim of this kind, or the one concluded on: where sources disagree, schema.org has no say."""
    claims = [event for event in page.body["events"] if event["kind"] == kind]
    concluded = [event for event in claims if event["conclusion"]] or claims
    return concluded[0] if len(concluded) == 1 else {}


def _plain_date(event: Values) -> str:
    edtf = edtf_of(event["date"]) if event.get("date") else ""
    return edtf if _PLAIN_DATE.fullmatch(edtf) else ""


def _place_of(part: Values) -> Values | None:
    return reference("place", part["place"]) if part.get("place") else None


def _family(page: Page) -> Values:
    members = [*page.body["partners"], *page.body["children"]]
    return {"member": [reference("person", member["person"]) for member in members]}


def _stage(page: Page) -> Values:
    date = page.body["date"]
    span = {"startDate": iso_day(date["earliest"]), "endDate": iso_day(date["latest"])} if date else {}
    return {"name": page.body["title"], "location": _place_of(page.body), **span}


def _place(page: Page) -> Values:
    body = page.body
    names = dict.fromkeys([body["modern_name"], *(name["name"] for name in body["names"])])
    geo = None
    if body["latitude"] is not None and body["longitude"] is not None:
        geo = {"@type": "GeoCoordinates", "latitude": body["latitude"], "longitude": body["longitude"]}
    return {
        "name": body["name"],
        "alternateName": [name for name in names if name and name != body["name"]],
        "geo": geo,
        "containedInPlace": [reference("place", parent["place"]) for parent in body["parents"]],
    }


def _source(page: Page) -> Values:
    body = page.body
    kept = reference("archive", body["archive"]) if body["archive"] else None
    return {"name": body["title"], "author": body["author"], "holdingArchive": kept}


def _archive(page: Page) -> Values:
    return {"name": page.body["name"], "location": page.body["place_text"]}


def _document(page: Page) -> Values:
    body = page.body
    people = dict.fromkeys(person["person"] for mention in body["mentions"] for person in mention["people"])
    return {
        "name": body["title"],
        "itemLocation": body.get("holder_today", ""),
        "dateCreated": _plain_date(body),
        "locationCreated": _place_of(body),
        "inLanguage": body.get("language", ""),
        "mentions": [reference("person", person) for person in people],
        "isPartOf": reference("source", body["source"]) if body["source"] else None,
    }


def _told_in_languages(page: Page) -> Values:
    people = [reference("person", person) for person in page.body.get("people", [])]
    titles = _in_languages(page.body["title"])
    return {"name": titles, "abstract": _in_languages(page.body["summary"]), "about": people}


_SCHEMA = {
    "person": _person,
    "family": _family,
    "stage": _stage,
    "place": _place,
    "source": _source,
    "archive": _archive,
    "document": _document,
    "history": _told_in_languages,
    "chapter": _told_in_languages,
}
