"""A family's page: its partners, children and events, as far as they may be seen."""

from collections.abc import Collection

from records.edition.composed import Composed, Tie
from records.edition.composing.imported import origin_values
from records.edition.composing.people import EVENT_COLUMNS, event_value
from records.edition.composing.rows import (
    RESIDUE_COLUMNS,
    Row,
    citations,
    cited_links,
    for_status,
    grouped,
    mark_part,
    part_columns,
    residue_values,
)
from records.edition.tables import CHILD, PARTNER
from records.importing.models import Residue
from records.people.models import ChildCitation, Event, EventCitation, Family, FamilyChild, FamilyPartner
from records.privacy.visibility import Viewer, visible_ids
from records.record_model import Status


def compose_families(public_ids: Collection[str], who: Viewer) -> list[Composed]:
    """Compose the visible ones: published families of which at least one member may be seen."""
    families = {row["id"]: row for row in for_status(Family.objects.filter(public_id__in=public_ids), who).values()}
    partners = grouped(
        FamilyPartner.objects.filter(family__in=families)
        .order_by("position", "id")
        .values("family_id", "person_id", "person__public_id", "person__sex", *part_columns(who)),
        "family_id",
    )
    children = grouped(
        FamilyChild.objects.filter(family__in=families)
        .order_by("position", "id")
        .values("id", "family_id", "person_id", "person__public_id", "pedigree", *part_columns(who)),
        "family_id",
    )
    members = {row["person_id"] for groups in (partners, children) for rows in groups.values() for row in rows}
    seen = visible_ids(members, who)
    events = grouped(
        Event.objects.filter(family__in=families)
        .order_by("date_earliest", "id")
        .values("family_id", *EVENT_COLUMNS, *part_columns(who)),
        "family_id",
    )
    cited = citations(EventCitation, "event", [row["id"] for rows in events.values() for row in rows], who)
    child_cited = citations(ChildCitation, "child", [row["id"] for rows in children.values() for row in rows], who)
    residue = (
        grouped(
            Residue.objects.filter(kind="family", record_id__in=[row["public_id"] for row in families.values()])
            .order_by("id")
            .values(*RESIDUE_COLUMNS),
            "record_id",
        )
        if who.sees_all
        else {}
    )
    came_from = origin_values("family", list(families.values()), who)
    composed = []
    for pk, family in families.items():
        shown_partners = [row for row in partners.get(pk, []) if row["person_id"] in seen]
        shown_children = [row for row in children.get(pk, []) if row["person_id"] in seen]
        if not shown_partners and not shown_children and not who.sees_all:
            continue
        # A marriage names both partners: it is shown only when both may be.
        whole = len(shown_partners) == len(partners.get(pk, []))
        complete = whole and len(shown_children) == len(children.get(pk, []))
        shown_events = [
            event_value(row, cited.get(row["id"], []), 0, who)
            for row in events.get(pk, [])
            if who.sees_all or (whole and not row["confidential"])
        ]
        page = _page(
            family,
            shown_partners,
            [
                mark_part(
                    {
                        "person": row["person__public_id"],
                        "pedigree": row["pedigree"],
                        "citations": child_cited.get(row["id"], []),
                    },
                    row,
                )
                for row in shown_children
            ],
            shown_events,
            who,
        )
        # A note on a family may tell of any member: it is shown when all of them may be.
        if complete or who.sees_all:
            page.body["note"] = family["note"]
        if who.sees_all:
            page.body |= {
                "residue": residue_values(residue.get(family["public_id"], [])),
                "private_note": family["private_note"],
                "changed": family["changed_at"].date().isoformat(),
                "created": family["created_at"].date().isoformat(),
                "imported": came_from.get(pk),
            }
        composed.append(page)
    return composed


def _page(family: Row, partners: list[Row], children: list[Row], events: list[Row], who: Viewer) -> Composed:
    partner_ids = [row["person__public_id"] for row in partners]
    page = Composed(
        kind="family",
        id=family["public_id"],
        position=family["id"],
        sort_key=family["public_id"],
        card={"partners": partner_ids},
        body={
            "uid": str(family["uid"]),
            "status": family["status"],
            "note": "",
            "partners": [
                mark_part({"person": row["person__public_id"], "sex": row["person__sex"]}, row) for row in partners
            ],
            "children": children,
            "events": events,
            "confidential": who.sees_all and family["status"] != Status.PUBLISHED,
        },
    )
    page.links = {("person", person) for person in partner_ids} | {("person", row["person"]) for row in children}
    page.ties = [Tie(PARTNER, person, place) for place, person in enumerate(partner_ids)]
    page.ties += [Tie(CHILD, row["person"], place, row["pedigree"]) for place, row in enumerate(children)]
    page.links |= {("place", event["place"]) for event in events if event["place"]}
    page.links |= cited_links([*(event["citations"] for event in events), *(row["citations"] for row in children)])
    return page
