"""What was chosen for a file: how it is read, what its columns are, what the list is, and what its rows become."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from records.documents.unseen import ALL_SEEN, Unseen
from records.tables.table_file import Reading
from records.transcribing.entry import Entry, from_plain, to_plain

NAMED, CREATE, LINK = "leave", "create", "link"
PEOPLE: tuple[tuple[str, str | Promise], ...] = (
    (NAMED, _("Only note the names: nobody is made, volunteers say later who they are")),
    (CREATE, _("Make a new person of every row")),
    (LINK, _("Link where one known person fits well; only note the other names")),
)


@dataclass(frozen=True, slots=True)
class Plan:
    """``list_head`` is the list itself as an entry without people; ``columns`` are keys of columns.meanings_for().

    ``unseen``: the papers that are not there for whoever asked; nobody is proposed or linked by what they alone tell.
    """

    reading: Reading = field(default_factory=Reading)
    heads: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    list_head: Entry = field(default_factory=Entry)
    people: str = NAMED
    unseen: Unseen = ALL_SEEN

    def head_of(self, column: int) -> str:
        """Return how a column is called in reports: by its head, else by its number."""
        head = self.heads[column] if column < len(self.heads) else ""
        return head or f"#{column + 1}"


def plan_to_plain(plan: Plan) -> dict[str, Any]:
    """Return the plan as plain values for JSON."""
    return {
        "reading": asdict(plan.reading),
        "heads": list(plan.heads),
        "columns": list(plan.columns),
        "list_head": to_plain(plan.list_head),
        "people": plan.people,
        "unseen": {"collections": sorted(plan.unseen.collections), "documents": sorted(plan.unseen.documents)},
    }


def plan_from_plain(plain: Mapping[str, Any]) -> Plan:
    """Return the plan of plain values that plan_to_plain() made."""
    reading = Reading(**plain["reading"])
    return Plan(
        replace(reading, sheets=tuple(reading.sheets)),
        tuple(plain["heads"]),
        tuple(plain["columns"]),
        from_plain(plain["list_head"]),
        plain["people"],
        Unseen(**{kind: frozenset(keys) for kind, keys in plain.get("unseen", {}).items()}),
    )
