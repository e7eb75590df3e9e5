"""A family history's page: its narratives, authors who consent to be named, and people who may be seen."""

from collections.abc import Collection

from records.edition.composed import Composed
from records.edition.composing.rows import for_status, grouped
from records.edition.full_text import TEXT_ROLE, text_keys, texts_of
from records.histories.models import FamilyHistory, HistoryPerson, Narrative
from records.names.folding import fold
from records.privacy.visibility import Viewer, visible_ids

LANGUAGES = ("en", "pl", "de")


def compose_histories(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these histories."""
    histories = {
        row["id"]: row for row in for_status(FamilyHistory.objects.filter(public_id__in=public_ids), who).values()
    }
    narratives = grouped(
        Narrative.objects.filter(history__in=histories)
        .order_by("position", "id")
        .values("history_id", "language", "title", "text", "author__name", "author__consents"),
        "history_id",
    )
    people = grouped(
        HistoryPerson.objects.filter(history__in=histories)
        .order_by("position", "id")
        .values("history_id", "person_id", "person__public_id"),
        "history_id",
    )
    seen = visible_ids({row["person_id"] for rows in people.values() for row in rows}, who)
    composed = []
    for pk, row in histories.items():
        shown = [person["person__public_id"] for person in people.get(pk, []) if person["person_id"] in seen]
        external = {"url": row["external_url"], "site": row["external_site"]} if row["external_url"] else None
        card = {
            "title": {language: row[f"title_{language}"] for language in LANGUAGES},
            "summary": {language: row[f"summary_{language}"] for language in LANGUAGES},
            "external": external,
            "invented": row["invented"],
            "people": len(shown),
            "languages": sorted({narrative["language"] for narrative in narratives.get(pk, [])}),
        }
        page = Composed(
            kind="history",
            id=row["public_id"],
            position=row["id"],
            sort_key=row["folded"],
            card=card,
            body={
                **card,
                "uid": str(row["uid"]),
                "status": row["status"],
                "people": shown,
                "narratives": [
                    {
                        "language": narrative["language"],
                        "title": narrative["title"],
                        "text": narrative["text"],
                        "author": narrative["author__name"] if narrative["author__consents"] or who.sees_all else None,
                    }
                    for narrative in narratives.get(pk, [])
                ],
            },
        )
        # For the list of new histories; the page itself does not say it.
        card["since"] = row["created_at"].date().isoformat()
        page.links = {("person", person) for person in shown}
        page.facets = {("where", "elsewhere" if external else "here")}
        for language in LANGUAGES:
            page.add_keys("word", fold(row[f"title_{language}"]).split())
        page.add_keys(TEXT_ROLE, text_keys(texts_of("history", page.body)))
        composed.append(page)
    return composed
