"""What may be odd in a row: nothing of it keeps the row out, except that there is no name."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

PROBLEMS: dict[str, str | Promise] = {
    "name": _("There is no name: the row was left out, and is kept with the import."),
    "name_long": _("The name is longer than 140 signs and was cut; it is kept with the import."),
    "value_long": _("The value is longer than its column can hold and was cut; it is kept with the import."),
    "remark_long": _("The remarks together are longer than 300 signs and were cut; they are kept with the import."),
    "date": _("This date was not understood. It is kept as it stands."),
    "serial": _("A number without the format of a date: taken as the spreadsheet's count of days. Look at it."),
    "no_such_day": _("There is no such day. It is kept as it stands."),
    "age": _("The age and the birth in this row are more than a year apart."),
    "year": _("This is no likely year. It is kept as it stands."),
    "sex": _("The sex was not understood."),
    "role": _("This part on the page is not known; the usual one was taken."),
    "person": _("There is no such person. The name was only noted."),
    "person_published": _("This person is before the public: what the row says waits with the document for an editor."),
    "row_again": _("This row number stands twice, or goes back."),
    "row_gap": _("Row numbers are missing before this one."),
    "more_cells": _("The row has more cells than there are columns; they are kept with the import."),
    "formula": _("A formula: what it last showed was taken as text."),
    "long": _("The cell holds more than 2,000 signs and was cut."),
    "columns": _("The row has too many columns; the last were left out."),
    "charset": _("A letter could not be read in this character set."),
}


@dataclass(frozen=True, slots=True)
class RowProblem:
    """Something odd: the line, the head of the column (none: the whole row), a code of PROBLEMS, the text."""

    line: int
    column: str
    code: str
    text: str = ""
