"""What each column of a table is: by the words at its head in four languages, else by what stands in it."""

import re
from collections.abc import Iterator, Mapping, Sequence

from django.utils.functional import Promise
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from records.dates.reading import read_date
from records.documents.kinds import DocumentKind
from records.tables.column_heads import OVER, YEAR, bare, part_said
from records.tables.date_parts import PARTS, part_meaning
from records.transcribing.rows import meanings_of_heads

ROW, NAME, SURNAME, GIVEN, PATRONYMIC, ROLE, SEX, NOTE = (
    *("@row", "@name", "@surname", "@given"),
    *("@patronymic", "@role", "@sex", "@note"),
)
# In the remark beside the name, with its head; left out, but kept with the row as it stood; a person of ours.
KEEP, LEAVE, PERSON = "@keep", "", "@person"
NAME_PARTS = (SURNAME, GIVEN, PATRONYMIC)
_OF_EVERY_KIND: tuple[tuple[str, str | Promise], ...] = (
    (NAME, _("Name in one column")),
    (SURNAME, _("Surname")),
    (GIVEN, _("Given name")),
    (PATRONYMIC, _("Patronymic")),
    (ROW, _("Row number")),
    (SEX, _("Sex")),
    (ROLE, _("Part on the page")),
    (NOTE, _("Remark")),
    (PERSON, _("Public id of the person it is")),
)
# Heads that lists of archives bear beside those that volunteers write.
_MORE_HEADS: dict[str, str] = {
    ROW: "no|nr|nr p p|n p p|lp|l p|poz|№|№ п п|п п|n п п|порядковый номер|lfd nr|nummer|id",
    NAME: "fio|f i o|ф и о|фамилия имя и отчество|фамилия и имя|nazwisko imie|nazwisko i imiona|familienname vorname"
    "|surname and name|name and surname|имя и фамилия|имя",
    SURNAME: "surnames|nazwiska|прозвище|nachname familienname",
    GIVEN: "imie imiona|imiona i|given|forename|forenames|имена|vornamen",
    PATRONYMIC: "по отчеству|imie ojca otczestwo|otchestvo",
    SEX: "пол м ж|plec k m|gender",
    PERSON: "public id|person id",
    "birth_year": "year born|yob|rok|г р|год рожд|год рождения|р|geb|geboren|geburtsj|ur w roku|rocznik",
    "birth_date": "dob|born on|data ur|ur dnia|дата рожд|geb am",
    "birth_place": "place born|miejsce ur|место рожд|geb in|geburtsort",
    "father_name": "father name|имя отца|отец|ojciec imie|imie ojca|name des vaters",
    "age": "lat|лет|возраст лет|jahre|years|age years|wiek lat|wiek w latach|возр|сколько лет",
    "relation": "relationship|отношение|кем приходится|родств отношение|stopien pokrewienstwa|stopien",
    "nationality": "nat|нац|национ|narod",
    "maiden_name": "maiden|born as|z domu|nazw panienskie|nazw rodowe|урожденная|дев фамилия|geb name|madchenname",
    "religion": "rel|wyzn|верисп|вероисп|религия|bekenntnis",
    "residence": "address|адрес|место жит|zamieszkaly|zam|wohnhaft|місце проживання|last address|last residence"
    "|ostatni adres|ostatnie miejsce zamieszkania|zam przed deportacja|miejsce zamieszkania przed zeslaniem"
    "|адрес до выселения|место жит до выселения|откуда выслан|skad wywieziony|miejsce wywozki|letzter wohnort",
    "remark": "comments|примечания|примеч|uwaga|anmerkung",
    "death_date": "death|date died|data zgonu|zgon|zm dnia|дата смерти|дата см|gestorben am|todesdatum",
    "death_place": "place died|zmarl w|miejsce zg|zm w|умер в|место см|gestorben in|todesort",
    "occupation": "profession|trade|job|zaw|zajecie|род занятий|специальность|должность|tatigkeit|stand",
    "grave": "grave number|nr grobu|grob nr|номер могилы|grabnummer|kwatera",
    "arrived": "data przybycia|дата прибытия|arrival",
    "left": "data wyjazdu|дата убытия|departure",
}
# What a head says of the two below it, "Urodzony / data, miejsce"; and the fields for a date, a year and a place.
_OVER_DATE_AND_PLACE = {
    "birth": "urodzony|urodzona|urodzeni|urodzenie|ur|born|birth|geburt|geboren|рождение|родился|рожд",
    "death": "zmarl|zmarla|zmarly|zgon|smierc|zm|died|death|gestorben|tod|смерть|умер",
}
_PART_LABELS: dict[str, str | Promise] = {
    "day": _("%(date)s: the day alone"),
    "month": _("%(date)s: the month alone"),
    "year": _("%(date)s: the year alone"),
}
_YEAR = re.compile(r"1[789]\d\d(?:\s*(?:г\.?|r\.?))?", re.IGNORECASE)
_WORDS = re.compile(r"[^\W\d_][^\W\d_'’\-]+(?:[ ,]+[^\W\d_][^\W\d_'’.\-]*){1,4}")


