"""What the screen shows of a kind of document: its boxes, the people by role or row by row, and what is in them.

``values`` are what the form sent, or what a new form begins with: paths of the entry to words.
"""

import re
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import Any

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.documents.kinds import PAGE_DATE, PAGE_PLACE, DocumentField, DocumentKind, PersonField, Role, Words
from records.journeys.stages import STAGES

Values = Mapping[str, Any]
ROWS_AT_FIRST, ROWS_MORE = 12, 20
_YES_NO = (("yes", _("yes")), ("no", _("no")))
_SEXES = (("U", _("not said")), ("F", _("female")), ("M", _("male")))
# Stands for the number of a person in the pattern from which scripts make a new one.
PATTERN = "__n__"
_OF_A_ROW = re.compile(r"people\.\d+\.values\.\w+\.(?:text|place)")


@dataclass(frozen=True, slots=True)
class Box:
    """One value to be entered: as it stands on the page, and as it is understood."""

    path: str
    label: str
    form: str = "text"
    text: str = ""
    understood: str = ""
    place: str = ""
    choices: Sequence[tuple[str, Words]] = ()
    error: str = ""
    carries: bool = False
    # A word of the paper itself, without a reading.
    plain: bool = False
    # What the kernels read there, shown for choosing where no script does it while someone types.
    proposals: Sequence[tuple[str, str]] = ()

    @property
    def id(self) -> str:
        return self.path.replace(".", "-")

    @property
    def name(self) -> str:
        return self.path if self.plain else f"{self.path}.text"

    @property
    def column(self) -> str:
        return self.path.rpartition(".")[2]

    @property
    def is_read(self) -> bool:
        return self.form in ("date", "place")


@dataclass(frozen=True, slots=True)
class PersonBox:
    """One person on the page: the name, its reading, what else is said, and who that is."""

    number: str
    role: str
    label: str
    name: Box
    row: Box
    boxes: tuple[Box, ...]
    read: Mapping[str, str]
    understood: str
    sex: str
    decision: Mapping[str, Any]
    likely: Sequence[Any] = ()

    @property
    def path(self) -> str:
        return f"people.{self.number}"

    @property
    def id(self) -> str:
        return f"people-{self.number}"

    @property
    def sexes(self) -> tuple[tuple[str, Words], ...]:
        return _SEXES


@dataclass(frozen=True, slots=True)
class RoleGroup:
    """Those in one role, and the pattern of one more."""

    role: Role
    people: tuple[PersonBox, ...]
    pattern: PersonBox

    @property
    def may_add(self) -> bool:
        return self.role.most == 0 or len(self.people) < self.role.most

    @property
    def acts(self) -> str:
        return " ".join(self.role.acts)


@dataclass(frozen=True, slots=True)
class Screen:
    """Everything that is asked of one document; of a list ``table`` is the one group of rows."""

    kind: DocumentKind
    leading: tuple[Box, ...]
    further: tuple[Box, ...]
    paper: tuple[Box, ...]
    words: tuple[Box, ...]
    groups: tuple[RoleGroup, ...]
    table: RoleGroup | None = None
    errors: Mapping[str, str] = field(default_factory=dict)
    # What few lists have columns for is on the screen; and whether anything of it is not.
    all_columns: bool = False
    has_more_columns: bool = False

    @property
    def columns(self) -> int:
        """How many columns the table of a list has: row, name, what is asked of each, who."""
        return 3 + len(self.table.pattern.boxes) if self.table else 0

    def all_boxes(self) -> Iterator[Box]:
        """Yield every box that is on the screen."""
        yield from (*self.leading, *self.further, *self.paper, *self.words)
        for group in (*self.groups, *([self.table] if self.table else [])):
            for person in group.people:
                yield from (person.name, person.row, *person.boxes)

    @property
    def further_entered(self) -> bool:
        return any(box.text or box.error for box in self.further)

    @property
    def paper_entered(self) -> bool:
        return any(box.text or box.error for box in self.paper)

    @property
    def words_entered(self) -> bool:
        return any(box.text or box.error for box in self.words)


