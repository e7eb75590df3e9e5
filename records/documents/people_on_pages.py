"""What many kinds of page say of people: the usual roles, and the usual words beside a name."""

from dataclasses import replace

from django.utils.translation import gettext_lazy as _

from records.documents.kind_shapes import PersonField, Role

HOLDER = Role("holder", _("holder"))
SPOUSE = Role("spouse", _("husband or wife"), relation="spouse")
CHILD = Role("child", _("child"), most=0, relation="child")
FATHER = Role("father", _("father"), relation="father", sex="M")
MOTHER = Role("mother", _("mother"), relation="mother", sex="F")
LISTED = Role("listed", _("listed"), most=0)
NAMED = Role("listed", _("named"), most=0)
KIN = Role("kin", _("other member of the family"), most=0)
WITNESS = Role("witness", _("witness"), most=0, relation="witness")
SIGNATORY = Role("signatory", _("signed the paper"), most=0)

BIRTH_YEAR = PersonField("birth_year", _("year of birth"), "number", "birth")
BIRTH_DATE = PersonField("birth_date", _("born on"), "date", "birth")
BIRTH_PLACE = PersonField("birth_place", _("born at"), "place", "birth", "place")
AGE = PersonField("age", _("age as written"), part="age")
FATHER_NAME = PersonField("father_name", _("father's name"), part="father")
MAIDEN_NAME = PersonField("maiden_name", _("maiden name"), "name", part="maiden")
NATIONALITY = PersonField("nationality", _("nationality, as recorded"), event="nationality", part="value", carries=True)
RELIGION = PersonField("religion", _("religion"), event="religion", part="value", carries=True)
OCCUPATION = PersonField("occupation", _("occupation"), event="occupation", part="value")
RESIDENCE = PersonField("residence", _("lived at"), "place", "residence", "place", carries=True)
RELATION = PersonField("relation", _("relation to the head of the family"), part="relation")
REMARK = PersonField("remark", _("remark"), part="note")
DEATH_DATE = PersonField("death_date", _("died on"), "date", "death")
DEATH_PLACE = PersonField("death_place", _("died at"), "place", "death", "place")

# Lists differ from archive to archive: any of them may have a column for any of these.
_OF_ANY_LIST = (
    *(BIRTH_DATE, BIRTH_PLACE, AGE, FATHER_NAME, MAIDEN_NAME, RELATION, NATIONALITY, RELIGION),
    *(OCCUPATION, RESIDENCE, DEATH_DATE, DEATH_PLACE, REMARK),
)


def with_further(*fields: PersonField) -> tuple[PersonField, ...]:
    """Return what a kind of list asks of each row, and after it what further columns such a list may have."""
    asked = {field.key for field in fields}
    return (*fields, *(replace(field, further=True) for field in _OF_ANY_LIST if field.key not in asked))
