"""The kinds of document and the fields each carries. Add a kind: one entry here, no migration.

Field lists follow the specimens and finding aids described in the sources; the udostoverenie's printed wording
is a reconstruction and stays marked unverified until it is checked against a scan.
"""

from dataclasses import dataclass, field

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise


@dataclass(frozen=True)
class DocumentField:
    """One field of a kind of document: its key in Document.fields, its label, and how it is entered."""

    key: str
    label: Words
    form: str = "text"  # text, long, number, yes_no, list, people


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: its key, labels, fields, and the title used for it in GEDCOM."""

    key: str
    label: Words
    gedcom_title: str
    fields: tuple[DocumentField, ...] = field(default_factory=tuple)


UDOSTOVERENIE_FIELDS = (
    DocumentField("form_variant", _("variant of the form")),
    DocumentField("number", _("number")),
    DocumentField("issuing_organ", _("issued by")),
    DocumentField("issuing_organ_as_written", _("issued by, as written")),
    DocumentField("issue_date", _("issued on")),
    DocumentField("issue_place", _("issued at")),
    DocumentField("holder_as_written", _("holder, as written")),
    DocumentField("holder_romanised", _("holder, in Latin letters")),
    DocumentField("birth_year", _("year of birth"), "number"),
    DocumentField("birth_place_as_written", _("place of birth, as written")),
    DocumentField("nationality", _("nationality, as recorded")),
    DocumentField("legal_basis", _("legal basis"), "long"),
    DocumentField("rights_text", _("rights granted"), "long"),
    DocumentField("exceptions", _("exceptions"), "long"),
    DocumentField("destination", _("chosen destination")),
    DocumentField("destination_as_written", _("chosen destination, as written")),
    DocumentField("dependants", _("children listed"), "people"),
    DocumentField("validity_months", _("valid for (months)"), "number"),
    DocumentField("expires", _("expired on (computed)")),
    DocumentField("photo", _("photograph"), "yes_no"),
    DocumentField("thumb_print", _("thumb print"), "yes_no"),
    DocumentField("signature", _("holder's signature")),
    DocumentField("signatory", _("signed by")),
    DocumentField("stamp", _("stamp")),
    DocumentField("endorsements", _("notes on the back"), "list"),
    DocumentField("original_or_copy", _("original or copy")),
    DocumentField("holder_today", _("kept today by")),
    DocumentField("provenance", _("how it came down")),
    DocumentField("confidence", _("confidence of the reading")),
)


def _fields(*pairs: tuple[str, Words]) -> tuple[DocumentField, ...]:
    return tuple(DocumentField(key, label) for key, label in pairs)


_NUMBER = ("number", _("number"))

_KINDS = (
    DocumentKind(
        "udostoverenie",
        _("release certificate (udostoverenie)"),
        "Udostoverenie (release certificate)",
        UDOSTOVERENIE_FIELDS,
    ),
    DocumentKind(
        "deportation_card",
        _("deportation file or card"),
        "NKVD deportation card",
        _fields(
            ("file_number", _("file number")),
            ("category", _("NKVD category")),
            ("settlement", _("settlement")),
            ("family_size", _("number of people in the family")),
            ("family_list", _("family listed")),
            ("date_in", _("arrived")),
            ("date_out", _("left")),
            ("released_to", _("released to")),
        ),
    ),
    DocumentKind(
        "train_list",
        _("deportation train list"),
        "Deportation train list",
        _fields(
            ("train_number", _("train number")),
            ("departure_station", _("departure station")),
            ("county", _("county (powiat)")),
            ("voivodeship", _("voivodeship")),
            ("arrival_station", _("arrival station")),
            ("oblast", _("oblast")),
            ("people", _("number of people")),
            ("escort_brigade", _("escort brigade")),
            ("commander", _("commander")),
        ),
    ),
    DocumentKind(
        "army_record",
        _("army record"),
        "Army record",
        _fields(
            ("army_number", _("army number")),
            ("rank", _("rank")),
            ("unit", _("unit")),
            ("enlisted", _("enlisted")),
            ("place_of_enlistment", _("enlisted at")),
            ("discharged", _("discharged")),
            ("fate", _("what became of the person")),
        ),
    ),
    DocumentKind(
        "red_cross_list",
        _("Red Cross list"),
        "Red Cross list",
        _fields(_NUMBER, ("page", _("page")), ("compiled_at", _("compiled at")), ("note", _("remark on the list"))),
    ),
    DocumentKind(
        "camp_register",
        _("camp register"),
        "Camp register",
        _fields(
            _NUMBER,
            ("camp", _("camp")),
            ("barrack", _("barrack")),
            ("arrived", _("arrived")),
            ("left", _("left")),
        ),
    ),
    DocumentKind(
        "ship_list",
        _("passenger list of a ship"),
        "Passenger list",
        _fields(
            ("ship", _("ship")),
            ("from_port", _("sailed from")),
            ("to_port", _("sailed to")),
            ("departure", _("sailed on")),
            ("arrival", _("landed on")),
            ("ticket", _("ticket")),
        ),
    ),
    DocumentKind(
        "polish_passport",
        _("Polish passport"),
        "Polish passport",
        _fields(
            _NUMBER,
            ("issued_by", _("issued by")),
            ("on_the_strength_of", _("issued on the strength of")),
            ("valid_until", _("valid until")),
        ),
    ),
    DocumentKind(
        "repatriation_certificate",
        _("repatriation certificate"),
        "Repatriation certificate",
        _fields(_NUMBER, ("left_ussr", _("left the USSR")), ("settled_at", _("settled at")), ("stamp", _("stamp"))),
    ),
    DocumentKind(
        "questionnaire",
        _("questionnaire or testimony"),
        "Questionnaire",
        _fields(
            ("collected_by", _("collected by")),
            ("camp", _("camp described")),
            ("number_of_people", _("number of people")),
            ("work", _("work done there")),
            ("life_in_camp", _("life in the camp")),
        ),
    ),
    DocumentKind(
        "parish_record",
        _("parish record"),
        "Parish record",
        _fields(
            ("parish", _("parish")),
            ("entry", _("entry number")),
            ("act", _("kind of entry")),
            ("year", _("year")),
            ("rite", _("rite")),
        ),
    ),
    DocumentKind(
        "cemetery_list",
        _("cemetery list"),
        "Cemetery list",
        _fields(
            ("cemetery", _("cemetery")),
            ("row", _("row")),
            ("grave", _("grave")),
            ("compiled_by", _("compiled by")),
        ),
    ),
    DocumentKind(
        "photograph",
        _("photograph"),
        "Photograph",
        _fields(
            ("front", _("what it shows")),
            ("back", _("on the back")),
            ("photographer", _("photographer")),
            ("named_positions", _("who stands where")),
        ),
    ),
    DocumentKind("letter", _("letter"), "Letter", _fields(("sender", _("from")), ("recipient", _("to")))),
    DocumentKind(
        "memoir",
        _("memoir"),
        "Memoir",
        _fields(("written", _("written")), ("written_for", _("written for")), ("pages", _("pages"))),
    ),
    DocumentKind(
        "naturalisation",
        _("naturalisation paper"),
        "Naturalisation paper",
        _fields(
            ("certificate", _("certificate number")),
            ("oath", _("oath taken")),
            ("place_of_residence", _("place of residence")),
        ),
    ),
    DocumentKind(
        "treaty",
        _("treaty or agreement"),
        "Treaty",
        _fields(
            ("long_name", _("full name")),
            ("signed_at", _("signed at")),
            ("signatories", _("signatories")),
            ("parties", _("parties")),
        ),
    ),
    DocumentKind("other", _("other document"), "Document"),
)
DOCUMENT_KINDS: dict[str, DocumentKind] = {kind.key: kind for kind in _KINDS}


def document_kind_choices() -> list[tuple[str, Words]]:
    """Return the kinds for a form."""
    return [(kind.key, kind.label) for kind in _KINDS]


def misfit_fields(kind: str, fields: dict) -> list[str]:
    """Return the keys of a document's fields that its kind does not know, in order."""
    known = {entry.key for entry in DOCUMENT_KINDS[kind].fields} if kind in DOCUMENT_KINDS else set()
    return [key for key in fields if key not in known]
