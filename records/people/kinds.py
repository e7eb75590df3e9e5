"""The kinds of name, event and parentage, each with its GEDCOM tag. Add a kind: one entry here, no migration."""

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

Words = str | Promise

NAME_KINDS: dict[str, Words] = {
    "birth": _("name at birth"),
    "married": _("married name"),
    "aka": _("also known as"),
    "religious": _("religious name"),
    "nickname": _("nickname"),
    "immigrant": _("name taken abroad"),
    "document": _("as a document has it"),
}

# kind: (label, GEDCOM tag, happens at most once in a life)
EVENT_KINDS: dict[str, tuple[Words, str, bool]] = {
    "birth": (_("birth"), "BIRT", True),
    "christening": (_("christening"), "CHR", True),
    "baptism": (_("baptism"), "BAPM", True),
    "death": (_("death"), "DEAT", True),
    "burial": (_("burial"), "BURI", True),
    "cremation": (_("cremation"), "CREM", True),
    "residence": (_("residence"), "RESI", False),
    "occupation": (_("occupation"), "OCCU", False),
    "education": (_("education"), "EDUC", False),
    "religion": (_("religion"), "RELI", False),
    "nationality": (_("nationality, as recorded"), "NATI", False),
    "title": (_("title"), "TITL", False),
    "description": (_("description"), "DSCR", False),
    "property": (_("property"), "PROP", False),
    "identity_number": (_("identity document"), "IDNO", False),
    "immigration": (_("immigration"), "IMMI", False),
    "emigration": (_("emigration"), "EMIG", False),
    "naturalisation": (_("naturalisation"), "NATU", False),
    "census": (_("census"), "CENS", False),
    "graduation": (_("graduation"), "GRAD", False),
    "retirement": (_("retirement"), "RETI", False),
    "confirmation": (_("confirmation"), "CONF", False),
    "first_communion": (_("first communion"), "FCOM", False),
    "ordination": (_("ordination"), "ORDN", False),
    "adoption": (_("adoption"), "ADOP", False),
    "will": (_("will"), "WILL", False),
    "probate": (_("probate"), "PROB", False),
    "military": (_("military service"), "EVEN", False),
    "fact": (_("other fact"), "FACT", False),
    "other": (_("other event"), "EVEN", False),
    "marriage": (_("marriage"), "MARR", False),
    "divorce": (_("divorce"), "DIV", False),
    "engagement": (_("engagement"), "ENGA", False),
    "banns": (_("banns"), "MARB", False),
    "annulment": (_("annulment"), "ANUL", False),
}
# Kinds with a TYPE instead of a tag of their own, and the TYPE that is written for them.
EVENT_TYPES = {"military": "Military service"}
FAMILY_EVENT_KINDS = frozenset({"marriage", "divorce", "engagement", "banns", "annulment"})
DEATH_KINDS = frozenset({"death", "burial", "cremation"})
# Their dates may lie outside the person's life: they bound no birth.
TIMELESS_KINDS = frozenset(
    {
        "fact",
        "title",
        "property",
        "description",
        "nationality",
        "religion",
        "identity_number",
        "will",
        "probate",
        "other",
    }
)

PEDIGREES: dict[str, Words] = {
    "birth": _("child by birth"),
    "adopted": _("adopted child"),
    "foster": _("foster child"),
    "unknown": _("parentage not stated"),
}


def name_kind_choices() -> list[tuple[str, Words]]:
    """Return the kinds of name for a form."""
    return list(NAME_KINDS.items())


def event_kind_choices() -> list[tuple[str, Words]]:
    """Return the kinds of event for a form."""
    return [(kind, entry[0]) for kind, entry in EVENT_KINDS.items()]


def pedigree_choices() -> list[tuple[str, Words]]:
    """Return the kinds of parentage for a form."""
    return list(PEDIGREES.items())
