"""A person as an INDI record: names, events, the stages of the journey, families, documents."""

from typing import Any

from records.exporting.gedcom_values import Values, add_fields, language_tag, xref
from records.exporting.residue import structures_of
from records.gedcom.names import join_name
from records.gedcom.structure import Structure
from records.journeys.stages import STAGES
from records.people.kinds import EVENT_KINDS, EVENT_TYPES

Row = dict[str, Any]
_NAME_TYPES = {
    "birth": "BIRTH",
    "married": "MARRIED",
    "aka": "AKA",
    "religious": "RELIGIOUS",
    "nickname": "NICKNAME",
    "immigrant": "IMMIGRANT",
    "document": "AKA",
}
_NOT_IN_SEVEN = {"RELIGIOUS": "Religious name", "NICKNAME": "Nickname"}
# Tags whose payload may only be empty or Y; whatever else is known goes into a note.
_EVENT_TAGS = frozenset(
    [
        "BIRT",
        "CHR",
        "BAPM",
        "DEAT",
        "BURI",
        "CREM",
        "IMMI",
        "EMIG",
        "NATU",
        "CENS",
        "GRAD",
        "RETI",
        "CONF",
        "FCOM",
        "ORDN",
        "ADOP",
        "WILL",
        "PROB",
        "MARR",
        "DIV",
        "ENGA",
        "MARB",
        "ANUL",
    ]
)
_MUST_HAVE_TYPE = {"EVEN": "Event", "FACT": "Fact", "IDNO": "Identity document"}


def person_record(page_id: str, body: Row, stages: dict[str, Row], documents: list[Row], values: Values) -> Structure:
    """Return the INDI record of a person; ``stages`` holds the bodies of the stages of the journey by id."""
    record = Structure("INDI", xref=xref("P", page_id))
    values.add_restriction(record, body["confidential"])
    _add_names(record, body["names"], values)
    record.add("SEX", body["sex"] if body["sex"] in ("M", "F", "U") or values.seven else "U")
    for event in sorted(body["events"], key=lambda event: event["conclusion"] is None):
        add_event(record, event, values)
    for travel in body["journey"]:
        if travel["stage"] in stages:
            _add_stage(record, travel, stages[travel["stage"]], values)
    for family in body["families_as_child"]:
        written = record.add("FAMC", xref("F", family["id"]))
        if family["pedigree"] in ("adopted", "foster"):
            written.add("PEDI", family["pedigree"].upper() if values.seven else family["pedigree"])
    for family_id in body["families_as_partner"]:
        record.add("FAMS", xref("F", family_id))
    values.add_note(record, body["note"])
    values.add_note(record, body.get("private_note", ""))
    values.add_citations(record, body["citations"])
    for document in documents:
        _add_document(record, document)
    if body["reference"]:
        record.add("REFN", body["reference"])
    values.add_uid(record, body["uid"])
    record.children += structures_of(body.get("residue", []), values)
    return record


def _add_names(record: Structure, names: list[Row], values: Values) -> None:
    """Write each form of the name; one in another script follows the form it renders."""
    rendered: Structure | None = None
    kind = ""
    for name in names:
        plain = not name["citations"] and not name["as_written"] and not name["note"]
        if rendered is not None and name["script"] != "Latn" and name["kind"] == kind and plain and values.seven:
            translation = rendered.add("TRAN", _payload(name))
            translation.add("LANG", f"{language_tag(name['language']) or 'und'}-{name['script']}")
            _add_pieces(translation, name)
            continue
        payload = _payload(name)
        if not payload:
            values.not_carried["names without a word"] += 1
            continue
        written = record.add("NAME", payload)
        _add_name_type(written, name, values)
        _add_pieces(written, name)
        if name["as_written"] and name["as_written"] != _payload(name).replace("/", ""):
            written.add("_WRIT", name["as_written"])
        values.add_note(written, name["note"])
        values.add_citations(written, name["citations"])
        if name["script"] == "Latn":
            rendered, kind = written, name["kind"]


def _payload(name: Row) -> str:
    given = " ".join(filter(None, [name["prefix"], name["given"]]))
    return join_name(given, name["surname"], name["suffix"]) or name["as_written"].replace("/", " ")


