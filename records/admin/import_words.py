"""What an import's report says, in words for the desk."""

from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

# What reports count, in the reader's language.
WHAT = {
    "people": gettext_lazy("people"),
    "person": gettext_lazy("people"),
    "names": gettext_lazy("names"),
    "events": gettext_lazy("events"),
    "stages of the journey": gettext_lazy("stages of the journey"),
    "stages": gettext_lazy("stages of the journey"),
    "stage": gettext_lazy("stages of the journey"),
    "families": gettext_lazy("families"),
    "family": gettext_lazy("families"),
    "sources": gettext_lazy("sources"),
    "source": gettext_lazy("sources"),
    "citations": gettext_lazy("citations"),
    "archives": gettext_lazy("archives"),
    "archive": gettext_lazy("archives"),
    "documents": gettext_lazy("documents"),
    "document": gettext_lazy("documents"),
    "places": gettext_lazy("places"),
    "place": gettext_lazy("places"),
    "shared notes": gettext_lazy("shared notes"),
    "histories": gettext_lazy("family histories"),
    "history": gettext_lazy("family histories"),
    "chapter": gettext_lazy("chapters"),
    "media": gettext_lazy("pictures"),
}
# The form of each kind of record.
_MODELS = {
    "person": "person",
    "family": "family",
    "source": "source",
    "archive": "archive",
    "document": "document",
    "place": "place",
    "stage": "journeystage",
}


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one kind are new, and so many are known already."""

    what: str
    created: int
    matched: int


@dataclass(frozen=True, slots=True)
class Change:
    """What the file says otherwise than the archive about a record that both know; ``url`` finds the record."""

    record: str
    url: str
    line: int
    field: str
    ours: str
    theirs: str


def counted(report: dict[str, Any]) -> list[Count]:
    """Return what is created and matched, one row for each kind."""
    created, matched = report.get("created", {}), report.get("matched", {})
    kinds = dict.fromkeys([*created, *matched])
    rows = [Count(str(WHAT.get(kind, kind)), created.get(kind, 0), matched.get(kind, 0)) for kind in kinds]
    return [row for row in rows if row.created or row.matched]


def changes(report: dict[str, Any]) -> list[Change]:
    """Return every value that the file gives otherwise."""
    return [
        Change(
            row["record"], record_url(row["kind"], row["record"]), row["line"], row["field"], row["ours"], row["theirs"]
        )
        for row in report.get("changed", [])
    ]


def record_url(kind: str, public_id: str) -> str:
    """Return the address of the list that holds this record alone; "" for a kind without a list."""
    model = _MODELS.get(kind)
    return f"{reverse(f'admin:records_{model}_changelist')}?q={public_id}" if model and public_id else ""


def problem_lines(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the problems of the file in the order of its lines."""
    return sorted(report.get("problems", []), key=lambda problem: problem.get("line") or 0)


def kept_words(undoing: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what undoing removed, and the records it kept with the reasons."""
    if undoing is None:
        return None
    removed = [Count(str(WHAT.get(what, what)), number, 0) for what, number in undoing["removed"].items() if number]
    kept = [{**row, "url": record_url(row["kind"], row["record"])} for row in undoing["kept"]]
    return {"removed": removed, "kept": kept, "more": undoing["kept_total"] - len(kept)}


def status_sentence(report: dict[str, Any]) -> str:
    """Say how the file was read."""
    return _("GEDCOM %(version)s, read as %(charset)s: %(reason)s") % {
        "version": report.get("version") or "?",
        "charset": report.get("charset", ""),
        "reason": report.get("charset_reason", ""),
    }
