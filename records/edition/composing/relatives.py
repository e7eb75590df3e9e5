"""The names of parents and partners, as far as they may be shown: by them a searcher knows which Jan it is."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass, field

from records.edition.composing.rows import Row, grouped
from records.people.models import FamilyPartner, PersonName
from records.privacy.visibility import Viewer, visible_ids
from records.record_model import Status


@dataclass(slots=True)
class Relatives:
    """The given names of one person's father, mother and partners, and the surnames the mother was born with."""

    fathers: list[str] = field(default_factory=list)
    mothers: list[str] = field(default_factory=list)
    spouses: list[str] = field(default_factory=list)
    mothers_born: list[str] = field(default_factory=list)


def relatives_of(
    as_child: dict[int, list[Row]], as_partner: dict[int, list[Row]], who: Viewer
) -> defaultdict[int, Relatives]:
    """Return the relatives of each person; ``as_child`` and ``as_partner`` are the rows of families by person.

    A family that is not shown makes nobody known.
    """
    as_child, as_partner = _shown(as_child, who), _shown(as_partner, who)
    family_ids = {row["family_id"] for rows in (*as_child.values(), *as_partner.values()) for row in rows}
    partners = grouped(
        FamilyPartner.objects.filter(family__in=family_ids)
        .order_by("id")
        .values("family_id", "person_id", "person__sex"),
        "family_id",
    )
    given, born = _names({row["person_id"] for rows in partners.values() for row in rows}, who)
    found: defaultdict[int, Relatives] = defaultdict(Relatives)
    for person, rows in as_child.items():
        for partner in (partner for row in rows for partner in partners.get(row["family_id"], [])):
            names = given.get(partner["person_id"], [])
            if partner["person__sex"] == "M":
                found[person].fathers += names
            elif partner["person__sex"] == "F":
                found[person].mothers += names
                found[person].mothers_born += born.get(partner["person_id"], [])
    for person, rows in as_partner.items():
        for partner in (partner for row in rows for partner in partners.get(row["family_id"], [])):
            if partner["person_id"] != person:
                found[person].spouses += given.get(partner["person_id"], [])
    return found


def _shown(families: dict[int, list[Row]], who: Viewer) -> dict[int, list[Row]]:
    return {
        person: [row for row in rows if who.sees_all or row["family__status"] == Status.PUBLISHED]
        for person, rows in families.items()
    }


def _names(people: Collection[int], who: Viewer) -> tuple[dict[int, list[str]], dict[int, list[str]]]:
    """Return the given names and the surnames at birth of the visible ones among these people."""
    rows = PersonName.objects.filter(person__in=visible_ids(people, who)).order_by("person_id", "-preferred", "id")
    given: dict[int, list[str]] = defaultdict(list)
    born: dict[int, list[str]] = defaultdict(list)
    for row in rows.values("person_id", "given", "surname", "kind"):
        if row["given"] and row["given"] not in given[row["person_id"]]:
            given[row["person_id"]].append(row["given"])
        if row["surname"] and row["kind"] != "married":
            born[row["person_id"]].append(row["surname"])
    return given, born
