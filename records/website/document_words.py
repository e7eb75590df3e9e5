"""Documents in words: kinds, the labels of their fields, the roles and relations of those they name."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst

from records.documents.kinds import DOCUMENT_KINDS
from records.documents.page_words import ROLES, relation_words
from records.edition.queries import Card
from records.journeys.stages import STAGES
from records.website.date_words import DateWords, date_words, span_words
from records.website.language_words import Spoken, guessed, sentence
from records.website.our_words import our_words
from records.website.reader_language import gettext
from records.website.reader_language import gettext_lazy as _

Words = str | Promise
# What the program computes is a day for machines; a paper's own words stay as they are.
_ISO_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")

CERTAINTIES: dict[str, Words] = {"sure": _("surely"), "probable": _("probably"), "uncertain": _("uncertain")}
_DOUBTS: dict[str, Words] = {"probable": _("probably this person"), "uncertain": _("perhaps this person")}
ORIGINALS: dict[str, Words] = {"original": _("original"), "copy": _("copy"), "certified copy": _("certified copy")}
SIDES: dict[str, Words] = {
    "front": _("The front"),
    "back": _("The back"),
    "inside": _("The inside"),
    "cover": _("Cover or envelope"),
    "detail": _("A detail"),
}
# Fields that papers of the archive carry although their kind does not list them.
OTHER_FIELDS: dict[str, Words] = {
    "army_number": _("army number"),
    "arrival": _("arrived"),
    "camp": _("camp"),
    "certificate": _("certificate"),
    "compiled_at": _("compiled at"),
    "compiled_by": _("compiled by"),
    "county": _("county"),
    "date_in": _("taken in on"),
    "date_out": _("left on"),
    "departure": _("departed"),
    "entry": _("entry"),
    "escort_brigade": _("escort brigade"),
    "family_size": _("size of the family"),
    "fate": _("fate"),
    "from_port": _("from the port of"),
    "left": _("left"),
    "life_in_camp": _("life in the camp"),
    "named_positions": _("who stands where"),
    "note": _("note"),
    "number_of_people": _("number of people"),
    "oblast": _("oblast"),
    "on_the_strength_of": _("on the strength of"),
    "place_of_enlistment": _("place of enlistment"),
    "place_of_residence": _("place of residence"),
    "recipient": _("to"),
    "rite": _("rite"),
    "sender": _("from"),
    "to_port": _("to the port of"),
    "voivodeship": _("voivodeship"),
    "work": _("work"),
    "written_for": _("written for"),
    "people": _("number of people"),
}


@dataclass(frozen=True, slots=True)
class DocumentWords:
    """A document in a list."""

    id: str
    title: Spoken
    kind: str
    date: DateWords | None
    withheld: bool
    invented: bool
    # Beside a person: how sure it is that they are meant, unless it is sure; and whether it is only a guess.
    doubt: str = ""
    only_guessed: bool = False


def document_words(document_id: str, card: Card, certainty: str = "sure") -> DocumentWords:
    """Word a document from its card; a withheld one is called by its kind."""
    kind = kind_label(card["kind"])
    title = sentence(card["title"]) if card["title"] else Spoken(kind)
    doubt = str(_DOUBTS.get(certainty, ""))
    return DocumentWords(
        document_id,
        title,
        kind,
        date_words(card["date"]),
        card["withheld"],
        card["invented"],
        doubt,
        certainty == "uncertain",
    )


def side_words(side: str) -> str:
    """Return what a side of a paper is called; empty where it is not told."""
    return str(SIDES.get(side, side))


def kind_label(kind: str) -> str:
    """Return the kind of a document as the beginning of a sentence."""
    return str(capfirst(str(DOCUMENT_KINDS[kind].label))) if kind in DOCUMENT_KINDS else kind


def labelled_fields(kind: str, fields: dict[str, Any]) -> list[tuple[str, Any]]:
    """Return (label, value) of the filled-in fields: first those of the kind in its order, then the others."""
    known = {entry.key: entry.label for entry in DOCUMENT_KINDS[kind].fields} if kind in DOCUMENT_KINDS else {}
    keys = [key for key in known if key in fields] + sorted(key for key in fields if key not in known)
    labels = known | {key: OTHER_FIELDS.get(key, key.replace("_", " ")) for key in fields if key not in known}
    choices = _choices(kind)
    days = (
        {entry.key for entry in DOCUMENT_KINDS[kind].fields if entry.form == "date"}
        if kind in DOCUMENT_KINDS
        else set()
    )
    return [
        (
            str(capfirst(str(labels[key]))),
            Spoken(span_words(day, day))
            if key in days and _ISO_DAY.fullmatch(day := str(fields[key]))
            else _value(choices.get((key, str(fields[key])), fields[key])),
        )
        for key in keys
        if fields[key] not in (None, "", [])
    ]


# What stands with a name on the page already.
_WITH_THE_NAME = ("age", "relation", "row", "note")


def labels_of_people(kind: str, keys: Iterable[str]) -> list[tuple[str, str]]:
    """Return (key, label) of what the page says of one person, in the order of the kind; of other keys at the end."""
    asked = DOCUMENT_KINDS[kind].person_fields if kind in DOCUMENT_KINDS else ()
    labels = {entry.key: entry.label for entry in asked}
    shown = {entry.key for entry in asked if not entry.event and entry.part in _WITH_THE_NAME} | {"birth_year"}
    ordered = [*labels, *(key for key in keys if key not in labels)]
    kept = set(keys) - shown
    return [(key, str(capfirst(str(labels.get(key, key.replace("_", " ")))))) for key in ordered if key in kept]


def _choices(kind: str) -> dict[tuple[str, str], str]:
    """Return the words of what can be chosen from a list, by (key of the field, what is stored)."""
    found: dict[tuple[str, str], str] = {}
    for entry in DOCUMENT_KINDS[kind].fields if kind in DOCUMENT_KINDS else ():
        found |= {(entry.key, value): str(label) for value, label in entry.choices}
        if entry.form == "stage":
            found |= {(entry.key, code): str(stage.label) for code, stage in STAGES.items()}
    return found


def _value(value: Any) -> Spoken | list[Spoken]:
    if isinstance(value, bool):
        return Spoken(gettext("yes") if value else gettext("no"))
    if isinstance(value, list):
        return [_entry(entry) for entry in value]
    return our_words(str(value))


def _entry(entry: Any) -> Spoken:
    """Word one line of a list field; people come as {as_written or name, relation or position, birth_year}."""
    if not isinstance(entry, dict):
        return guessed(str(entry))
    name = str(entry.get("as_written") or entry.get("name") or "")
    relation = relation_words(str(entry.get("relation") or entry.get("position") or ""))
    year = gettext("born %(date)s") % {"date": entry["birth_year"]} if entry.get("birth_year") else ""
    written = guessed(name)
    return Spoken(
        ", ".join(part for part in (name, relation, year) if part), written.language if not (relation or year) else ""
    )


def role_words(role: str, kind: str = "") -> str:
    """Return the role in which a document names someone, as its kind calls it."""
    known = DOCUMENT_KINDS[kind].role(role) if kind in DOCUMENT_KINDS else None
    return str(known.label if known and role not in ROLES else ROLES.get(role, role))