class _Boxes:
    """Makes boxes of what was sent."""

    def __init__(
        self, values: Values, errors: Mapping[str, str], proposals: Mapping[str, Any], hidden: Set[str] = frozenset()
    ) -> None:
        """``hidden`` are the keys of person fields that are not on the screen."""
        self.values, self.errors, self.proposals, self.hidden = values, errors, proposals, hidden

    def said(self, path: str) -> str:
        return str(self.values.get(path) or "")

    def box(self, path: str, label: Words, form: str = "text", **more: Any) -> Box:
        return Box(
            path=path,
            label=capfirst(str(label)),
            form=form,
            text=self.said(f"{path}.text"),
            understood=self.said(f"{path}.understood"),
            place=self.said(f"{path}.place"),
            error=self.errors.get(path, ""),
            proposals=self.proposals.get(path, ()),
            **more,
        )

    def plain(self, key: str, label: Words, form: str, choices: Sequence[tuple[str, Words]] = ()) -> Box:
        """A word of the paper itself; of the source its title is typed and its key is kept."""
        of_source = form == "source"
        text, place = (self.said(f"{key}_words"), self.said(key)) if of_source else (self.said(key), "")
        return Box(
            key,
            capfirst(str(label)),
            form,
            text,
            place=place,
            choices=choices,
            error=self.errors.get(key, ""),
            plain=True,
            proposals=self.proposals.get(key, ()),
        )

    def of_kind(self, entry: DocumentField, kind: DocumentKind) -> Box:
        choices: Sequence[tuple[str, Words]] = entry.choices
        form = entry.form
        if form == "yes_no":
            choices, form = _YES_NO, "choice"
        elif form == "stage":
            choices, form = tuple(_stages_of(kind)), "choice"
        return self.box(f"fields.{entry.key}", entry.label, form, choices=choices, carries=entry.carries)

    def of_person(self, number: str, entry: PersonField) -> Box:
        choices = _YES_NO if entry.form == "yes_no" else ()
        form = "choice" if choices else entry.form
        path = f"people.{number}.values.{entry.key}"
        return self.box(path, entry.label, form, choices=choices, carries=entry.carries)

    def person(self, number: str, role: Role, kind: DocumentKind, likely: Sequence[Any] = ()) -> PersonBox:
        path = f"people.{number}"
        return PersonBox(
            number=number,
            role=role.key,
            label=capfirst(str(role.label)),
            name=self.box(f"{path}.name", _("name as written"), "name"),
            row=Box(
                f"{path}.row", str(_("Row")), text=self.said(f"{path}.row"), error=self.errors.get(f"{path}.row", "")
            ),
            boxes=tuple(
                self.of_person(number, entry) for entry in kind.fields_of(role.key) if entry.key not in self.hidden
            ),
            read={part: self.said(f"{path}.read.{part}") for part in ("given", "patronymic", "surname", "prefix")},
            understood=self.said(f"{path}.name.understood"),
            sex=self.said(f"{path}.sex") or role.sex or "U",
            decision={
                "act": self.said(f"{path}.decision.act") or "create",
                "certainty": self.said(f"{path}.decision.certainty") or "probable",
                "note": self.said(f"{path}.decision.note"),
            },
            likely=likely,
        )

    def group(self, role: Role, kind: DocumentKind, likely: Mapping[str, Any], at_least: int) -> RoleGroup:
        numbers = [number for number in numbers_of(self.values) if self.said(f"people.{number}.role") == role.key]
        numbers += free_numbers(self.values, role, kind, max(0, at_least - len(numbers)))
        people = tuple(self.person(number, role, kind, likely.get(number, ())) for number in numbers)
        blank = _Boxes({}, {}, {}, self.hidden).person(PATTERN, role, kind)
        return RoleGroup(role, people, blank)


def numbers_of(values: Values) -> list[str]:
    """Return the numbers of the people that the form has, in order."""
    found = {path.split(".")[1] for path in values if path.startswith("people.") and path.endswith(".role")}
    return sorted((number for number in found if number.isdecimal()), key=int)


def free_numbers(values: Values, role: Role, kind: DocumentKind, how_many: int) -> list[str]:
    """Return numbers that nobody in the form has: each role counts in its own thousand."""
    first = 1000 * kind.roles.index(role)
    taken = [int(number) for number in numbers_of(values) if first <= int(number) < first + 1000]
    start = max(taken, default=first - 1) + 1
    return [str(start + step) for step in range(how_many)]


