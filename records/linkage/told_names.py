"""Names on pages whom nobody has identified yet, rows of imported lists among them, as plain records to be compared."""

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from records.dates.day_numbers import day_number
from records.documents.kinds import DOCUMENT_KINDS
from records.documents.models import Mention
from records.gedcom.dates import read_gedcom_date
from records.linkage.compared import Told
from records.linkage.models import Identification
from records.linkage.told_places import NOWHERE, PlaceKeys, place_keys
from records.names.maiden_names import NameText, read_name_text
from records.names.name_order import arrangements
from records.record_model import Status

NAME = "name"
_AT_ONCE = 2_000
_SEX_OF_ROLE = {"father": "m", "mother": "f"}
_COLUMNS = ("pk", "document_id", "document__public_id", "document__kind", "as_written", "romanised", "role",
            "relation", "birth_year", "values")  # fmt: skip


def key_of_name(pk: int) -> str:
    """Return the key under which a name on a page is compared."""
    return f"n:{pk}"


def told_names(
    documents: Iterable[int] | None = None, *, pks: Iterable[int] | None = None, places: PlaceKeys | None = None
) -> Iterator[Told]:
    """Yield the names that nobody is identified with, or those of these documents, or of these keys; a fixed number of
    queries a part.
    """
    places, last = places or place_keys(), 0
    rows = names_to_compare().order_by("pk")
    if documents is not None:
        rows = rows.filter(document__in=list(documents))
    if pks is not None:
        rows = rows.filter(pk__in=list(pks))
    while part := list(rows.filter(pk__gt=last).values(*_COLUMNS)[:_AT_ONCE]):
        last = part[-1]["pk"]
        others = _others_on_certificates(part)
        yield from (_told(row, places, others.get(row["document_id"], ())) for row in part if row["as_written"].strip())


def names_to_compare() -> QuerySet[Mention]:
    """Return the names on pages that are compared, if there is anything written: nobody is identified with them."""
    identified = Exists(Identification.objects.filter(mention=OuterRef("pk"), withdrawn=False))
    return Mention.objects.exclude(document__status=Status.WITHDRAWN).filter(~identified)


def _told(row: dict[str, Any], places: PlaceKeys, others: Sequence[tuple[str, str]]) -> Told:
    said = _said(row)
    name = _read(row["romanised"] or row["as_written"])
    holder = row["role"] == "holder"
    given = {role: _read(text).given for role, text in others} if holder else {}
    return Told(
        key=key_of_name(row["pk"]),
        kind=NAME,
        surname=name.surname,
        given=name.given,
        source=row["document__public_id"],
        sex=_SEX_OF_ROLE.get(row["role"], ""),
        maiden=_text(said, "maiden") or name.maiden,
        father=_text(said, "father") or name.patronymic,
        spouse=given.get("spouse", ""),
        children=tuple(_read(text).given for role, text in others if role == "child") if holder else (),
        born=_born(row, said),
        places=_home(said, places),
        dead_by=_died(said),
    )


@lru_cache(maxsize=20_000)
def _read(text: str) -> NameText:
    return read_name_text(arrangements(text)[0])


def _said(row: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """Return what the page says of the person by what it is about: father, maiden, birth_date, birth_place, ..."""
    kind = DOCUMENT_KINDS.get(row["document__kind"])
    if kind is None:
        return {}
    found: dict[str, dict[str, Any]] = {}
    for asked in kind.fields_of(row["role"]):
        value = row["values"].get(asked.key)
        if isinstance(value, dict):
            found.setdefault(asked.part if asked.part in ("father", "maiden") else asked.key, value)
    return found


def _text(said: dict[str, dict[str, Any]], part: str) -> str:
    return str(said.get(part, {}).get("text") or "")


def _born(row: dict[str, Any], said: dict[str, dict[str, Any]]) -> tuple[int | None, int | None]:
    date = read_gedcom_date(str(said.get("birth_date", {}).get("understood") or ""))
    if date.earliest is not None:
        return date.earliest, date.latest
    year = row["birth_year"]
    return (day_number(year, 1, 1), day_number(year, 12, 31)) if year else (None, None)


def _died(said: dict[str, dict[str, Any]]) -> int | None:
    return read_gedcom_date(str(said.get("death_date", {}).get("understood") or "")).latest


def _home(said: dict[str, dict[str, Any]], places: PlaceKeys) -> tuple[str, str, str]:
    for part in ("birth_place", "residence"):
        place = said.get(part, {}).get("place")
        if place:
            return places.of(int(place))
    return NOWHERE


def _others_on_certificates(part: Iterable[dict[str, Any]]) -> dict[int, list[tuple[str, str]]]:
    """Return the spouse and the children who stand beside a holder: (role, name as written), by the document."""
    held = {row["document_id"] for row in part if row["role"] == "holder"}
    found: dict[int, list[tuple[str, str]]] = {}
    rows = Mention.objects.filter(document__in=held, role__in=("spouse", "child")).order_by("position", "pk")
    for document, role, romanised, written in rows.values_list("document_id", "role", "romanised", "as_written"):
        found.setdefault(document, []).append((role, romanised or written))
    return found
