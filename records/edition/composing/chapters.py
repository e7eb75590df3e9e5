"""A chapter of the chronicle: its text, dated events, and disputed questions with every claim and its source."""

from collections.abc import Collection

from records.chronicle.models import Chapter, ChapterSource, ChronicleEvent, Claim, Topic
from records.edition.composed import DATE_COLUMNS, Composed, date_row
from records.edition.composing.rows import Row, for_status, grouped
from records.names.folding import fold
from records.privacy.visibility import Viewer
from records.record_model import Status

LANGUAGES = ("en", "pl", "de")


def _in_languages(row: Row, stem: str) -> dict[str, str]:
    return {language: row[f"{stem}_{language}"] for language in LANGUAGES}


def compose_chapters(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these chapters."""
    chapters = {row["id"]: row for row in for_status(Chapter.objects.filter(public_id__in=public_ids), who).values()}
    events = grouped(
        ChronicleEvent.objects.filter(chapter__in=chapters)
        .order_by("date_earliest", "id")
        .values("chapter_id", "title_en", "title_pl", "title_de", "source_note", "unverified", *DATE_COLUMNS),
        "chapter_id",
    )
    topics = grouped(Topic.objects.filter(chapter__in=chapters).order_by("number").values(), "chapter_id")
    claims = grouped(
        Claim.objects.filter(topic__chapter__in=chapters)
        .order_by("id")
        .values(
            "topic_id",
            "source__public_id",
            "source__status",
            "where",
            "text_en",
            "text_pl",
            "text_de",
            "subject",
            "kind",
            "hedged",
            "unverified",
            "is_conclusion",
            "conclusion_reason",
        ),
        "topic_id",
    )
    sources = grouped(
        for_status(ChapterSource.objects.filter(chapter__in=chapters), who, "source__status")
        .order_by("source__folded", "source_id")
        .values("chapter_id", "source__public_id"),
        "chapter_id",
    )
    return [
        _page(row, events.get(pk, []), topics.get(pk, []), claims, sources.get(pk, []), who)
        for pk, row in chapters.items()
    ]


def _page(
    row: Row,
    events: list[Row],
    topics: list[Row],
    claims: dict[int, list[Row]],
    sources: list[Row],
    who: Viewer,
) -> Composed:
    card = {
        "number": row["number"],
        "key": row["key_word"],
        "title": _in_languages(row, "title"),
        "summary": _in_languages(row, "summary"),
        "date": date_row(row),
    }
    shown_topics = [
        {
            "number": topic["number"],
            "question": _in_languages(topic, "question"),
            "comment": _in_languages(topic, "comment"),
            "claims": [_claim(claim, who) for claim in claims.get(topic["id"], [])],
        }
        for topic in topics
    ]
    page = Composed(
        kind="chapter",
        id=row["public_id"],
        position=row["id"],
        sort_key=f"{row['number']:03d}",
        card=card,
        body={
            **card,
            "uid": str(row["uid"]),
            "status": row["status"],
            "text": _in_languages(row, "text"),
            "stages": row["stages"],
            "events": [
                {
                    "title": _in_languages(event, "title"),
                    "date": date_row(event),
                    "source_note": event["source_note"],
                    "unverified": event["unverified"],
                }
                for event in events
            ],
            "topics": shown_topics,
            "sources": [source["source__public_id"] for source in sources],
        },
        earliest=row["date_earliest"],
        latest=row["date_latest"],
    )
    page.links = {("source", source) for source in page.body["sources"]}
    page.links |= {
        ("source", claim["source"]) for topic in shown_topics for claim in topic["claims"] if claim["source"]
    }
    for language in LANGUAGES:
        page.add_keys("word", fold(row[f"title_{language}"]).split())
    return page


def _claim(claim: Row, who: Viewer) -> Row:
    named = who.sees_all or claim["source__status"] == Status.PUBLISHED
    return {
        "source": claim["source__public_id"] if named else None,
        "where": claim["where"] if named else "",
        "text": _in_languages(claim, "text"),
        **{key: claim[key] for key in ("subject", "kind", "hedged", "unverified")},
        "conclusion": claim["conclusion_reason"] if claim["is_conclusion"] else "",
    }
