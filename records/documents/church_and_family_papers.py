"""Parish registers and graves; photographs, letters, memoirs and testimonies; treaties and the rest."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from records.documents.kind_shapes import (
    PAGE_DATE,
    PAGE_PLACE,
    DocumentField,
    DocumentKind,
    EventRule,
    FamilyRule,
    PersonField,
    Role,
)
from records.documents.people_on_pages import (
    AGE,
    BIRTH_DATE,
    BIRTH_PLACE,
    BIRTH_YEAR,
    FATHER,
    FATHER_NAME,
    HOLDER,
    LISTED,
    MAIDEN_NAME,
    MOTHER,
    NAMED,
    OCCUPATION,
    RESIDENCE,
    SPOUSE,
    WITNESS,
    with_further,
)

_BAPTISM, _MARRIAGE, _DEATH = ("baptism",), ("marriage",), ("death",)
ACTS = (("baptism", _("birth and baptism")), ("marriage", _("marriage")), ("death", _("death and burial")))

PARISH_RECORD = DocumentKind(
    "parish_record",
    _("parish record"),
    "Parish record",
    (
        DocumentField("act", _("kind of entry"), "choice", carries=True, choices=ACTS),
        DocumentField("parish", _("parish"), "place", carries=True),
        DocumentField("entry", _("entry number")),
        DocumentField("year", _("year"), carries=True),
        DocumentField("rite", _("rite"), carries=True),
    ),
    roles=(
        Role("child", _("child baptised"), acts=_BAPTISM),
        Role("deceased", _("deceased"), acts=_DEATH),
        Role("groom", _("groom"), sex="M", acts=_MARRIAGE),
        Role("bride", _("bride"), sex="F", acts=_MARRIAGE),
        replace(FATHER, acts=_BAPTISM + _DEATH),
        replace(MOTHER, acts=_BAPTISM + _DEATH),
        replace(SPOUSE, acts=_DEATH),
        Role("godparent", _("godparent"), 2, "godparent", acts=_BAPTISM),
        Role("groom_father", _("groom's father"), relation="father", sex="M", acts=_MARRIAGE),
        Role("groom_mother", _("groom's mother"), relation="mother", sex="F", acts=_MARRIAGE),
        Role("bride_father", _("bride's father"), relation="father", sex="M", acts=_MARRIAGE),
        Role("bride_mother", _("bride's mother"), relation="mother", sex="F", acts=_MARRIAGE),
        WITNESS,
    ),
    person_fields=(
        PersonField("birth_date", _("born on"), "date", "birth", roles=("child", "groom", "bride", "deceased")),
        PersonField("birth_place", _("born at"), "place", "birth", "place", ("child", "groom", "bride", "deceased")),
        PersonField("baptism_date", _("baptised on"), "date", "baptism", roles=("child",)),
        PersonField("death_date", _("died on"), "date", "death", roles=("deceased",)),
        PersonField("death_place", _("died at"), "place", "death", "place", ("deceased",)),
        PersonField("cause", _("cause of death"), event="death", part="cause", roles=("deceased",)),
        PersonField("burial_date", _("buried on"), "date", "burial", roles=("deceased",)),
        AGE,
        replace(MAIDEN_NAME, roles=("mother", "groom_mother", "bride_mother", "spouse")),
        replace(OCCUPATION, roles=("groom", "father", "deceased", "witness", "godparent")),
        replace(RESIDENCE, roles=("groom", "bride", "father", "mother", "deceased")),
    ),
    families=(
        FamilyRule(("father", "mother"), ("child", "deceased")),
        FamilyRule(("groom", "bride"), event="marriage"),
        FamilyRule(("groom_father", "groom_mother"), ("groom",)),
        FamilyRule(("bride_father", "bride_mother"), ("bride",)),
        FamilyRule(("deceased", "spouse")),
    ),
    events=(EventRule("baptism", ("child",), PAGE_DATE, "parish"),),
    citation="{year}, entry {entry}",
    title="{label}: {child}{groom}{deceased}",
    sentence=_("One entry of a register of baptisms, marriages or deaths, with everyone it names."),
)

GRAVE = DocumentKind(
    "grave",
    _("grave"),
    "Grave",
    (
        DocumentField("cemetery", _("cemetery"), "place", carries=True),
        DocumentField("row", _("row"), carries=True),
        DocumentField("grave", _("grave")),
        DocumentField("inscription", _("inscription"), "long"),
        DocumentField("state", _("state of the grave")),
        DocumentField("photographed", _("photographed on"), "date", carries=True),
    ),
    roles=(Role("buried", _("buried here"), most=0), Role("mourner", _("who put up the stone"), most=0)),
    person_fields=(
        replace(BIRTH_DATE, roles=("buried",)),
        PersonField("death_date", _("died on"), "date", "death", roles=("buried",)),
        replace(AGE, event="death", roles=("buried",)),
        PersonField("rank", _("rank or unit on the stone"), part="note", roles=("buried",)),
    ),
    events=(EventRule("burial", ("buried",), place="cemetery"),),
    citation="row {row}, grave {grave}",
    title="{label}: {buried}",
    sentence=_("One grave and its inscription, from the stone or a photograph of it."),
)

CEMETERY_LIST = DocumentKind(
    "cemetery_list",
    _("cemetery list"),
    "Cemetery list",
    (
        DocumentField("cemetery", _("cemetery"), "place", carries=True),
        DocumentField("row", _("row")),
        DocumentField("grave", _("grave")),
        DocumentField("compiled_by", _("compiled by"), carries=True),
    ),
    layout="list",
    roles=(LISTED,),
    person_fields=with_further(
        BIRTH_YEAR,
        PersonField("death_date", _("died on"), "date", "death"),
        replace(AGE, event="death"),
        FATHER_NAME,
        PersonField("grave", _("grave"), part="note"),
    ),
    events=(EventRule("burial", ("listed",), place="cemetery"),),
    citation="row {row}",
    title="{label}: {cemetery}",
    sentence=_("The graves of one cemetery, a row a person."),
)

PHOTOGRAPH = DocumentKind(
    "photograph",
    _("photograph"),
    "Photograph",
    (
        DocumentField("front", _("what it shows"), "long"),
        DocumentField("back", _("on the back"), "long"),
        DocumentField("inscription", _("inscription on the front")),
        DocumentField("photographer", _("photographer"), carries=True),
        DocumentField("named_positions", _("who stands where"), "people", follows="listed"),
    ),
    layout="picture",
    roles=(replace(NAMED, label=_("in the picture")), Role("photographer", _("photographer"))),
    person_fields=(PersonField("position", _("where in the picture"), part="row", roles=("listed",)), AGE),
    citation="position {row}",
    sentence=_("Front, back and inscription, and who stands where."),
)

_TEXT_PEOPLE = (BIRTH_YEAR, PersonField("said", _("what is said of the person"), "long", part="note"))

QUESTIONNAIRE = DocumentKind(
    "questionnaire",
    _("questionnaire or testimony"),
    "Questionnaire",
    (
        DocumentField("collected_by", _("collected by"), carries=True),
        DocumentField("camp", _("camp described"), "place", carries=True),
        DocumentField("number_of_people", _("number of people")),
        DocumentField("work", _("work done there"), "long"),
        DocumentField("life_in_camp", _("life in the camp"), "long"),
    ),
    layout="text",
    roles=(replace(HOLDER, label=_("witness who tells")), FATHER, MOTHER, replace(NAMED, label=_("named in it"))),
    person_fields=(*_TEXT_PEOPLE, replace(BIRTH_PLACE, roles=("holder",)), replace(OCCUPATION, roles=("holder",))),
    families=(FamilyRule(("father", "mother"), ("holder",)),),
    title="{label}: {holder}",
    sentence=_("What a witness told or wrote down, with the people named in it."),
)

LETTER = DocumentKind(
    "letter",
    _("letter"),
    "Letter",
    (
        DocumentField("sender", _("from"), "name", follows="sender.name"),
        DocumentField("recipient", _("to"), "name", follows="recipient.name"),
    ),
    layout="text",
    roles=(
        Role("sender", _("sender")),
        Role("recipient", _("recipient")),
        replace(NAMED, label=_("named in it")),
        Role("signatory", _("signed it")),
    ),
    person_fields=_TEXT_PEOPLE,
    title="{label}: {sender}",
    sentence=_("A letter or postcard, with its words and the people named in it."),
)

MEMOIR = DocumentKind(
    "memoir",
    _("memoir"),
    "Memoir",
    (
        DocumentField("written", _("written"), "date"),
        DocumentField("written_for", _("written for")),
        DocumentField("pages", _("pages"), "number"),
    ),
    layout="text",
    roles=(Role("author", _("author")), FATHER, MOTHER, replace(NAMED, label=_("named in it"))),
    person_fields=_TEXT_PEOPLE,
    families=(FamilyRule(("father", "mother"), ("author",)),),
    title="{label}: {author}",
    sentence=_("A memoir or diary, with the people named in it."),
)

TREATY = DocumentKind(
    "treaty",
    _("treaty or agreement"),
    "Treaty",
    (
        DocumentField("long_name", _("full name")),
        DocumentField("signed_at", _("signed at"), "place", follows=PAGE_PLACE),
        DocumentField("signatories", _("signatories"), follows="signatory"),
        DocumentField("parties", _("parties")),
    ),
    layout="text",
    roles=(Role("signatory", _("signed the paper"), most=0),),
    title="{long_name}",
    sentence=_("An agreement between states or governments."),
)

OTHER = DocumentKind(
    "other",
    _("other document"),
    "Document",
    layout="text",
    roles=(HOLDER, replace(NAMED, label=_("named in it"))),
    person_fields=(BIRTH_YEAR, BIRTH_PLACE),
    sentence=_("Any other paper."),
)

CHURCH_PAPERS = (PARISH_RECORD, GRAVE, CEMETERY_LIST)
FAMILY_PAPERS = (PHOTOGRAPH, QUESTIONNAIRE, LETTER, MEMOIR)
FURTHER_PAPERS = (TREATY, OTHER)
