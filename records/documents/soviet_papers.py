"""Papers of the Soviet authorities: release certificates, cards, train lists and registers of settlements.

The udostoverenie's printed wording is a reconstruction and stays marked unverified until checked against a scan.
"""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from records.documents.kind_shapes import (
    PAGE_DATE,
    PAGE_PLACE,
    DocumentField,
    DocumentKind,
    FamilyRule,
    PersonField,
    StageRule,
)
from records.documents.people_on_pages import (
    BIRTH_PLACE,
    BIRTH_YEAR,
    CHILD,
    FATHER_NAME,
    HOLDER,
    KIN,
    LISTED,
    NATIONALITY,
    OCCUPATION,
    RELATION,
    REMARK,
    RESIDENCE,
    SPOUSE,
    with_further,
)

_HOUSEHOLD = FamilyRule(("holder", "spouse"), ("child",))
_DEPORTATIONS = "DEPORT_0 DEPORT_1 DEPORT_2 DEPORT_3 DEPORT_4"

UDOSTOVERENIE = DocumentKind(
    "udostoverenie",
    _("release certificate (udostoverenie)"),
    "Udostoverenie (release certificate)",
    (
        DocumentField("form_variant", _("variant of the form"), carries=True),
        DocumentField("number", _("number")),
        DocumentField("issuing_organ", _("issued by"), carries=True),
        DocumentField("issuing_organ_as_written", _("issued by, as written"), carries=True),
        DocumentField("issue_date", _("issued on"), "date", follows=PAGE_DATE),
        DocumentField("issue_place", _("issued at"), "place", follows=PAGE_PLACE),
        DocumentField("holder_as_written", _("holder, as written"), "name", follows="holder.name"),
        DocumentField("holder_romanised", _("holder, in Latin letters"), follows="holder.read"),
        DocumentField("birth_year", _("year of birth"), "number", follows="holder.birth_year"),
        DocumentField("birth_place_as_written", _("place of birth, as written"), follows="holder.birth_place"),
        DocumentField("nationality", _("nationality, as recorded"), follows="holder.nationality"),
        DocumentField("legal_basis", _("legal basis"), "long", carries=True),
        DocumentField("rights_text", _("rights granted"), "long", carries=True),
        DocumentField("exceptions", _("exceptions"), "long", carries=True),
        DocumentField("destination", _("chosen destination"), follows="destination_as_written"),
        DocumentField("destination_as_written", _("chosen destination, as written"), "place"),
        DocumentField("dependants", _("children listed"), "people", follows="child"),
        DocumentField("validity_months", _("valid for (months)"), "number", carries=True),
        DocumentField("expires", _("expired on (computed)"), "date", follows="computed"),
        DocumentField("photo", _("photograph"), "yes_no"),
        DocumentField("thumb_print", _("thumb print"), "yes_no"),
        DocumentField("signature", _("holder's signature")),
        DocumentField("signatory", _("signed by"), carries=True),
        DocumentField("stamp", _("stamp"), carries=True),
        DocumentField("endorsements", _("notes on the back"), "list"),
        DocumentField("original_or_copy", _("original or copy"), follows="original"),
        DocumentField("holder_today", _("kept today by"), follows="holder_today"),
        DocumentField("provenance", _("how it came down"), follows="provenance"),
        DocumentField("confidence", _("confidence of the reading")),
    ),
    roles=(HOLDER, SPOUSE, CHILD),
    person_fields=(
        BIRTH_YEAR,
        replace(BIRTH_PLACE, roles=("holder", "spouse")),
        replace(NATIONALITY, roles=("holder", "spouse")),
    ),
    stages=(StageRule("AMNESTY", PAGE_DATE, place=PAGE_PLACE, roles=("holder", "spouse", "child")),),
    families=(_HOUSEHOLD,),
    citation="No. {number}",
    title="{label}: {holder}",
    sentence=_("Issued in 1941 and 1942 to those released under the “amnesty”, with the children written on it."),
)

