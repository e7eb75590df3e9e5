"""Papers of the army, the evacuation and the places of refuge: cards, lists of camps and ships, passports."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from records.documents.kind_shapes import (
    PAGE_DATE,
    DocumentField,
    DocumentKind,
    EventRule,
    FamilyRule,
    PersonField,
    StageRule,
)
from records.documents.people_on_pages import (
    AGE,
    BIRTH_DATE,
    BIRTH_PLACE,
    BIRTH_YEAR,
    CHILD,
    FATHER,
    FATHER_NAME,
    HOLDER,
    LISTED,
    MAIDEN_NAME,
    MOTHER,
    NATIONALITY,
    OCCUPATION,
    RELATION,
    RELIGION,
    REMARK,
    RESIDENCE,
    SPOUSE,
    with_further,
)

_NUMBER = DocumentField("number", _("number"))
_HOLDER_AND_FAMILY = (FamilyRule(("holder", "spouse"), ("child",)),)
_SELF = ("holder",)
_REFUGE = (
    "IRAN IRAQ PALESTINE EGYPT LEBANON INDIA AFRICA_EAST AFRICA_SOUTH MEXICO NEW_ZEALAND UK_CAMP DP_CAMP "
    "CHILDRENS_HOME LABOUR_CAMP POW_CAMP PRC"
)

ARMY_RECORD = DocumentKind(
    "army_record",
    _("army record"),
    "Army record",
    (
        DocumentField("army_number", _("army number")),
        DocumentField("rank", _("rank")),
        DocumentField("unit", _("unit"), carries=True),
        DocumentField("enlisted", _("enlisted"), "date", carries=True),
        DocumentField("place_of_enlistment", _("enlisted at"), "place", carries=True),
        DocumentField("stage", _("which army, where"), "stage", carries=True),
        DocumentField("discharged", _("discharged"), "date"),
        DocumentField("fate", _("what became of the person")),
    ),
    roles=(HOLDER, FATHER, MOTHER, SPOUSE, CHILD),
    person_fields=(
        replace(BIRTH_DATE, roles=("holder", "spouse", "child")),
        replace(BIRTH_PLACE, roles=_SELF),
        replace(MAIDEN_NAME, roles=("mother", "spouse")),
        replace(RESIDENCE, label=_("lived before the war at"), roles=_SELF, carries=False),
        replace(OCCUPATION, roles=_SELF),
        replace(RELIGION, roles=_SELF),
        replace(NATIONALITY, roles=_SELF),
        PersonField(
            "address", _("address of the next of kin"), "text", part="note", roles=("spouse", "mother", "father")
        ),
    ),
    stages=(
        StageRule(
            "ENLIST_VOLGA ARMY_CENTRAL_ASIA ARMY_EAST CADETS BERLING PRC",
            "enlisted",
            place="place_of_enlistment",
            title="unit",
            roles=_SELF,
            choice="stage",
        ),
    ),
    families=(FamilyRule(("holder", "spouse"), ("child",)), FamilyRule(("father", "mother"), ("holder",))),
    events=(EventRule("military", _SELF, "enlisted", "place_of_enlistment", "unit"),),
    citation="army number {army_number}",
    title="{label}: {holder}",
    sentence=_("An enlistment card or another record of one soldier, with the next of kin."),
)

EVACUATION_LIST = DocumentKind(
    "evacuation_list",
    _("evacuation list"),
    "Evacuation list",
    (
        _NUMBER,
        DocumentField("ship", _("ship or convoy"), carries=True),
        DocumentField("from_port", _("left from"), "place", carries=True),
        DocumentField("to_port", _("landed at"), "place", carries=True),
        DocumentField("departure", _("left on"), "date", carries=True),
        DocumentField("arrival", _("landed on"), "date", carries=True),
        DocumentField("stage", _("which evacuation"), "stage", carries=True),
        DocumentField("compiled_by", _("compiled by"), carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(BIRTH_YEAR, AGE, FATHER_NAME, RELATION, REMARK),
    stages=(
        StageRule(
            "EVAC_1 EVAC_2 EVAC_LAND",
            "departure",
            "arrival",
            "to_port",
            "from_port",
            "ship",
            ("listed",),
            choice="stage",
        ),
    ),
    citation="No. {number}, row {row}",
    title="{label}: {ship} {departure}",
    sentence=_("Soldiers and families taken across to Persia in 1942, a row a person."),
)

CAMP_REGISTER = DocumentKind(
    "camp_register",
    _("camp register"),
    "Camp register",
    (
        _NUMBER,
        DocumentField("camp", _("camp"), "place", carries=True),
        DocumentField("stage", _("where the camp belonged to"), "stage", carries=True),
        DocumentField("barrack", _("barrack"), carries=True),
        DocumentField("arrived", _("arrived"), "date", carries=True),
        DocumentField("left", _("left"), "date", carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(
        BIRTH_YEAR,
        BIRTH_PLACE,
        FATHER_NAME,
        RELATION,
        PersonField("came", _("arrived, if another day"), "date", part="from", carries=True),
        PersonField("went", _("left, if another day"), "date", part="until", carries=True),
        REMARK,
    ),
    stages=(StageRule(_REFUGE, "arrived", "left", "camp", roles=("listed",), choice="stage"),),
    citation="No. {number}, row {row}",
    title="{label}: {camp}",
    sentence=_("The people of one camp, in captivity or in refuge, a row a person."),
)

SHIP_LIST = DocumentKind(
    "ship_list",
    _("passenger list of a ship"),
    "Passenger list",
    (
        DocumentField("ship", _("ship")),
        DocumentField("from_port", _("sailed from"), "place"),
        DocumentField("to_port", _("sailed to"), "place"),
        DocumentField("departure", _("sailed on"), "date"),
        DocumentField("arrival", _("landed on"), "date"),
        DocumentField("stage", _("stage of the journey"), "stage", carries=True),
        DocumentField("ticket", _("ticket")),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(
        BIRTH_YEAR,
        AGE,
        RELATION,
        OCCUPATION,
        NATIONALITY,
        PersonField("last_address", _("last address"), "text", part="note", carries=True),
        PersonField("ticket", _("ticket"), part="note", carries=True),
    ),
    stages=(
        StageRule(
            "EMIGRATION NEW_ZEALAND MEXICO AFRICA_EAST INDIA",
            "departure",
            "arrival",
            "to_port",
            "from_port",
            "ship",
            ("listed",),
            "arrived",
            choice="stage",
        ),
    ),
    citation="{ship}, row {row}",
    title="{label}: {ship} {arrival}",
    sentence=_("The passengers of one ship, a row a person."),
)

RED_CROSS_LIST = DocumentKind(
    "red_cross_list",
    _("Red Cross list"),
    "Red Cross list",
    (
        _NUMBER,
        DocumentField("page", _("page")),
        DocumentField("compiled_at", _("compiled at"), carries=True),
        DocumentField("note", _("remark on the list"), carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(BIRTH_YEAR, FATHER_NAME, RESIDENCE, REMARK),
    citation="page {page}, row {row}",
    sentence=_("Refugees as the Red Cross listed them, a row a person."),
)

POLISH_PASSPORT = DocumentKind(
    "polish_passport",
    _("Polish passport"),
    "Polish passport",
    (
        _NUMBER,
        DocumentField("issued_by", _("issued by"), carries=True),
        DocumentField("on_the_strength_of", _("issued on the strength of")),
        DocumentField("valid_until", _("valid until"), "date"),
    ),
    roles=(HOLDER, SPOUSE, CHILD),
    person_fields=(BIRTH_DATE, replace(BIRTH_PLACE, roles=("holder", "spouse")), replace(OCCUPATION, roles=_SELF)),
    families=_HOLDER_AND_FAMILY,
    citation="No. {number}",
    title="{label}: {holder}",
    sentence=_("A passport of the Polish Embassy or a consulate, with those entered in it."),
)

REPATRIATION_CERTIFICATE = DocumentKind(
    "repatriation_certificate",
    _("repatriation certificate"),
    "Repatriation certificate",
    (
        _NUMBER,
        DocumentField("left_ussr", _("left the USSR"), "date", carries=True),
        DocumentField("settled_at", _("settled at"), "place", carries=True),
        DocumentField("stage", _("which repatriation"), "stage", carries=True),
        DocumentField("stamp", _("stamp")),
    ),
    roles=(HOLDER, SPOUSE, CHILD),
    person_fields=(BIRTH_YEAR, replace(BIRTH_PLACE, roles=("holder", "spouse"))),
    stages=(
        StageRule(
            "REPAT_1 REPAT_MID REPAT_2",
            "left_ussr",
            place="settled_at",
            roles=("holder", "spouse", "child"),
            outcome="arrived",
            choice="stage",
        ),
    ),
    families=_HOLDER_AND_FAMILY,
    citation="No. {number}",
    title="{label}: {holder}",
    sentence=_("The paper on which people left the USSR for Poland."),
)

NATURALISATION = DocumentKind(
    "naturalisation",
    _("naturalisation paper"),
    "Naturalisation paper",
    (
        DocumentField("certificate", _("certificate number")),
        DocumentField("oath", _("oath taken"), "date"),
        DocumentField("place_of_residence", _("place of residence"), "place"),
    ),
    roles=(HOLDER, SPOUSE, CHILD),
    person_fields=(BIRTH_DATE, replace(BIRTH_PLACE, roles=_SELF), replace(OCCUPATION, roles=_SELF)),
    stages=(StageRule("NATURALISATION", PAGE_DATE, place="place_of_residence", roles=_SELF),),
    families=_HOLDER_AND_FAMILY,
    events=(EventRule("naturalisation", _SELF, "oath", "place_of_residence"),),
    citation="certificate {certificate}",
    title="{label}: {holder}",
    sentence=_("How someone became a citizen of the new country."),
)

ARMY_AND_EXILE_PAPERS = (
    ARMY_RECORD,
    RED_CROSS_LIST,
    EVACUATION_LIST,
    CAMP_REGISTER,
    SHIP_LIST,
    POLISH_PASSPORT,
    REPATRIATION_CERTIFICATE,
    NATURALISATION,
)