def _add_name_type(written: Structure, name: Row, values: Values) -> None:
    kind = _NAME_TYPES.get(name["kind"], "AKA")
    if values.seven and kind in _NOT_IN_SEVEN:
        written.add("TYPE", "OTHER").add("PHRASE", _NOT_IN_SEVEN[kind])
    else:
        written.add("TYPE", kind if values.seven else kind.lower())


def _add_pieces(written: Structure, name: Row) -> None:
    for tag, key in (
        ("NPFX", "prefix"),
        ("GIVN", "given"),
        ("NICK", "nickname"),
        ("SURN", "surname"),
        ("NSFX", "suffix"),
        ("_PATR", "patronymic"),
    ):
        if name[key]:
            written.add(tag, name[key])


def add_event(record: Structure, event: Row, values: Values) -> None:
    """Write an event of a person or a family."""
    tag = EVENT_KINDS[event["kind"]][1] if event["kind"] in EVENT_KINDS else "EVEN"
    type_text = event["type"] or EVENT_TYPES.get(event["kind"], "") or _MUST_HAVE_TYPE.get(tag, "")
    written = record.add(tag, "" if tag in _EVENT_TAGS else event["value"])
    if type_text:
        written.add("TYPE", type_text)
    values.add_date(written, event["date"])
    values.add_place(written, event["place"], event["place_as_written"])
    if event["agency"]:
        written.add("AGNC", event["agency"])
    if event["cause"]:
        written.add("CAUS", event["cause"])
    if record.tag == "INDI":
        values.add_age(written, event["age"])
    elif event["age"]:
        values.add_note(written, f"Age as written: {event['age']}")
    values.add_restriction(written, event["confidential"])
    if event["conclusion"]:
        written.add("_CONCLUSION", event["conclusion"]["reason"])
        if event["conclusion"]["by"]:
            written.add("_CONCLUDED_BY", event["conclusion"]["by"])
    if tag in _EVENT_TAGS and event["value"]:
        values.add_note(written, event["value"])
    values.add_note(written, event["note"])
    values.add_citations(written, event["citations"])
    # Without a day or a place, only Y says that it happened.
    if tag in _EVENT_TAGS and written.first("DATE") is None and written.first("PLAC") is None:
        written.value = "Y"


def _add_stage(record: Structure, travel: Row, stage: Row, values: Values) -> None:
    """Write a stage as an EVEN with a fixed English TYPE, so that any program can show it."""
    written = record.add("EVEN", stage["title"])
    kind = STAGES.get(stage["code"])
    written.add("TYPE", kind.gedcom_type if kind else "Event")
    date = travel["date"] or stage["date"]
    values.add_date(written, date)
    values.add_place(written, stage["place"], stage["place_as_written"])
    if travel["outcome"] == "died":
        written.add("CAUS", "died here")
    for tag, value in (
        ("_STAGE", stage["code"]),
        ("_ROLE", travel["role"]),
        ("_OUTCOME", travel["outcome"]),
        ("_PRESENCE", travel["presence"]),
        ("_TRANSPORT", stage["transport"]),
        ("_REASON", travel["reason"]),
    ):
        if value:
            kept = written.add(tag, value)
            if tag == "_STAGE":
                _add_shared(kept, travel, stage, values)
    values.add_note(written, stage["note"])
    values.add_note(written, travel["note"])
    values.add_citations(written, stage["citations"])
    if values.seven:
        # The stage is shared: the same UID on each of its travellers.
        written.add("UID", stage["uid"])
    else:
        written.add("_UID", stage["uid"])


def _add_shared(kept: Structure, travel: Row, stage: Row, values: Values) -> None:
    """Write what belongs to the stage as a whole and not to this traveller's part of it."""
    own = travel["date"] and stage["date"]
    date = (stage["date"]["value"] or stage["date"]["text"]) if own else ""
    add_fields(kept, [("date", date), ("origin", values.place_text(stage["origin"]))])


_QUALITY = {"sure": "3", "probable": "2", "uncertain": "1"}


def _add_document(record: Structure, mention: Row) -> None:
    """Write that a document names this person, how, and how sure the identification is."""
    written = record.add("SOUR", xref("D", mention["document"]))
    if mention["row"]:
        written.add("PAGE", f"row {mention['row']}")
    words = written.add("DATA").add("TEXT", mention["as_written"])
    words.is_text = True
    written.add("QUAY", _QUALITY.get(mention["certainty"], "1"))