DEPORTATION_CARD = DocumentKind(
    "deportation_card",
    _("deportation file or card"),
    "NKVD deportation card",
    (
        DocumentField("file_number", _("file number")),
        DocumentField("category", _("NKVD category"), carries=True),
        DocumentField("deported_from", _("deported from"), "place", carries=True),
        DocumentField("deported_on", _("deported on"), "date", carries=True),
        DocumentField("settlement", _("settlement"), "place", carries=True),
        DocumentField("stage", _("kind of exile"), "stage", carries=True),
        DocumentField("family_size", _("number of people in the family"), "number"),
        DocumentField("family_list", _("family listed"), "people", follows="child"),
        DocumentField("date_in", _("arrived"), "date", carries=True),
        DocumentField("date_out", _("left"), "date", carries=True),
        DocumentField("released_to", _("released to"), "place"),
    ),
    roles=(
        replace(HOLDER, label=_("head of the family")),
        SPOUSE,
        CHILD,
        replace(KIN, label=_("other member of the family")),
    ),
    person_fields=(BIRTH_YEAR, BIRTH_PLACE, NATIONALITY, replace(RELATION, roles=("kin",)), OCCUPATION, REMARK),
    stages=(
        StageRule(
            _DEPORTATIONS,
            "deported_on",
            place="settlement",
            origin="deported_from",
            roles=("holder", "spouse", "child", "kin"),
        ),
        StageRule(
            "EXILE_SETTLEMENT EXILE_KOLKHOZ LABOUR_CAMP",
            "date_in",
            "date_out",
            "settlement",
            roles=("holder", "spouse", "child", "kin"),
            choice="stage",
        ),
    ),
    families=(_HOUSEHOLD,),
    citation="file {file_number}",
    title="{label}: {holder}",
    sentence=_("The NKVD's card or personal file of one family: where from, where to, when in and when out."),
)

TRAIN_LIST = DocumentKind(
    "train_list",
    _("deportation train list"),
    "Deportation train list",
    (
        DocumentField("train_number", _("train number")),
        DocumentField("departure_station", _("departure station"), "place"),
        DocumentField("county", _("county (powiat)"), carries=True),
        DocumentField("voivodeship", _("voivodeship"), carries=True),
        DocumentField("arrival_station", _("arrival station"), "place"),
        DocumentField("oblast", _("oblast"), carries=True),
        DocumentField("people", _("number of people"), "number"),
        DocumentField("escort_brigade", _("escort brigade"), carries=True),
        DocumentField("commander", _("commander")),
        DocumentField("stage", _("which deportation"), "stage", carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(BIRTH_YEAR, FATHER_NAME, RELATION, NATIONALITY, RESIDENCE, REMARK),
    stages=(
        StageRule(
            _DEPORTATIONS,
            PAGE_DATE,
            place="arrival_station",
            origin="departure_station",
            title="train_number",
            roles=("listed",),
            choice="stage",
        ),
    ),
    citation="train {train_number}, row {row}",
    title="{label}: {departure_station} – {arrival_station}",
    sentence=_("Everyone on one transport, a row a person, as the escort listed them."),
)

SETTLEMENT_REGISTER = DocumentKind(
    "settlement_register",
    _("register of a settlement"),
    "Register of a special settlement",
    (
        DocumentField("number", _("number")),
        DocumentField("settlement", _("settlement"), "place", carries=True),
        DocumentField("oblast", _("oblast"), carries=True),
        DocumentField("commandant", _("commandant"), carries=True),
        DocumentField("category", _("NKVD category"), carries=True),
        DocumentField("stage", _("kind of exile"), "stage", carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(
        BIRTH_YEAR,
        FATHER_NAME,
        RELATION,
        NATIONALITY,
        PersonField("arrived", _("arrived"), "date", carries=True),
        PersonField("left", _("left"), "date", carries=True),
        PersonField("left_for", _("left for"), "place", carries=True),
        REMARK,
    ),
    stages=(
        StageRule(
            "EXILE_SETTLEMENT EXILE_KOLKHOZ LABOUR_CAMP",
            "arrived",
            "left",
            "settlement",
            roles=("listed",),
            per_row=True,
            choice="stage",
        ),
    ),
    citation="No. {number}, row {row}",
    title="{label}: {settlement}",
    sentence=_("The people of one special settlement or kolkhoz, a row a person, with the days of coming and going."),
)

SOVIET_PAPERS = (UDOSTOVERENIE, DEPORTATION_CARD, TRAIN_LIST, SETTLEMENT_REGISTER)
