"""What is asked of a list: the file, how it is read, what it is, and what each column is."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _
from unfold.widgets import (
    UnfoldAdminFileFieldWidget,
    UnfoldAdminIntegerFieldWidget,
    UnfoldAdminSelectWidget,
    UnfoldAdminTextInputWidget,
    UnfoldBooleanWidget,
)

from records.admin.closed_collections import collections_to_enter
from records.admin.import_forms import plainly_named
from records.admin.tables.source_field import offer_sources, source_field
from records.documents.collections import Collection
from records.documents.kinds import DOCUMENT_KINDS, DocumentField, DocumentKind
from records.documents.models import Source
from records.tables.charset import CHARSETS
from records.tables.columns import LEAVE, meanings_for
from records.tables.models import ColumnMapping
from records.tables.plan import NAMED, PEOPLE, Plan
from records.tables.table_file import MOST_BYTES
from records.transcribing.entry import Entry, Written
from records.transcribing.stage_rows import stage_choices_of

ENDINGS = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
FIELD = "field_"
_DIVIDERS = ((",", _("comma")), (";", _("semicolon")), ("\t", _("tabulator")), ("|", _("upright stroke")))
_OF_READING = ("sheet", "charset", "delimiter", "quotes", "header_row")
_MOST_HEADER_ROW = 100


def _words(label: Any, most: int = 300, help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=label, required=False, max_length=most, help_text=help_text, widget=UnfoldAdminTextInputWidget()
    )


def _choice(label: Any, choices: Sequence[tuple[Any, Any]], **options: Any) -> forms.ChoiceField:
    return forms.ChoiceField(label=label, choices=choices, widget=UnfoldAdminSelectWidget(), **options)


class ListForm(forms.Form):
    """A file with a list, and what kind of list it is; nothing is changed by that."""

    file = forms.FileField(
        label=_("File"),
        help_text=_("A table as CSV (in whatever letters) or XLSX, a row a person."),
        widget=UnfoldAdminFileFieldWidget(attrs={"accept": ",".join(ENDINGS)}),
    )
    kind = _choice(_("What kind of list is it?"), ())

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        kinds = [(kind.key, capfirst(str(kind.label))) for kind in DOCUMENT_KINDS.values() if kind.layout == "list"]
        self.fields["kind"].choices = kinds  # type: ignore[attr-defined]

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than %d megabytes.") % (MOST_BYTES // 1_000_000))
        if not file.name.lower().endswith(ENDINGS):
            raise forms.ValidationError(_("Choose a table: a file that ends in .csv, .txt or .xlsx."))
        return plainly_named(file)


class HeadForm(forms.Form):
    """How the file is read, and what is said of the list as a whole; its own fields come with its kind."""

    sheet = _choice(_("Sheet"), (), required=False)
    charset = _choice(_("Letters (character set)"), [(name, name.upper()) for name in CHARSETS], required=False)
    delimiter = _choice(_("Columns are divided by"), _DIVIDERS, required=False)
    quotes = forms.BooleanField(
        label=_("Quotation marks hold a cell together"), required=False, widget=UnfoldBooleanWidget()
    )
    header_row = forms.IntegerField(
        label=_("Row with the heads of the columns, of two the lower one"),
        min_value=0,
        max_value=_MOST_HEADER_ROW,
        help_text=_("0: there is none."),
        widget=UnfoldAdminIntegerFieldWidget(),
    )
    head_rows = _choice(
        _("The heads take"), [("1", _("one row")), ("2", _("two rows: one over groups of columns, one below it"))]
    )
    title = _words(_("Title of the list"), help_text=_("Empty: it is made of the kind and its fields."))
    signature = _words(_("Signature (call number)"), 200)
    source = source_field()
    source_id = _words(
        _("Or its public id"), 13, _("The twelve letters and digits that end the address of its public page.")
    )
    collection = forms.ModelChoiceField(
        Collection.objects.none(), label=_("Collection"), required=False, widget=UnfoldAdminSelectWidget()
    )
    date = _words(_("Date of the list"), 200)
    place = _words(_("Place of the list"))
    language = _words(_("Language (pl, ru, en ...)"), 12)
    people = _choice(_("What becomes of the names"), PEOPLE, initial=NAMED)

    def __init__(self, *args: Any, user: Any, plan: Plan, **kwargs: Any) -> None:
        super().__init__(*args, initial=_initial(plan), **kwargs)
        self.kind = DOCUMENT_KINDS[plan.list_head.kind]
        offer_sources(self.fields["source"], self["source"].value())
        self.fields["collection"].queryset = collections_to_enter(user)  # type: ignore[attr-defined]
        reading = plan.reading
        if reading.form == "xlsx":
            self.fields["sheet"].choices = [(name, name) for name in reading.sheets]  # type: ignore[attr-defined]
            for name in ("charset", "delimiter", "quotes"):
                del self.fields[name]
        else:
            del self.fields["sheet"]
            known = dict.fromkeys([reading.charset, *CHARSETS])
            self.fields["charset"].choices = [(name, name.upper()) for name in known]  # type: ignore[attr-defined]
        for asked in self.kind.fields:
            if not asked.follows:
                self.fields[FIELD + asked.key] = _field_of(self.kind, asked)

    def clean(self) -> dict[str, Any]:
        given = super().clean() or self.cleaned_data
        told = given.get("source_id", "").strip()
        if told:
            given["source"] = Source.objects.filter(public_id=told.lower()).first()
            if given["source"] is None:
                self.add_error("source_id", _("There is no source with this public id."))
        return given

    def chosen_reading(self) -> dict[str, Any]:
        chosen = {name: self.cleaned_data[name] for name in _OF_READING if name in self.cleaned_data}
        return {**chosen, "head_rows": int(self.cleaned_data["head_rows"] or 1)}

    def list_head(self) -> Entry:
        """Return the list as an entry without people."""
        given = self.cleaned_data
        fields = {
            key.removeprefix(FIELD): str(value) for key, value in given.items() if key.startswith(FIELD) and value
        }
        return Entry(
            kind=self.kind.key,
            fields={key: Written(value) for key, value in fields.items()},
            date=Written(given["date"]),
            place=Written(given["place"]),
            source=given["source"].pk if given["source"] else None,
            collection=given["collection"].pk if given["collection"] else None,
            **{key: given[key] for key in ("title", "signature", "language")},
        )


def _field_of(kind: DocumentKind, asked: DocumentField) -> forms.Field:
    label = capfirst(str(asked.label))
    if asked.form in ("stage", "choice"):
        choices = stage_choices_of(kind.key) if asked.form == "stage" else asked.choices
        return _choice(label, [("", "–"), *choices], required=False)
    return _words(label, 2_000 if asked.form == "long" else 300)


def _initial(plan: Plan) -> dict[str, Any]:
    head, reading = plan.list_head, plan.reading
    return {
        **{name: getattr(reading, name) for name in (*_OF_READING, "head_rows")},
        **{name: getattr(head, name) for name in ("title", "signature", "language", "collection")},
        **{FIELD + key: written.text for key, written in head.fields.items()},
        "source": head.source,
        "date": head.date.text,
        "place": head.place.text,
        "people": plan.people,
    }


class ColumnsForm(forms.Form):
    """What each column is; and under which name the next file of this archive finds it."""

    save_as = _words(
        _("Keep these columns under a name"), 100, _("For the next file of the same archive. Empty: they are not kept.")
    )

    def __init__(self, *args: Any, plan: Plan, columns: Sequence[str], width: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.width = width
        choices = meanings_for(DOCUMENT_KINDS[plan.list_head.kind])
        for number in range(width):
            initial = columns[number] if number < len(columns) else LEAVE
            label = plan.head_of(number)
            self.fields[f"column_{number}"] = _choice(label, choices, required=False, initial=initial)

    @property
    def columns(self) -> tuple[str, ...]:
        return tuple(self.cleaned_data[f"column_{number}"] for number in range(self.width))


def by_mapping(mapping: ColumnMapping, plan: Plan, proposed: Sequence[str]) -> tuple[str, ...]:
    """Return the columns as a kept mapping has them; one that it does not know stays as proposed."""
    return tuple(mapping.columns.get(plan.head_of(number), column) for number, column in enumerate(proposed))
