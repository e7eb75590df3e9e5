"""What a kind of document is made of: its fields, the people on it, and what a page of it proves.

A field key with @ is no field of the kind: ``@date`` and ``@place`` are those of the paper itself.
"""

from dataclasses import dataclass

from django.utils.functional import Promise

Words = str | Promise
PAGE_DATE, PAGE_PLACE = "@date", "@place"


@dataclass(frozen=True)
class DocumentField:
    """One field of a kind of document: its key in Document.fields, its label, and how it is entered.

    ``form`` is text, long, number, yes_no, list, people, date, place, name, choice (of ``choices``) or stage (of the
    stages that a page of this kind can prove). ``carries``: repeated from one document to the next. ``follows``: never
    asked for when a page is transcribed, for it stands there already: "@date", "@place", "holder.name", "holder.read",
    a value of the holder's such as "holder.birth_year", a column of the document such as "provenance", or "child" (all
    in that role); "computed": nobody enters it.
    """

    key: str
    label: Words
    form: str = "text"
    carries: bool = False
    choices: tuple[tuple[str, Words], ...] = ()
    follows: str = ""


@dataclass(frozen=True)
class Role:
    """A part that people have on this kind of page; ``most``: how many may have it, 0 any number.

    ``relation`` and ``sex`` are what the role itself says; ``acts`` are the values of the field "act" under which it is
    found (none: always).
    """

    key: str
    label: Words
    most: int = 1
    relation: str = ""
    sex: str = ""
    acts: tuple[str, ...] = ()


@dataclass(frozen=True)
class PersonField:
    """What the page says of each person beside the name, and which claim it becomes.

    ``event`` is a kind of event (people/kinds.py) and ``part`` what of it: date, place, value, age or cause. Without an
    event the value stays with the name on the page; its part then says what it is besides: maiden and father (of the
    name), age, relation, row, note, and from and until (this traveller's own days). ``roles``: of whom it is asked
    (none: of all). ``further``: few lists have such a column; the screen asks for it where one does.
    """

    key: str
    label: Words
    form: str = "text"
    event: str = ""
    part: str = "date"
    roles: tuple[str, ...] = ()
    carries: bool = False
    further: bool = False


@dataclass(frozen=True)
class EventRule:
    """What happened to everyone in these roles, dated and placed by fields of the whole page."""

    kind: str
    roles: tuple[str, ...]
    date: str = ""
    place: str = ""
    value: str = ""


@dataclass(frozen=True)
class StageRule:
    """The stage of the journey that a page proves; of several codes, with spaces between, the one the date fits.

    ``choice`` is the field in which someone may say which. All others are keys of fields; with ``per_row`` the dates
    are keys of person fields and stand with each traveller.
    """

    code: str
    date: str = ""
    end_date: str = ""
    place: str = ""
    origin: str = ""
    title: str = ""
    roles: tuple[str, ...] = ()
    outcome: str = "unknown"
    per_row: bool = False
    choice: str = ""

    @property
    def codes(self) -> tuple[str, ...]:
        return tuple(self.code.split())


@dataclass(frozen=True)
class FamilyRule:
    """The family that a page proves: partners and children by role, and what happened to it on the day of the page."""

    partners: tuple[str, ...]
    children: tuple[str, ...] = ()
    event: str = ""


@dataclass(frozen=True)
class DocumentKind:
    """A kind of document: its key, labels, fields, and the title used for it in GEDCOM; who stands on it, and more.

    ``layout`` is certificate, list, picture or text. ``citation`` and ``title`` are formats over the keys of fields;
    the title may use {label} and the name of the first in each role, {holder}.
    """

    key: str
    label: Words
    gedcom_title: str
    fields: tuple[DocumentField, ...] = ()
    layout: str = "certificate"
    roles: tuple[Role, ...] = ()
    person_fields: tuple[PersonField, ...] = ()
    stages: tuple[StageRule, ...] = ()
    families: tuple[FamilyRule, ...] = ()
    events: tuple[EventRule, ...] = ()
    citation: str = ""
    title: str = ""
    sentence: Words = ""

    @property
    def family(self) -> FamilyRule | None:
        """The family that most pages of this kind prove."""
        return self.families[0] if self.families else None

    def field(self, key: str) -> DocumentField | None:
        return next((entry for entry in self.fields if entry.key == key), None)

    def role(self, key: str) -> Role | None:
        return next((entry for entry in self.roles if entry.key == key), None)

    def fields_of(self, role: str) -> tuple[PersonField, ...]:
        """Return what is asked of a person in this role."""
        return tuple(entry for entry in self.person_fields if not entry.roles or role in entry.roles)
