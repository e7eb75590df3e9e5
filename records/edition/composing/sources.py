"""The pages of sources and archives."""

from collections.abc import Collection

from records.documents.models import Archive, Source
from records.edition.composed import DATE_COLUMNS, Composed, date_row
from records.edition.composing.rows import for_status
from records.names.folding import fold
from records.privacy.visibility import Viewer
from records.record_model import Status

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
    rows = for_status(Source.objects.filter(public_id__in=public_ids), who).values(
        "uid",
        "public_id",
        "folded",
        "archive__public_id",
        "archive__status",
        "reliability_en",
        "reliability_pl",
        "reliability_de",
        *_SOURCE_TEXTS,
        *DATE_COLUMNS,
    )
    composed = []
    for row in rows:
        archive = row["archive__public_id"] if who.sees_all or row["archive__status"] == Status.PUBLISHED else None
        page = Composed(
            kind="source",
            id=row["public_id"],
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
        )
        page.links = {("archive", archive)} if archive else set()
        page.add_keys("word", fold(f"{row['title']} {row['author']} {row['signature']}").split())
        composed.append(page)
    return composed


def compose_archives(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these archives."""
    rows = for_status(Archive.objects.filter(public_id__in=public_ids), who).values(
        "uid", "public_id", "name", "place_text", "url", "note", "status"
    )
    return [
        Composed(
            kind="archive",
            id=row["public_id"],
            sort_key=fold(row["name"]),
            card={key: row[key] for key in ("name", "place_text", "url")},
            body={
                **{key: row[key] for key in ("name", "place_text", "url", "note", "status")},
                "uid": str(row["uid"]),
            },
        )
        for row in rows
    ]
