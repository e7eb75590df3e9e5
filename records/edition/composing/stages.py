"""A stage's page. Who was there is read from the presences, which their persons own."""

from collections import defaultdict
from collections.abc import Collection

from records.edition.composed import DATE_COLUMNS, Composed, date_row
from records.edition.composing.people import stage_order
from records.edition.composing.rows import citations, cited_links, for_status
from records.journeys.models import JourneyStage, StageCitation, Traveller
from records.journeys.stages import STAGES
from records.names.folding import fold
from records.privacy.visibility import Viewer, visible_ids


def compose_stages(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones among these stages."""
    found = for_status(JourneyStage.objects.filter(public_id__in=public_ids), who).values(
        "id",
        "uid",
        "public_id",
        "status",
        "code",
        "title",
        "place__public_id",
        "place_as_written",
        "origin__public_id",
        "transport",
        "note",
        "invented",
        "worked_on_at",
        *DATE_COLUMNS,
    )
    hidden = set() if who.sees_all else _with_nobody_to_be_seen(public_ids, who)
    rows = [row for row in found if row["id"] not in hidden]
    cited = citations(StageCitation, "stage", [row["id"] for row in rows], who)
    composed = []
    for row in rows:
        places = {"place": row["place__public_id"], "origin": row["origin__public_id"]}
        shared = {
            **{key: row[key] for key in ("code", "title", "place_as_written", "transport", "invented")},
            **places,
            "date": date_row(row),
        }
        first, order, _last = stage_order(row["date_earliest"], row["date_latest"], row["code"])
        page = Composed(
            kind="stage",
            id=row["public_id"],
            position=row["id"],
            sort_key=f"{order:03d} {first:08d}",
            card=shared,
            body={
                **shared,
                "note": row["note"],
                "uid": str(row["uid"]),
                "status": row["status"],
                "citations": cited.get(row["id"], []),
            },
            earliest=row["date_earliest"],
            latest=row["date_latest"],
        )
        if who.sees_all:
            page.body["changed_since"] = row["worked_on_at"] is not None
        page.facets = {("stage", row["code"])} | (
            {("phase", STAGES[row["code"]].phase)} if row["code"] in STAGES else set()
        )
        page.links = {("place", place) for place in places.values() if place} | cited_links([cited.get(row["id"], [])])
        if row["place__public_id"]:
            page.facets.add(("place", row["place__public_id"]))
        page.add_keys("word", fold(f"{row['title']} {row['place_as_written']} {row['transport']}").split())
        composed.append(page)
    return composed


def _with_nobody_to_be_seen(public_ids: Collection[str], who: Viewer) -> set[int]:
    """Return the stages of which no traveller may be shown: what is told of them may tell of the only one.

    One who may be seen is enough: of a train with a thousand, few are asked about.
    """
    waiting: dict[int, list[int]] = defaultdict(list)
    travellers = Traveller.objects.filter(stage__public_id__in=public_ids).order_by("id")
    for stage, person in travellers.values_list("stage_id", "person_id"):
        waiting[stage].append(person)
    hidden, few = set(waiting), 2
    while waiting:
        seen = visible_ids({person for people in waiting.values() for person in people[:few]}, who)
        hidden -= {stage for stage, people in waiting.items() if any(person in seen for person in people[:few])}
        waiting = {stage: people[few:] for stage, people in waiting.items() if stage in hidden and people[few:]}
        few *= 8
    return hidden