def screen_of(
    kind: DocumentKind,
    values: Values,
    errors: Mapping[str, str] | None = None,
    proposals: Mapping[str, Any] | None = None,
    likely: Mapping[str, Any] | None = None,
    more_of: str = "",
) -> Screen:
    """Return the screen of a kind; ``more_of`` is a role of which more people are wanted."""
    hidden = hidden_columns(kind, values)
    boxes = _Boxes(values, errors or {}, proposals or {}, hidden)
    asked = [entry for entry in kind.fields if not entry.follows]
    first = _first_keys(kind)
    paper_itself = (
        boxes.box("date", _label_of(kind, PAGE_DATE), "date"),
        boxes.box("place", _label_of(kind, PAGE_PLACE), "place"),
    )
    groups = tuple(
        boxes.group(role, kind, likely or {}, _at_least(kind, role, values, role.key == more_of)) for role in kind.roles
    )
    is_list = kind.layout == "list"
    return Screen(
        kind=kind,
        leading=(*paper_itself, *(boxes.of_kind(entry, kind) for entry in asked if entry.key in first)),
        further=tuple(boxes.of_kind(entry, kind) for entry in asked if entry.key not in first),
        paper=tuple(_paper(boxes)),
        words=tuple(_words(boxes)),
        groups=() if is_list else groups,
        table=groups[0] if is_list else None,
        errors=errors or {},
        all_columns=values.get("columns") == "all",
        has_more_columns=bool(hidden),
    )


def hidden_columns(kind: DocumentKind, values: Values) -> frozenset[str]:
    """Return what few lists have columns for, unless all columns were asked for, or somebody's row has it."""
    if values.get("columns") == "all":
        return frozenset()
    entered = {path.split(".")[3] for path in values if _OF_A_ROW.fullmatch(path) and str(values.get(path) or "")}
    return frozenset(entry.key for entry in kind.person_fields if entry.further and entry.key not in entered)


def _at_least(kind: DocumentKind, role: Role, values: Values, more: bool) -> int:
    """Return how many of a role are shown: those there are, a first one, and more where more are asked for."""
    there = sum(1 for number in numbers_of(values) if str(values.get(f"people.{number}.role")) == role.key)
    if kind.layout == "list":
        return max(ROWS_AT_FIRST, there + (ROWS_MORE if more else 0))
    return max(1, there + more)


def _first_keys(kind: DocumentKind) -> set[str]:
    """Return the fields that stand above the people: what a page is known by and what it gives rise to.

    A list or a letter shows all but long ones there; on a certificate the rest can be unfolded below.
    """
    if kind.layout != "certificate":
        return {entry.key for entry in kind.fields if entry.form != "long" or kind.layout == "picture"}
    used = {key for rule in kind.stages for key in (rule.date, rule.end_date, rule.place, rule.origin, rule.choice)}
    used |= {key for rule in kind.events for key in (rule.date, rule.place, rule.value)}
    named = {entry.key for entry in kind.fields if f"{{{entry.key}}}" in str(kind.citation) + str(kind.title)}
    return used | named | {"act", "destination_as_written", "inscription"}


def _label_of(kind: DocumentKind, what: str) -> Words:
    label = next(
        (entry.label for entry in kind.fields if entry.follows == what and entry.form in ("date", "place")), None
    )
    return label or (_("date of the document") if what == PAGE_DATE else _("place of the document"))


def _stages_of(kind: DocumentKind) -> Iterator[tuple[str, str | Promise]]:
    for rule in kind.stages:
        if rule.choice:
            yield from ((code, STAGES[code].label) for code in rule.codes if code in STAGES)


def _paper(boxes: _Boxes) -> Iterator[Box]:
    """What is said of the paper itself, whatever its kind; these are plain words, not readings."""
    for key, label, form, choices in (
        ("source", _("source"), "source", ()),
        ("signature", _("signature (call number)"), "text", ()),
        ("title", _("title (empty: made from what is entered)"), "text", ()),
        ("language", _("language of the page (ru, pl ...)"), "text", ()),
        ("original", _("original or copy"), "choice", (("original", _("original")), ("copy", _("copy")))),
        ("holder_today", _("kept today by"), "text", ()),
        ("provenance", _("how it came down"), "long", ()),
        ("rights", _("rights"), "text", ()),
        ("hard_to_read", _("hard to read: someone else shall read it a second time"), "tick", ()),
        ("note", _("note"), "long", ()),
    ):
        yield boxes.plain(key, label, form, choices)


def _words(boxes: _Boxes) -> Iterator[Box]:
    for key, label, form in (
        ("transcription_language", _("language of the words"), "text"),
        ("transcription", _("the words of the page"), "long"),
        ("translation_language", _("language of the translation"), "text"),
        ("translation", _("translation"), "long"),
    ):
        yield boxes.plain(key, label, form)
