"""What an import's report says, in words for the desk."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from records.admin.rival_values import record_url
from records.admin.translating import translated

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
    "names on pages": gettext_lazy("names on pages"),
    "place": gettext_lazy("places"),
    "shared notes": gettext_lazy("shared notes"),
    "histories": gettext_lazy("family histories"),
    "history": gettext_lazy("family histories"),
    "chapter": gettext_lazy("chapters"),
    "media": gettext_lazy("pictures"),
}


@dataclass(frozen=True, slots=True)
class Count:
    """So many of one kind are new, and so many are known already."""

    what: str
    created: int
    matched: int


def what_words(kind: str) -> str:
    """Return what a report counts; kinds that it calls as their tables are called stand in the catalogue, too."""
    return str(WHAT[kind]) if kind in WHAT else _(kind)


def counted(report: dict[str, Any]) -> list[Count]:
    """Return what is created and matched, one row for each kind."""
    created, matched = report.get("created", {}), report.get("matched", {})
    kinds = dict.fromkeys([*created, *matched])
    rows = [Count(what_words(kind), created.get(kind, 0), matched.get(kind, 0)) for kind in kinds]
    return [row for row in rows if row.created or row.matched]


def problem_lines(report: dict[str, Any]) -> list[dict[str, Any]]:
    """Return the problems of the file in the order of its lines."""
    problems = [{**problem, "message": translated(problem["message"])} for problem in report.get("problems", [])]
    return sorted(problems, key=lambda problem: problem.get("line") or 0)


def finding_lines(findings: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return what a check found, in the reader's language."""
    return [{**finding, "message": translated(finding["message"])} for finding in findings]


def kept_words(undoing: dict[str, Any] | None) -> dict[str, Any] | None:
    """Return what undoing removed, and the records it kept with the reasons."""
    if undoing is None:
        return None
    removed = [Count(what_words(what), number, 0) for what, number in undoing["removed"].items() if number]
    kept = [
        {**row, "url": record_url(row["kind"], row["record"]), "reason": translated(row["reason"])}
        for row in undoing["kept"]
    ]
    return {"removed": removed, "kept": kept, "more": undoing["kept_total"] - len(kept)}


def status_sentence(report: dict[str, Any]) -> str:
    """Say how the file was read."""
    return _("GEDCOM %(version)s, read as %(charset)s: %(reason)s") % {
        "version": report.get("version") or "?",
        "charset": report.get("charset", ""),
        "reason": translated(report.get("charset_reason", "")),
    }
