"""The next document of the same kind: what one pile of papers has in common is not typed again."""

from collections.abc import Mapping
from typing import Any

from records.admin.closed_collections import may_see
from records.documents.kinds import DocumentKind
from records.documents.models import Document


def carried_from(kind: DocumentKind, after: str, user: Any) -> dict[str, str]:
    """Return what a new form begins with: nothing, or what carries over from the document of this key."""
    papers = Document.objects.select_related("source").filter(kind=kind.key)
    paper = papers.filter(pk=after).first() if after.isdecimal() and len(after) < 19 else None
    if paper is None or not may_see(user, paper):
        return {}
    values = {"language": paper.language, "holder_today": paper.holder_today, "rights": paper.rights}
    # The source that was made for one paper alone is not that of the next.
    if paper.source is not None and paper.source.title != paper.title:
        values |= {"source": str(paper.source_id), "source_words": paper.source.title}
    values["collection"] = str(paper.collection_id or "")
    for entry in kind.fields:
        if entry.carries and not entry.follows:
            values |= _of_field(entry.key, paper.fields.get(entry.key), paper.readings.get(entry.key) or {})
    return {path: text for path, text in values.items() if text}


def _of_field(key: str, stored: Any, reading: Mapping[str, Any]) -> dict[str, str]:
    if isinstance(stored, bool):
        stored = "yes" if stored else "no"
    elif isinstance(stored, list):
        stored = "\n".join(str(line) for line in stored)
    path = f"fields.{key}"
    return {
        f"{path}.text": "" if stored is None else str(stored),
        f"{path}.understood": str(reading.get("understood") or ""),
        f"{path}.place": str(reading.get("place") or ""),
    }
