"""The pages of sources and archives."""

from collections import defaultdict
from collections.abc import Collection
from typing import Any

from django.db.models import Count, F, Max

from records.documents.models import Archive, Document, Source
from records.edition.composed import DATE_COLUMNS, Composed, date_row
from records.edition.composing.documents import kept_back
from records.edition.composing.imported import origin_values
from records.edition.composing.rows import RESIDUE_COLUMNS, for_status, grouped, residue_values
from records.importing.models import ImportedRecord, Residue
from records.names.folding import fold
from records.privacy.visibility import Viewer
from records.record_model import Status
from records.row_history import states_of

_SOURCE_TEXTS = (
    "title",
    "author",
    "publication",
    "signature",
    "kind",
    "url",
    "rights",
    "note",
    "unverified",
    "invented",
    "status",
)


def compose_sources(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these sources."""
    found = for_status(Source.objects.filter(public_id__in=public_ids), who).values(
        "id",
        "uid",
        "public_id",
        "folded",
        "archive__public_id",
        "archive__status",
        "reliability_en",
        "reliability_pl",
        "reliability_de",
        "worked_on_at",
        *_SOURCE_TEXTS,
        *DATE_COLUMNS,
    )
    rows = list(found)
    came_with_files = _came_with_files("source", rows, who)
    came_from = origin_values("source", rows, who)
    residue = grouped(
        Residue.objects.filter(kind="source", record_id__in=[row["public_id"] for row in rows] if who.sees_all else [])
        .order_by("id")
        .values(*RESIDUE_COLUMNS),
        "record_id",
    )
    kept = _of_kept_papers([row["id"] for row in rows], who)
    composed = []
    for row in rows:
        if row["id"] in kept:
            row |= dict.fromkeys(("author", "publication", "signature", "url", "note"), "") | {"title": row["kind"]}
            row["folded"] = "~"
        archive = row["archive__public_id"] if who.sees_all or row["archive__status"] == Status.PUBLISHED else None
        page = Composed(
            kind="source",
            id=row["public_id"],
            position=row["id"],
            sort_key=row["folded"][:300],
            card={key: row[key] for key in ("title", "author", "kind", "url", "unverified", "invented")}
            | {"archive": archive},
            body={
                **{key: row[key] for key in _SOURCE_TEXTS},
                "uid": str(row["uid"]),
                "archive": archive,
                "date": date_row(row),
                "reliability": {language: row[f"reliability_{language}"] for language in ("en", "pl", "de")},
            },
            earliest=row["date_earliest"],
            latest=row["date_latest"],
            only_if_linked=row["public_id"] in came_with_files,
        )
        if who.sees_all:
            page.body["residue"] = residue_values(residue.get(row["public_id"], []))
            page.body["imported"] = came_from.get(row["id"])
        page.links = {("archive", archive)} if archive else set()
        page.add_keys("word", fold(f"{row['title']} {row['author']} {row['signature']}").split())
        composed.append(page)
    return composed


def _of_kept_papers(pks: Collection[int], who: Viewer) -> set[int]:
    """Return the sources that are one paper, or called as one, whose words are kept back: the title bears its names."""
    if who.sees_all:
        return set()
    papers = Document.objects.filter(source__in=pks).order_by()
    alone = papers.values("source").annotate(number=Count("pk"), paper=Max("pk")).filter(number=1)
    source_of = dict(alone.values_list("paper", "source"))
    source_of |= dict(papers.filter(folded=F("source__folded")).values_list("pk", "source"))
    kept = {source_of[pk] for pk in kept_back(source_of.keys(), who)}
    return kept | _of_former_papers(set(pks) - set(papers.values_list("source", flat=True)), who)


def _of_former_papers(bare: Collection[int], who: Viewer) -> set[int]:
    """Return those of the sources without papers that were one, or called as one, which is deleted or kept back."""
    if not bare:
        return set()
    kept = states_of(Document).filter(source__in=bare).order_by().values_list("source", "id", "folded").distinct()
    papers: dict[int, set[int]] = defaultdict(set)
    alike: dict[int, set[int]] = defaultdict(set)
    called = dict(Source.objects.filter(pk__in=bare).order_by().values_list("pk", "folded"))
    for source, paper, folded in kept:
        papers[source].add(paper)
        if folded == called[source]:
            alike[source].add(paper)
    own = {source: alike[source] | (several if len(several) == 1 else set()) for source, several in papers.items()}
    closed = kept_back({paper for several in own.values() for paper in several}, who)
    return {source for source, several in own.items() if several & closed}


def _came_with_files(kind: str, rows: list[Any], who: Viewer) -> set[str]:
    """Return which of these came with a file: its letters of the living are hidden unless a shown page cites them."""
    if who.sees_all:
        return set()
    pks = [row["id"] for row in rows]
    return set(ImportedRecord.objects.filter(kind=kind, target__in=pks).values_list("record_id", flat=True))


def compose_archives(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these archives."""
    rows = list(
        for_status(Archive.objects.filter(public_id__in=public_ids), who).values(
            "id", "uid", "public_id", "name", "place_text", "url", "note", "status", "worked_on_at"
        )
    )
    came_with_files = _came_with_files("archive", rows, who)
    came_from = origin_values("archive", rows, who)
    residue = grouped(
        Residue.objects.filter(kind="archive", record_id__in=[row["public_id"] for row in rows] if who.sees_all else [])
        .order_by("id")
        .values(*RESIDUE_COLUMNS),
        "record_id",
    )
    composed = []
    for row in rows:
        page = Composed(
            kind="archive",
            id=row["public_id"],
            position=row["id"],
            sort_key=fold(row["name"]),
            card={key: row[key] for key in ("name", "place_text", "url")},
            body={
                **{key: row[key] for key in ("name", "place_text", "url", "note", "status")},
                "uid": str(row["uid"]),
            },
            only_if_linked=row["public_id"] in came_with_files,
        )
        if who.sees_all:
            page.body["residue"] = residue_values(residue.get(row["public_id"], []))
            page.body["imported"] = came_from.get(row["id"])
        composed.append(page)
    return composed