def meanings_for(kind: DocumentKind) -> list[tuple[str, str | Promise]]:
    """Return what a column may be in a list of this kind, for a form."""
    asked = [(field.key, str(capfirst(str(field.label)))) for field in kind.person_fields]
    return [
        *_OF_EVERY_KIND[:4],
        *asked,
        *_labels_of_parts(kind),
        *_OF_EVERY_KIND[4:],
        (KEEP, _("Keep as remark")),
        (LEAVE, _("Leave out (the row is kept as it stood, with the import)")),
    ]


def _labels_of_parts(kind: DocumentKind) -> Iterator[tuple[str, str]]:
    for field in kind.person_fields:
        if field.form == "date":
            for part, label in _PART_LABELS.items():
                yield part_meaning(field.key, part), str(label) % {"date": capfirst(str(field.label))}


def proposed(heads: Sequence[str], samples: Sequence[Sequence[str]], kind: DocumentKind) -> tuple[str, ...]:
    """Return what each column seems to be; one that says nothing is kept as a remark, an empty one left out."""
    width = max((len(heads), *map(len, samples)), default=0)
    padded = [*heads, *[""] * width][:width]
    found = meanings_of_heads(padded, kind)
    known = _known_heads(kind)
    for number, head in enumerate(padded):
        meaning = _of_two_rows(head, kind, known) if OVER in head else known.get(bare(head), "")
        if not found[number] and meaning and meaning not in found:
            found[number] = meaning
    _join_lone_years(found, kind)
    for number in range(width):
        cells = [row[number] for row in samples if number < len(row) and row[number]]
        if not found[number]:
            found[number] = _by_content(cells, found, kind) if cells else LEAVE
    return tuple(found)


def _of_two_rows(head: str, kind: DocumentKind, known: Mapping[str, str]) -> str:
    """Return what a column is by its own head and the one over it."""
    over, _sign, own = head.partition(OVER)
    asked = {field.key: field for field in kind.person_fields}
    part = part_said(own)
    about = next((key for key, words in _OVER_DATE_AND_PLACE.items() if bare(over) in words.split("|")), "")
    told = f"{about}_date" if about else meanings_of_heads([over], kind)[0] or known.get(bare(over), "")
    if part in PARTS and told in asked and asked[told].form == "date":
        return part_meaning(told, part)
    if about and part in ("date", "place"):
        return f"{about}_{part}" if f"{about}_{part}" in asked else ""
    below = meanings_of_heads([own], kind)[0] or known.get(bare(own), "")
    return below if part not in PARTS else ""


def _join_lone_years(found: list[str], kind: DocumentKind) -> None:
    """Of a date of which only the year has a column, that column is the date; of a birth, the year of birth."""
    keys = {field.key for field in kind.person_fields}
    for number, meaning in enumerate(found):
        key, _sign, part = meaning.partition(":")
        alone = part == YEAR and sum(one.startswith(f"{key}:") for one in found) == 1
        whole = "birth_year" if key == "birth_date" and "birth_year" in keys else key
        if alone and whole not in found:
            found[number] = whole


def _known_heads(kind: DocumentKind) -> dict[str, str]:
    asked = {field.key for field in kind.person_fields}
    return {
        bare(head): meaning
        for meaning, heads in _MORE_HEADS.items()
        if meaning.startswith("@") or meaning in asked
        for head in heads.split("|")
    }


def _by_content(cells: Sequence[str], taken: Sequence[str], kind: DocumentKind) -> str:
    asked = {field.key: field for field in kind.person_fields}

    def mostly(claim: list[bool]) -> bool:
        return sum(claim) * 10 >= len(claim) * 7

    has_name = any(meaning in taken for meaning in (NAME, *NAME_PARTS))
    if ROW not in taken and mostly([cell.rstrip(".)").isdecimal() and len(cell) < 7 for cell in cells]):
        numbers = [int(cell.rstrip(".)")) for cell in cells if cell.rstrip(".)").isdecimal()]
        if numbers == sorted(numbers) and numbers[0] != numbers[-1] and numbers[0] < 1_000:
            return ROW
    if mostly([bool(_YEAR.fullmatch(cell)) for cell in cells]):
        return "birth_year" if "birth_year" in asked and "birth_year" not in taken else KEEP
    if not has_name and mostly([bool(_WORDS.fullmatch(cell)) for cell in cells]):
        return NAME
    dates = [key for key, field in asked.items() if field.form == "date" and not field.further and key not in taken]
    if len(dates) == 1 and mostly([read_date(cell).is_dated() for cell in cells]):
        return dates[0]
    return KEEP


def fault_of(columns: Sequence[str], kind: DocumentKind) -> str | Promise:
    """Return why these columns make no list, or nothing."""
    known = {key for key, _label in meanings_for(kind)}
    if any(column not in known for column in columns):
        return _("This kind of list has no such column.")
    once = [column for column in columns if column not in (KEEP, LEAVE, NOTE)]
    if len(once) != len(set(once)):
        return _("Two columns cannot be the same.")
    if NAME in columns and any(part in columns for part in NAME_PARTS):
        return _("The name is in one column, or in parts: not both.")
    if NAME not in columns and SURNAME not in columns:
        return _("Say which column holds the name.")
    return ""
